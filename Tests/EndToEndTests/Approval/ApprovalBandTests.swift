import TestSupport
import XCTest

/// How many have to sign, who, and for which band.
final class ApprovalBandTests: XCTestCase {
  private typealias World = ApprovalWorld

  private func world(_ policy: String, _ keys: [(String, String)], band: String = "low") throws -> World {
    let world = try World(policy: policy)
    let lines = try keys.map { try world.signer($0.0, $0.1) }
    try world.repository.write("Contracts/allowed_signers", lines.joined())
    try world.repository.commit("Signers")
    for (principal, key) in keys {
      let done = try world.repository.caskade(
        "approve", "work", "--key", world.key(key), "--as", principal, "--band", band, "--yes")
      XCTAssertEqual(done.status, 0, done.text)
    }
    try world.repository.commit("Approve")
    try world.startWork()
    return world
  }

  func testDifferentPeople() throws {
    let two = "bands:\n  low: { approvals: 2 }\n"
    let rows: [Row<[(String, String)], String>] = [
      Row(
        [("a@example.com", "dev"), ("b@example.com", "sec")], "pass      approval     signed by 2 of 2 for band low"),
      Row(
        [("a@example.com", "dev")],
        "unproven  approval     band low asks for 2 signed approvals, and 1 counts (nothing raises it)"),
      // One key under two names is one person.
      Row(
        [("a@example.com", "dev"), ("b@example.com", "dev")],
        "unproven  approval     band low asks for 2 signed approvals, and 1 counts (nothing raises it)"),
    ]
    for row in rows {
      let result = try world(two, row.input).approval()
      XCTAssertTrue(result.text.hasPrefix(row.expected), result.text, file: row.file, line: row.line)
    }
  }

  func testAGroup() throws {
    let policy = "bands:\n  low: { approvals: 1, from: [security] }\ngroups:\n  security: [b@example.com]\n"
    let without = try world(policy, [("a@example.com", "dev")]).approval()
    XCTAssertEqual(
      without.text,
      """
      unproven  approval     band low asks for a signer from 'security', and none of them has approved it
      Contracts/work.yaml: error: band low asks for a signer from 'security', and none of them has approved it \
      [approval.group]
        hint: one of them has to: b@example.com
      """)
    let with = try world(policy, [("b@example.com", "sec")]).approval()
    XCTAssertEqual(with.text, "pass      approval     signed by 1 of 1 for band low")
  }

  func testALowerBandDoesNotCoverAHigherDiff() throws {
    let policy = "bands:\n  high: { approvals: 1 }\n"
    let low = try world(policy, [("a@example.com", "dev")])
    try low.repository.write("src/billing/pay.rb", "pay\n")
    try low.repository.commit("Touch billing")
    let reason = "'src/billing/pay.rb' is in the area billing"
    let missing = "band high asks for 1 signed approval, and none counts (\(reason))"
    XCTAssertEqual(
      try low.approval().text,
      """
      unproven  approval     \(missing)
      Contracts/approvals/work/a@example.com.approval: error: the approval is for band low, and this run is of band high \
      [approval.lower-band]
        hint: have it approved for this band: caskade approve work --band high
      Contracts/work.yaml: error: \(missing) [approval.missing]
        hint: caskade approve work --band high, and merge the approval to main
      """)
    let high = try world(policy, [("a@example.com", "dev")], band: "high")
    try high.repository.write("src/billing/pay.rb", "pay\n")
    try high.repository.commit("Touch billing")
    XCTAssertEqual(try high.approval().text, "pass      approval     signed by 1 of 1 for band high")
  }

  /// What the contract reaches decides for which band it is signed, and a page tells what is missing.
  func testTheBandThatTheContractReaches() throws {
    let contract = ContractText.small.replacing("    - src/**\n", with: "    - billing/**\n")
    let world = try ApprovalWorld(contract: contract, policy: "bands:\n  high: { approvals: 1 }\n")
    try world.repository.write("billing/invoice.py", "total = 1\n")
    try world.repository.commit("With billing")
    XCTAssertTrue(
      try world.repository.caskade("show", "work").output.hasSuffix(
        "\nnot approved yet: its bytes are on main, with 0 of 1 signature for band high\n"))
    let low = try world.repository.caskade(
      "approve", "work", "--key", world.key("dev"), "--as", "dev@example.com", "--yes", "--band", "low")
    XCTAssertTrue(
      low.output.contains(
        "\nwarning: an approval for band low won't count once a change touches what is of a higher band: billing\n"),
      low.text)
    try world.approve("dev")
    XCTAssertTrue(try world.repository.read(ApprovalWorld.file).contains("\nband: high\n"))
    try world.repository.commit("Approve")
    XCTAssertTrue(
      try world.repository.caskade("show", "work").output.hasSuffix(
        "\napproved: its bytes are on main, with 1 of 1 signature for band high\n"))
  }
}
