import CaskadeSyntax
import TestSupport
import XCTest

/// What accepted texts mean, in one line each: `{k: v}` and `[a]` are collections, `·` is an empty text.
final class YAMLStructureTests: XCTestCase {
  private func short(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, _): text.isEmpty ? "·" : text.replacing("\n", with: "↵").replacing("\t", with: "→")
    case .sequence(let items): "[" + items.map(short).joined(separator: ", ") + "]"
    case .mapping(let entries): "{" + entries.map { $0.key + ": " + short($0.value) }.joined(separator: ", ") + "}"
    }
  }

  private func check(_ rows: [Row<String, String>]) {
    for row in rows {
      let result = readYAML(row.input)
      let shown = result.root.map(short) ?? result.errorRules.joined(separator: " ")
      XCTAssertEqual(shown, row.expected, row.input.debugDescription, file: row.file, line: row.line)
    }
  }

  func testBlockCollections() {
    check([
      Row("a: b\nc:\n- d\n- e\nf: g\n", "{a: b, c: [d, e], f: g}"),
      Row("- - a\n  - b\n- c: d\n  e: f\n-\n- \n", "[[a, b], {c: d, e: f}, ·, ·]"),
      Row("a:\n  b:\n    c\nd:", "{a: {b: c}, d: ·}"),
      Row("a :\tb\n'c' : d\n\"e\": f\n", "{a: b, c: d, e: f}"),
      Row("a: b\r\nc:\r\n  - d\r\n", "{a: b, c: [d]}"),
      Row("\u{FEFF}a: b\n", "{a: b}"),
      Row("--- # c\n# d\na: b\n...\n# e\n", "{a: b}"),
      Row("---\n", "·"),
      Row("--- a\n  b\n", "a b"),
      Row("-\ta\n-\t[b]\n", "[a, [b]]"),
      Row("no: 0755\n3.10: 22:22\nnull: ~\n", "{no: 0755, 3.10: 22:22, null: ~}"),
      Row("-\ta: b\n", "yaml.tab"),
      Row("a:\n \tb: c\n", "yaml.tab"),
      Row("key: - a\n", "yaml.inline-list"),
      Row("--- a: b\n", "yaml.nested-mapping"),
      Row("a: b: c\n", "yaml.nested-mapping"),
      Row("a:\n  - b\n - c\n", "yaml.indentation"),
      Row("  a: b\nc: d\n", "yaml.stray-line"),
      Row("a: b\n- c\n", "yaml.key-expected"),
      Row("- a\nb\n", "yaml.list-entry-expected"),
      Row("\"a\"b: c\n", "yaml.trailing-text"),
      Row("\"a\":b\n", "yaml.trailing-text"),
      Row("\"a\n b\": c\n", "yaml.multiline-key"),
      Row("<<: a\n", "yaml.merge-key"),
      Row("\"<<\": a\nb: <<\n", "{<<: a, b: <<}"),
      Row("a: 1\n\"\\x61\": 2\n", "yaml.duplicate-key"),
      Row("é: 1\ne\u{301}: 2\n", "yaml.duplicate-key"),
      Row("{a: 1, a: 2}\n", "yaml.duplicate-key"),
      Row("[a: 1, a: 2]\n", "[{a: 1}, {a: 2}]"),
    ])
  }

  func testPlainScalars() {
    check([
      Row("a: b\n c\n\n\n d # e\n", "{a: b c↵↵d}"),
      Row("- a, b [c] {d}\n- -a\n- ?b\n- :c\n- a:b\n- a#b\n", "[a, b [c] {d}, -a, ?b, :c, a:b, a#b]"),
      Row("a::: b\n", "{a::: b}"),
      Row("a\n- b\n", "a - b"),
      Row("a: b\n \t\n c\n", "{a: b↵c}"),
      Row("a: b\n\t\nc: d\n", "{a: b, c: d}"),
      Row("a: b\n\t\n c\n", "yaml.tab"),
      Row("a: b # c\n  d\n", "yaml.text-cut"),
      Row("a: b\n  c: d\n", "yaml.multiline-key"),
      Row("- @a\n- `b`\n- %c\n", "yaml.reserved-character yaml.reserved-character yaml.reserved-character"),
      Row("- *a\n- !b\n- &c d\n", "yaml.alias yaml.tag yaml.anchor"),
    ])
  }

  func testQuotedScalars() {
    check([
      Row("'a''b'\n", "a'b"),
      Row(#""\x41\u00e9\U0001F600\n\t\/\\\"\ ""# + "\n", "Aé😀↵→/\\\" "),
      Row("\"a \t\n \t b\n\n  c\"\n", "a b↵c"),
      Row("\"a\\\n   b \\\n c\"\n", "ab c"),
      Row("\"a\\\n\n  b\"\n", "a↵b"),
      Row("\"a\\t  \n  b\"\n", "a→ b"),
      Row("'  \n  a  '\n", " a  "),
      Row("a: \"b\nc\"\n", "yaml.continuation-indentation"),
      Row("a: \"b\n\tc\"\n", "yaml.tab"),
      Row("\"a\n--- b\"\n", "yaml.unclosed yaml.several-documents"),
      Row(#""\q""# + "\n", "yaml.escape"),
      Row(#""\uD83D\uDE00""# + "\n", "yaml.escape yaml.escape"),
      Row(#""\U00110000""# + "\n", "yaml.escape"),
      Row("\"a\"# b\n", "yaml.comment-space"),
    ])
  }

  func testBlockScalars() {
    check([
      Row("a: |\n  b\n   c\n\n  d\n\n\ne: f\n", "{a: b↵ c↵↵d↵, e: f}"),
      Row("- |-\n a\n- |+\n b\n\n- >\n c\n d\n\n e\n   f\n\n g\n", "[a, b↵↵, c d↵e↵  f↵↵g↵]"),
      Row("- |2\n   a\n  b\n- >1-\n  c\n- |-1 # d\n e\n", "[ a↵b↵,  c, e]"),
      Row("a: |\n\n  b\n", "{a: ↵b↵}"),
      Row("a: |\nb: >-\nc: |+\n\n", "{a: ·, b: ·, c: ↵}"),
      Row("a: |\n  b\n # c\n   # d\ne: f\n", "{a: b↵, e: f}"),
      Row("a: |\n \t\nb: c\n", "{a: →↵, b: c}"),
      Row("--- >\na\n# b\n", "a # b↵"),
      Row("a: |-\n  b", "{a: b}"),
      Row("a: |\n  b", "yaml.no-final-line-break"),
      Row("a: |\n  b\n   ", "{a: b↵ ↵}"),
      Row("a: |+\n   ", "{a: ↵}"),
      Row("a: |\n\t\nb: c\n", "yaml.tab"),
      Row("a: |\n   \n  b\n", "yaml.blank-line"),
      Row("a: |0\n", "yaml.block-header"),
      Row("a: |# b\n", "yaml.comment-space"),
      Row("a: > b\n  c\n", "yaml.block-header"),
      Row("--- |2\n  a\n", "yaml.top-level-indentation"),
    ])
  }

  func testFlowCollections() {
    check([
      Row("[a, [b, ], {c: d, e, }, \"f\":g, h: i]\n", "[a, [b], {c: d, e: ·}, {f: g}, {h: i}]"),
      Row("a: [\n  b, # c\n\t\n  d\n  ]\n", "{a: [b, d]}"),
      Row("{a\n b: c, \"d\"\n :e}\n", "{a b: c, d: e}"),
      Row("[a:b, :c, ?d, -e, http://f#g]\n", "[a:b, :c, ?d, -e, http://f#g]"),
      Row("[a:, b: ]\n", "[{a: ·}, {b: ·}]"),
      Row("a: [b\nc]\n", "yaml.continuation-indentation"),
      Row("[a, , b]\n", "yaml.empty-entry"),
      Row("[, a]\n", "yaml.empty-entry"),
      Row("[-]\n", "yaml.reserved-character"),
      Row("[a\n : b]\n", "yaml.multiline-key"),
      Row("[\"a\"\n :b]\n", "yaml.multiline-key"),
      Row("{a: b}}\n", "yaml.trailing-text"),
      Row("[a}\n", "yaml.mismatched-bracket"),
      Row("[a, b\n", "yaml.unclosed"),
      Row("[\"a\" \"b\"]\n", "yaml.missing-comma"),
      Row("{a:[b]}\n", "yaml.colon-space"),
      Row("[a,#b\n]\n", "yaml.comment-space"),
      Row("{: a}\n", "yaml.empty-key"),
      Row("[? a]\n", "yaml.complex-key"),
      Row("{[a]: b}\n", "yaml.collection-key"),
      Row("[a]: b\n", "yaml.collection-key"),
    ])
  }

  /// A problem leaves what follows readable: each entry reports its own, and none reports a consequence.
  func testIndependentProblems() {
    check([
      Row("a: *b\nc:\n  - &d e\n  - !f g\nh: @i\n", "yaml.alias yaml.anchor yaml.tag yaml.reserved-character"),
      Row("a: \"b\nc: *d\n", "yaml.unclosed yaml.alias"),
      Row("a: {\nb: c\n}\nd: *e\n", "yaml.unclosed yaml.alias"),
      Row("a: [\n  b\n]\nc: *d\n", "yaml.continuation-indentation yaml.alias"),
      Row("? a\n: b\n? - c\n: - d\ne: *f\n", "yaml.complex-key yaml.complex-key yaml.alias"),
      Row("a: b\n- c\n- d\ne: *f\n", "yaml.key-expected yaml.alias"),
      Row("a: b\nwrapped\ntext\nc: *d\n", "yaml.key-expected yaml.alias"),
      Row("a:\n  - b\n\t- c\n  - *d\n", "yaml.tab yaml.alias"),
      Row("- a\nb\n\t- c\nd\n- *e\n", "yaml.list-entry-expected yaml.tab yaml.list-entry-expected yaml.alias"),
      Row("a: [b\nc]\nd: *e\n", "yaml.continuation-indentation yaml.alias"),
      Row("a: b # c\n  d\n  e\nf: *g\n", "yaml.text-cut yaml.alias"),
    ])
  }
}
