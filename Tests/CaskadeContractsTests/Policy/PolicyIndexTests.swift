import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

/// The index answers as the rules do one by one.
final class PolicyIndexTests: XCTestCase {
  func testAgreesWithTheRules() throws {
    var policy = BuiltInPolicy.policy
    policy.areas.append(Area(name: "own", band: .high, patterns: [try PathPattern("docs/**"), try PathPattern("src")]))
    policy.protected.append(
      ProtectedRule(rule: "protected.policy", what: "file", patterns: [try PathPattern("infra/prod/**")]))
    let index = PolicyIndex(policy)
    var random = RepeatableRandom(seed: 11)
    var (guarded, covered) = (0, 0)
    for _ in 0..<250 {
      let path = FoldedPath(RepositoryPaths.next(&random))
      let rule = policy.protected.first { $0.covers(path) }
      let areas = policy.areas.filter { $0.covers(path) }
      XCTAssertEqual(index.protectedRule(covering: path), rule, "seed 11: \(path.path.display)")
      XCTAssertEqual(index.areas(covering: path), areas, "seed 11: \(path.path.display)")
      if rule != nil { guarded += 1 }
      covered += areas.count
    }
    XCTAssertGreaterThan(guarded, 10)
    XCTAssertGreaterThan(covered, 60)
  }

  /// Prose is spared by the built-in patterns, and not by the repository's own.
  func testProse() throws {
    var policy = BuiltInPolicy.policy
    let invoices = FoldedPath(RepositoryPath("app/invoices/README.md"))
    XCTAssertEqual(PolicyIndex(policy).areas(covering: invoices), [])
    let billing = try XCTUnwrap(policy.areas.firstIndex { $0.name == "billing" })
    policy.areas[billing] = Area(
      name: "billing", band: .high, patterns: policy.areas[billing].patterns + [try PathPattern("app/invoices/**")])
    XCTAssertEqual(PolicyIndex(policy).areas(covering: invoices).map(\.name), ["billing"])
  }
}

/// Random paths as repositories have them.
enum RepositoryPaths {
  private static let folders = [
    "src", "Sources", "lib", "app", "docs", "tests", "components", "utils", "api", "v1", "models", "auth", "payments",
    "db",
    "migrate", ".github", "workflows", "Contracts", "packages", "core", "internal", "cmd", "vendor", "helpers", "Views",
    "com", "example", "service", "impl", "infra", "prod", "secrets", ".claude", "k8s", "charts", "web", "templates",
  ]
  private static let stems = [
    "index", "main", "User", "user_test", "README", "Login", "auth", "package", "config", "Order", "test_order",
    "schema",
    "CLAUDE", "Dockerfile", "values", "deploy", "OrderTests", "client", "server", "types", "stripe", ".env",
    "CODEOWNERS",
  ]
  private static let endings = [
    "ts", "tsx", "swift", "go", "rs", "java", "rb", "py", "md", "json", "yaml", "yml", "sql", "proto", "d.ts",
    "test.ts", "css",
    "html", "txt", "tf", "pem", "",
  ]

  static func next(_ random: inout RepeatableRandom) -> RepositoryPath {
    var parts = (0..<Int.random(in: 0...5, using: &random)).map { _ in folders.randomElement(using: &random) ?? "" }
    let ending = endings.randomElement(using: &random) ?? ""
    let number = Bool.random(using: &random) ? "\(Int.random(in: 0..<1_000, using: &random))" : ""
    parts.append((stems.randomElement(using: &random) ?? "") + number + (ending.isEmpty ? "" : ".\(ending)"))
    let path = parts.joined(separator: "/")
    return RepositoryPath(Int.random(in: 0..<12, using: &random) == 0 ? path.uppercased() : path)
  }
}
