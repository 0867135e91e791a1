import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

final class ScopeDecisionTests: XCTestCase {
  private func word(_ decision: ScopeDecision) -> String {
    switch decision {
    case .allowed(let entry): "allowed \(entry.pattern.text)"
    case .denied(let entry): "denied \(entry.pattern.text)"
    case .operationNotGranted(let entry, let granted):
      "not granted \(entry.pattern.text): "
        + Operation.allCases.filter(granted.contains).map(\.rawValue).sorted().joined(separator: " ")
    case .outside: "outside"
    }
  }

  func testDecisions() throws {
    let paths = try JudgementWorld(
      """
      paths:
        allow:
          - Sources/**
          - { path: Tests/**, may: [create] }
          - { path: Tests/Old/**, may: [delete] }
          - { path: lib, may: [submodule] }
          - exact.txt
        deny:
          - Sources/Secret
          - "**/*.KEY"
      """
    ).contract.paths
    let rules = ScopeRules(paths)
    let rows: [Row<(String, CaskadeSyntax.Operation), String>] = [
      Row(("Sources/a", .modify), "allowed Sources/**"), Row(("Sources/a", .create), "allowed Sources/**"),
      Row(("Sources/a", .delete), "allowed Sources/**"),
      Row(("Sources/a", .submodule), "not granted Sources/**: create delete modify"),
      Row(("Sources", .modify), "outside"), Row(("sources/a", .modify), "outside"),
      Row(("SourcesX/a", .modify), "outside"),
      // Deny beats allow, folded; allow is byte by byte.
      Row(("Sources/Secret", .modify), "denied Sources/Secret"),
      Row(("Sources/Secret/x", .create), "denied Sources/Secret"),
      Row(("Sources/SECRET/x", .create), "denied Sources/Secret"),
      Row(("Sources/Secret2", .create), "allowed Sources/**"),
      Row(("Sources/a.key", .create), "denied **/*.KEY"), Row(("outside.Key", .create), "denied **/*.KEY"),
      Row(("Sources/a.\u{212A}ey", .create), "denied **/*.KEY"),
      Row(("Sources/a.k\u{200D}ey", .create), "denied **/*.KEY"),
      // What several entries grant is added up.
      Row(("Tests/a", .create), "allowed Tests/**"), Row(("Tests/a", .modify), "not granted Tests/**: create"),
      Row(("Tests/Old/a", .delete), "allowed Tests/Old/**"), Row(("Tests/Old/a", .create), "allowed Tests/**"),
      Row(("Tests/Old/a", .modify), "not granted Tests/**: create delete"),
      Row(("lib", .submodule), "allowed lib"), Row(("lib", .create), "not granted lib: submodule"),
      Row(("lib/x", .submodule), "allowed lib"), Row(("exact.txt", .modify), "allowed exact.txt"),
      Row(("exact.txt2", .modify), "outside"), Row(("", .modify), "outside"),
    ]
    for row in rows {
      let path = FoldedPath(RepositoryPath(row.input.0))
      XCTAssertEqual(
        word(rules.decision(for: row.input.1, on: path)), row.expected, row.input.0, file: row.file, line: row.line)
      XCTAssertEqual(
        word(paths.decision(for: row.input.1, on: path)), row.expected, row.input.0, file: row.file, line: row.line)
    }
  }

  func testNothingAllowsNothing() {
    let rules = ScopeRules(Contract.Paths())
    for operation in CaskadeSyntax.Operation.allCases {
      XCTAssertEqual(rules.decision(for: operation, on: FoldedPath(RepositoryPath("a"))), .outside)
    }
  }

  func testWhatOpensAProtectedFile() throws {
    let world = try JudgementWorld(
      """
      paths:
        allow:
          - .github/workflows/ci.yml
          - .github/workflows/*.yaml
          - { path: CLAUDE.md, may: [modify] }
          - CODEOWNERS
          - \\.gitattributes
          - .husky
        deny: [codeowners]
      """)
    let rules = ScopeRules(world.contract.paths)
    let rows: [Row<(String, CaskadeSyntax.Operation), Bool>] = [
      Row((".github/workflows/ci.yml", .modify), true), Row((".github/workflows/ci.yml", .submodule), false),
      Row((".github/workflows/CI.yml", .modify), false), Row((".github/workflows/x.yaml", .modify), false),
      Row(("CLAUDE.md", .modify), true), Row(("CLAUDE.md", .delete), false), Row(("CODEOWNERS", .modify), false),
      Row((".gitattributes", .modify), true), Row((".husky", .create), true),
      Row((".husky/pre-commit", .create), false),
    ]
    for row in rows {
      XCTAssertEqual(
        rules.opens(FoldedPath(RepositoryPath(row.input.0)), for: row.input.1), row.expected, row.input.0,
        file: row.file,
        line: row.line)
    }
  }
}
