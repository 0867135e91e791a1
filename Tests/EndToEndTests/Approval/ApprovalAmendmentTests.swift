import TestSupport
import XCTest

/// Contracts and amendments that only the branch has: they judge when somebody signed them whom the base names.
final class ApprovalAmendmentTests: XCTestCase {
  private typealias World = ApprovalWorld
  private let none = "bands:\n  low: { approvals: 0 }\n"

  private func widen(_ world: World) throws {
    try world.startWork(violating: true)
    try world.repository.write("Contracts/work.yaml", World.wide)
  }

  private let unsigned = """
    pass      approval     its bytes are on main, enough for band low
    other.txt: error: modified, outside the approved paths [scope.outside]
      hint: revert it (git checkout BASE -- other.txt), or amend the contract (caskade amend work) and have it approved again
    MOREContracts/work.yaml: warning: amended on the branch, and STATE: the version on main judges [approval.amendment]
      hint: have it approved (caskade approve work), or merge it to main first, if it is meant

    """

  private func expected(_ world: World, _ state: String, _ more: String = "") throws -> String {
    let base = try world.repository.git("rev-parse", "main").prefix(7)
    return unsigned.replacing("BASE", with: base).replacing("STATE", with: state)
      .replacing("MORE", with: more)
      + "Contracts/work.yaml: warning: waiting for approval: adds ** [approval.difference]\n"
      + "  hint: compare them: caskade diff main:Contracts/work.yaml Contracts/work.yaml"
  }

  func testAWidenedContractThatNobodySigned() throws {
    let world = try World(policy: none)
    try widen(world)
    try world.repository.commit("Widen")
    let result = try world.approval()
    XCTAssertEqual(result.text, try expected(world, "nobody has approved that"))
    XCTAssertEqual(result.status, 1)
  }

  func testASignedAmendmentJudges() throws {
    let world = try World(policy: none)
    try widen(world)
    try world.approve("sec")
    try world.repository.commit("Widen, as approved")
    let result = try world.approval()
    XCTAssertEqual(
      result.text,
      """
      pass      approval     signed by 1 of 1 for band low
      Contracts/work.yaml: note: amended on the branch, signed by sec@example.com on \(ApprovalWorld.today) for band low: \
      that version judges, not the one on main, approved by being there [approval.amendment]
      Contracts/work.yaml: note: the amendment: adds ** [approval.difference]
        hint: compare them: caskade diff main:Contracts/work.yaml Contracts/work.yaml
      """)
  }

  /// Who approved what the amendment changes, and when, is told beside it.
  func testTheEarlierApprovalIsTold() throws {
    let world = try World(policy: none)
    try world.approve("dev")
    try world.repository.commit("Approve")
    try widen(world)
    try world.approve("sec")
    try world.repository.commit("Widen, as approved")
    let text = try world.approval().text
    let today = ApprovalWorld.today
    let expected = """
      Contracts/work.yaml: note: amended on the branch, signed by sec@example.com on \(today) for band low: that version \
      judges, not the one on main, signed by dev@example.com on \(today) for band low [approval.amendment]
      """
    XCTAssertTrue(text.contains(expected), text)
  }

  func testAChangedByteEndsIt() throws {
    let world = try World(policy: none)
    try widen(world)
    try world.approve("dev")
    try world.repository.write("Contracts/work.yaml", World.wide + "# one more\n")
    try world.repository.commit("Widen")
    let result = try world.approval()
    XCTAssertEqual(
      result.text,
      try expected(
        world, "its approvals don't suffice",
        """
        \(World.file): warning: the signature is not one by 'dev@example.com' under this header and these bytes of the \
        contract [approval.signature]
          hint: review it, and approve it anew: caskade approve work

        """))
  }

  func testAKeyThatTheBranchAddsIsNobodys() throws {
    let world = try World(policy: none)
    try widen(world)
    let signers = try world.repository.read("Contracts/allowed_signers")
    try world.repository.write(
      "Contracts/allowed_signers", signers + world.signer("stranger@example.com", "stranger"))
    try world.approve("stranger")
    try world.repository.commit("Widen, and say who may approve it")
    let result = try world.approval()
    XCTAssertTrue(
      result.text.contains(
        "stranger@example.com.approval: warning: 'stranger@example.com' is not among the signers on main "
          + "[approval.unknown-signer]"), result.text)
    XCTAssertTrue(result.text.contains("other.txt: error: modified, outside the approved paths"), result.text)
    XCTAssertEqual(result.status, 1)
  }

  /// A wide version that was approved once, then narrowed on main, comes back with its old approval.
  func testAnOldWideVersionIsSuperseded() throws {
    let world = try World(contract: World.wide, policy: none)
    try world.approve("dev")
    try world.repository.commit("Approve the wide version")
    let approval = try world.repository.read(World.file)
    try world.repository.write("Contracts/work.yaml", ContractText.small)
    try world.repository.remove("Contracts/approvals")
    try world.repository.commit("Narrow it")
    try widen(world)
    try world.repository.write(World.file, approval)
    try world.repository.commit("Bring it back")
    let result = try world.approval()
    XCTAssertTrue(
      result.text.contains("warning: main has had another version of the contract since the approval was given"),
      result.text)
    XCTAssertTrue(result.text.contains("other.txt: error: modified, outside the approved paths"), result.text)
    XCTAssertEqual(result.status, 1)
  }

  func testANewContractJudgesOnceSigned() throws {
    let world = try World(policy: none)
    try world.repository.git("rm", "-q", "Contracts/work.yaml")
    try world.repository.commit("No contract")
    try world.startWork()
    try world.repository.write("Contracts/work.yaml", ContractText.small)
    try world.repository.commit("A contract of my own")
    let before = try world.approval()
    XCTAssertEqual(
      before.text,
      """
      unproven  approval     the contract 'Contracts/work.yaml' is only on the branch: nobody has approved it
      Contracts/work.yaml: error: the contract 'Contracts/work.yaml' is only on the branch: nobody has approved it \
      [approval.self-declared]
        hint: have it signed (caskade approve work), or have it merged to main; a person who judges by their own word says \
      --allow-self-declared
      """)
    try world.approve("dev")
    try world.repository.commit("Approve")
    let after = try world.approval()
    XCTAssertEqual(after.text, "pass      approval     signed by 1 of 1 for band low")
    // Copied under another name it is an approval of nothing.
    try world.repository.git("mv", "Contracts/work.yaml", "Contracts/copy.yaml")
    try world.repository.git("mv", "Contracts/approvals/work", "Contracts/approvals/copy")
    try world.repository.commit("Copy")
    let copied = try world.approval()
    XCTAssertTrue(
      copied.text.contains("the approval is for 'Contracts/work.yaml' [approval.other-contract]"), copied.text)
    XCTAssertEqual(copied.status, 1)
  }

  func testAClosedContractDoesNotComeBack() throws {
    let world = try World(policy: none)
    try world.repository.git("rm", "-q", "Contracts/work.yaml")
    try world.repository.write("Contracts/closed/work.yaml", World.wide)
    try world.repository.commit("Close it")
    try world.startWork()
    try world.repository.write("Contracts/work.yaml", World.wide)
    try world.approve("dev")
    try world.repository.commit("Open it again")
    let result = try world.approval()
    XCTAssertTrue(
      result.text.contains("a contract of this name is closed on main [approval.closed]"), result.text)
    XCTAssertEqual(result.status, 1)
  }
}
