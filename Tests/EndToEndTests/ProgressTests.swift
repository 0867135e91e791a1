import TestSupport
import XCTest

/// The lines by which a check says what it runs.
final class ProgressTests: XCTestCase {
  /// What a command is called says nothing of what it is: only a line of `setup:` prepares, and has no number.
  func testACommandThatIsCalledLikeASetup() throws {
    let world = try ValidationWorld(
      contract: ContractText.small.replacing(
        "validation:\n  - \"true\"\n",
        with: "setup:\n  - \"true\"\nvalidation:\n  - name: \"setup: x\"\n    run: \"true\"\n  - \"test 1 = 1\"\n"))
    let done = try world.repository.caskade("check", "--isolated", "--output", "../report.txt")
    XCTAssertEqual(done.status, 0, done.text)
    let lines = done.errors.split(separator: "\n").map { $0.replacing(#/[0-9]+\.[0-9] s$/#, with: "T") }
    XCTAssertEqual(
      lines,
      [
        "caskade: setup: true (clean checkout of the head): started",
        "caskade: setup: true (clean checkout of the head): pass, T",
        "caskade: [1/2] setup: x (clean checkout of the head): started",
        "caskade: [1/2] setup: x (clean checkout of the head): pass, T",
        "caskade: [2/2] test 1 = 1 (clean checkout of the head): started",
        "caskade: [2/2] test 1 = 1 (clean checkout of the head): pass, T",
      ])
  }

  /// The same on a terminal, where it has a row from the beginning and keeps it.
  func testItsRowInTheTable() throws {
    let world = try ValidationWorld(
      contract: ContractText.small.replacing(
        "  - \"true\"\n", with: "  - \"test 1 = 1\"\n  - name: \"setup: x\"\n    run: \"true\"\n"))
    let terminal = try PseudoTerminal()
    try world.repository.caskade(on: terminal, "check", "--output", "../report.txt", adding: ["NO_COLOR": "1"])
    XCTAssertEqual(terminal.finish(), 0)
    XCTAssertEqual(
      terminal.screen.lines.map { $0.replacing(#/[0-9]+\.[0-9] s$/#, with: "T").replacing(#/ +/#, with: " ") },
      [" pass test 1 = 1 T", " pass setup: x T"])
  }
}
