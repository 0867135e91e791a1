import Foundation
import TestSupport
import XCTest

/// `check --hunks`: each hunk is taken back by itself, and what no command notices is said.
final class HunkTests: XCTestCase {
  /// Three hunks of code, one of a comment; the command looks at the first and the last.
  private func world(_ more: String = "", policy: String? = nil) throws -> ValidationWorld {
    let contract = ContractText.small.replacing(
      "validation:\n  - \"true\"\n",
      with: "\(more)validation:\n  - grep -q '^first = 2$' src/a.py\n  - grep -q new src/b.py\n")
    let world = try ValidationWorld(contract: contract)
    let repository = world.repository
    try repository.git("stash", "-q")
    try repository.git("switch", "-q", "main")
    try repository.write("src/a.py", "first = 1\n\n\n\nsecond = 1\n\n\n\nthird = 1\n")
    if let policy { try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n\(policy)\n") }
    try repository.commit("Code")
    try repository.git("switch", "-q", "-C", "work")
    try repository.write("src/a.py", "first = 2\n\n\n\nsecond = 2\n\n\n\n# Three.\nthird = 1\n")
    try repository.write("src/b.py", "new = 1\n")
    try repository.commit("Work")
    return world
  }

  private func hunks(_ world: ValidationWorld) throws -> [String: Any]? {
    try world.evidence()?["hunks"] as? [String: Any]
  }

  func testWhatNoCommandNotices() throws {
    for options in [[], ["--head", "work"], ["--jobs", "3"]] {
      let world = try world()
      let transcript = try world.repository.caskade(
        ["check", "--hunks", "--evidence", "../evidence.json"] + options)
      XCTAssertEqual(transcript.status, 0, transcript.text)
      XCTAssertTrue(
        transcript.output.contains(
          """
            - 1 of 3 hunks is noticed by no command: taken back, all still pass
            - what 'src/a.py:5' does (2 lines): no command notices it taken back
          """), transcript.output)
      XCTAssertTrue(transcript.errors.contains("src/a.py:5: noticed by no command"), transcript.errors)
      let record = try XCTUnwrap(hunks(world))
      XCTAssertEqual(record["hunks"] as? Int, 3)
      XCTAssertEqual(record["left_out"] as? Int, 1)
      XCTAssertEqual(record["tried"] as? Int, 3)
      XCTAssertNil(record["seed"])
      XCTAssertEqual(world.leftovers, [])
      XCTAssertEqual(try world.repository.git("status", "--short"), "")
      if options.first == "--head" {
        XCTAssertEqual(try world.repository.caskade("verify", "../evidence.json").status, 0)
      }
    }
  }

  func testSoMany() throws {
    let world = try world()
    XCTAssertEqual(
      try world.repository.caskade("check", "--hunks", "2", "--evidence", "../evidence.json").status, 0)
    let record = try XCTUnwrap(hunks(world))
    XCTAssertEqual(record["tried"] as? Int, 2)
    XCTAssertNotNil(record["seed"])
    let refused = try world.repository.caskade("check", "--hunks=none")
    XCTAssertEqual(refused.status, 2)
    XCTAssertTrue(refused.errors.contains("'--hunks' can't be 'none'"), refused.errors)
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertNil(try hunks(world))
  }

  func testThePolicyMayAskForThem() throws {
    let world = try world(policy: "hunks: { sample: 1 }")
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertEqual(try hunks(world)?["tried"] as? Int, 1)
  }

  /// The commands of a clean checkout are those that count, after its setup.
  func testWhereNothingCanBeTold() throws {
    let world = try world("setup:\n  - test -f made.o\n")
    try world.repository.write("made.o", "")
    let transcript = try world.repository.caskade("check", "--hunks", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    XCTAssertEqual(try hunks(world)?["fault"] as? String, "the setup command 'test -f made.o' exited with 1")
    XCTAssertTrue(
      transcript.output.contains(
        "which of 3 hunks a command notices: the setup command 'test -f made.o' exited with 1"), transcript.output)
    try world.repository.write("src/a.py", "first = 1\n")
    let failing = try world.repository.caskade("check", "--hunks", "--evidence", "../evidence.json")
    XCTAssertEqual(failing.status, 1)
    XCTAssertEqual(try hunks(world)?["fault"] as? String, "not every command passes on the head")
  }
}
