import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// A template made of contracts whose runs were kept.
final class TemplatePromotionTests: XCTestCase {
  private func contract(_ allow: String, extra: String = "") throws -> Contract {
    let text = """
      caskade: 1
      title: Fix \(allow)
      outcome: It holds.
      band: medium
      paths:
        allow:
          - \(allow)
          - { path: tests/**, may: [create, modify] }
        deny: [src/keys.py]
      tools:
        allow: [read, edit, { shell: pytest * }]
        deny: [web]
      setup: [uv sync --frozen]
      validation:
        - name: Tests
          run: uv run pytest
      \(extra)
      stop_when:
        - more_than: 60 minutes
        - area: [secrets]
        - The format has to change.
      """
    let source = SourceText(name: "a.yaml", text)
    let result = ContractReader.read(source)
    return try XCTUnwrap(result.contract, result.diagnostics.map(\.message).joined(separator: "\n"))
  }

  private func promoted(_ contracts: [Contract], _ sizes: [TemplatePromotion.Size]) -> String {
    TemplatePromotion(name: "login-fix", summary: "a fix of the login", contracts: contracts, sizes: sizes).text
  }

  func testWhatTheyShareStays() throws {
    let contracts = [try contract("src/a/**"), try contract("src/b/**", extra: "  - make only-b")]
    let sizes = [(2, 40), (9, 400), (4, 70)].map { TemplatePromotion.Size(files: $0.0, lines: $0.1) }
    let text = promoted(contracts, sizes)
    XCTAssertEqual(
      text,
      """
      # caskade template: login-fix: a fix of the login
      caskade: 1
      title: <title of the work>

      # What is true when the work is done, so that a reviewer can check it.
      outcome: >
        <what is true when the work is done>.
      ticket: <ticket or address>
      owner: <who answers for it>
      template: login-fix

      band: medium
      branch: <branch of the work>
      expires: <last day in force>

      paths:
        allow:
          - { path: 'tests/**', may: [create, modify] }
          - <path that may change>
        deny:
          - <path that must not change>
          - src/keys.py

      tools:
        allow:
          - read
          - edit
          - shell: pytest *
          - shell: <command that proves it>
        deny:
          - web

      setup:
        - uv sync --frozen

      validation:
        - name: Tests
          run: uv run pytest
        - <command that proves it>

      stop_when:
        # Twice the median of 3 runs that were kept: 4 files, 70 lines; at least 5 and 50.
        - more_than: 8 files
        - more_than: 150 lines
        - more_than: 60 minutes
        - area: [secrets]
        - The format has to change.

      """)
    let source = SourceText(name: "Contracts/templates/login-fix.yaml", text)
    XCTAssertEqual(
      DocumentLint.diagnostics(source, context: LintContext(policy: BuiltInPolicy.policy)).map(\.message), [])
  }

  /// One work says little about its kind: its own paths, commands and questions become blanks.
  func testOneContractLeavesMoreBlanks() throws {
    let text = promoted([try contract("src/a/**")], [])
    XCTAssertFalse(text.contains("src/a"))
    XCTAssertFalse(text.contains("uv run pytest"))
    XCTAssertTrue(text.contains("validation:\n  - <command that proves it>\n"))
    XCTAssertTrue(text.contains("stop_when:\n  - more_than: 60 minutes\n  - area: [secrets]\n"))
    let source = SourceText(name: "Contracts/templates/login-fix.yaml", text)
    XCTAssertEqual(
      DocumentLint.diagnostics(source, context: LintContext(policy: BuiltInPolicy.policy)).map(\.message), [])
  }

  func testNamesAndCopies() {
    let rows: [Row<String, Bool>] = [
      Row("login-fix", true), Row("a1", true), Row("", false), Row("-a", false), Row("a-", false), Row("A", false),
      Row("a/b", false), Row("..", false), Row("ä", false), Row(String(repeating: "a", count: 61), false),
    ]
    for row in rows {
      XCTAssertEqual(TemplateText.isName(row.input), row.expected, row.input, file: row.file, line: row.line)
    }
    XCTAssertEqual(
      TemplateText.copy(of: "# caskade template: a: x\ncaskade: 1\ntemplate: a\n", name: "b", summary: "y"),
      "# caskade template: b: y\ncaskade: 1\ntemplate: b\n")
    XCTAssertEqual(TemplateText.summary(of: "# caskade template: a: x: y\ncaskade: 1"), "x: y")
    XCTAssertNil(TemplateText.summary(of: "caskade: 1"))
  }
}
