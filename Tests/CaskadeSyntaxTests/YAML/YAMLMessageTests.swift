import CaskadeSyntax
import TestSupport
import XCTest

/// Every kind of problem as a person sees it, whole.
final class YAMLMessageTests: XCTestCase {
  func testProblemsInTexts() {
    let rows: [Row<String, String>] = [
      Row(
        "a: 1\nb: 2\n\"\\x61\": 3\n",
        """
        t.yaml:3:1: error: the key 'a' is set twice in this mapping [yaml.duplicate-key]
            3 | "\\x61": 3
              | ^^^^^^
          hint: remove one of the two
        t.yaml:1:1: note: first set here
            1 | a: 1
              | ^
        """),
      Row(
        "a: &b c\n",
        """
        t.yaml:1:4: error: '&b' is an anchor, which isn't supported [yaml.anchor]
            1 | a: &b c
              |    ^^
          hint: write the value out wherever it is used; if this is text, write: a: "&b c"
        """),
      Row(
        "paths:\n  - **/*.md # docs\n",
        """
        t.yaml:2:5: error: '**/*.md' is an alias, because it begins with '*'; aliases aren't supported [yaml.alias]
            2 |   - **/*.md # docs
              |     ^^^^^^^
          hint: write: - "**/*.md"
        """),
      Row(
        "a: [b, *.md ]\n",
        """
        t.yaml:1:8: error: '*.md' is an alias, because it begins with '*'; aliases aren't supported [yaml.alias]
            1 | a: [b, *.md ]
              |        ^^^^
          hint: write: "*.md"
        """),
      Row(
        "- !important fix\n",
        """
        t.yaml:1:3: error: '!important' is a tag, because it begins with '!'; tags aren't supported [yaml.tag]
            1 | - !important fix
              |   ^^^^^^^^^^
          hint: leave it out; if this is text, write: - "!important fix"
        """),
      Row(
        "<<: a\n",
        """
        t.yaml:1:1: error: '<<' merges another mapping, which isn't supported [yaml.merge-key]
            1 | <<: a
              | ^^
          hint: write the keys out
        """),
      Row(
        "%YAML 1.2\n---\na: b\n",
        """
        t.yaml:1:1: error: '%YAML 1.2' is a directive, which isn't supported [yaml.directive]
            1 | %YAML 1.2
              | ^^^^^^^^^
          hint: remove the line
        """),
      Row(
        "a: b\n---\nc: d\n",
        """
        t.yaml:2:1: error: a second document begins here; a file holds one [yaml.several-documents]
            2 | ---
              | ^^^
          hint: move it to a file of its own
        """),
      Row(
        "# nothing\n",
        """
        t.yaml:1:1: error: the text has no content [yaml.no-document]
            1 | # nothing
              | ^
          hint: write: key: value
        """),
      Row(
        "? a\n: b\n",
        """
        t.yaml:1:1: error: '?' begins a complex key, which isn't supported [yaml.complex-key]
            1 | ? a
              | ^
          hint: write: key: value
        """),
      Row(
        "- {{ name }}\n",
        """
        t.yaml:1:4: error: a list or a mapping can't be a key [yaml.collection-key]
            1 | - {{ name }}
              |    ^^^^^^^^
          hint: a key is text; if this is text, write: - "{{ name }}"
        """),
      Row(
        "[a]: b\n",
        """
        t.yaml:1:1: error: a list or a mapping can't be a key [yaml.collection-key]
            1 | [a]: b
              | ^^^
          hint: a key is text; if this is text, write: "[a]: b"
        """),
      Row(
        ": a\n",
        """
        t.yaml:1:1: error: a key is missing before ':' [yaml.empty-key]
            1 | : a
              | ^
          hint: write a key, or put text that begins with ':' in quotes
        """),
      Row(
        "\"a\\u200B\": b\n",
        """
        t.yaml:1:1: error: the key holds U+200B, which can't be seen [yaml.unprintable-key]
            1 | "a\\u200B": b
              | ^^^^^^^^^
          hint: remove the escape
        """),
      Row(
        "--- |2\n  a\n",
        """
        t.yaml:1:5: error: parsers disagree about the indentation indicator '2' at the top level [yaml.top-level-indentation]
            1 | --- |2
              |     ^^
          hint: remove the digit
        """),
      Row(
        "a: |\n  b",
        """
        t.yaml:2:4: error: parsers disagree about a block of text that ends the file without a line break [yaml.no-final-line-break]
            2 |   b
              |    ^
          hint: end the last line with a line break
        """),
      Row(
        "a:\n\tb: c\n",
        """
        t.yaml:2:1: error: a tab can't indent [yaml.tab]
            2 |  b: c
              | ^
          hint: use spaces
        """),
      Row(
        "a:\n    b: c\n  d: e\n",
        """
        t.yaml:3:3: error: this line is indented by 2, which belongs to nothing above it [yaml.indentation]
            3 |   d: e
              |   ^^^^
          hint: indent it exactly as the lines that it belongs with
        """),
      Row(
        "  a: b\nc: d\n",
        """
        t.yaml:2:1: error: this line belongs to nothing above it [yaml.stray-line]
            2 | c: d
              | ^^^^
          hint: check the indentation of the lines above
        """),
      Row(
        "- a\n-b\n",
        """
        t.yaml:2:1: error: a list goes on with '- ' here [yaml.list-entry-expected]
            2 | -b
              | ^^
          hint: write: - b
        """),
      Row(
        "- a\nb\n",
        """
        t.yaml:2:1: error: a list goes on with '- ' here [yaml.list-entry-expected]
            2 | b
              | ^
          hint: write: - b
        """),
      Row(
        "a: b\nc:d\n",
        """
        t.yaml:2:1: error: a mapping goes on with 'key: value' here [yaml.key-expected]
            2 | c:d
              | ^^^
          hint: write: c: d
        """),
      Row(
        "a: b\nmore text\n",
        """
        t.yaml:2:1: error: a mapping goes on with 'key: value' here [yaml.key-expected]
            2 | more text
              | ^^^^^^^^^
          hint: indent the line deeper if it continues the text above
        """),
      Row(
        "a: b\n- c\n",
        """
        t.yaml:2:1: error: a list entry stands where a key of the mapping is expected [yaml.key-expected]
            2 | - c
              | ^
          hint: put the list below a key that has no other value
        """),
      Row(
        "a: - b\n",
        """
        t.yaml:1:4: error: a list can't begin on the line of ':' [yaml.inline-list]
            1 | a: - b
              |    ^^^
          hint: put '- ' on the next line, or write: [a, b]
        """),
      Row(
        "title: Fix: the thing\n",
        """
        t.yaml:1:8: error: a second ': ' on the line would begin another mapping [yaml.nested-mapping]
            1 | title: Fix: the thing
              |        ^^^^
          hint: write: title: "Fix: the thing"
        """),
      Row(
        "- run: a: b\n",
        """
        t.yaml:1:8: error: a second ': ' on the line would begin another mapping [yaml.nested-mapping]
            1 | - run: a: b
              |        ^^
          hint: write: - run: "a: b"
        """),
      Row(
        "a: b\n  c: d\n",
        """
        t.yaml:2:4: error: ':' makes a key of text that began on another line [yaml.multiline-key]
            2 |   c: d
              |    ^
          hint: a key stands on one line with its ':'; text that holds ': ' is put in quotes
        t.yaml:1:4: note: the text begins here
            1 | a: b
              |    ^
        """),
      Row(
        "- \"a\" b # c\n",
        """
        t.yaml:1:7: error: text follows the closing " [yaml.trailing-text]
            1 | - "a" b # c
              |       ^
          hint: if all of it is text, write: - '"a" b'
        """),
      Row(
        "- 'it''s' so\n",
        """
        t.yaml:1:11: error: text follows the closing ' [yaml.trailing-text]
            1 | - 'it''s' so
              |           ^^
          hint: if all of it is text, write: - "'it''s' so"
        """),
      Row(
        "- [ ] a task\n",
        """
        t.yaml:1:7: error: text follows the closing ']' [yaml.trailing-text]
            1 | - [ ] a task
              |       ^^^^^^
          hint: if all of it is text, write: - "[ ] a task"
        """),
      Row(
        "a: b\n... c\n",
        """
        t.yaml:2:5: error: text follows '...' [yaml.trailing-text]
            2 | ... c
              |     ^
        """),
      Row(
        "- a # b\n  c\n",
        """
        t.yaml:1:5: error: ' #' begins a comment, which ends the text; the next line can't continue it [yaml.text-cut]
            1 | - a # b
              |     ^^^
          hint: put the whole text in quotes, or the comment on a line of its own above it
        """),
      Row(
        "a: \"b\"#c\n",
        """
        t.yaml:1:7: error: a comment needs white space before its '#' [yaml.comment-space]
            1 | a: "b"#c
              |       ^
          hint: write: ' #'
        """),
      Row(
        "a: `b`\n",
        """
        t.yaml:1:4: error: text can't begin with '`' [yaml.reserved-character]
            1 | a: `b`
              |    ^
          hint: write: a: "`b`"
        """),
      Row(
        "a: %b\n",
        """
        t.yaml:1:4: error: text can't begin with '%' [yaml.reserved-character]
            1 | a: %b
              |    ^
          hint: write: a: "%b"
        """),
      Row(
        "a: ]\n",
        """
        t.yaml:1:4: error: text can't begin with ']' [yaml.reserved-character]
            1 | a: ]
              |    ^
          hint: write: a: "]"
        """),
      Row(
        "a: [-]\n",
        """
        t.yaml:1:5: error: '-' can't stand alone here [yaml.reserved-character]
            1 | a: [-]
              |     ^
          hint: write: "-"
        """),
      Row(
        "a: ? b\n",
        """
        t.yaml:1:4: error: '?' begins a complex key, which isn't supported [yaml.complex-key]
            1 | a: ? b
              |    ^
          hint: write: key: value
        """),
      Row(
        "a: \"b\nc: d\n",
        """
        t.yaml:1:4: error: the quote isn't closed [yaml.unclosed]
            1 | a: "b
              |    ^
          hint: close it with ", and indent every line up to there
        """),
      Row(
        "a: 'b\nc: d\n",
        """
        t.yaml:1:4: error: the quote isn't closed [yaml.unclosed]
            1 | a: 'b
              |    ^
          hint: close it with ', and indent every line up to there
        """),
      Row(
        "a: [b, c\nd: e\n",
        """
        t.yaml:1:4: error: '[' isn't closed [yaml.unclosed]
            1 | a: [b, c
              |    ^
          hint: close it with ], and indent every line up to there
        """),
      Row(
        "a: [b}\n",
        """
        t.yaml:1:6: error: this doesn't close '[' [yaml.mismatched-bracket]
            1 | a: [b}
              |      ^
          hint: close it with ']'
        t.yaml:1:4: note: opened here
            1 | a: [b}
              |    ^
        """),
      Row(
        "a: [\n  b\n]\n",
        """
        t.yaml:3:1: error: this line continues what is open above it, but isn't indented [yaml.continuation-indentation]
            3 | ]
              | ^
          hint: indent it by 1 or more spaces
        """),
      Row(
        "a: [\"b\" c]\n",
        """
        t.yaml:1:9: error: ',' or ']' is expected here [yaml.missing-comma]
            1 | a: ["b" c]
              |         ^
          hint: put ',' between two entries, or quotes around the whole text
        """),
      Row(
        "a: {\"b\" c}\n",
        """
        t.yaml:1:9: error: ',' or '}' is expected here [yaml.missing-comma]
            1 | a: {"b" c}
              |         ^
          hint: put ',' between two entries, or quotes around the whole text
        """),
      Row(
        "a: [b, , c]\n",
        """
        t.yaml:1:8: error: there is nothing before this ',' [yaml.empty-entry]
            1 | a: [b, , c]
              |        ^
          hint: remove it
        """),
      Row(
        "a: {b:[c]}\n",
        """
        t.yaml:1:6: error: a value needs white space after ':' [yaml.colon-space]
            1 | a: {b:[c]}
              |      ^
          hint: write: ': '
        """),
      Row(
        "a: \"\\d+\"\n",
        """
        t.yaml:1:5: error: '\\d' is no escape [yaml.escape]
            1 | a: "\\d+"
              |     ^^
          hint: write '\\\\' for a backslash, or use single quotes
        """),
      Row(
        "a: \"\\x4\"\n",
        """
        t.yaml:1:5: error: '\\x4' needs 2 hexadecimal digits [yaml.escape]
            1 | a: "\\x4"
              |     ^^^
          hint: write '\\\\' for a backslash, or use single quotes
        """),
      Row(
        "a: \"\\uD83D\"\n",
        """
        t.yaml:1:5: error: '\\uD83D' is no character [yaml.escape]
            1 | a: "\\uD83D"
              |     ^^^^^^
          hint: write the character itself, or its \\U escape
        """),
      Row(
        "a: > b\n",
        """
        t.yaml:1:6: error: text can't begin on the line of '>' [yaml.block-header]
            1 | a: > b
              |      ^
          hint: begin it on the next line, indented; if this is text, write: a: "> b"
        """),
      Row(
        "a: |\n     \n  b\n",
        """
        t.yaml:2:1: error: this blank line has 5 spaces, more than the 2 of the first line of text [yaml.blank-line]
            2 |
              | ^^^^^
          hint: remove the spaces
        """),
      Row(
        "a: { shell: b, c }\n",
        """
        t.yaml:1:16: warning: ',' ends the value 'b', and 'c' is a key without a value [yaml.split-text]
            1 | a: { shell: b, c }
              |                ^
          hint: if they are one text, write: shell: "b, c"
        """),
      Row(
        "a: b\rc: d\n",
        """
        t.yaml:1:5: error: a carriage return without a line feed [yaml.control-character]
            1 | a: b
              |     ^
          hint: end lines with LF or CRLF
        """),
      Row(
        "a: \u{7}\n",
        """
        t.yaml:1:4: error: U+0007 is a control character [yaml.control-character]
            1 | a: \\x07
              |    ^^^^
          hint: remove it
        """),
      Row(
        "a: \u{202E}b\n",
        """
        t.yaml:1:4: error: U+202E changes the order in which text is shown [yaml.hidden-character]
            1 | a: \\u{202E}b
              |    ^^^^^^^^
          hint: remove it
        """),
      Row(
        "a: \u{200B}b\n",
        """
        t.yaml:1:4: error: U+200B can't be seen [yaml.hidden-character]
            1 | a: \\u{200B}b
              |    ^^^^^^^^
          hint: remove it
        """),
      Row(
        "a: b\u{A0}c\n",
        """
        t.yaml:1:5: error: U+00A0 looks like a space, and is none [yaml.hidden-character]
            1 | a: b\\u{A0}c
              |     ^^^^^^
          hint: write a space, or remove it
        """),
      Row("a: \"b\\u00A0c\\u2800\"\n", ""),
      Row(
        "a: \u{2028}b\n",
        """
        t.yaml:1:4: error: U+2028 ends a line for some programs only [yaml.hidden-character]
            1 | a: \\u{2028}b
              |    ^^^^^^^^
          hint: use a line break
        """),
      Row(
        "a: \u{FFFE}b\n",
        """
        t.yaml:1:4: error: U+FFFE is no character [yaml.hidden-character]
            1 | a: \\u{FFFE}b
              |    ^^^^^^^^
          hint: remove it
        """),
    ]
    for row in rows {
      let source = SourceText(name: "t.yaml", row.input)
      let shown = YAMLReader.read(source).diagnostics.map { DiagnosticRenderer.render($0, in: source) }
      XCTAssertEqual(shown.joined(separator: "\n"), row.expected, file: row.file, line: row.line)
    }
  }

