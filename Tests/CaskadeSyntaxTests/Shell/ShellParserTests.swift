import TestSupport
import XCTest

@testable import CaskadeSyntax

/// What a command line runs, as bash reads it.
final class ShellParserTests: XCTestCase {
  private func commands(_ text: String) -> [[String]] {
    do throws(ShellProblem) {
      return try ShellParser.parse(text).commands.map { $0.words.map(\.text) }
    } catch {
      return [["refused at \(error.offset): \(error.message)"]]
    }
  }

  func testSimpleCommands() {
    let rows: [Row<String, [[String]]>] = [
      Row("", []),
      Row("a b  c", [["a", "b", "c"]]),
      Row("a 'b c' \"d e\" f\\ g", [["a", "b c", "d e", "f g"]]),
      Row("a; b & c && d || e | f |& g\nh", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h"]]),
      Row("a # b; c\nd", [["a"], ["d"]]),
      Row("a#b", [["a#b"]]),
      Row("X=1 Y=$(y) a", [["y"], ["a"]]),
      Row("X=1", [[]]),
      Row("a=(b \"c d\" $(e)) f", [["e"], ["f"]]),
      Row("a[$(b)]=1 c", [["b"], ["c"]]),
      Row("! a; ! ! b; time c; time -p d; A=1 time e", [["a"], ["b"], ["c"], ["d"], ["time", "e"]]),
      Row("a 2>&1 >b 3<c &>d {e}>f", [["a"]]),
      Row("a 2 >b", [["a", "2"]]),
      Row("r''m \\rm $'\\x72\\155' $\"x\"", [["rm", "rm", "rm", "x"]]),
      Row("$'\\u00e9\\n\\'' é", [["é\n'", "é"]]),
      Row(
        "{a,b}c {1..3} {a..e..2} {3..1} {x} '{a,b}' {a,{b,c}}",
        [
          ["ac", "bc", "1", "2", "3", "a", "c", "e", "3", "2", "1", "{x}", "{a,b}", "a", "b", "c"]
        ]),
      Row("a\\\nb c", [["ab", "c"]]),
    ]
    for row in rows { XCTAssertEqual(commands(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }

  func testWhatHoldsOthers() {
    let rows: [Row<String, [[String]]>] = [
      Row("(a; b) | { c; d; }", [["a"], ["b"], ["c"], ["d"]]),
      Row("if a; then b; elif c; then d; else e; fi", [["a"], ["b"], ["c"], ["d"], ["e"]]),
      Row("while a; do b; done; until c\ndo d\ndone", [["a"], ["b"], ["c"], ["d"]]),
      Row("for x in 1 $(a) 2; do b $x; done", [["a"], ["b", "$x"]]),
      Row("for x; do a; done; for ((i = 0; i < $(b); i++)); do c; done", [["a"], ["b"], ["c"]]),
      Row("case $(a) in b|c) d;; (*) e;; esac", [["a"], ["d"], ["e"]]),
      Row("case x in a) b;& c) d;;& *) esac", [["b"], ["d"]]),
      Row("f() { a; }; function g { b; }; function h() (c); f", [["a"], ["b"], ["c"], ["f"]]),
      Row("[[ -f $(a) && b < c ]] && d", [["a"], ["d"]]),
      Row("((a = $(b))); c", [["b"], ["c"]]),
      Row("((a); b)", [["a"], ["b"]]),
      Row("coproc a b; coproc N { c; }", [["a", "b"], ["c"]]),
      Row("echo if; then", [["refused at 9: 'then' doesn't belong there"]]),
    ]
    for row in rows { XCTAssertEqual(commands(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }

  func testExpansions() {
    let rows: [Row<String, [[String]]>] = [
      Row("a $(b \"$(c)\") `d`", [["c"], ["b", "$(c)"], ["d"], ["a", "$(b \"$(c)\")", "`d`"]]),
      Row("a \"x $(b) y `c`\" '$(d)'", [["b"], ["c"], ["a", "x $(b) y `c`", "$(d)"]]),
      Row("a `b \\`c\\``", [["c"], ["b", "`c`"], ["a", "`b \\`c\\``"]]),
      Row("a ${x:-$(b)} \"${y:-\"$(c)\"}\" ${z}", [["b"], ["c"], ["a", "${x:-$(b)}", "${y:-\"$(c)\"}", "${z}"]]),
      Row("a $((1 + $(b))) $((c) | d)", [["b"], ["c"], ["d"], ["a", "$((1 + $(b)))", "$((c) | d)"]]),
      Row("a <(b) > >(c)", [["b"], ["c"], ["a", "<(b)"]]),
      Row("a $ $1 $@ $x\"$y\"z", [["a", "$", "$1", "$@", "$x$yz"]]),
      Row("cat <<E; a\nx $(b) \\$(c)\nE\nd", [["b"], ["cat"], ["a"], ["d"]]),
      Row("cat <<'E'\n$(b)\nE", [["cat"]]),
      Row("cat <<-E <<F\n\t$(a)\n\tE\n$(b)\nF\nc", [["a"], ["b"], ["cat"], ["c"]]),
      Row("a \"$(cat <<'E'\ndon't $(b)\nE\n)\"", [["cat"], ["a", "$(cat <<'E'\ndon't $(b)\nE\n)"]]),
      Row("a <<< \"$(b)\"", [["b"], ["a"]]),
    ]
    for row in rows { XCTAssertEqual(commands(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }

  func testWhatIsRefused() {
    let rows: [Row<String, String>] = [
      Row("a 'b", "refused at 2: a quote is not closed"),
      Row("a \"b", "refused at 4: a quote is not closed"),
      Row("a $(b", "refused at 5: an expansion is not closed"),
      Row("a `b", "refused at 4: an expansion is not closed"),
      Row("a ${b", "refused at 5: an expansion is not closed"),
      Row("a)", "refused at 1: ')' doesn't belong there"),
      Row("a ;; b", "refused at 2: ';;' doesn't belong there"),
      Row("a &&", "refused at 4: 'the end' doesn't belong there"),
      Row("| a", "refused at 0: '|' doesn't belong there"),
      Row("if a; then b", "refused at 12: 'fi' is missing"),
      Row("a @(b|c)", "refused at 3: '(' doesn't belong there"),
      Row("cat <<E\nx", "refused at 9: a here-document doesn't end"),
      Row("cat <<E", "refused at 7: a here-document doesn't end"),
      Row("a >", "refused at 3: 'a file' is missing"),
      Row(String(repeating: "{ ", count: 70), "refused at 63: it is nested deeper than 64 levels"),
    ]
    for row in rows {
      XCTAssertEqual(commands(row.input), [[row.expected]], row.input, file: row.file, line: row.line)
    }
  }

  /// Cut anywhere and nested anyhow, it ends, and says at most that it doesn't understand.
  func testHostileTextEnds() {
    let pieces = [
      "$((", "$(", "((", "${x:-", "`", "\"", "'", "<<E\n", "{a,", "f() ", "coproc ", "case x in ", "a[", "! ", "\\",
    ]
    for piece in pieces {
      for end in ["", ")", "}", "\"", "\n"] {
        _ = commands(String(repeating: piece, count: 5_000) + end)
      }
    }
    let whole = "f() { a \"$(b ${c:-`d`} <<E\n$((1+2))\nE\n)\" > >(g) {x,y}; }; case $x in *) ((1));; esac"
    for count in 0...whole.utf8.count { _ = commands(String(decoding: whole.utf8.prefix(count), as: UTF8.self)) }
  }
}
