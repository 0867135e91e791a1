import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// The branches and limits of a draft.
final class DraftBranchesTests: XCTestCase {
  func testPatterns() throws {
    let other = try XCTUnwrap(
      ContractReader.read(
        SourceText(name: "a.yaml", "caskade: 1\ntitle: a\noutcome: b\nbranch: ['claude/*', codex/fix-*]\n")
      ).contract)
    let agents = ["claude/*", "codex/*", "copilot/*", "cursor/*", "jules/*"]
    XCTAssertEqual(
      DraftBranches.patterns(own: "fix/a", current: "main", agents: agents, others: []), ["fix/a"] + agents)
    XCTAssertEqual(DraftBranches.patterns(own: "fix/a", current: nil, agents: agents, others: []), ["fix/a"] + agents)
    // Never the branch on which the contract is proposed, and none that another contract has.
    XCTAssertEqual(
      DraftBranches.patterns(own: "fix/a", current: "codex/x", agents: agents, others: [other]),
      ["fix/a", "copilot/*", "cursor/*", "jules/*"])
    XCTAssertEqual(
      DraftBranches.patterns(own: "fix/a", current: "fix/a", agents: agents, others: []).first, "fix/a-work")
    XCTAssertEqual(DraftBranches.own("fix-the-price", template: "bug-fix"), "fix/the-price")
    XCTAssertEqual(DraftBranches.own("the-price", template: "of-our-own"), "feature/the-price")
  }

  func testLimitsAreCapped() {
    var rule = Policy.BandRule()
    rule.lines = 200
    let template = "stop_when:\n  - more_than: 10 files\n  - more_than: 300 lines\n  - more_than: 60 minutes\n"
    func capped(_ limits: [DraftLimit], tracked: Int?) -> [String] {
      DraftLimit.capped(limits, template: template, tracked: tracked, rule: rule).map {
        "\($0.number) \($0.unit.rawValue): \($0.why)"
      }
    }
    XCTAssertEqual(
      capped([], tracked: 4),
      ["4 files: As many as the repository has.", "200 lines: As many as the policy permits in this band."])
    XCTAssertEqual(
      capped([DraftLimit(8, .files, why: "Past."), DraftLimit(50, .lines, why: "Past.")], tracked: 900),
      ["8 files: Past.", "50 lines: Past."])
    XCTAssertEqual(capped([], tracked: nil), ["200 lines: As many as the policy permits in this band."])
  }
}
