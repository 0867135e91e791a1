import Foundation
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// The catalogue has every rule that the code can print, and no other.
final class RuleCatalogueTests: XCTestCase {
  private struct Source {
    let path: String
    let text: String
  }

  private func sources(in folder: String) throws -> [Source] {
    let root = ProjectFolder.root.appendingPathComponent(folder)
    let walk = try XCTUnwrap(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var found: [Source] = []
    for case let url as URL in walk where url.pathExtension == "swift" {
      let path = String(url.path.dropFirst(ProjectFolder.root.path.count + 1))
      found.append(Source(path: path, text: try String(contentsOf: url, encoding: .utf8)))
    }
    XCTAssertFalse(found.isEmpty, folder)
    return found.sorted { $0.path < $1.path }
  }

  /// Whoever searches for what was printed once finds it.
  func testNoIdentifierIsLost() {
    let now = Set(RuleCatalogue.all.map(\.id))
    let renamed = Set(FindingRule.renamed.map(\.old))
    XCTAssertEqual(PrintedRules.ids.filter { !now.contains($0) && !renamed.contains($0) }, [])
    XCTAssertEqual(Set(PrintedRules.ids).count, PrintedRules.ids.count)
    XCTAssertEqual(FindingRule.renamed.map(\.old).filter(now.contains), [], "an old name is never used again")
    XCTAssertEqual(FindingRule.renamed.map(\.new).filter { !now.contains($0) }, [])
  }

  /// A rule with a name of its own is in its gate's list, and a gate makes findings of it. The others come from enums
  /// below, whose every case is mapped.
  func testNoRuleIsForgottenOrUnreachable() throws {
    var named: [(name: String, id: String)] = []
    let core = try sources(in: "Sources/CaskadeCore")
    for source in core {
      for part in source.text.components(separatedBy: "static let ").dropFirst() {
        let name = String(part.prefix { $0.isLetter || $0.isNumber })
        let rest = part.dropFirst(name.count)
        guard rest.hasPrefix(" = FindingRule("), let id = rest.components(separatedBy: "\"").dropFirst().first else {
          continue
        }
        named.append((name, id))
      }
    }
    XCTAssertGreaterThan(named.count, 40)
    let ids = Set(RuleCatalogue.all.map(\.id))
    let gates = (core + (try sources(in: "Sources/CaskadeEngine"))).filter { !$0.path.contains("/Rules/") }.map(\.text)
      .joined()
    for (name, id) in named {
      XCTAssertTrue(ids.contains(id), "\(name): '\(id)' is in no gate's list of rules")
      let uses = gates.components(separatedBy: ".\(name)").dropFirst().filter { rest in
        rest.first.map { !$0.isLetter } ?? true
      }
      XCTAssertFalse(uses.isEmpty, "\(name): no gate makes a finding of it")
    }
  }

  /// Of the enums that rules are made of, every case is one that something is found to be.
  func testNoCaseIsUnreachable() throws {
    let rows: [Row<(source: String, cases: [String]), Void>] = [
      Row(("CaskadeContracts/Approval/ApprovalRefusal.swift", ApprovalRefusal.Kind.allCases.map { "\($0)" }), ()),
      Row(("CaskadeContracts/Decoding/SchemaProblem+Message.swift", SchemaProblem.Kind.allCases.map { "\($0)" }), ()),
      Row(("CaskadeContracts/Lint/LintProblem.swift", LintRule.allCases.map { "\($0)" }), ()),
      Row(
        ("CaskadeInspection/Checks/Findings/IntegrityFinding.swift", IntegrityFact.Kind.allCases.map { "\($0)" }), ()),
      Row(("CaskadeSyntax/Glob/PathPatternCheck.swift", PathPatternError.Kind.allCases.map { "\($0)" }), ()),
      Row(("CaskadeSyntax/YAML/YAMLProblem+Message.swift", YAMLProblem.Kind.allCases.map { "\($0)" }), ()),
    ]
    for row in rows {
      let url = ProjectFolder.root.appendingPathComponent("Sources/\(row.input.source)")
      let words = Set(
        try String(contentsOf: url, encoding: .utf8).components(separatedBy: ".").map { part in
          String(part.prefix { $0.isLetter || $0.isNumber })
        })
      XCTAssertEqual(row.input.cases.filter { !words.contains($0) }, [], file: row.file, line: row.line)
    }
  }

  /// A finding is made of a rule; of an identifier alone only where it is read, or folded into another.
  func testOnlyReadersMakeFindingsOfIdentifiers() throws {
    let places = try sources(in: "Sources").filter { $0.text.contains("ruleID:") }.map(\.path)
    XCTAssertEqual(
      places,
      [
        "Sources/CaskadeCore/Evidence/Finding+Form.swift", "Sources/CaskadeCore/Evidence/Finding.swift",
        "Sources/CaskadeCore/Judgement/ChangeFindings.swift", "Sources/CaskadeEngine/Check/OccasionFiles.swift",
      ])
  }

  private static let ofFiles = ["lint", "schema", "pattern", "yaml"]

  func testEveryEntryIsSound() {
    let ids = RuleCatalogue.all.map(\.id)
    XCTAssertEqual(Set(ids).count, ids.count)
    for rule in RuleCatalogue.all {
      let place = String(rule.id.prefix { $0 != "." })
      XCTAssertTrue(rule.gate.map { place == $0.rawValue } ?? Self.ofFiles.contains(place), rule.id)
      XCTAssertEqual(rule.severities, Finding.Severity.allCases.filter(rule.severities.contains), rule.id)
      XCTAssertFalse(rule.severities.isEmpty, rule.id)
      XCTAssertFalse(rule.summary.hasSuffix(".") || rule.summary.isEmpty || rule.summary.contains("\n"), rule.id)
      for text in [rule.help.means, rule.help.matters] + rule.help.settle {
        XCTAssertTrue(text.hasSuffix(".") || text.hasSuffix("'.") || text.hasSuffix("}."), "\(rule.id): \(text)")
        XCTAssertFalse(text.contains("\n") || text.contains("  "), "\(rule.id): \(text)")
      }
      XCTAssertFalse(rule.help.settle.isEmpty, rule.id)
      XCTAssertFalse(rule.help.example.isEmpty, rule.id)
    }
  }

  /// The example of a gate's rule is a finding as it is printed.
  func testExamplesAreFindings() {
    for rule in RuleCatalogue.all where rule.gate != nil {
      let example = rule.help.example
      XCTAssertTrue(example.hasSuffix("[\(rule.id)]"), "\(rule.id): \(example)")
      let severities = rule.severities.filter { example.contains("\($0.rawValue): ") }
      XCTAssertEqual(severities.count, 1, "\(rule.id): \(example)")
    }
  }

  /// The first way out never lowers what is proven: it reverts, mends, or asks a person.
  func testTheFirstWayKeepsProof() {
    let lowering = ["checks_may_change", "secrets.allow", "caskade amend", "--allow", "--skip", "--only", "removed"]
    for rule in RuleCatalogue.all where rule.gate != nil {
      let first = rule.help.settle.first ?? ""
      for word in lowering { XCTAssertFalse(first.contains(word), "\(rule.id): \(first)") }
    }
  }

  /// What rooms below name by themselves is named so here.
  func testTheRoomsBelowAgree() {
    for rule in BuiltInProtected.rules {
      XCTAssertEqual(ProtectedRule.Kind(rawValue: rule.rule).map { FindingRule($0).id }, rule.rule)
    }
    for chapter in RuleCatalogue.chapters {
      XCTAssertEqual(chapter.rules.filter { !$0.id.hasPrefix("\(chapter.name).") }.map(\.id), [])
    }
    for rule in LintRule.allCases { XCTAssertEqual(FindingRule(rule).severities.first?.rawValue, "\(rule.severity)") }
    let path = RepositoryPath("a")
    XCTAssertEqual(
      IntegrityFinding(.testFocused, path, .file).rule, FindingRule(IntegrityFact.testFocused.kind).id)
    XCTAssertEqual(Set(SecretKind.all.map(\.id)).count, SecretKind.all.count)
  }

  func testLookUp() {
    let rows: [Row<String, (id: String?, closest: String?)>] = [
      Row("scope.outside", ("scope.outside", "scope.outsid")), Row("scope.outsde", (nil, "scope.outside")),
      Row("outside", (nil, "scope.outside")), Row("test-skipped", (nil, "integrity.test-skipped")),
      Row("scpe", (nil, "scope")), Row("Scope.Outside", (nil, "scope.outside")), Row("", (nil, nil)),
      Row("area.auth.path", (nil, nil)),
    ]
    for row in rows {
      XCTAssertEqual(RuleCatalogue.rule(row.input)?.id, row.expected.id, file: row.file, line: row.line)
      guard row.expected.id == nil else { continue }
      XCTAssertEqual(RuleCatalogue.closest(to: row.input), row.expected.closest, file: row.file, line: row.line)
    }
  }
}