  func testEncodings() {
    let rows: [Row<[UInt8], [String]>] = [
      Row([0x61, 0xE9, 0x80, 0x0A], ["1:2: error: '\\xE9\\x80' isn't UTF-8 [yaml.encoding]"]),
      Row([0xC0, 0x80], ["1:1: error: '\\xC0\\x80' isn't UTF-8 [yaml.encoding]"]),
      Row([0xED, 0xA0, 0x80], ["1:1: error: '\\xED\\xA0\\x80' isn't UTF-8 [yaml.encoding]"]),
      Row([0xFF, 0xFE, 0x61, 0x00], ["1:1: error: the text is UTF-16, not UTF-8 [yaml.encoding]"]),
      Row([0xFE, 0xFF, 0x00, 0x61], ["1:1: error: the text is UTF-16, not UTF-8 [yaml.encoding]"]),
      Row([0x00, 0x61, 0x00, 0x3A], ["1:1: error: the text is UTF-16, not UTF-8 [yaml.encoding]"]),
      Row([0x00, 0x00, 0xFE, 0xFF], ["1:1: error: the text is UTF-32, not UTF-8 [yaml.encoding]"]),
      Row([0x61, 0x00, 0x62], ["1:1: error: the text is UTF-16, not UTF-8 [yaml.encoding]"]),
      Row([0x61, 0x62, 0x00], ["1:3: error: U+0000 is a control character [yaml.control-character]"]),
      Row([0x61, 0xEF, 0xBB, 0xBF], ["1:2: error: U+FEFF can't be seen [yaml.hidden-character]"]),
      Row([0xEF, 0xBB, 0xBF, 0x61], []),
    ]
    for row in rows {
      let source = SourceText(name: "t", bytes: row.input)
      let shown = YAMLReader.read(source).diagnostics.compactMap {
        DiagnosticRenderer.render($0, in: source).split(separator: "\n").first.map { String($0.dropFirst(2)) }
      }
      XCTAssertEqual(shown, row.expected, file: row.file, line: row.line)
    }
  }

