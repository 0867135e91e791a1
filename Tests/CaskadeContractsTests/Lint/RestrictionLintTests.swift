import CaskadeContracts
import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// Entries that restrict nothing, with whole messages, and the line of each hint read back.
final class RestrictionLintTests: XCTestCase {
  private let files = [
    "app/[article]/x.tsx", "app/[slug]/page.tsx", "app/s/page.tsx", "billing/pay.rb", "docs/a/b.md", "docs/c.md",
    "infra/x.tf", "it's/a.rb",
    "src/a.py", "src/b.txt", "tests/test_a.py", "web/.env", "web/index.html",
  ]

  private func contract(deny: String) -> String {
    soundContract(allow: ["src/a.py"]).replacingFirst("validation:", by: "  deny: [ \(deny) ]\nvalidation:")
  }

  private func lines(deny: String) -> [String] {
    lintLines(contract(deny: deny), .repository(files))
  }

  private static let idle = "matches no file of the repository, and so does nothing [lint.no-match]"

  func testDeny() {
    let rows: [Row<String, [String]>] = [
      Row("src/b.txt", []), Row("\"docs/**\"", []), Row("'app/\\[slug\\]/**'", []), Row("\"app/[st]/**\"", []),
      Row("web/.*", []),
      Row(
        "\".*\"",
        [
          "9:12: warning: '.*' in 'paths.deny' \(Self.idle)"
            + " / check how it is spelt; for files that are yet to come it may stay"
        ]),
      Row("scr/b.txt", ["9:11: warning: 'scr/b.txt' in 'paths.deny' \(Self.idle) / did you mean 'src/b.txt'?"]),
      Row("its/**", ["9:11: warning: 'its/**' in 'paths.deny' \(Self.idle) / did you mean 'it''s/**'?"]),
      Row(
        "app/article/**",
        ["9:11: warning: 'app/article/**' in 'paths.deny' \(Self.idle) / did you mean 'app/\\[article\\]/**'?"]
      ),
      Row(
        "keys/**",
        [
          "9:11: warning: 'keys/**' in 'paths.deny' \(Self.idle)"
            + " / check how it is spelt; for files that are yet to come it may stay"
        ]),
      Row(
        "\"app/[slug]/**\"",
        [
          "9:12: error: 'app/[slug]/**' reads its brackets as a set of characters, and so doesn't match"
            + " 'app/[slug]/page.tsx' [lint.misread] / write 'app/\\[slug\\]/**'"
        ]),
      Row(
        "\"app/[slug]/[pq]*.tsx\"",
        [
          "9:12: error: 'app/[slug]/[pq]*.tsx' reads its brackets as a set of characters, and so doesn't match"
            + " 'app/[slug]/page.tsx' [lint.misread] / write 'app/\\[slug\\]/[pq]*.tsx'"
        ]),
      Row(
        "infra/.*",
        [
          "9:11: error: 'infra/.*' matches only names that begin with a dot, and there is none [lint.misread]"
            + " / write 'infra/**' (names that begin with a dot: 'infra/.?*')"
        ]),
      Row(
        "'docs\\*.md'",
        [
          "9:12: error: 'docs\\*.md' reads its backslash as an escape, and so matches nothing [lint.misread]"
            + " / write 'docs/*.md'"
        ]),
      Row(
        "docs/*",
        [
          "9:11: warning: 'docs/*' matches only what lies directly there, and not 'docs/a/b.md' [lint.shallow]"
            + " / write 'docs/**' for all below it"
        ]),
      Row("infra/*", []),
    ]
    for row in rows {
      let lines = lines(deny: row.input)
      XCTAssertEqual(lines, row.expected, file: row.file, line: row.line)
      guard let line = lines.first, let offered = Self.offered(line) else { continue }
      XCTAssertEqual(
        self.lines(deny: offered), [], "\(offered) is not valid where it stands", file: row.file, line: row.line)
    }
  }

