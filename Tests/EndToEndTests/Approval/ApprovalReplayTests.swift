import TestSupport
import XCTest

/// What main took back stays taken back: old bytes with their old, unexpired signature approve nothing.
final class ApprovalReplayTests: XCTestCase {
  private typealias World = ApprovalWorld
  private static let none = "bands:\n  low: { approvals: 0 }\n"
  private static let contract = "Contracts/work.yaml"

  private struct Replay {
    let name: String
    /// Whether main has a contract, a narrow one, when the wide one is signed.
    var startsNarrow = false
    /// What main does after the wide contract and its approval were merged to it.
    let play: (World) throws -> Void
    /// What was taken back; nil when the approval counts.
    let expected: String?
  }

  /// In each the wide contract is signed at main's first commit, and lands; `work` brings both back in the end.
  private let replays: [Replay] = [
    Replay(
      name: "removed",
      play: {
        try $0.repository.git("rm", "-q", ApprovalReplayTests.contract)
        try $0.repository.commit("Remove it")
      }, expected: "the very version that it approves"),
    Replay(
      name: "narrowed, and narrow before", startsNarrow: true,
      play: {
        try $0.repository.write(ApprovalReplayTests.contract, ContractText.small)
        try $0.repository.commit("Narrow it")
      }, expected: "the very version that it approves"),
    Replay(
      name: "narrowed, then removed",
      play: {
        try $0.repository.write(ApprovalReplayTests.contract, ContractText.small)
        try $0.repository.commit("Narrow it")
        try $0.repository.git("rm", "-q", ApprovalReplayTests.contract)
        try $0.repository.commit("Remove it")
      }, expected: "the very version that it approves"),
    Replay(
      name: "moved to the closed ones, and from there away",
      play: {
        try $0.repository.write("Contracts/closed/.keep", "")
        try $0.repository.git("mv", ApprovalReplayTests.contract, "Contracts/closed/work.yaml")
        try $0.repository.commit("Close it")
        try $0.repository.git("mv", "Contracts/closed/work.yaml", "Contracts/closed/work-2026.yaml")
        try $0.repository.commit("Sort the closed ones")
      }, expected: "the very version that it approves"),
    Replay(
      name: "renamed, then removed",
      play: {
        try $0.repository.git("mv", ApprovalReplayTests.contract, "Contracts/other.yaml")
        try $0.repository.commit("Rename it")
        try $0.repository.git("rm", "-q", "Contracts/other.yaml")
        try $0.repository.commit("Remove it")
      }, expected: "the very version that it approves"),
    Replay(
      name: "a link in its place, removed later",
      play: {
        try $0.repository.link(ApprovalReplayTests.contract, to: "policy.yaml")
        try $0.repository.commit("Link")
        try $0.repository.git("rm", "-q", ApprovalReplayTests.contract)
        try $0.repository.commit("Remove it")
      }, expected: "the very version that it approves"),
    Replay(
      name: "lost in a merge, as main has it",
      play: {
        try $0.repository.git("switch", "-q", "-c", "side", "main~1")
        try $0.repository.commit("Beside")
        try $0.repository.git("switch", "-q", "main")
        try $0.repository.git("merge", "-q", "--no-commit", "--no-ff", "side")
        try $0.repository.git("rm", "-q", "-r", ApprovalReplayTests.contract)
        try $0.repository.commit("Merge, and remove")
      }, expected: "the very version that it approves"),
    Replay(
      name: "lost in a merge by a side that never had it",
      play: {
        try $0.repository.git("switch", "-q", "-c", "side", "main~1")
        try $0.repository.commit("Beside")
        try $0.repository.git("merge", "-q", "-s", "ours", "-m", "Merge main, and take nothing", "main")
        try $0.repository.git("branch", "-f", "main", "side")
        try $0.repository.git("switch", "-q", "main")
      }, expected: "the very version that it approves"),
    Replay(
      name: "the mode changed on the way, then removed",
      play: {
        try $0.repository.git("update-index", "--chmod=+x", ApprovalReplayTests.contract)
        try $0.repository.git("commit", "-q", "-m", "Mode")
        try $0.repository.git("rm", "-q", "-f", ApprovalReplayTests.contract)
        try $0.repository.commit("Remove it")
      }, expected: "the very version that it approves"),
  ]

  func testWhatMainTookBackDoesNotComeBack() throws {
    for replay in replays {
      let world = try start(narrow: replay.startsNarrow)
      let approval = try land(world)
      try replay.play(world)
      try bringBack(world, approval)
      try expect(replay.expected, world, replay.name)
    }
  }

  /// The approval that is signed is the same whatever else happens on main, as long as main never had what it approves.
  func testWhatMainNeverHadCounts() throws {
    let world = try start(narrow: true)
    try world.repository.write(ApprovalReplayTests.contract, World.wide)
    try world.approve("dev")
    let approval = try world.repository.read(World.file)
    try world.repository.git("checkout", "-q", "--", ".")
    try world.repository.git("clean", "-q", "-fd")
    try world.repository.write("Contracts/other.yaml", ContractText.small.replacing("branch: work", with: "branch: x"))
    try world.repository.commit("Another contract")
    try world.repository.git("rm", "-q", "Contracts/other.yaml")
    try world.repository.commit("Remove the other")
    try bringBack(world, approval)
    try expect(nil, world, "never there")
  }

