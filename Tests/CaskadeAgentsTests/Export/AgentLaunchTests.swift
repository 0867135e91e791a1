import TestSupport
import XCTest

@testable import CaskadeAgents

/// What the start of an agent gets beside a person's own words.
final class AgentLaunchTests: XCTestCase {
  private func shown(_ agent: Agent, _ command: [String], _ environment: [String: String] = [:]) throws -> String {
    let world = try ExportWorld(tools: "  allow: [read, edit]\n  deny: [{ shell: git push * }]\n")
    let launched = LaunchedCommand(
      world.export(.agent(agent)).start, command, isAgent: Agent(program: command[0]) == agent,
      environment: environment, brief: "BRIEF")
    let folder = "/repo/.git/caskade/export/login/x"
    let words = launched.words.map { $0.replacingOccurrences(of: folder, with: "DIR") }.joined(separator: " ")
    let variables = launched.variables.map { "\($0)=\($1)".replacingOccurrences(of: folder, with: "DIR") }.sorted()
    let kept = launched.kept.isEmpty ? "" : " kept \(launched.kept.joined(separator: ","))"
    return (variables + [words]).joined(separator: " ") + " (\(launched.brief))\(kept)"
  }

  func testWhatIsAdded() throws {
    let denials = "--available-tools=edit,create,view --deny-tool=shell --deny-tool=shell(git push)"
    let rows: [Row<(Agent, [String], [String: String]), String>] = [
      Row((.claude, ["claude"], [:]), "claude --settings DIR/settings.json --strict-mcp-config BRIEF (opening)"),
      Row(
        (.claude, ["/usr/bin/claude", "-p", "Fix it"], [:]),
        "/usr/bin/claude --settings DIR/settings.json --strict-mcp-config --append-system-prompt BRIEF -p Fix it "
          + "(option(\"--append-system-prompt\"))"),
      Row(
        (.claude, ["claude", "--settings=mine.json", "-p", "Do {brief}"], [:]),
        "claude --strict-mcp-config --settings=mine.json -p Do BRIEF (named) kept --settings"),
      Row((.codex, ["codex", "exec", "Fix it"], [:]), "codex -p caskade-login exec Fix it (left)"),
      Row((.codex, ["codex", "--profile", "own"], [:]), "codex --profile own (left) kept -p caskade-login"),
      Row((.codex, ["npx", "codex-cli", "{brief}"], [:]), "npx codex-cli BRIEF -p caskade-login (named)"),
      Row((.copilot, ["copilot", "-i", "x"], [:]), "copilot \(denials)"),
      Row(
        (.gemini, ["gemini"], [:]),
        "GEMINI_CLI_SYSTEM_SETTINGS_PATH=DIR/settings.json gemini --policy DIR/policy.toml -i BRIEF (opening)"),
      Row(
        (.opencode, ["opencode"], [:]), "OPENCODE_CONFIG=DIR/opencode.json opencode --prompt BRIEF (opening)"),
      Row(
        (.opencode, ["opencode", "run", "x"], ["OPENCODE_CONFIG": "mine"]),
        "opencode run x (left) kept OPENCODE_CONFIG"),
      Row((.cursor, ["cursor-agent"], [:]), "cursor-agent BRIEF (opening)"),
    ]
    for row in rows {
      let found = try shown(row.input.0, row.input.1, row.input.2)
      if row.input.0 == .copilot {
        XCTAssertTrue(found.hasPrefix(row.expected) && found.hasSuffix(" -i x (left)"), found)
      } else {
        XCTAssertEqual(found, row.expected, file: row.file, line: row.line)
      }
    }
  }

  func testPrograms() {
    XCTAssertEqual(Agent(program: "/opt/x/cursor-agent"), .cursor)
    for name in ["cursor", "claude.sh", "xclaude", "", "sh"] { XCTAssertNil(Agent(program: name), name) }
  }
}