  /// The scalar that a hint offers, as it is to be written.
  private static func offered(_ line: String) -> String? {
    for word in [" / write ", " / did you mean "] {
      guard let start = line.range(of: word)?.upperBound else { continue }
      let rest = line[start...]
      let ends = ["?", " (", " for all"].compactMap { rest.range(of: $0)?.lowerBound }
      return String(rest[..<(ends.filter { $0 > start }.min() ?? rest.endIndex)])
    }
    return nil
  }

  func testChecksAndStops() {
    let text = soundContract(allow: ["src/a.py"], more: "  - touching: biling/**\n  - touching: \"app/[slug]/*\"")
      .replacingFirst("validation:", by: "  checks_may_change: [test/test_a.py]\nvalidation:")
    XCTAssertEqual(
      lintLines(text, .repository(files)),
      [
        "9:23: warning: 'test/test_a.py' in 'paths.checks_may_change' \(Self.idle) / did you mean 'tests/test_a.py'?",
        "14:15: warning: 'biling/**' in 'stop_when.touching' \(Self.idle) / did you mean 'billing/**'?",
        "15:16: error: 'app/[slug]/*' reads its brackets as a set of characters, and so doesn't match"
          + " 'app/[slug]/page.tsx' [lint.misread] / write 'app/\\[slug\\]/*'",
      ])
  }

  func testChecksThatMayChange() {
    let tests = ["tests/a/test_a.py", "tests/a/test_b.py", "tests/test_c.py", "tests/data.json"]
    func wide(_ pattern: String, _ covered: Int) -> [String] {
      [
        "9:23: warning: '\(pattern)' in 'paths.checks_may_change' covers \(covered) of the 4 test files, and what it covers "
          + "proves nothing by the base's checks [lint.checks-wide] / name the test files that the outcome makes wrong, "
          + "each by its path"
      ]
    }
    let rows = [
      Row("tests/**", wide("tests/**", 4)), Row("tests/**/test_*.py", wide("tests/**/test_*.py", 3)),
      Row("tests/a/**", []), Row("tests/test_c.py", []), Row("src/**", []),
    ]
    for row in rows {
      let text = soundContract(allow: ["src/a.py"])
        .replacingFirst("validation:", by: "  checks_may_change: [\(row.input)]\nvalidation:")
      XCTAssertEqual(
        lintLines(text, .repository(["src/a.py"] + tests, tests: tests)), row.expected, file: row.file, line: row.line)
    }
  }

  func testPolicy() {
    let text = """
      caskade_policy: 1
      protected:
        - infra/.*
        - infr/x.tf
        - infra/**
      areas:
        auth: { paths: ["app/[slug]/**", "billing/**"] }
        money: { paths: [biling/**] }

      """
    XCTAssertEqual(
      lintLines(text, .repository(files)),
      [
        "3:5: error: 'infra/.*' matches only names that begin with a dot, and there is none [lint.misread]"
          + " / write 'infra/**' (names that begin with a dot: 'infra/.?*')",
        "4:5: warning: 'infr/x.tf' in 'protected' \(Self.idle) / did you mean 'infra/x.tf'?",
        "7:20: error: 'app/[slug]/**' reads its brackets as a set of characters, and so doesn't match"
          + " 'app/[slug]/page.tsx' [lint.misread] / write 'app/\\[slug\\]/**'",
        "8:20: warning: 'biling/**' in 'areas.money.paths' \(Self.idle) / did you mean 'billing/**'?",
      ])
    XCTAssertEqual(lintLines(text), [])
  }

  /// The line that is offered for files to come is YAML, whatever the pattern.
  func testFilesThatAreYetToCome() {
    let text = soundContract(allow: ["'new\\*x/a\"b'"])
    XCTAssertEqual(
      lintLines(text, .repository(files)),
      [
        "8:8: warning: 'new\\*x/a\"b' matches no file of the repository [lint.no-match]"
          + " / for files that are yet to come write '- { path: \"new\\\\*x/a\\\"b\", may: [create] }'"
      ])
    XCTAssertEqual(
      lintLines(soundContract(allow: ["{ path: \"new\\\\*x/a\\\"b\", may: [create] }"]), .repository(files)), [])
  }

