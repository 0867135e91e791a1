import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeTemplates
import TestSupport
import XCTest

/// What a contract made from each template lets an agent do, filled in with `Sources/Login/**`,
/// `Tests/LoginTests/**` and, to deny, `Sources/Login/Keychain.swift`.
final class TemplateAuthorityTests: XCTestCase {
  private struct Touch {
    let template: String
    let operation: CaskadeSyntax.Operation
    let path: String

    init(_ template: String, _ operation: CaskadeSyntax.Operation, _ path: String) {
      self.template = template
      self.operation = operation
      self.path = path
    }
  }

  func testWhatEachAllows() throws {
    let rows: [Row<Touch, Bool>] = [
      Row(Touch("bug-fix", .modify, "Sources/Login/Redirect.swift"), true),
      Row(Touch("bug-fix", .create, "Tests/LoginTests/RedirectTests.swift"), true),
      Row(Touch("bug-fix", .modify, "Sources/Login/Keychain.swift"), false),
      Row(Touch("bug-fix", .modify, "Sources/Login/vendor/hash.c"), false),
      Row(Touch("bug-fix", .modify, "Sources/Shop/Cart.swift"), false),
      Row(Touch("feature", .create, "Sources/Login/Passkey.swift"), true),
      Row(Touch("feature", .modify, "Sources/Login/Names.generated.swift"), false),
      Row(Touch("refactor", .delete, "Sources/Login/Old.swift"), true),
      Row(Touch("refactor", .modify, "Tests/LoginTests/RedirectTests.swift"), false),
      Row(Touch("refactor", .modify, "Sources/Login/redirect_test.go"), false),
      Row(Touch("refactor", .modify, "Sources/Login/__tests__/redirect.js"), false),
      Row(Touch("docs", .modify, "README.md"), true),
      Row(Touch("docs", .create, "docs/guide/install.rst"), true),
      Row(Touch("docs", .create, "docs/guide/install.png"), true),
      Row(Touch("docs", .delete, "docs/guide/install.png"), false),
      Row(Touch("docs", .modify, "docs/conf.py"), false),
      Row(Touch("docs", .modify, "Sources/Login/Redirect.swift"), false),
      Row(Touch("docs", .modify, "LICENSE.md"), false),
      Row(Touch("docs", .modify, "web/changelog.md"), false),
      Row(Touch("migration", .create, "app/migrations/0042_add_column.py"), true),
      Row(Touch("migration", .modify, "app/migrations/0041_drop_table.py"), false),
      Row(Touch("migration", .delete, "db/migrate/20260101000000_first.rb"), false),
      Row(Touch("migration", .create, "Sources/Shop/Migrations/AddColumn.swift"), true),
      Row(Touch("migration", .modify, "Sources/Login/Store.swift"), true),
      Row(Touch("migration", .modify, "Sources/Login/.env"), false),
      Row(Touch("release-support", .modify, "CHANGELOG.md"), true),
      Row(Touch("release-support", .delete, "CHANGELOG.md"), false),
      Row(Touch("release-support", .modify, "VERSION"), true),
      Row(Touch("release-support", .create, "docs/releases/2.0.md"), true),
      Row(Touch("release-support", .modify, "Sources/Shop/Cart.swift"), false),
      Row(Touch("dependency-update", .modify, "Package.resolved"), false),
      Row(Touch("dependency-update", .modify, "Sources/Login/.npmrc"), false),
      Row(Touch("test-coverage", .create, "Tests/LoginTests/RedirectTests.swift"), true),
      Row(Touch("test-coverage", .modify, "web/src/login.test.ts"), true),
      Row(Touch("test-coverage", .create, "login/redirect_test.go"), true),
      Row(Touch("test-coverage", .delete, "Tests/LoginTests/RedirectTests.swift"), false),
      Row(Touch("test-coverage", .modify, "Sources/Login/Redirect.swift"), false),
      Row(Touch("test-coverage", .modify, "web/__tests__/jest.config.js"), false),
    ]
    for row in rows {
      let contract = try contract(row.input.template)
      let decision = contract.paths.decision(
        for: row.input.operation, on: FoldedPath(RepositoryPath(row.input.path)))
      XCTAssertEqual(
        decision.isAllowed, row.expected, "\(row.input): \(decision)", file: row.file, line: row.line)
    }
  }

