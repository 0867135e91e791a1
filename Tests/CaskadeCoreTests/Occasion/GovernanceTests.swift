import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import TestSupport
import XCTest

/// Which work needs a contract.
final class GovernanceTests: XCTestCase {
  private static let high = Area(name: "auth", band: .high, patterns: [])
  private static let medium = Area(name: "checks", band: .medium, patterns: [])

  private func policy(_ set: (inout GovernedWork) throws -> Void) rethrows -> GovernedWork {
    var governed = GovernedWork()
    try set(&governed)
    return governed
  }

  private func work(_ set: (inout Governance.Work) -> Void) -> Governance.Work {
    var work = Governance.Work()
    set(&work)
    return work
  }

  func testEachReason() throws {
    let pattern = try PathPattern("infra/**")
    let bots = NamePattern("*[bot]")
    let claude = NamePattern("Co-authored-by: *claude*")
    let rows: [Row<(GovernedWork?, Governance.Work), Governance.Reason?>] = [
      Row((nil, work { _ in }), .everything),
      Row((policy { _ in }, work { _ in }), nil),
      Row((policy { _ in }, work { $0.changesRules = true }), .rules),
      Row(
        (policy { $0.branches = [NamePattern("claude/*")] }, work { $0.branch = "Claude/a/b" }),
        .branch(NamePattern("claude/*"), "Claude/a/b")),
      Row((policy { $0.branches = [NamePattern("claude/*")] }, work { $0.branch = "fix/a" }), nil),
      Row((policy { $0.branches = [NamePattern("*")] }, work { _ in }), nil),
      Row((policy { $0.authors = [bots] }, work { $0.authors = ["ada", "robo[bot]"] }), .author(bots, "robo[bot]")),
      Row((policy { $0.authors = [bots] }, work { $0.authors = ["b", "robot"] }), nil),
      Row(
        (policy { $0.trailers = [claude] }, work { $0.lines = ["x", "co-authored-by: Claude <a@example.com>"] }),
        .trailer(claude, "co-authored-by: Claude <a@example.com>")),
      Row((policy { $0.trailers = [claude] }, work { $0.lines = ["See Co-authored-by: claude"] }), nil),
      Row(
        (policy { $0.paths = [pattern] }, work { $0.paths = [RepositoryPath("Infra/a.tf")] }),
        .path(pattern, RepositoryPath("Infra/a.tf"))),
      Row((policy { $0.paths = [pattern] }, work { $0.paths = [RepositoryPath("src/infra/a")] }), nil),
      Row((policy { _ in }, work { $0.areas = [Self.high] }), .area(Self.high)),
      Row((policy { _ in }, work { $0.areas = [Self.medium] }), nil),
      Row((policy { $0.areas = ["checks"] }, work { $0.areas = [Self.medium] }), .area(Self.medium)),
    ]
    for row in rows {
      XCTAssertEqual(
        Governance(row.input.0, row.input.1).reason, row.expected, file: row.file, line: row.line)
    }
  }

  /// It lifts what is touched, and never branch, author, trailer, or a change of the rules.
  func testExempt() throws {
    let pattern = try PathPattern("infra/**")
    let governed = policy {
      $0.paths = [pattern]
      $0.branches = [NamePattern("claude/*")]
      $0.authors = [NamePattern("ada")]
      $0.trailers = [NamePattern("by: claude")]
      $0.exempt = [NamePattern("a*")]
    }
    let touching = work {
      $0.paths = [RepositoryPath("infra/a")]
      $0.areas = [Self.high]
    }
    func reason(_ set: (inout Governance.Work) -> Void) -> Governance.Reason? {
      var work = touching
      set(&work)
      return Governance(governed, work).reason
    }
    let path = Governance.Reason.path(pattern, RepositoryPath("infra/a"))
    XCTAssertNil(reason { $0.authors = ["alice"] })
    XCTAssertEqual(reason { $0.authors = [] }, path, "nobody is named")
    XCTAssertEqual(reason { $0.authors = ["alice", "bob"] }, path, "one of two")
    XCTAssertEqual(reason { $0.authors = ["ada"] }, .author(NamePattern("ada"), "ada"))
    XCTAssertEqual(
      reason {
        $0.authors = ["alice"]
        $0.branch = "claude/x"
      }, .branch(NamePattern("claude/*"), "claude/x"))
    XCTAssertEqual(
      reason {
        $0.authors = ["alice"]
        $0.lines = ["by: claude"]
      }, .trailer(NamePattern("by: claude"), "by: claude"))
    XCTAssertEqual(
      reason {
        $0.authors = ["alice"]
        $0.changesRules = true
      }, .rules)
  }

  /// More that is known of the work never makes governed work free, but by an author who is exempt.
  func testMoreIsNeverLess() throws {
    let parts: [(inout Governance.Work) -> Void] = [
      { $0.changesRules = true }, { $0.branch = "claude/x" }, { $0.lines = ["by: claude"] },
      { $0.paths = [RepositoryPath("infra/a")] }, { $0.areas = [Self.high] }, { $0.areas += [Self.medium] },
    ]
    let pattern = try PathPattern("infra/**")
    let governed = policy {
      $0.paths = [pattern]
      $0.branches = [NamePattern("claude/*")]
      $0.trailers = [NamePattern("by: claude")]
    }
    func isGoverned(_ set: Int) -> Bool {
      var work = Governance.Work()
      for (index, part) in parts.enumerated() where set & (1 << index) != 0 { part(&work) }
      return Governance(governed, work).isGoverned
    }
    for set in 0..<(1 << parts.count) {
      for more in 0..<(1 << parts.count) where more & set == set && isGoverned(set) {
        XCTAssertTrue(isGoverned(more), "\(set) \(more)")
      }
    }
  }

  func testWords() throws {
    let governed = policy {
      $0.branches = [NamePattern("claude/*")]
      $0.exempt = [NamePattern("ada")]
    }
    let known = work {
      $0.branch = "fix"
      $0.authors = ["ada"]
    }
    XCTAssertEqual(
      Governance(governed, known).message(known),
      "the policy governs neither branch 'fix', nor 'ada' by the forge's word, nor a line of its commits, and what it "
        + "touches doesn't count for whom the policy exempts, by the branch's own name")
    let unknown = work { _ in }
    XCTAssertEqual(
      Governance(policy { _ in }, unknown).message(unknown),
      "the policy governs neither a head on no branch, nor an author whom no forge names, nor a line of its commits, nor "
        + "what it touches")
  }
}
