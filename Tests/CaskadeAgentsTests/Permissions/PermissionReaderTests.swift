import CaskadeAgents
import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What a change of settings lets agents, hooks and workflows do.
final class PermissionReaderTests: XCTestCase {
  private func lines(_ path: String, _ old: String?, _ new: String?) -> [String] {
    PermissionReader.changes(RepositoryPath(path), from: old.map { Array($0.utf8) }, to: new.map { Array($0.utf8) }).map
    {
      "\($0.kind.rawValue) \($0.subject): \($0.what): \($0.before ?? "-") -> \($0.after ?? "-")"
    }
  }

  func testSettings() {
    typealias Case = (path: String, old: String?, new: String?)
    for row in [
      Row(
        Case(
          ".claude/settings.json",
          #"{"permissions": {"allow": ["Bash(ls)"], "deny": ["Bash(rm *)"], "defaultMode": "plan"}}"#,
          #"{"permissions": {"allow": ["Bash(ls)", "Bash(git *)"], "defaultMode": "acceptEdits"}, "model": "x"}"#),
        [
          "changed Claude Code: model: - -> x", "granted Claude Code: permissions.allow: - -> Bash(git *)",
          "widened Claude Code: permissions.defaultMode: plan -> acceptEdits",
          "widened Claude Code: permissions.deny: Bash(rm *) -> -",
        ]),
      Row(
        Case(
          "sub/.claude/settings.local.json",
          #"{"hooks": {"PreToolUse": [{"matcher": "*", "hooks": [{"type": "command", "command": "caskade", "args": ["guard"]}]}]}}"#,
          #"{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "x.sh"}]}]}, "disableAllHooks": true}"#),
        [
          "granted Claude Code: disableAllHooks: - -> true", "widened Claude Code: hook PreToolUse: caskade guard -> -",
          "granted Claude Code: hook Stop: - -> x.sh",
        ]),
      Row(
        Case(
          ".mcp.json", #"{"mcpServers": {"a": {"command": "a", "args": ["1"]}, "b": {"url": "https://b.example"}}}"#,
          #"{"mcpServers": {"a": {"command": "a", "args": ["2"], "env": {"TOKEN": "example"}}, "c": {"command": "c"}}}"#
        ),
        [
          "changed Claude Code: server a: a 1 -> a 2", "changed Claude Code: server a: env: - -> TOKEN",
          "taken away Claude Code: server b: https://b.example -> -", "granted Claude Code: server c: - -> c",
        ]),
      Row(
        Case(
          ".cursor/cli.json", #"{"permissions": {"allow": [], "deny": []}}"#,
          #"{"permissions": {"allow": ["Shell(git)"], "deny": ["Read(.env)"]}}"#),
        [
          "granted Cursor: permissions.allow: - -> Shell(git)", "taken away Cursor: permissions.deny: - -> Read(.env)",
        ]),
      Row(
        Case(
          ".github/hooks/x.json", nil, #"{"version": 1, "hooks": {"preToolUse": [{"type": "command", "bash": "x"}]}}"#),
        ["granted GitHub Copilot: hook preToolUse: - -> x", "changed GitHub Copilot: version: - -> 1"]),
      Row(
        Case(
          "opencode.json", #"{"permission": {"bash": {"*": "deny", "ls *": "allow"}, "edit": "ask"}}"#,
          #"{"permission": {"bash": {"*": "ask", "ls *": "deny"}, "edit": "allow"}, "plugin": ["x"]}"#),
        [
          "widened OpenCode: permission.bash.*: deny -> ask",
          "taken away OpenCode: permission.bash.ls *: allow -> deny",
          "widened OpenCode: permission.edit: ask -> allow", "granted OpenCode: plugin: - -> x",
        ]),
      Row(
        Case(
          ".codex/config.toml",
          "sandbox_mode = \"read-only\" # strict\napproval_policy = \"untrusted\"\n[mcp_servers.a]\ncommand = \"a\"\n",
          "sandbox_mode = \"danger-full-access\"\napproval_policy = \"on-request\"\n\n[mcp_servers.a]\ncommand = \"b\"\nargs = [\n  \"x\",\n]\nenv = { T = \"example\" }\n[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ncommand = \"s\"\n"
        ),
        [
          "widened Codex: approval_policy: untrusted -> on-request", "granted Codex: hook Stop: - -> s",
          "widened Codex: sandbox_mode: read-only -> danger-full-access", "changed Codex: server a: a -> b",
          "changed Codex: server a: args: - -> [ \"x\", ]", "changed Codex: server a: env: - -> (set)",
        ]),
      Row(
        Case(
          ".codex/rules/a.rules", "# a\nprefix_rule(pattern=[\"git\"], decision=\"forbidden\")\n",
          "prefix_rule(\n  pattern=[\"git\"],\n  decision=\"allow\",\n)\n"),
        [
          "granted Codex: rule: - -> prefix_rule( pattern=[\"git\"], decision=\"allow\", )",
          "widened Codex: rule: prefix_rule(pattern=[\"git\"], decision=\"forbidden\") -> -",
        ]),
      Row(
        Case(
          ".claude/skills/a/SKILL.md", "---\nname: a\n---\nText\nallowed-tools: no\n",
          "---\nname: a\nallowed-tools: Read, Bash(git add, *)\n---\n"),
        [
          "granted Agent skills: allowed-tools: - -> Bash(git add, *)",
          "granted Agent skills: allowed-tools: - -> Read",
        ]),
      // What can't be read is said, and what says the same is no change.
      Row(Case(".gemini/settings.json", "{}", "{ // a comment\n}"), ["unread Gemini CLI: the whole file: - -> -"]),
      Row(Case(".claude/settings.json", #"{"a":1}"#, "{\n  \"a\": 1\n}\n"), []),
      Row(Case("package.json", "{}", #"{"permissions": {"allow": ["x"]}}"#), []),
      Row(Case("docs/copilot/settings.json", "{}", #"{"a": 1}"#), []),
    ] {
      XCTAssertEqual(
        lines(row.input.path, row.input.old, row.input.new), row.expected, row.input.path, file: row.file,
        line: row.line)
    }
  }

  func testWorkflows() {
    let old = """
      name: a
      on: [push]
      permissions:
        contents: read # only
      jobs:
        build:
          runs-on: x
          steps:
            - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4
            - run: |
                permissions: none
                uses: nothing/here@v1
      """
    let new = """
      name: a
      on:
        pull_request_target:
      permissions:
        contents: write
        'id-token': write
      jobs:
        build:
          permissions: write-all
          runs-on: x
          steps:
            - uses: actions/checkout@v4
            - name: Local
              uses: ./.github/actions/x
            - uses: "other/action@main"
        call:
          uses: org/repo/.github/workflows/x.yml@v1
          secrets: inherit
      """
    XCTAssertEqual(
      lines(".github/workflows/a.yml", old, new),
      [
        "widened GitHub Actions: action actions/checkout: 11bd71901bbe5b1630ceea73d27597364c9af683 -> v4",
        "granted GitHub Actions: action org/repo/.github/workflows/x.yml: - -> v1",
        "granted GitHub Actions: action other/action: - -> main",
        "granted GitHub Actions: event: - -> pull_request_target",
        "granted GitHub Actions: permissions of job build: - -> write-all",
        "widened GitHub Actions: permissions of the workflow: contents: read -> write",
        "granted GitHub Actions: permissions of the workflow: id-token: - -> write",
        "granted GitHub Actions: secrets of job call: - -> inherit",
      ])
    XCTAssertEqual(
      lines(".github/workflows/a.yml", new, nil).filter { !$0.hasPrefix("taken away") }, [],
      "without it nothing is granted")
    XCTAssertEqual(
      lines(".github/workflows/a.yml", "permissions: {contents: read}\n", "permissions: {}\n"),
      [
        "taken away GitHub Actions: permissions of the workflow: - -> {}",
        "taken away GitHub Actions: permissions of the workflow: contents: read -> -",
      ])
  }

  /// No bytes make it fail.
  func testAnythingIsRead() {
    var random = RepeatableRandom(seed: 7)
    let words = [
      "permissions:", "uses:", "- ", "  ", "\n", "{", "}", "[", "]", "[[", "]]", "\"", "'", "=", "#", ":", "@", "---",
      "a",
      "|", "hooks", "\u{FF}", "prefix_rule(", ",", "\"\"\"",
    ]
    for path in [
      ".claude/settings.json", ".codex/config.toml", ".codex/rules/a.rules", ".github/workflows/a.yml", "SKILL.md",
    ] {
      for _ in 0..<300 {
        let text = (0..<Int.random(in: 0..<24, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        _ = lines(path, nil, text.joined())
        _ = lines(path, text.joined(), "{}")
      }
      _ = PermissionReader.changes(RepositoryPath(path), from: [0xFF, 0], to: nil)
    }
  }
}
