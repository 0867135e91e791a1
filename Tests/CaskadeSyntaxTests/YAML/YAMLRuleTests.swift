import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// Every rule of the reader: a text that it refuses or warns of, and one close to it that it takes.
final class YAMLRuleTests: XCTestCase {
  private static let key = String(repeating: "k", count: 1024)

  /// The harmless text stands first.
  private static let rows: [Row<(String, String), String>] = [
    Row(("a: '&b c'\n", "a: &b c\n"), "anchor"),
    Row(("a: '*b'\n", "a: *b\n"), "alias"),
    Row(("a: '!b'\n", "a: !b c\n"), "tag"),
    Row(("'<<': a\n", "<<: a\n"), "merge-key"),
    Row(("'%YAML 1.2'\n", "%YAML 1.2\n--- a\n"), "directive"),
    Row(("--- a\n...\n", "--- a\n--- b\n"), "several-documents"),
    Row(("---\n", "# a\n"), "no-document"),
    Row(("?a: b\n", "? a\n: b\n"), "complex-key"),
    Row(("'[a]': b\n", "[a]: b\n"), "collection-key"),
    Row(("'': a\n", ": a\n"), "empty-key"),
    Row(("a: 1\nA: 2\n", "a: 1\na: 2\n"), "duplicate-key"),
    Row(("\(key): a\n", "\(key)k: a\n"), "long-key"),
    Row(("\"a\\n\": 1\n", "\"a\\u200B\": 1\n"), "unprintable-key"),
    Row(("a: \"\\u200B\"\n", "a: \"\u{200B}\"\n"), "hidden-character"),
    Row(("a: \"\\u2800\"\n", "a: \"\u{2800}\"\n"), "hidden-character"),
    Row(("a: \"\\a\"\r\n", "a: \"\u{7}\"\n"), "control-character"),
    Row(("a: é\n", "a\0:\0 \0b\0"), "encoding"),
    Row(("a: |2\n   b\n", "--- |2\n  a\n"), "top-level-indentation"),
    Row(("a: |-\n  b", "a: |\n  b"), "no-final-line-break"),
    Row(("a:\n  b: c\n", "a:\n\tb: c\n"), "tab"),
    Row(("a:\n  - b\n  - c\n", "a:\n  - b\n - c\n"), "indentation"),
    Row(("a: b\nc: d\n", "  a: b\nc: d\n"), "stray-line"),
    Row(("- a\n- b\n", "- a\nb\n"), "list-entry-expected"),
    Row(("a: b\nc:\n- d\n", "a: b\n- c\n"), "key-expected"),
    Row(("key:\n- a\n", "key: - a\n"), "inline-list"),
    Row(("a: 'b: c'\n", "a: b: c\n"), "nested-mapping"),
    Row(("a: b\n  c\n", "a: b\n  c: d\n"), "multiline-key"),
    Row(("\"a\": b\n", "\"a\"b: c\n"), "trailing-text"),
    Row(("a: b # c\nd:\n", "a: b # c\n  d\n"), "text-cut"),
    Row(("\"a\" # b\n", "\"a\"# b\n"), "comment-space"),
    Row(("- a@b\n", "- @a\n"), "reserved-character"),
    Row(("[a, b]\n", "[a, b\n"), "unclosed"),
    Row(("[a]\n", "[a}\n"), "mismatched-bracket"),
    Row(("a: [b\n c]\n", "a: [b\nc]\n"), "continuation-indentation"),
    Row(("['a', 'b']\n", "['a' 'b']\n"), "missing-comma"),
    Row(("[a, b,]\n", "[a, , b]\n"), "empty-entry"),
    Row(("{a: [b]}\n", "{a:[b]}\n"), "colon-space"),
    Row(("\"\\t\"\n", "\"\\q\"\n"), "escape"),
    Row(("a: |+1\n b\n", "a: |0\n"), "block-header"),
    Row(("a: |\n\n  b\n", "a: |\n   \n  b\n"), "blank-line"),
    Row(("{a: 'b, c'}\n", "{a: b, c}\n"), "split-text"),
  ]

  /// Held by a limit, which `YAMLTotalityTests` sets low.
  private static let limits = ["too-long", "too-deep", "too-many-nodes", "too-many-problems"]

  func testEachRuleAlone() {
    for row in Self.rows {
      let (harmless, refused) = (readYAML(row.input.0), readYAML(row.input.1))
      XCTAssertEqual(harmless.diagnostics.map(\.rule), [], row.expected, file: row.file, line: row.line)
      XCTAssertEqual(
        refused.diagnostics.map(\.rule), ["yaml.\(row.expected)"], row.input.1, file: row.file, line: row.line)
    }
  }

  /// A rule without a row here is nobody's.
  func testEveryRuleHasARow() {
    let named = Set(YAMLProblem.Kind.allCases.map { $0.rawValue.replacing("yaml.", with: "") })
    XCTAssertEqual(named.subtracting(Self.limits), Set(Self.rows.map(\.expected)))
  }
}