  func testLimitsAndLongKeys() {
    let limits = YAMLReader.Limits(bytes: 1100, depth: 2, nodes: 4, problems: 1)
    let key = String(repeating: "é", count: 524)
    let rows: [Row<String, String>] = [
      Row(
        String(repeating: "a", count: 1101),
        "error: the text has 1101 bytes, more than the 1100 that are read [yaml.too-long]"),
      Row("[[[]]]", "error: lists and mappings are nested more than 2 deep [yaml.too-deep]"),
      Row("[a, b, c, d]", "error: more than 4 keys, values and lists [yaml.too-many-nodes]"),
      Row("[*a, *b]", "error: more than 1 problems, the rest isn't listed [yaml.too-many-problems]"),
      Row(key + ": a", ""),
      Row(String(repeating: "a", count: 1024) + ": b", ""),
      Row(String(repeating: "a", count: 1025) + ": b", "error: the key has more than 1024 characters [yaml.long-key]"),
    ]
    for row in rows {
      let source = SourceText(name: "t", row.input)
      let shown = YAMLReader.read(source, limits: limits).diagnostics.last.map {
        DiagnosticRenderer.render($0, in: source).split(separator: "\n")[0].drop { $0 != " " }.dropFirst()
      }
      XCTAssertEqual(shown.map(String.init) ?? "", row.expected, file: row.file, line: row.line)
    }
  }

  /// A hint's line, pasted in place of the one it is about, is accepted.
  func testHintsCanBePasted() throws {
    let rows: [Row<String, String>] = [
      Row("- **/*.md # docs\n", "**/*.md"), Row("- !important fix\n", "!important fix"),
      Row("title: Fix: the: thing\n", "Fix: the: thing"),
      Row("- `swift test`\n", "`swift test`"), Row("- @\"me\"\n", "@\"me\""), Row("- \"a\" it's\n", "\"a\" it's"),
      Row("- [ ] task\n", "[ ] task"), Row("- {{ name }}.swift\n", "{{ name }}"), Row("- > a\n", "> a"),
      Row("- %a\\b\n", "%a\\b"), Row("a: b\nc:d\n", "d"),
    ]
    for row in rows {
      let hint = try XCTUnwrap(readYAML(row.input).diagnostics.first?.hint, file: row.file, line: row.line)
      let line = try XCTUnwrap(hint.components(separatedBy: "write: ").last)
      let root = try XCTUnwrap(readYAML(line).root, hint, file: row.file, line: row.line)
      XCTAssertTrue(
        yamlEvents(root).contains { $0.hasPrefix("=VAL " + row.expected) }, hint, file: row.file, line: row.line)
    }
  }
}
