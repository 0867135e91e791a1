import Foundation
import TestSupport
import XCTest

/// What a person at a terminal sees while the commands run.
final class ValidationTerminalTests: XCTestCase {
  /// The screen's lines, times as `T`.
  private func lines(_ terminal: PseudoTerminal) -> [String] {
    terminal.screen.lines.map { $0.replacing(#/[0-9]+(\.[0-9])? s$/#, with: "T") }
  }

  private func raw(_ terminal: PseudoTerminal) -> String { String(decoding: terminal.raw, as: UTF8.self) }

  private static let failing = """
    printf '\\033[2Jred \\033[31malarm\\n'
    echo "$1"
    exit 3

    """

  private func world(_ commands: String...) throws -> ValidationWorld {
    let text = commands.map { "  - \($0)\n" }.joined()
    return try ValidationWorld(
      contract: ContractText.small.replacing("  - \"true\"\n", with: text), files: ["src/fail.sh": Self.failing])
  }

  func testATableThatStaysInItsPlace() throws {
    let world = try world("sh src/fail.sh why", "sleep 1.2", "{ run: grep -q two src/a.txt, on_base: fails }")
    let terminal = try PseudoTerminal()
    try world.repository.caskade(on: terminal, "check", "--output", "../report.txt", adding: ["NO_COLOR": "1"])
    XCTAssertTrue(terminal.wait(for: "  running"), terminal.screen.text)
    XCTAssertTrue(terminal.wait { $0.text.contains("  fail") }, terminal.screen.text)
    XCTAssertTrue(terminal.wait { $0.text.contains("  running       sleep 1.2") }, terminal.screen.text)
    // Shown before the check is over.
    XCTAssertEqual(
      lines(terminal),
      [
        "sh src/fail.sh why exited with 3:",
        "  | red alarm",
        "  | why",
        "  fail          grep -q two src/a.txt (on the base)     T",
        "  fail          sh src/fail.sh why                      T",
        "  running       sleep 1.2                                 T",
        "  waiting       grep -q two src/a.txt",
      ])
    XCTAssertEqual(terminal.finish(), 1)
    XCTAssertEqual(
      lines(terminal),
      [
        "sh src/fail.sh why exited with 3:",
        "  | red alarm",
        "  | why",
        "  fail          grep -q two src/a.txt (on the base)     T",
        "  fail          sh src/fail.sh why                      T",
        "  pass          sleep 1.2                               T",
        "  pass          grep -q two src/a.txt                   T",
      ])
    XCTAssertFalse(raw(terminal).contains("\u{1B}[2J"))
    XCTAssertFalse(raw(terminal).contains(#/\x{1B}\[[0-9;]*m/#), "no colour")
  }

  func testColourRepeatsTheWords() throws {
    let world = try world("\"true\"", "\"false\"")
    let terminal = try PseudoTerminal()
    try world.repository.caskade(on: terminal, "check", "--output", "../report.txt")
    XCTAssertEqual(terminal.finish(), 1)
    XCTAssertTrue(raw(terminal).contains("\u{1B}[32m  pass          \u{1B}[0mtrue"), raw(terminal))
    XCTAssertTrue(raw(terminal).contains("\u{1B}[1;31m  fail          \u{1B}[0mfalse"), raw(terminal))
  }

  func testANarrowTerminalAndWideNames() throws {
    let world = try world(
      "{ name: \"日本語の名前がとても長いので切られます\", run: sleep 0.7 }",
      "{ name: \"\(String(repeating: "long name ", count: 20))\", run: \"true\" }", "\"true\"")
    for columns in [24, 40, 61] {
      let terminal = try PseudoTerminal(columns: columns)
      try world.repository.caskade(on: terminal, "check", "--output", "../report.txt")
      XCTAssertEqual(terminal.finish(), 0)
      XCTAssertEqual(terminal.screen.lines.count, 3, terminal.screen.text)
      XCTAssertTrue(terminal.screen.lines.allSatisfy { $0.hasPrefix("  pass ") }, terminal.screen.text)
      if columns == 40 {
        XCTAssertEqual(lines(terminal)[0], "  pass          日本語の名...     T", terminal.screen.text)
      }
    }
  }

  func testMoreCommandsThanLines() throws {
    let world = try world((1...12).map { "\"test \($0) -gt 0 && sleep 0.1\"" }.joined(separator: "\n  - "))
    let terminal = try PseudoTerminal(columns: 60, rows: 8)
    try world.repository.caskade(on: terminal, "check", "--output", "../report.txt")
    XCTAssertTrue(terminal.wait(for: "  ... 4 before, 3 after"), terminal.screen.text)
    XCTAssertEqual(terminal.finish(), 0)
    XCTAssertEqual(terminal.screen.lines.count, 12, terminal.screen.text)
  }

  func testOutputAsItComesStandsAboveTheTable() throws {
    let world = try world("echo one; sleep 0.3; echo two", "\"true\"")
    let terminal = try PseudoTerminal()
    try world.repository.caskade(on: terminal, "check", "--verbose", "--output", "../report.txt")
    XCTAssertEqual(terminal.finish(), 0)
    XCTAssertEqual(
      lines(terminal),
      [
        "  | one", "  | two", "  pass          echo one; sleep 0.3; echo two     T",
        "  pass          true                              T",
      ])
  }

  func testATerminalThatCantMoveItsCursor() throws {
    let world = try world("\"true\"")
    for name in ["dumb", ""] {
      let terminal = try PseudoTerminal()
      try world.repository.caskade(on: terminal, "check", "--output", "../report.txt", adding: ["TERM": name])
      XCTAssertEqual(terminal.finish(), 0)
      XCTAssertEqual(
        lines(terminal), ["caskade: [1/1] true (working tree): started", "caskade: [1/1] true (working tree): pass, T"])
      XCTAssertFalse(raw(terminal).contains("\u{1B}"))
    }
  }

  func testCtrlC() throws {
    let world = try world("\"true\"", "sleep 47011")
    let terminal = try PseudoTerminal()
    try world.repository.caskade(
      on: terminal, "check", "--isolated", "--evidence", "../evidence.json", adding: ["NO_COLOR": "1"])
    XCTAssertTrue(terminal.wait(for: "  running       sleep 47011"), terminal.screen.text)
    terminal.type("\u{3}")
    XCTAssertEqual(terminal.finish(), -SIGINT)
    XCTAssertEqual(
      Array(lines(terminal).suffix(4)),
      ["  pass          true            T", "  interrupted   sleep 47011     T", "", "caskade: interrupted"])
    XCTAssertNil(try world.evidence())
    XCTAssertEqual(world.leftovers, [])
    XCTAssertEqual(try world.processes(holding: "sleep 47011"), [])
  }

  func testACommandCantReachTheTerminal() throws {
    let script = """
      { echo REACHED > /dev/tty; } 2>/dev/null && exit 1
      { read -r line < /dev/tty; } 2>/dev/null && exit 1
      for number in 0 1 2; do test -t $number && exit 1; done
      exit 0

      """
    let world = try ValidationWorld.scripted(script)
    // Who has a terminal reaches it: else what comes after would prove nothing.
    let control = try PseudoTerminal()
    try control.start("/bin/sh", ["-c", script], [:], in: world.repository.folder)
    XCTAssertEqual(control.finish(), 1)
    XCTAssertTrue(raw(control).contains("REACHED"))
    let terminal = try PseudoTerminal()
    try world.repository.caskade(on: terminal, "check", "--output", "../report.txt")
    terminal.type("typed\r")
    XCTAssertEqual(terminal.finish(), 0, terminal.screen.text)
    XCTAssertFalse(raw(terminal).contains("REACHED"))
  }

  func testNamesGiveNoOrders() throws {
    let world = try world("{ name: \"##[error]x\", run: \"true\" }")
    let plain = try world.repository.caskade("check")
    XCTAssertTrue(
      plain.errors.hasPrefix("caskade: [1/1] #\\#[error]x (working tree): started\n"), plain.errors)
    let actions = try world.repository.caskade(
      ["check"], adding: ["GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"])
    XCTAssertTrue(
      actions.errors.contains("::group::caskade: [1/1] #\\#[error]x (clean checkout of the head): pass"), actions.errors
    )
    XCTAssertFalse(actions.text.contains("##[error]"), actions.text)
  }
}
