import Foundation
import TestSupport
import XCTest

/// `export`, run as a person would: what it writes, where, and what it leaves alone.
final class ExportTests: XCTestCase {
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("src/a.txt", "one\n")
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.commit("Begin")
    return repository
  }

  func testNothingLiesInTheTreeWhereTheAgentCanBeTold() throws {
    let repository = try repository()
    let folder = ".git/caskade/export/work"
    for agent in ["claude", "codex", "gemini", "opencode", "brief"] {
      let transcript = try repository.caskade("export", agent, "work")
      XCTAssertEqual(transcript.status, 0, transcript.text)
      XCTAssertTrue(repository.exists("\(folder)/\(agent)/BRIEF.md"), transcript.text)
      for line in transcript.output.split(separator: "\n") where line.hasPrefix("written") {
        XCTAssertTrue(line.contains("/\(folder)/\(agent)/"), String(line))
      }
    }
    XCTAssertEqual(try repository.git("status", "--porcelain", "--ignored"), "")
    XCTAssertEqual(
      try repository.caskade("export", "claude", "--check").text,
      "what is deployed for Claude Code equals work, approved: its bytes are on main\n[exit status: 0]\n")
    // A byte of what is deployed, then of what is approved.
    let brief = try repository.read("\(folder)/claude/BRIEF.md")
    try repository.write("\(folder)/claude/BRIEF.md", brief.replacingOccurrences(of: "src/**", with: "**"))
    let changed = try repository.caskade("export", "claude", "--check")
    XCTAssertEqual(
      changed.text,
      """
      $ROOT/repository/.git/caskade/export/work/claude/BRIEF.md: it differs
        - - `**`
        + - `src/**`
      next: caskade export claude work
      [exit status: 1]

      """)
    _ = try repository.caskade("export", "claude")
    XCTAssertEqual(try repository.caskade("export", "claude", "--check").status, 0)
    // The working tree's version isn't approved: it changes nothing.
    try repository.write(
      "Contracts/work.yaml", ContractText.small.replacingOccurrences(of: "src/**", with: "\"**\""))
    XCTAssertEqual(
      try repository.caskade("export", "claude", "--check").output,
      "what is deployed for Claude Code equals work, as it is on main; the working tree has another version, which isn't "
        + "approved\n")
    try repository.commit("Widen")
    XCTAssertEqual(try repository.caskade("export", "claude", "--check").status, 1)
  }

  func testWhatLiesInTheTreeIsNoWorkOfTheBranchAndReplacesNothing() throws {
    let repository = try repository()
    let first = try repository.caskade("export", "cursor", "work")
    XCTAssertEqual(first.status, 0, first.text)
    XCTAssertTrue(repository.exists(".cursor/hooks.json"))
    XCTAssertEqual(try repository.git("status", "--porcelain"), "")
    XCTAssertEqual(try repository.caskade("export", "cursor", "--check").status, 0)
    // Its own file it writes again; one that somebody changed it shows.
    try repository.write(".cursor/hooks.json", "{}\n")
    let second = try repository.caskade("export", "cursor", "work")
    let shown = "yours     .cursor/hooks.json: it stays as it is; bring this into it:\n    {\n"
    XCTAssertTrue(second.output.contains(shown), second.text)
    XCTAssertEqual(try repository.read(".cursor/hooks.json"), "{}\n")
    // A tracked one too, whatever it holds.
    try repository.write(".github/hooks/caskade.json", "{\"version\": 1}\n")
    try repository.commit("A hook of one's own")
    let third = try repository.caskade("export", "copilot", "work")
    XCTAssertTrue(third.output.contains("yours     .github/hooks/caskade.json"), third.text)
    XCTAssertEqual(try repository.read(".github/hooks/caskade.json"), "{\"version\": 1}\n")
    XCTAssertEqual(try repository.git("status", "--porcelain"), "")
  }

  /// A branch's link leads nothing of it out of the tree.
  func testNothingIsWrittenBehindALink() throws {
    let repository = try repository()
    try repository.write("../elsewhere/x", "")
    try repository.link(".cursor", to: "../elsewhere")
    let done = try repository.caskade("export", "cursor", "work")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(done.output.contains("yours     .cursor/cli.json: it stays as it is"), done.text)
    XCTAssertFalse(repository.exists("../elsewhere/cli.json"))
  }

  func testDryRunAndOutputWriteNothing() throws {
    let repository = try repository()
    let dry = try repository.caskade("export", "gemini", "work", "--dry-run")
    XCTAssertTrue(dry.output.contains("/policy.toml:\n    # Goal Contract 'work'."), dry.text)
    XCTAssertTrue(
      try repository.caskade("export", "brief", "--output", "-").output.hasPrefix("# "), "the brief, and nothing else")
    XCTAssertFalse(repository.exists(".git/caskade"))
    XCTAssertEqual(
      try repository.caskade("export", "brave", "work").text,
      """
      ------- stderr -------
      caskade: error: 'AGENT' can't be 'brave'
        hint: one of: claude, codex, copilot, cursor, gemini, opencode, brief
      [exit status: 2]

      """)
    XCTAssertEqual(
      try repository.caskade("export", "claude", "work", "--prove").text,
      """
      ------- stderr -------
      caskade: error: nothing is exported yet
        hint: export first: caskade export claude work
      [exit status: 2]

      """)
  }
}