  func testWhatMakesAContractUnfit() throws {
    let rows: [Row<String, [String]>] = [
      Row("infra/.*", ["lint.misread"]), Row("\"app/[slug]/**\"", ["lint.misread"]), Row("scr/b.txt", []),
      Row("docs/*", []), Row("web/.*", []),
    ]
    for row in rows {
      let source = SourceText(name: "c.yaml", contract(deny: row.input))
      let contract = try XCTUnwrap(ContractReader.read(source).contract)
      let errors = RestrictionLint.errors(contract, source: source) { files.map { RepositoryPath($0) } }
      XCTAssertEqual(errors.map(\.rule), row.expected, file: row.file, line: row.line)
    }
  }

  // MARK: Signatures

  private let ada =
    "a@example.com namespaces=\"goal-contract@caskade\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"

  func testPolicyThatNobodyCanSatisfy() {
    func policy(_ band: String, members: String = "a@example.com") -> String {
      "caskade_policy: 1\nbands:\n  high: { \(band) }\ngroups: { security: [\(members)] }\n"
    }
    let bob = ada.replacingFirst("a@", by: "b@")
    let rows: [Row<(String, String?), [String]>] = [
      Row((policy("approvals: 1, from: [security]"), ada), []),
      Row((policy("approvals: 2, from: [security]"), nil), []),
      Row(
        (policy("approvals: 2, from: [security]"), ada),
        [
          "2:1: error: 'bands.high' asks for 2 signatures, and Contracts/allowed_signers has 1 person"
            + " [lint.unsatisfiable] / add the keys of 1 more person to Contracts/allowed_signers"
        ]),
      // Two names of one key are one person.
      Row(
        (policy("approvals: 2, from: [security]"), ada + "\n" + bob),
        [
          "2:1: error: 'bands.high' asks for 2 signatures, and Contracts/allowed_signers has 1 person"
            + " [lint.unsatisfiable] / add the keys of 1 more person to Contracts/allowed_signers"
        ]),
      Row(
        (policy("from: [security]"), ""),
        [
          "2:1: error: 'bands.high' asks for 1 signature, and Contracts/allowed_signers has nobody who could sign"
            + " [lint.unsatisfiable] / add the keys of 1 more person to Contracts/allowed_signers"
        ]),
      Row(
        (policy("approvals: 1, from: [security]"), bob),
        [
          "2:1: error: 'bands.high' asks for the group 'security', and no member of it stands in"
            + " Contracts/allowed_signers [lint.unsatisfiable]"
            + " / add the key of a@example.com there, under that very name"
        ]),
      Row(("caskade_policy: 1\n", ""), []),
    ]
    for row in rows {
      let lines = lintLines(row.input.0, .repository(files, signers: row.input.1))
      XCTAssertEqual(lines, row.expected, file: row.file, line: row.line)
    }
  }

  func testSignersThatDoNotCount() {
    let rows: [Row<String, [String]>] = [
      Row("", []), Row("# nobody yet\n", []), Row(ada + "\n*@x ssh-ed25519 AAAA\n", []),
      Row(ada.replacingFirst("goal-contract@caskade", by: "evidence@caskade") + "\n", []),
      Row(
        "\na@example.com ssh-ed25519 AAAA\n",
        [
          "2:1: error: no line of the file counts, so that nobody can approve; line 2: it has"
            + " no namespaces=\"goal-contract@caskade\" [lint.no-signer]"
            + " / write 'NAME namespaces=\"goal-contract@caskade\" ssh-ed25519 KEY'"
        ]),
    ]
    for row in rows {
      let source = SourceText(name: "Contracts/allowed_signers", row.input)
      let lines = SignersLint.diagnostics(source).map { plainLine($0, in: source) }
      XCTAssertEqual(lines, row.expected, file: row.file, line: row.line)
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ wanted: String, by other: String) -> String {
    guard let place = range(of: wanted) else { return self }
    return replacingCharacters(in: place, with: other)
  }
}