  /// Tests are the same files to every template that speaks of them, and files that the area `checks` knows.
  func testTheTemplatesAgreeOnWhatATestIs() throws {
    let tests = [
      "**/Tests/**", "**/tests/**", "**/test/**", "**/spec/**", "**/__tests__/**", "**/*_test.*", "**/*.test.*",
      "**/*.spec.*", "**/test_*.py",
    ]
    func texts(_ entries: [PathEntry]?) -> [String] { (entries ?? []).map(\.pattern.text) }
    XCTAssertEqual(texts(try contract("bug-fix").validation?.first?.carry), tests)
    XCTAssertEqual(texts(try contract("feature").validation?.first?.carry), tests)
    XCTAssertEqual(texts(try contract("test-coverage").paths.allow), tests)
    let denied = texts(try contract("refactor").paths.deny)
    XCTAssertEqual(Array(denied.dropFirst().prefix(tests.count)), tests)

    let checks = try XCTUnwrap(BuiltInAreas.areas.first { $0.name == "checks" })
    XCTAssertEqual(tests.filter { !checks.patterns.contains($0) }, [])
  }

  func testBandsAndProofs() throws {
    let passes: [ValidationCommand.OnBase?] = [.passes, nil]
    let fails: [ValidationCommand.OnBase?] = [.fails, nil]
    let missing: [ValidationCommand.OnBase?] = [.missing, nil]
    let rows: [Row<String, (band: Band, proofs: [ValidationCommand.OnBase?])>] = [
      Row("bug-fix", (.medium, fails)), Row("dependency-update", (.medium, passes)), Row("docs", (.low, [])),
      Row("feature", (.medium, missing)), Row("migration", (.high, [nil, nil])), Row("refactor", (.low, passes)),
      Row("release-support", (.medium, passes)), Row("test-coverage", (.medium, [nil, nil])),
    ]
    XCTAssertEqual(rows.map(\.input), BuiltInTemplates.all.map(\.name))
    for row in rows {
      let contract = try contract(row.input)
      XCTAssertEqual(contract.band?.value, row.expected.band, row.input, file: row.file, line: row.line)
      XCTAssertEqual(
        contract.validation?.map(\.onBase), row.expected.proofs, row.input, file: row.file, line: row.line)
    }
  }

  /// The areas exist, budgets are stated, a person is asked, and no kind stops at what it is about. Texts alone may go
  /// without a person, so nothing is asked about them.
  func testStopConditions() throws {
    let ownAreas: [Row<String, [String]>] = [
      Row("bug-fix", ["checks"]), Row("dependency-update", ["dependencies"]), Row("docs", []),
      Row("feature", ["checks", "interfaces"]), Row("migration", ["migrations"]), Row("refactor", []),
      Row("release-support", ["dependencies"]), Row("test-coverage", ["checks", "auth", "billing"]),
    ]
    XCTAssertEqual(ownAreas.map(\.input), BuiltInTemplates.all.map(\.name))
    for row in ownAreas {
      let contract = try contract(row.input)
      XCTAssertEqual(
        StopRules(contract: contract, policy: BuiltInPolicy.policy).unknownAreas.map(\.name), [], row.input,
        file: row.file, line: row.line)
      var units: Set<StopCondition.Unit> = []
      var areas: [String] = []
      var questions = 0
      for condition in contract.stopWhen {
        switch condition.kind {
        case .moreThan(_, let unit): units.insert(unit)
        case .areas(let names): areas += names
        case .question: questions += 1
        case .touching: break
        }
      }
      XCTAssertTrue(units.isSuperset(of: [.files, .lines, .minutes]), row.input, file: row.file, line: row.line)
      XCTAssertTrue(row.input == "docs" ? questions == 0 : questions >= 3, row.input, file: row.file, line: row.line)
      XCTAssertEqual(areas.filter(row.expected.contains), [], row.input, file: row.file, line: row.line)
    }
  }

  func testNoneLetsAnAgentPublish() throws {
    for template in BuiltInTemplates.all {
      let tools = try contract(template.name).tools
      XCTAssertTrue(tools.deny.contains { $0.tool == .shell("git push *") }, template.name)
      XCTAssertTrue(tools.ask.contains { $0.tool == .shell("git commit *") }, template.name)
      XCTAssertTrue((tools.ask + tools.deny).contains { $0.tool == .web(host: nil) }, template.name)
    }
  }

  private func contract(_ name: String, file: StaticString = #filePath, line: UInt = #line) throws -> Contract {
    let template = try XCTUnwrap(BuiltInTemplates.named(name), name, file: file, line: line)
    return try XCTUnwrap(ContractReader.read(FilledTemplate(template).source).contract, name, file: file, line: line)
  }
}
