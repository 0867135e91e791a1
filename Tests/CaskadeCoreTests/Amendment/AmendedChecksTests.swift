import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

/// Check files that an amendment names, each by its very path.
final class AmendedChecksTests: XCTestCase {
  private static let head = "caskade: 1\ntitle: a\noutcome: b is reached\n"

  private func amended(_ text: String, _ checks: [String]) -> String {
    let source = SourceText(name: "c.yaml", Self.head + text)
    guard let contract = ContractReader.read(source).contract else { return "no contract" }
    do throws(ContractAmendment.Failure) {
      let policy = BuiltInPolicy.policy
      let amendment = try ContractAmendment(
        source, contract, changes: [], policy: policy, areas: AreaFinder(policy, hits: []),
        checks: checks.map { RepositoryPath($0) }, secrets: [])
      return String(decoding: amendment.bytes.dropFirst(Self.head.utf8.count), as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  func testWhereTheyArePut() {
    let rows: [Row<(text: String, checks: [String]), String>] = [
      Row(
        ("paths:\n  allow:\n    - src/**\n\n# more\nvalidation: [x]\n", ["t/a.py", "t/[b].py"]),
        "paths:\n  allow:\n    - src/**\n  checks_may_change:\n    - t/a.py\n    - t/\\[b].py\n\n# more\n"
          + "validation: [x]\n"),
      Row(
        ("paths:\n  checks_may_change:\n    - t/a.py # old\n  allow:\n    - src/**\n", ["t/a.py", "t/c.py"]),
        "paths:\n  checks_may_change:\n    - t/a.py # old\n    - t/c.py\n  allow:\n    - src/**\n"),
      Row(("paths:\n  allow: [src]\n", []), "paths:\n  allow: [src]\n"),
      Row(
        ("paths:\n    allow: [src]\n", ["t/a"]), "paths:\n    allow: [src]\n    checks_may_change:\n      - t/a\n"),
      Row(("paths: { allow: [src] }\n", ["t/a"]), "noPlaceForChecks([\"- t/a\"])"),
      Row(("paths:\n  checks_may_change: [t/b]\n", ["t/a"]), "noPlaceForChecks([\"- t/a\"])"),
    ]
    for row in rows {
      XCTAssertEqual(amended(row.input.text, row.input.checks), row.expected, file: row.file, line: row.line)
    }
  }
}
