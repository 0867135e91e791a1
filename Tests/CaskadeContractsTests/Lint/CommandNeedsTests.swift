import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts

final class CommandNeedsTests: XCTestCase {
  func testProgramsAndScripts() {
    let rows: [Row<String, [[String]]>] = [
      Row("swift test --filter X", [["swift"], []]),
      Row("A=1 B='x y' make all", [["make"], []]),
      Row("env A=1 make && ! grep -q x y || exit 1", [["make", "grep"], []]),
      Row("env -i make", [["make"], []]),
      Row("a | b; c & d\ne", [["a", "b", "c", "d", "e"], []]),
      Row("(a; b) > c.txt 2>&1 < d.txt", [["a", "b"], []]),
      Row("if test -f x; then a; else b; fi", [["a", "b"], []]),
      Row("'my program' \"x\"", [["my program"], []]),
      Row("$TOOL x; \"$TOOL\" y; ~/z; t*l", [[], []]),
      Row("a $(b c) d", [["b", "a"], []]),
      Row("a $((1+2))", [["a"], []]),
      Row("a \"$(b c)\" d", [["b", "a"], []]),
      Row("a `b`", [["b", "a"], []]),
      Row("cat <<END\nx\nEND", [["cat"], []]),
      Row("a 'open", [[], []]),
      Row("a; for x in 1 2; do b $x; done", [["a", "b"], []]),
      Row("a # b; c", [["a"], []]),
      Row("a\\ b", [["a b"], []]),
      Row("./x.sh; scripts/y", [[], ["./x.sh", "scripts/y"]]),
      Row("/usr/bin/x y", [[], []]),
      Row(
        "sh x.sh; bash -eu y.sh; bash -c './z.sh 1'; python3 -m unittest; node t/u.js",
        [
          ["sh", "bash", "bash", "python3", "node"], ["x.sh", "y.sh", "./z.sh", "t/u.js"],
        ]),
      Row("node --test t/u.js; sh /tmp/x.sh; sh script", [["node", "sh", "sh"], []]),
      Row(". ./env.sh; source x.sh", [[], ["./env.sh", "x.sh"]]),
      Row("cd a && ./x.sh && sh y.sh", [["sh"], []]),
      Row("echo for; x", [["x"], []]),
      Row("f() { a; }; f && b", [["a", "b"], []]),
      Row("timeout -k 5 10 make; find . -name x -exec grep y {} +", [["timeout", "make", "find", "grep"], []]),
      Row("case $x in a) b;; esac; sh -c \"$y\"", [["b", "sh"], []]),
      Row("", [[], []]),
      Row("a \\", [[], []]),
    ]
    for row in rows {
      let needs = CommandNeeds(of: row.input)
      XCTAssertEqual([needs.programs, needs.scripts], row.expected, row.input, file: row.file, line: row.line)
    }
  }
}
