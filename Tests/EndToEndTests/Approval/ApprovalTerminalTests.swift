import Foundation
import TestSupport
import XCTest

/// The question whether to sign, asked at a terminal.
final class ApprovalTerminalTests: XCTestCase {
  private func answer(_ keys: String) throws -> (status: Int32?, screen: String, exists: Bool, leftovers: [String]) {
    let world = try ApprovalWorld()
    let terminal = try PseudoTerminal(columns: 100, rows: 60)
    try world.repository.caskade(
      on: terminal, "approve", "work", "--key", world.key("dev"), "--as", "dev@example.com", "--color", "never")
    XCTAssertTrue(terminal.wait(for: "Sign it as dev@example.com? Type yes:"), terminal.screen.text)
    XCTAssertFalse(world.repository.exists(ApprovalWorld.file), "before the answer")
    terminal.type(keys)
    let status = terminal.finish()
    let folder = world.repository.root.appendingPathComponent("tmp").path
    return (
      status, terminal.screen.text, world.repository.exists(ApprovalWorld.file),
      try FileManager.default.contentsOfDirectory(atPath: folder)
    )
  }

  func testYes() throws {
    let found = try answer("yes\r")
    XCTAssertEqual(found.status, 0, found.screen)
    XCTAssertTrue(found.exists)
    XCTAssertTrue(found.screen.contains("\(ApprovalWorld.file) is written.\n"), found.screen)
    XCTAssertEqual(found.leftovers, [])
  }

  func testAnythingElse() throws {
    for keys in ["y\r", "YES\r", " yes\r", "yes please\r", "no\r", "\r", "yes\u{15}no\r", "\u{4}"] {
      let found = try answer(keys)
      XCTAssertEqual(found.status, 1, found.screen)
      XCTAssertFalse(found.exists, keys)
      XCTAssertTrue(found.screen.hasSuffix("caskade: nothing was signed\n"), found.screen)
      XCTAssertEqual(found.leftovers, [], keys)
    }
  }

  func testCtrlC() throws {
    for keys in ["\u{3}", "yes\u{3}"] {
      let found = try answer(keys)
      XCTAssertEqual(found.status, -SIGINT, found.screen)
      XCTAssertFalse(found.exists)
      XCTAssertTrue(found.screen.hasSuffix("caskade: interrupted\n"), found.screen)
      XCTAssertEqual(found.leftovers, [])
    }
  }

  func testWithoutATerminal() throws {
    let world = try ApprovalWorld()
    let words = ["approve", "work", "--key", world.key("dev"), "--as", "dev@example.com"]
    let done = try world.repository.caskade(words, input: "yes\n")
    XCTAssertEqual(
      done.text,
      """
      ------- stderr -------
      caskade: error: an approval is a person's word, and there is no terminal to ask at
        hint: start it at a terminal, or say --yes in a script that a person started
      [exit status: 2]

      """)
    XCTAssertFalse(world.repository.exists(ApprovalWorld.file))
  }
}
