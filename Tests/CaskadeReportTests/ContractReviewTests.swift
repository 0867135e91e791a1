import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeReport

/// What a review says of a contract, and how much it should worry.
final class ContractReviewTests: XCTestCase {
  private let tracked = ["src/a", "src/b", "docs/a.md", "migrations/1.sql", ".github/workflows/ci.yml", "x", "y", "z"]

  private func page(_ rest: String, _ facts: ReviewFacts = ReviewFacts()) throws -> ContractPage {
    let text = "caskade: 1\ntitle: T\noutcome: O is\n  reached\nbranch: fix/a\nexpires: 2027-01-01\n\(rest)\n"
    let result = ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8)))
    let contract = try XCTUnwrap(result.contract, "\(result.diagnostics.map(\.message))")
    return ContractPage(
      contract: contract, name: "Contracts/c.yaml", approval: "not approved", policy: BuiltInPolicy.policy,
      tracked: tracked.map { RepositoryPath($0) }, facts: facts)
  }

  func testTheFirstThreeLines() throws {
    let rows: [Row<String, String>] = [
      Row(
        "paths: { allow: [src/**] }\nvalidation: [make]",
        """
        Will be true O is reached
        May touch    at worst 2 of 8 tracked files, and new files in src/**; band low
        Proven by    1 command
        """),
      Row(
        "paths: { allow: [{ path: migrations/**, may: [modify] }] }",
        """
        Will be true O is reached
        May touch    at worst 1 of 8 tracked files, and no new file; band high (migrations)
        Proven by    nothing: a check will be unproven
        """),
      Row(
        "paths: { allow: [] }\nacceptance: [One, { says: Two, proof: make }]\n"
          + "validation: [make, { run: t, on_base: fails }]",
        """
        Will be true O is reached
        May touch    at worst 0 of 8 tracked files, and no new file; band low
        Proven by    2 commands, 1 has to fail without the change, 1 of 2 acceptance lines by name
        """),
    ]
    for row in rows {
      let text = try page(row.input).text(width: 120)
      XCTAssertEqual(
        text.split(separator: "\n").prefix(3).joined(separator: "\n"), row.expected, file: row.file, line: row.line)
    }
  }

  func testTheRiskiestLine() throws {
    let rows: [Row<String, String?>] = [
      Row("paths: { allow: [src/**] }\nvalidation: [make]", nil),
      Row("paths: { allow: [src/**] }\ntools: { allow: [web] }", "may use the network without asking, with any host"),
      Row(
        "paths: { allow: [src/**] }\ntools: { allow: [web], ask: [{ shell: git push * }] }",
        "may use 'git push *' after asking: what is pushed others have"),
      Row(
        "paths: { allow: [src/**] }\ntools: { allow: [{ shell: git status }, { shell: \"*\" }] }",
        "may use '*' without asking: that is every command"),
      Row("paths: { allow: ['**'] }", "may change 87 % of the repository"),
      Row(
        "paths: { allow: ['**', .github/workflows/ci.yml] }", "opens the protected file .github/workflows/ci.yml"),
      // Words that are only part of others.
      Row("paths: { allow: [src/**] }\ntools: { allow: [{ shell: make republished }, { shell: rmdir x }] }", nil),
    ]
    for row in rows {
      XCTAssertEqual(try page(row.input).riskiest, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testItIsMarkedForTheSigner() throws {
    let page = try page("paths: { allow: [src/**] }\ntools: { allow: [web] }")
    XCTAssertTrue(page.text(marksRiskiest: true).contains("\n! may use the network without asking, with any host\n"))
    XCTAssertTrue(page.text().contains("\n  may use the network without asking, with any host\n"))
  }

  /// No line is longer than the terminal but a word that is, and colour changes no word.
  func testWidth() throws {
    var facts = ReviewFacts()
    facts.owners = [ReviewFacts.Counted(name: "@web", count: 2), ReviewFacts.Counted(name: "@docs", count: 1)]
    facts.neighbours = [ReviewFacts.Neighbour(name: "other", example: RepositoryPath("src/a"), files: 1)]
    let page = try page(
      "paths: { allow: [src/**, docs/**] }\nvalidation: [{ run: make all of it and more, on_base: fails, carry: docs/** }]",
      facts)
    for width in [60, 80, 120] {
      let text = page.text(width: width)
      for line in text.split(separator: "\n") {
        XCTAssertLessThanOrEqual(DisplayWidth.of(String(line)), width, "\(line)")
      }
      let painted = page.text(width: width, isColored: true)
      let bare = painted.split(separator: "\u{1B}").map { part in
        part.first == "[" ? String(part.drop { $0 != "m" }.dropFirst()) : String(part)
      }.joined()
      XCTAssertEqual(bare, text)
      XCTAssertNotEqual(painted, text)
    }
  }

  /// What comes from a repository can't reach the terminal or the pull request.
  func testHostileText() throws {
    var facts = ReviewFacts()
    facts.history = ReviewFacts.History(
      commits: 1, touching: 1, busiest: [], authors: [ReviewFacts.Counted(name: "\u{1B}[31m@team\n# x", count: 1)])
    let page = try page("paths: { allow: [src/**] }", facts)
    XCTAssertTrue(page.text().contains("who worked there lately: \\x1B[31m@team\\n# x (1)"), page.text())
    XCTAssertTrue(page.markdown.contains("`\\x1B[31m@team\\n#`"), page.markdown)
  }

  func testJSONKeepsTheContract() throws {
    let json = try page("paths: { allow: [src/**] }").json
    XCTAssertEqual(json["title"]?.string, "T")
    XCTAssertEqual(json["schema"]?.string, "caskade.contract/1")
    XCTAssertEqual(json["review"]?["band"]?.string, "low")
    XCTAssertEqual(json["review"]?["head"]?["will_be_true"]?.string, "O is reached")
  }
}
