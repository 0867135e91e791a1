import Foundation
import TestSupport
import XCTest

/// Evidence names every signature with what became of it, and `verify` finds it so again.
final class ApprovalEvidenceTests: XCTestCase {
  private typealias World = ApprovalWorld
  private typealias Object = [String: Any]

  /// Two are asked for: dev's counts, sec's has expired, and one file is none.
  private func world() throws -> World {
    let world = try World(policy: "bands:\n  low: { approvals: 2, from: [team] }\ngroups:\n  team: [dev@example.com]\n")
    try world.approve("dev", "--expires", "2099-01-31")
    try world.repository.write(
      "Contracts/approvals/work/sec@example.com.approval",
      world.forge(
        world.header(["principal": "sec@example.com", "expires": "2026-01-31"]), contract: ContractText.small,
        key: "sec"))
    try world.repository.write("Contracts/approvals/work/typed.approval", "approved\n")
    try world.repository.commit("Approve")
    try world.startWork()
    return world
  }

  private func evidence(_ world: World, _ options: String...) throws -> Object {
    _ = try world.repository.caskade(["check", "--skip-validation", "--evidence", "../evidence.json"] + options)
    let data = try Data(contentsOf: world.repository.root.appendingPathComponent("evidence.json"))
    return try XCTUnwrap(JSONSerialization.jsonObject(with: data) as? Object)
  }

  private func approval(_ evidence: Object) throws -> Object {
    try XCTUnwrap((evidence["contract"] as? Object)?["approval"] as? Object)
  }

  private func lines(_ signatures: Any?) throws -> [String] {
    try XCTUnwrap(signatures as? [Object]).map { signature in
      signature.keys.sorted().map { "\($0)=\(signature[$0] ?? "")" }.joined(separator: " ")
    }
  }

  func testEverySignatureWithItsState() throws {
    let world = try world()
    let base = try world.repository.git("rev-parse", "main~1").trimmingCharacters(in: .whitespacesAndNewlines)
    func blob(_ name: String) throws -> String {
      try world.repository.git("rev-parse", "main:Contracts/approvals/work/\(name).approval")
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let evidence = try evidence(world)
    let approval = try approval(evidence)
    XCTAssertEqual(
      approval["summary"] as? String,
      "not approved yet: its bytes are on main, with 1 of 2 signatures")
    let needed = try XCTUnwrap(approval["needed"] as? Object)
    XCTAssertEqual(needed["approvals"] as? Int, 2)
    XCTAssertEqual(needed["from"] as? [String], ["team"])
    XCTAssertEqual(approval["people"] as? Int, 1)
    let print = try world.repository.shell("ssh-keygen -l -f '\(world.key("dev")).pub'").output.split(separator: " ")[1]
    let header = try world.repository.read(World.file)
    let time = try XCTUnwrap(header.split(separator: "\n").first { $0.hasPrefix("time: ") }?.dropFirst(6))
    XCTAssertEqual(
      try lines(approval["signatures"]),
      [
        "band=low base=\(base) blob=\(try blob("dev@example.com")) branch=work expires=2099-01-31 fingerprint=\(print) "
          + "path=\(World.file) principal=dev@example.com state=counted time=\(time) why=<null>",
        "band=low base=\(base) blob=\(try blob("sec@example.com")) branch=work expires=2026-01-31 fingerprint=<null> "
          + "path=Contracts/approvals/work/sec@example.com.approval principal=sec@example.com state=not counted "
          + "time=2026-01-01T12:00:00Z why=the approval expired on 2026-01-31",
        "band=<null> base=<null> blob=\(try blob("typed")) branch=<null> expires=<null> fingerprint=<null> "
          + "path=Contracts/approvals/work/typed.approval principal=<null> state=not counted time=<null> "
          + "why=this is no approval: line 1 is not 'format: ...'",
      ])
    let programs = try XCTUnwrap((evidence["tool"] as? Object)?["programs"] as? [Object])
    XCTAssertEqual(programs.map { $0["name"] as? String }, ["git", "ssh-keygen"])
    XCTAssertEqual(programs[1]["version"] as? String, "it tells none")
    XCTAssertTrue((programs[1]["path"] as? String)?.hasPrefix("/") ?? false)
  }

  func testAnAmendmentThatWaitsHasItsSignaturesToo() throws {
    let world = try World(policy: "bands:\n  low: { approvals: 2 }\n")
    try world.startWork(violating: true)
    try world.repository.write("Contracts/work.yaml", World.wide)
    try world.approve("dev")
    try world.repository.commit("Widen")
    let approval = try approval(try evidence(world))
    XCTAssertEqual(approval["people"] as? Int, 0)
    let signatures = try XCTUnwrap(approval["signatures"] as? [Object])
    XCTAssertEqual(signatures.map { $0["principal"] as? String }, ["dev@example.com"])
    XCTAssertEqual(signatures.map { $0["state"] as? String }, ["not counted"])
    XCTAssertEqual(
      signatures.map { $0["why"] as? String }, ["it approves the branch's version, which doesn't judge"])
    XCTAssertTrue((signatures[0]["fingerprint"] as? String)?.hasPrefix("SHA256:") ?? false)
  }

  func testWithoutAnApprovalNoProgramIsNamed() throws {
    let world = try World()
    try world.startWork()
    let evidence = try evidence(world)
    XCTAssertEqual(try lines(approval(evidence)["signatures"]), [])
    let programs = try XCTUnwrap((evidence["tool"] as? Object)?["programs"] as? [Object])
    XCTAssertEqual(programs.map { $0["name"] as? String }, ["git"])
  }

  func testVerifyComparesThem() throws {
    let world = try world()
    _ = try evidence(world)
    let whole = try world.repository.caskade("verify", "../evidence.json")
    XCTAssertEqual(whole.status, 0, whole.text)
    let file = world.repository.root.appendingPathComponent("evidence.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("\"state\": \"not counted\"", with: "\"state\": \"counted\"")
      .write(to: file, atomically: true, encoding: .utf8)
    let lied = try world.repository.caskade("verify", "../evidence.json")
    XCTAssertEqual(lied.status, 1, lied.text)
    XCTAssertTrue(
      lied.output.contains(
        "differs   contract.approval.signatures[Contracts/approvals/work/sec@example.com.approval].state: recorded "
          + "\"counted\", here \"not counted\""), lied.output)
  }

  /// Evidence of a caskade that recorded the summary alone still holds.
  func testOlderEvidence() throws {
    let world = try world()
    var evidence = try evidence(world)
    var contract = try XCTUnwrap(evidence["contract"] as? Object)
    contract["approval"] = ["summary": try approval(evidence)["summary"]]
    evidence["contract"] = contract
    try JSONSerialization.data(withJSONObject: evidence).write(
      to: world.repository.root.appendingPathComponent("evidence.json"))
    let done = try world.repository.caskade("verify", "../evidence.json")
    XCTAssertEqual(done.status, 0, done.text)
  }
}
