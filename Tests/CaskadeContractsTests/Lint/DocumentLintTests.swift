import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

final class DocumentLintTests: XCTestCase {
  func testKinds() {
    let rows: [Row<(String, String), DocumentKind>] = [
      Row(("a.yaml", "caskade: 1\n"), .contract),
      Row(("a.yaml", ""), .contract),
      Row(("a.yaml", "# x\ncaskade_policy: 1\n"), .policy),
      Row(("a.yaml", "  caskade_policy: 1\n"), .contract),
      Row(("Templates/a.yaml", "caskade_policy: 1\n"), .policy),
      Row(("Templates/a.yaml", "caskade: 1\n"), .template),
      Row(("./Contracts/templates/a.yaml", "caskade: 1\n"), .template),
      Row(("Templates", "caskade: 1\n"), .contract),
      Row(("-", "# caskade template \ncaskade: 1\n"), .template),
      Row(("-", "# caskade template: spike: to learn\r\ncaskade: 1\n"), .template),
      Row(("-", "# caskade templates\ncaskade: 1\n"), .contract),
      Row(("-", "caskade: 1\n# caskade template\n"), .contract),
    ]
    for row in rows {
      let source = SourceText(name: row.input.0, row.input.1)
      XCTAssertEqual(DocumentKind.of(source), row.expected, file: row.file, line: row.line)
    }
  }

  func testTemplate() {
    let template = """
      # caskade template
      caskade: 1
      title: <what is broken>
      outcome: TODO
      owner: your-team
      expires: <a day>
      band: <low, medium or high>
      paths: { allow: [<folder>/**] }
      stop_when:
        - more_than: <how many files>

      """
    XCTAssertEqual(lintLines(template), [])
    XCTAssertEqual(
      lintLines(template + "  - area: secret\nfoo: 1\n"),
      [
        "12:1: error: unknown key 'foo' [schema.unknown-key] / known here: caskade, title, outcome, ticket, owner, "
          + "template, band, branch, expires, acceptance, after, locks, paths, tools, setup, validation, stop_when, notes"
      ])
    XCTAssertEqual(
      lintLines(template + "  - area: secret\n"),
      [
        "11:11: error: no area is called 'secret', so the condition can't be judged [lint.unknown-area]"
          + " / did you mean 'secrets'?"
      ])
    XCTAssertEqual(
      lintLines("caskade: 1\ntitle: <a>\noutcome: <b>\npaths: { allow: [docs] }\n", name: "Templates/x.yaml"),
      [
        "-: warning: no validation command shows that the outcome is reached [lint.no-validation]"
          + " / add commands below 'validation:', or write 'validation: []' if there is nothing to run",
        "-: warning: no condition stops the run [lint.no-stop]"
          + " / add one below 'stop_when:', such as '- more_than: 12 files'",
      ])
  }

  func testPolicy() {
    let text = """
      caskade_policy: 1
      bands:
        low: { approvals: 2 }
        medium: { approvals: 2 }
        high: { approvals: 2, from: [security] }
      groups:
        security: [a@example.com]
        web: [b@example.com]
      areas:
        mine: { band: low }
        shop: { paths: [shop/**] }
      secrets:
        allow:
          - { path: "**", reason: x, expires: 2026-05-31 }
          - { path: a.txt, reason: x, expires: 2026-06-01 }
      """
    XCTAssertEqual(
      lintLines(text, .repository([])),
      [
        "6:1: warning: no band asks for the group 'web' [lint.unused-group] / name it in a band's 'from:', or remove it",
        "9:1: warning: the area 'mine' has no paths [lint.empty-area]"
          + " / list its patterns below 'paths:', or remove the area",
        "11:19: warning: 'shop/**' in 'areas.shop.paths' matches no file of the repository, and so does nothing"
          + " [lint.no-match] / check how it is spelt; for files that are yet to come it may stay",
        "14:16: warning: the allowance for '**' expired on 2026-05-31 [lint.expired-allowance]"
          + " / remove it, or have a later day approved",
        "14:16: warning: '**' allows secrets in the whole repository [lint.wide-allowance]"
          + " / name the file that holds the harmless text",
      ])
    XCTAssertEqual(
      lintLines("caskade_policy: 1\nbands:\n  medium: { isolated: true }\n"),
      [
        "2:1: warning: band high asks for less than band medium [lint.band-order]"
          + " / ask for at least what band medium asks for"
      ])
    XCTAssertEqual(lintLines("caskade_policy: 1\nbands: { medium: { files: 40 }, high: { files: 90 } }\n"), [])
    XCTAssertEqual(lintLines("caskade_policy: 1\n"), [])
  }

  func testEveryRuleIsNamedForTheLintAndSummedUpInOneLine() {
    for rule in LintRule.allCases {
      XCTAssertTrue(rule.rawValue.hasPrefix("lint."))
      XCTAssertFalse(rule.summary.isEmpty || rule.summary.hasSuffix(".") || rule.summary.contains("\n"))
    }
  }

  func testManyPatternsAndManyFiles() {
    var paths: [RepositoryPath] = []
    for folder in 0..<50 {
      for file in 0..<100 { paths.append(RepositoryPath("module\(folder)/Sources/Part/File\(file).swift")) }
    }
    let allow = (0..<20).map { "\"**/*.type\($0)\"" } + ["module1/**", "module2/**"]
    var text = soundContract(allow: allow)
    if let place = text.range(of: "validation:") {
      text.insert(contentsOf: "  deny: [\(allow.reversed().joined(separator: ", "))]\n", at: place.lowerBound)
    }
    var count = 0
    let context = LintContext(paths: paths, policy: BuiltInPolicy.policy)
    let time = ProcessorTime.spent { count = lintLines(text, context).count }
    XCTAssertEqual(count, 41)
    XCTAssertLessThan(time, .seconds(10))
  }
}
