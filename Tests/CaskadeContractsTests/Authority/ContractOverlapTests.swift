import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// Two contracts overlap where some path could be changed under both.
final class ContractOverlapTests: XCTestCase {
  private func paths(_ text: String) throws -> Contract.Paths {
    let text = "caskade: 1\ntitle: T\noutcome: O is reached\npaths:\n  \(text)\n"
    let result = ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8)))
    return try XCTUnwrap(result.contract, "\(result.diagnostics.map(\.message))").paths
  }

  func testTable() throws {
    let rows: [Row<(String, String), String>] = [
      Row(("allow: [src/a/**]", "allow: [src/b/**]"), "none"),
      Row(("allow: [src/**]", "allow: [docs/**, src/b/**]"), "src/b/x"),
      // What either denies, in any spelling.
      Row(("allow: [src/**]\n  deny: [SRC/b/**]", "allow: [src/b/**]"), "none"),
      Row(("allow: [src/**]", "allow: [src/b/**]\n  deny: [src/B]"), "none"),
      Row(("allow: [src/**]\n  deny: [src/b/x]", "allow: [src/b/**]"), "src/b/a"),
      // Whatever may be done to it.
      Row(("allow: [{ path: src/**, may: [create] }]", "allow: [{ path: src/a, may: [delete] }]"), "src/a"),
      // Protected files are open to those only that name them.
      Row(("allow: ['**']", "allow: [.github/workflows/**]"), "none"),
      Row(("allow: ['**']", "allow: [.github/workflows/ci.yml]"), "none"),
      Row(("allow: [.github/workflows/ci.yml]", "allow: [.github/workflows/ci.yml]"), ".github/workflows/ci.yml"),
      Row(("allow: ['**']", "allow: ['**/*.md']"), ".md"),
      Row(("allow: ['**/AGENTS.md']", "allow: ['docs/*.md']"), "none"),
      Row(("allow: ['**/[A]GENTS.m?']", "allow: ['docs/*.m?']"), "docs/AGENTS.mx"),
      Row(("allow: []", "allow: ['**']"), "none"),
    ]
    for row in rows {
      let (one, other) = (ComparedPaths(try paths(row.input.0)), ComparedPaths(try paths(row.input.1)))
      let index = PolicyIndex(BuiltInPolicy.policy)
      XCTAssertEqual(words(ContractOverlap(one, other, policy: index)), row.expected, file: row.file, line: row.line)
      let reverse = words(ContractOverlap(other, one, policy: index))
      XCTAssertEqual(reverse == "none", row.expected == "none", reverse, file: row.file, line: row.line)
    }
  }

  private func words(_ overlap: ContractOverlap) -> String {
    switch overlap.answer {
    case .path(let path): path.display
    case .none: "none"
    case .undecided: "undecided"
    }
  }

  /// One pass over all contracts says of each what a pass of its own says, and which files several may change.
  func testFleetAgainstEach() throws {
    let patterns = [
      "src/**", "src/a/**", "**/*.md", "docs/a.md", ".github/workflows/ci.yml", "**", "migrations/**", "src/*/x.swift",
    ]
    var source = RepeatableRandom(seed: 31)
    let tracked = [
      "src/a/x.swift", "src/b/x.swift", "src/a/y.md", "docs/a.md", "docs/b.md", ".github/workflows/ci.yml",
      "migrations/001.sql", "README.md", "AGENTS.md", "Package.swift", "src/auth/login.swift",
    ].map { RepositoryPath($0) }
    let policy = BuiltInPolicy.policy
    let index = PolicyIndex(policy)
    for round in 0..<15 {
      let contracts = try (0..<Int.random(in: 1...5, using: &source)).map { _ -> Contract in
        func some(_ count: ClosedRange<Int>) -> [PathEntry] {
          (0..<Int.random(in: count, using: &source)).compactMap { _ in
            guard let pattern = try? PathPattern(patterns.randomElement(using: &source) ?? "a") else { return nil }
            let may: [Operations] = [[.create, .modify, .delete], [.create], [.modify], [.delete]]
            return PathEntry(pattern: pattern, may: may.randomElement(using: &source) ?? [], line: 1)
          }
        }
        var contract = Contract(title: .init("t", line: 1), outcome: .init("o", line: 1))
        contract.paths.allow = some(0...4)
        contract.paths.deny = some(0...2)
        return contract
      }
      let scope = FleetScope(contracts, index: index)
      var reach = scope.reach(among: tracked.prefix(4))
      reach.add(scope.reach(among: tracked.dropFirst(4)))
      let each = contracts.map { ContractReach($0, policy: policy, tracked: tracked) }
      for (number, expected) in each.enumerated() {
        let words = "round \(round): \(contracts[number].paths.allow.map(\.pattern.text))"
        let found = reach.contracts[number]
        XCTAssertEqual(found.changeable, expected.changeable.count, words)
        XCTAssertEqual(found.guarded, expected.guarded.count, words)
        XCTAssertEqual(
          found.areas, Dictionary(uniqueKeysWithValues: expected.areas.map { ($0.area.name, $0.files) }), words)
        XCTAssertEqual(scope.band(of: number, reach, policy: policy), expected.band, words)
      }
      let shared = Dictionary(grouping: tracked) { path in each.indices.filter { each[$0].changeable.contains(path) } }
      for (holders, paths) in shared where !holders.isEmpty {
        let share = reach.shares.first { $0.contracts == holders }
        XCTAssertEqual(share?.files, paths.count, "round \(round): \(holders)")
        XCTAssertEqual(share?.first, Array(paths.sorted().prefix(5)), "round \(round): \(holders)")
      }
      XCTAssertEqual(reach.shares.count, shared.count { !$0.key.isEmpty }, "round \(round)")
    }
  }
}
