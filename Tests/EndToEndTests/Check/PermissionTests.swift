import TestSupport
import XCTest

/// A branch that changes what agents or workflows may do: the table in every rendering, without secrets.
final class PermissionTests: XCTestCase {
  func testTheTable() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "one\n")
    try repository.write(".claude/settings.json", #"{"permissions": {"deny": ["Bash(rm *)"]}}"# + "\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    XCTAssertFalse(try repository.caskade("check", "--skip-validation").output.contains("Permissions of"))
    let token = "ghp_" + String(repeating: "EXAMPLE", count: 5) + "0"
    try repository.write(
      ".claude/settings.json", #"{"permissions": {"allow": ["Bash(curl -H \#(token) *)", "Bash(a|b)"]}}"# + "\n")
    let text = try repository.caskade("check", "--skip-validation").output
    XCTAssertTrue(
      text.contains(
        """
        Permissions of agents and workflows:
          granted    Claude Code, permissions.allow: nothing -> Bash(a|b) (.claude/settings.json)
          granted    Claude Code, permissions.allow: nothing -> Bash(curl -H <masked: secret> *) (.claude/settings.json)
          widened    Claude Code, permissions.deny: Bash(rm *) -> nothing (.claude/settings.json)

        """), text)
    let page = try repository.caskade("check", "--skip-validation", "--format", "markdown").output
    XCTAssertTrue(
      page.contains(
        "| granted | Claude Code | `permissions.allow` |  | `Bash(a\\|b)` | `.claude/settings.json` |\n"), page)
    let json = try repository.caskade("check", "--skip-validation", "--format", "json").output
    XCTAssertTrue(json.contains("\"change\": \"widened\""), json)
    for output in [text, page, json] { XCTAssertFalse(output.contains(token), "a secret is shown") }
  }

  /// It doesn't take a contract that judges.
  func testWhereNoContractJudges() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\ngoverned: { branches: [agents/*] }\n")
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "other")
    try repository.write(".claude/settings.json", #"{"permissions": {"allow": ["Bash(a)"]}}"# + "\n")
    try repository.commit("Allow it")
    let done = try repository.caskade("check", "--evidence", "../e.json")
    let row = "  granted    Claude Code, permissions.allow: nothing -> Bash(a) (.claude/settings.json)\n"
    XCTAssertTrue(done.output.contains(row), done.text)
    XCTAssertEqual(try repository.caskade("verify", "../e.json").status, 0)
    let older = try repository.read("../e.json").replacing(#/"permissions": \[[^\]]*\],\n/#, with: "")
    try repository.write("../older.json", older)
    XCTAssertFalse(older.contains("\"permissions\""))
    XCTAssertEqual(try repository.caskade("verify", "../older.json").status, 0)
  }
}