  func testAnApprovalThatWasGivenAfterwardsCounts() throws {
    let world = try start(narrow: true)
    _ = try land(world)
    try world.repository.write(ApprovalReplayTests.contract, ContractText.small)
    try world.repository.remove("Contracts/approvals")
    try world.repository.commit("Narrow it")
    try world.repository.write(ApprovalReplayTests.contract, World.wide)
    try world.approve("dev")
    let approval = try world.repository.read(World.file)
    try world.repository.git("checkout", "-q", "--", ".")
    try world.repository.git("clean", "-q", "-fd")
    try bringBack(world, approval)
    try expect(nil, world, "approved again")
  }

  /// Git's walks go by dates: main's commits that claim to be older than what they stand on don't hide that.
  func testClocksThatWereWrong() throws {
    let world = try start(narrow: true)
    try world.repository.write(Self.contract, World.wide)
    try world.approve("dev")
    let approval = try world.repository.read(World.file)
    try world.repository.git("checkout", "-q", "--", ".")
    try world.repository.git("clean", "-q", "-fd")
    let old = try world.repository.shell(
      """
      for number in 1 2 3 4 5 6 7 8 9 10 11 12; do
        GIT_COMMITTER_DATE="10000000$number +0000" git commit -q --allow-empty -m old
      done
      """)
    XCTAssertEqual(old.status, 0, old.text)
    try bringBack(world, approval)
    try expect(nil, world, "old dates")
  }

  /// Only the approval was ever on main, and was revoked there. Wrapped anew and under another name it is the same one.
  func testARevokedApprovalDoesNotComeBack() throws {
    for isRewrapped in [false, true] {
      let world = try start(narrow: true)
      try world.repository.write(ApprovalReplayTests.contract, World.wide)
      try world.approve("dev")
      let approval = try world.repository.read(World.file)
      try world.repository.git("checkout", "-q", "--", ApprovalReplayTests.contract)
      try world.repository.commit("Approve what is to come")
      let revoked = try world.repository.caskade("approve", "work", "--revoke", "--as", "dev@example.com")
      XCTAssertEqual(revoked.status, 0, revoked.text)
      try world.repository.commit("Revoke")
      let name = isRewrapped ? "Contracts/approvals/work/other.approval" : World.file
      try bringBack(world, isRewrapped ? rewrapped(approval) : approval, at: name)
      try expect("this approval", world, "revoked", at: name)
    }
  }

  func testTheListSaysSo() throws {
    let world = try start(narrow: true)
    let approval = try land(world)
    try world.repository.write(ApprovalReplayTests.contract, ContractText.small)
    try world.repository.commit("Narrow it")
    try bringBack(world, approval)
    let list = try world.repository.caskade("approve", "--list")
    XCTAssertTrue(
      list.output.contains(
        "dev@example.com (in the working tree): doesn't count: main had the very version that it approves after it was "
          + "given, and took it back in commit "), list.text)
  }

  // MARK: The world

  private func start(narrow: Bool) throws -> World {
    let world = try World(policy: Self.none)
    if !narrow {
      try world.repository.git("rm", "-q", ApprovalReplayTests.contract)
      try world.repository.commit("No contract")
    }
    return world
  }

  /// Signs the wide contract on main's tip, and merges both to main.
  private func land(_ world: World) throws -> String {
    try world.repository.write(ApprovalReplayTests.contract, World.wide)
    try world.approve("dev", "--branch", "work")
    let approval = try world.repository.read(World.file)
    try world.repository.commit("Land it")
    return approval
  }

  private func bringBack(_ world: World, _ approval: String, at name: String = World.file) throws {
    try world.startWork(violating: true)
    try world.repository.write(ApprovalReplayTests.contract, World.wide)
    try world.repository.write(name, approval)
    try world.repository.commit("Bring it back")
  }

  private func rewrapped(_ approval: String) throws -> String {
    let parts = approval.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = try XCTUnwrap(parts.firstIndex(of: "-----BEGIN SSH SIGNATURE-----"))
    let end = try XCTUnwrap(parts.firstIndex(of: "-----END SSH SIGNATURE-----"))
    return (parts[...begin] + [Substring(parts[(begin + 1)..<end].joined())] + parts[end...]).joined(separator: "\n")
  }

  private func expect(_ what: String?, _ world: World, _ name: String, at file: String = World.file) throws {
    let result = try world.approval()
    guard let what else {
      XCTAssertTrue(result.text.hasPrefix("pass      approval     signed by 1 of 1 for band low"), name + result.text)
      XCTAssertFalse(result.text.contains("[scope."), "\(name): \(result.text)")
      return
    }
    XCTAssertEqual(result.status, 1, "\(name): \(result.text)")
    let lines = result.text.split(separator: "\n").map(String.init)
    let found = try XCTUnwrap(lines.firstIndex { $0.contains("[approval.withdrawn]") }, "\(name): \(result.text)")
    let commit = lines[found].split(separator: " ").dropLast().last ?? ""
    XCTAssertEqual(commit.count, 7, lines[found])
    let subject = try world.repository.git("log", "-1", "--format=%H", String(commit))
    XCTAssertTrue(subject.hasPrefix(commit), lines[found])
    let severity = lines[found].contains(": error: ") ? "error" : "warning"
    XCTAssertEqual(
      lines[found],
      "\(file): \(severity): main had \(what) after it was given, and took it back in commit \(commit) "
        + "[approval.withdrawn]", name)
    XCTAssertEqual(lines[found + 1], "  hint: review it, and approve it anew: caskade approve work", name)
  }
}
