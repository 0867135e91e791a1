import Foundation
import TestSupport
import XCTest

/// `caskade run` at a terminal, which belongs to the agent for as long as it works, and to the person who is asked.
final class RunTerminalTests: XCTestCase {
  private func repository(branch: String? = "work") throws -> ScratchRepository {
    let repository = try RunWorld.repository(validation: "[]", branch: branch)
    // It reads from the terminal, and takes echo and lines away as those do that fill the screen.
    try repository.write(
      "../agent.sh",
      """
      echo 'agent: name?'; read name; echo "agent: $name"
      echo two > src/a.txt
      stty -echo -icanon
      echo x > outside.txt
      i=0; while [ ! -e resumed ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i + 1)); done
      rm resumed outside.txt
      stty echo icanon
      echo 'agent: more?'; read more; echo "agent: $more" > ../more

      """)
    return repository
  }

  private func asked(_ repository: ScratchRepository) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: 110, rows: 60)
    try repository.caskade(
      on: terminal, "run", "work", "--on-stop", "pause", "--skip-validation", "--color", "never", "--", "/bin/sh",
      "\(repository.root.path)/agent.sh")
    XCTAssertTrue(terminal.wait(for: "agent: name?"), terminal.screen.text)
    terminal.type("bob\r")
    XCTAssertTrue(terminal.wait(for: "agent: bob"), terminal.screen.text)
    XCTAssertTrue(terminal.wait(for: "the agent is suspended. Let it go on? [y/N]"), terminal.screen.text)
    return terminal
  }

  func testItGoesOn() throws {
    let repository = try repository()
    let terminal = try asked(repository)
    terminal.type("y\r")
    XCTAssertTrue(terminal.wait(for: "[y/N] y\ncaskade: it goes on\n"), terminal.screen.text)
    try repository.write("resumed", "")
    XCTAssertTrue(terminal.wait(for: "agent: more?"), terminal.screen.text)
    terminal.type("yes\r")
    XCTAssertEqual(terminal.finish(), 0, terminal.screen.text)
    XCTAssertEqual(try repository.read("../more"), "agent: yes\n")
    XCTAssertFalse(terminal.screen.text.contains("the agent is stopped"), terminal.screen.text)
  }

  func testItEnds() throws {
    for (keys, status, says) in [
      ("n\r", Int32(1), "caskade: the agent is stopped\n"),
      ("\u{3}", -SIGINT, "caskade: work: /bin/sh was interrupted at "),
    ] {
      let repository = try repository()
      let terminal = try asked(repository)
      terminal.type(keys)
      XCTAssertEqual(terminal.finish(), status, terminal.screen.text)
      XCTAssertTrue(terminal.screen.text.contains(says), terminal.screen.text)
      XCTAssertFalse(repository.exists("../more"))
    }
  }

  func testAWorktreeOfItsOwn() throws {
    let repository = try repository(branch: nil)
    let terminal = try PseudoTerminal(columns: 400, rows: 60)
    try repository.caskade(
      on: terminal, "run", "work", "--worktree", "--skip-validation", "--color", "never", "--", "/bin/sh", "-c",
      "echo 'agent: go?'; read go; echo two > src/a.txt")
    XCTAssertTrue(terminal.wait(for: "agent: go?"), terminal.screen.text)
    terminal.type("go\r")
    XCTAssertEqual(terminal.finish(), 0, terminal.screen.text)
    XCTAssertEqual(try repository.read("src/a.txt"), "one\n")
    XCTAssertEqual(try repository.read("../repository-work/src/a.txt"), "two\n")
    let place = "\(repository.root.path)/repository-work"
    let text = terminal.screen.text.replacingOccurrences(of: "\n", with: "")
    XCTAssertTrue(text.hasPrefix("caskade: working in \(place), on branch work"), text)
    XCTAssertTrue(text.hasSuffix("caskade: the work is in \(place), on branch work"), text)
  }

  /// Whoever suspends the agent by Ctrl-Z is back in the shell, and `fg` brings both back.
  func testCtrlZ() throws {
    let repository = try repository()
    try repository.write("../short.sh", "echo 'agent: go?'; read go; echo two > src/a.txt\n")
    let terminal = try PseudoTerminal(columns: 110, rows: 60)
    var variables = repository.environment(["TERM": "xterm", "PS1": "sh> "])
    for name in variables.keys where name.hasPrefix("GIT_") { variables[name] = nil }
    try terminal.start("/bin/sh", ["-i"], variables, in: repository.folder)
    XCTAssertTrue(terminal.wait(for: "sh>"), terminal.screen.text)
    terminal.type("'\(ScratchRepository.binary.path)' run work --skip-validation -- /bin/sh ../short.sh\r")
    XCTAssertTrue(terminal.wait(for: "agent: go?"), terminal.screen.text)
    terminal.type("\u{1A}")
    XCTAssertTrue(terminal.wait(for: "Stopped") || terminal.wait(for: "Suspended", seconds: 1), terminal.screen.text)
    terminal.type("echo the''shell; fg\r")
    XCTAssertTrue(terminal.wait(for: "theshell"), terminal.screen.text)
    terminal.type("go\r")
    XCTAssertTrue(terminal.wait(for: "Contract unproven"), terminal.screen.text)
    XCTAssertEqual(try repository.read("src/a.txt"), "two\n")
    terminal.type("exit\r")
    XCTAssertNotNil(terminal.finish(), terminal.screen.text)
  }

  /// A question of the agent is answered at the terminal, and the agent reads the answer.
  func testAnAnswer() throws {
    let repository = try repository()
    let binary = ScratchRepository.binary.path
    try repository.write(
      "../asks.sh",
      """
      '\(binary)' ask 'May I?' > ../told
      i=0; while [ $i -lt 100 ]; do sleep 0.2; '\(binary)' ask > ../told; grep -q answer: ../told && break; i=$((i + 1)); done
      echo two > src/a.txt
      '\(binary)' ask 'And now?' > ../told

      """)
    let terminal = try PseudoTerminal(columns: 160, rows: 60)
    try repository.caskade(
      on: terminal, "run", "work", "--on-stop", "pause", "--skip-validation", "--color", "never", "--", "/bin/sh",
      "../asks.sh")
    let prompt =
      "caskade: the agent is suspended. Your answer (y grants it, n declines it, 'n: why' too), or Enter to leave it for "
      + "later:"
    XCTAssertTrue(terminal.wait(for: "caskade: the agent asks (1): May I?\n\(prompt)"), terminal.screen.text)
    terminal.type("y: once\r")
    XCTAssertTrue(terminal.wait(for: "the agent asks (2): And now?\n\(prompt)"), terminal.screen.text)
    terminal.type("\r")
    XCTAssertNotNil(terminal.finish(), terminal.screen.text)
    XCTAssertEqual(
      try repository.caskade("ask").output,
      "1. May I? [work]\n   answer: granted: once\n2. And now? [work]\n   no answer yet\n")
    let board = try repository.caskade("status", "--format", "markdown").output
    let end = """
      **Questions without an answer**

      - question 2 of work: And now?

      **Questions that were answered, the newest**

      - question 1 of work: May I? - granted: once

      """
    XCTAssertTrue(board.hasSuffix(end), board)
  }
}
