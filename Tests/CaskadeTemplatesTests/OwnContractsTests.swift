import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// The policy and the contracts of this repository.
final class OwnContractsTests: XCTestCase {
  private static let folder = ProjectFolder.root.appendingPathComponent("Contracts")

  func testThePolicyIsReadWithoutAProblem() throws {
    let policy = try policy()
    XCTAssertEqual(policy.base, "main")
    XCTAssertFalse(policy.judgesSelfDeclared)
    XCTAssertTrue(policy.high.isolated && policy.high.pinned)
    XCTAssertTrue(policy.medium.isolated)
  }

  func testThePolicyCoversWhatDecides() throws {
    let policy = try policy()
    let rows: [Row<String, (area: String?, protected: Bool)>] = [
      Row("Sources/CaskadeCore/Judgement/PathJudgement.swift", ("gate", false)),
      Row("Sources/CaskadeContracts/Policy/BuiltInProtected.swift", ("gate", true)),
      Row("Sources/CaskadeContracts/Policy/BuiltInAreas.swift", ("gate", true)),
      Row("Sources/CaskadeSystem/Git/Repository.swift", ("doors", false)),
      Row("Sources/CaskadeContracts/Contract/Contract.swift", ("gate", false)),
      Row("Sources/CaskadeInspection/Secrets/SecretScanner.swift", ("gate", false)),
      Row("Sources/CaskadeEngine/Check/CheckRun.swift", ("gate", false)),
      Row("Sources/CaskadeSyntax/YAML/YAMLReader.swift", ("formats", false)),
      Row("Templates/docs.yaml", ("templates", false)),
      Row("Contracts/policy.yaml", (nil, true)),
      Row(".ci/run", (nil, true)),
      Row("Sources/CaskadeReport/Formats/MarkdownReport.swift", (nil, false)),
    ]
    for row in rows {
      let path = FoldedPath(RepositoryPath(row.input))
      let own = ["gate", "doors", "formats", "templates"]
      XCTAssertEqual(
        policy.areas.first { own.contains($0.name) && $0.covers(path) }?.name, row.expected.area, row.input,
        file: row.file, line: row.line)
      XCTAssertEqual(
        policy.protected.contains { $0.covers(path) }, row.expected.protected, row.input, file: row.file,
        line: row.line)
    }
  }

  /// A name that no file has any more protects nothing.
  func testWhatThePolicyProtectsByNameExists() throws {
    let rule = try XCTUnwrap(try policy().protected.first { $0.rule == "protected.policy" })
    XCTAssertFalse(rule.patterns.isEmpty)
    for pattern in rule.patterns where pattern.namesOnePath {
      let file = ProjectFolder.root.appendingPathComponent(pattern.text)
      XCTAssertTrue(FileManager.default.fileExists(atPath: file.path), pattern.text)
    }
  }

  func testEveryContractIsReadWithoutAProblem() throws {
    let policy = try policy()
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".yaml") && $0 != "policy.yaml" }.sorted()
    XCTAssertFalse(names.isEmpty)
    for name in names {
      let source = try source(name)
      let result = ContractReader.read(source)
      XCTAssertEqual(result.diagnostics.map { DiagnosticRenderer.render($0, in: source) }, [])
      let contract = try XCTUnwrap(result.contract, name)
      XCTAssertEqual(contract.blanks, [], name)
      XCTAssertNotNil(contract.expires, name)
      XCTAssertFalse(contract.branch.isEmpty, name)
      XCTAssertFalse(contract.validation?.isEmpty ?? true, name)
      XCTAssertEqual(StopRules(contract: contract, policy: policy).unknownAreas.map(\.name), [], name)
    }
  }

  private func policy() throws -> Policy {
    let source = try source("policy.yaml")
    let result = PolicyReader.read(source)
    XCTAssertEqual(result.diagnostics.map { DiagnosticRenderer.render($0, in: source) }, [])
    return try XCTUnwrap(result.policy)
  }

  private func source(_ name: String) throws -> SourceText {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    return SourceText(name: "Contracts/\(name)", bytes: [UInt8](data))
  }
}
