import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

final class RenamedAreaTests: XCTestCase {
  private func policy(_ areas: String) throws -> Policy {
    let source = SourceText(name: "policy.yaml", "caskade_policy: 1\nareas:\n\(areas)\n")
    let result = PolicyReader.read(source)
    return try XCTUnwrap(result.policy, "\(result.diagnostics.map(\.message))")
  }

  /// A condition on either name stops at the same changes, and what is found is called by the new one.
  func testARenamedAreaIsTheSameArea() throws {
    let policy = try policy("  billing: { name: money, paths: [app/till/**] }\n  migrations: { name: schema changes }")
    let changes = [
      "app/till/x.rb", "src/payments/charge.ts", "db/migrate/1.rb", "src/a.swift", "src/b.swift",
    ].map { JudgementWorld.change($0) }
    for name in ["billing", "money"] {
      for other in ["migrations", "schema changes"] {
        var world = try JudgementWorld(
          "paths: { allow: [app/**, src/**, db/**] }\nvalidation: []\nstop_when: [{ area: ['\(name)', '\(other)'] }]")
        world.policy = policy
        world.changes = changes
        world.areaHits = [
          AreaHit(
            area: "migrations", path: RepositoryPath("src/a.swift"), line: 7, rule: "area.migrations.ddl",
            phrase: "DROP TABLE")
        ]
        XCTAssertEqual(
          world.findings,
          [
            "stop.area app/till/x.rb: modified, and the contract stops in the area 'money' (line 6)",
            "stop.area db/migrate/1.rb: modified, and the contract stops in the area 'schema changes' (line 6)",
            "stop.area src/a.swift:7: modified, adds 'DROP TABLE', and the contract stops in the area 'schema changes' "
              + "(line 6)",
            "stop.area src/payments/charge.ts: modified, and the contract stops in the area 'money' (line 6)",
          ])
        XCTAssertEqual(world.judgement.band.reason, "'app/till/x.rb' is in the area money")
      }
    }
    let unknown = try JudgementWorld("stop_when: [{ area: [mony] }]")
    var world = unknown
    world.policy = policy
    XCTAssertEqual(world.judgement.findings.first { $0.gate == .stop }?.hint, "did you mean 'money'?")
  }

  /// A name alone changes nothing else of any area.
  func testNothingIsLoosened() throws {
    for area in BuiltInPolicy.policy.areas {
      let renamed = try policy("  \(area.name): { name: other }")
      XCTAssertEqual(renamed.areas.count, BuiltInPolicy.policy.areas.count)
      for (old, new) in zip(BuiltInPolicy.policy.areas, renamed.areas) {
        XCTAssertEqual(new.name, old.name)
        XCTAssertEqual(new.title, old.name == area.name ? "other" : old.name)
        XCTAssertEqual(new.band, old.band)
        XCTAssertEqual(new.patterns, old.patterns)
      }
    }
    let path = FoldedPath(RepositoryPath("docs/billing/guide.md"))
    XCTAssertFalse(try XCTUnwrap(policy("  billing: { name: money }").area(named: "money")).covers(path))
  }

  /// To use the other name of an area in a contract gives no authority.
  func testEitherNameStopsAlike() throws {
    let policy = try policy("  billing: { name: money }")
    let contracts = try ["billing", "money", "auth"].map {
      try JudgementWorld("stop_when: [{ area: [\($0)] }]").contract
    }
    XCTAssertEqual(AuthorityDifference(from: contracts[0], to: contracts[1], policy: policy).changes, [])
    XCTAssertEqual(
      AuthorityDifference(from: contracts[0], to: contracts[2], policy: policy).changes.map(\.text),
      ["no longer stops at: area: money", "stops at: area: auth"])
  }

  func testTheListingHasTheName() throws {
    let source = SourceText(name: "p", "caskade_policy: 1\nareas:\n  billing: { name: money }\n")
    let values = PolicyListing(try XCTUnwrap(PolicyReader.read(source).policy), source: source).values
    XCTAssertEqual(values.filter { $0.key == "areas.billing.name" }.map(\.text), ["money"])
  }

  func testWhatTheEvidenceSays() throws {
    var world = try JudgementWorld.usual()
    world.policy = try policy("  billing: { name: money }")
    world.changes =
      ["package.json", "src/payments/b.ts", "src/payments/a.ts", "LICENSE"].map { JudgementWorld.change($0) }
      + [JudgementWorld.change("run", .create, new: .executable)]
      + (1...60).map { JudgementWorld.change("Tests/t\($0).swift") }
    world.areaHits = [
      AreaHit(
        area: "deploys", path: RepositoryPath("run"), line: 3, rule: "area.deploys.commands", phrase: "npm publish")
    ]
    let areas = world.judgement.areas
    XCTAssertEqual(
      areas.map { "\($0.name) \($0.band) \($0.hits.count) \($0.omitted)" },
      [
        "deploys high 1 0", "money high 2 0", "checks medium 50 10", "dependencies medium 1 0", "executables low 1 0",
        "licences low 1 0",
      ])
    XCTAssertEqual(
      areas.filter { $0.hits.count < 50 }.flatMap(\.hits).map {
        "\($0.path.display)\($0.line.map { ":\($0)" } ?? "") \($0.rule)"
      },
      [
        "run:3 area.deploys.commands", "src/payments/a.ts area.billing.path", "src/payments/b.ts area.billing.path",
        "package.json area.dependencies.path", "run area.executables.kind", "LICENSE area.licences.path",
      ])
    // The papers of the contract itself are no one's risk.
    world.changes = [JudgementWorld.change("Contracts/login.yaml")]
    XCTAssertEqual(world.judgement.areas, [])
  }
}
