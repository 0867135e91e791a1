import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeAgents

/// Files for which no schema is published, read strictly: what their agents' documentation doesn't name isn't in them.
final class ExportShapeTests: XCTestCase {
  private static let worlds: [(String, String)] = [
    ("  allow: [Sources/Login/**]\n  deny: [\"**/*.pem\"]\n", ""),
    (
      "  allow: [Sources/Login/**, \"**/*.strings\"]\n",
      "  allow: [read, search, edit, agent, { shell: swift test * }, { web: docs.example.com }, { mcp: tracker/list }]\n"
        + "  ask: [{ shell: git commit * }]\n  deny: [{ shell: git push * }, { mcp: tracker/drop }]\n"
    ),
    ("  allow: [docs]\n", "  allow: [read]\n  deny: [web, agent, { shell: \"*\" }]\n"),
  ]

  private func each(_ body: (ExportWorld) throws -> Void) throws {
    for (paths, tools) in Self.worlds { try body(ExportWorld(paths: paths, tools: tools)) }
  }

  private func keys(_ value: JSONValue?) -> Set<String> { Set(value?.object?.map(\.key) ?? []) }

  func testCursor() throws {
    try each { world in
      let permissions = try world.json(.cursor, ".cursor/cli.json")
      XCTAssertEqual(keys(permissions), ["permissions"])
      XCTAssertEqual(keys(permissions["permissions"]), ["allow", "deny"])
      for list in ["allow", "deny"] {
        for rule in permissions["permissions"]?[list]?.array ?? [] {
          let text = try XCTUnwrap(rule.string)
          XCTAssertNotNil(
            text.range(of: #"^(Shell|Read|Write|WebFetch|Mcp)\([^()]+\)$"#, options: .regularExpression), text)
        }
      }
      let hooks = try world.json(.cursor, ".cursor/hooks.json")
      XCTAssertEqual(keys(hooks), ["version", "hooks"])
      XCTAssertEqual(hooks["version"]?.integer, 1)
      XCTAssertEqual(
        keys(hooks["hooks"]),
        ["preToolUse", "beforeShellExecution", "beforeMCPExecution", "subagentStart", "stop"])
      for event in hooks["hooks"]?.object ?? [] {
        let handler = try XCTUnwrap(event.value.array?.first)
        XCTAssertEqual(handler["command"]?.string, "/usr/local/bin/caskade guard cursor --contract login")
        if event.key == "stop" {
          XCTAssertEqual(keys(handler), ["command", "timeout", "loop_limit"])
        } else {
          XCTAssertEqual(keys(handler), ["command", "timeout", "failClosed"])
          XCTAssertEqual(handler["failClosed"]?.bool, true, "else a hook that fails lets the call through")
        }
      }
    }
  }

  func testCopilot() throws {
    try each { world in
      let hooks = try world.json(.copilot, ".github/hooks/caskade.json")
      XCTAssertEqual(keys(hooks), ["version", "hooks"])
      XCTAssertEqual(keys(hooks["hooks"]), ["preToolUse", "agentStop"])
      for event in hooks["hooks"]?.object ?? [] {
        let handler = try XCTUnwrap(event.value.array?.first)
        XCTAssertEqual(keys(handler), ["type", "exec", "args", "timeoutSec"])
        XCTAssertEqual(handler["args"]?.array?.compactMap(\.string), ["guard", "copilot", "--contract", "login"])
      }
      let flag = #"^  --(available-tools|deny-tool|allow-tool|allow-url)='?[A-Za-z0-9_.:,()*/ -]+'? \\$"#
      for line in world.export(.agent(.copilot)).launch.dropFirst(2).dropLast() {
        XCTAssertNotNil(line.range(of: flag, options: .regularExpression), line)
      }
    }
  }

  /// As the loader of its policies reads them.
  func testGemini() throws {
    let known: Set = [
      "toolName", "mcpName", "argsPattern", "commandPrefix", "decision", "priority", "denyMessage",
    ]
    try each { world in
      let tables = try TOMLTable.read(world.text(.gemini, "policy.toml")).dropFirst()
      XCTAssertFalse(tables.isEmpty)
      for rule in tables {
        XCTAssertTrue(rule.isArray && rule.name == "rule")
        XCTAssertEqual(Set(rule.values.map(\.key)).subtracting(known), [])
        XCTAssertFalse(rule.names("toolName").isEmpty, "the loader refuses a rule without it")
        XCTAssertTrue(["allow", "deny", "ask_user"].contains(rule.names("decision").first))
        XCTAssertTrue((0...999).contains(rule.integer("priority") ?? -1))
        guard let pattern = rule.names("argsPattern").first else { continue }
        XCTAssertLessThanOrEqual(pattern.utf8.count, 2_048)
        XCTAssertNoThrow(try NSRegularExpression(pattern: pattern), pattern)
        XCTAssertNil(pattern.range(of: #"[^\\]\)[*+?{]"#, options: .regularExpression), "a repeated group isn't loaded")
        XCTAssertTrue(pattern.hasPrefix(#"\x00""#) && pattern.hasSuffix(#"\x00"#), "it isn't anchored by itself")
      }
    }
  }

  func testCodexRules() throws {
    let rule =
      #"^prefix_rule\(pattern=\["[^"\\]+"(, "[^"\\]+")*\], decision="(forbidden|prompt)", justification="[^"]*"\)$"#
    try each { world in
      for line in try world.text(.codex, "caskade.rules").split(separator: "\n").map(String.init)
      where !line.hasPrefix("#") {
        XCTAssertNotNil(line.range(of: rule, options: .regularExpression), line)
      }
    }
  }

  /// `write` and `read` take an exact path or a final `/**`; anything else stops Codex at its start.
  func testCodexPaths() throws {
    try each { world in
      let tables = try TOMLTable.read(world.text(.codex, "caskade-login.config.toml"))
      let paths = try XCTUnwrap(tables.first { $0.name.hasSuffix("\":workspace_roots\"") })
      for (key, value) in paths.values where value != .text("deny") {
        XCTAssertFalse((key.hasSuffix("/**") ? String(key.dropLast(3)) : key).contains("*"), key)
      }
      let system = try XCTUnwrap(tables.first { $0.name == "permissions.caskade.filesystem" })
      let hasGlob = paths.values.contains { $0.key.contains("**") && $0.value == .text("deny") }
      XCTAssertEqual(system["glob_scan_max_depth"] != nil, hasGlob, "Linux wants a depth for a deny with **")
    }
  }

  // MARK: Whole files

  func testClaudeWhole() throws {
    let world = try ExportWorld(
      paths: "  allow: [docs/a.md]\n", tools: "  allow: [read, edit, { shell: swift test * }]\n  deny: [web]\n")
    // What is always protected, at any depth.
    let protected = #"      "Edit(//repo/**/"#
    let text = try world.text(.claude, "settings.json").split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix(protected) }.joined(separator: "\n")
    XCTAssertEqual(
      text,
      """
      {
        "permissions": {
          "defaultMode": "dontAsk",
          "disableBypassPermissionsMode": "disable",
          "allow": [
            "Read",
            "Edit(//repo/docs/a.md)",
            "Edit(//repo/docs/a.md/**)",
            "Bash(swift test *)"
          ],
          "deny": [
            "Grep",
            "Glob",
            "WebFetch",
            "WebSearch",
            "mcp__*",
            "Agent"
          ]
        },
        "disableAllHooks": false,
        "hooks": {
          "PreToolUse": [
            {
              "matcher": "*",
              "hooks": [
                {
                  "type": "command",
                  "command": "/usr/local/bin/caskade",
                  "args": [
                    "guard",
                    "claude",
                    "--contract",
                    "login"
                  ],
                  "timeout": 30,
                  "onFailure": "block"
                }
              ]
            }
          ],
          "Stop": [
            {
              "hooks": [
                {
                  "type": "command",
                  "command": "/usr/local/bin/caskade",
                  "args": [
                    "guard",
                    "claude",
                    "--contract",
                    "login"
                  ],
                  "timeout": 120
                }
              ]
            }
          ]
        }
      }

      """)
  }

  func testTheBriefAndTheGoal() throws {
    let world = try ExportWorld(
      paths: "  allow: [docs/**, { path: a`b.md, may: [modify] }]\n  deny: [docs/x.md]\n",
      tools: "  allow: [read, { shell: make test * }]\n  ask: [{ shell: git commit * }]\n",
      "acceptance:\n  - says: It reads well.\n    proof: Tests\n  - A person likes it.\n"
        + "validation:\n  - name: Tests\n    run: make test\nstop_when:\n  - more_than: 3 files\n  - The format has to change.\n"
    )
    let files = world.export(.brief).files
    XCTAssertEqual(files.map(\.path), ["BRIEF.md", "GOAL.txt"])
    XCTAssertEqual(
      files[1].text,
      "/goal Signing in returns the person to where they were. The session shows these commands ending well: 'make test'. "
        + "'caskade check' was run last, and its output names no finding of scope, protected, secrets or integrity. Or: the "
        + "session stopped because more than 3 files would be needed, or something outside the Goal Contract 'login' is "
        + "needed, and says what.\n")
    for part in [
      "- It reads well. (proof: the command `Tests`)\n- A person likes it. (a person judges it)\n",
      "- `docs/**`\n- `` a`b.md `` (modify only)\n", "Never: `docs/x.md`.\n", "- Ask before: `shell: git commit *`\n",
      "- Tests: `make test`\n", "- more than 3 files\n- The format has to change.\n", "caskade amend login",
    ] { XCTAssertTrue(files[0].text.contains(part), "\(part) isn't in \(files[0].text)") }
  }

  func testAGoalThatIsTooLongStaysWithinWhatClaudeTakes() throws {
    let long = String(repeating: "make test ", count: 500)
    let world = try ExportWorld("validation: [\"\(long)\"]\n")
    XCTAssertLessThanOrEqual(world.export(.brief).files[1].text.utf8.count, 4_001)
  }

  // MARK: The hook

  func testEveryHookIsFoundInWhatWasExported() throws {
    for agent in Agent.allCases {
      let world = try ExportWorld()
      let text = try world.text(agent, HookTrial.file(agent, contract: "login"))
      let trial = try XCTUnwrap(HookTrial(agent, in: text, contract: "login", root: "/repo"), agent.rawValue)
      let words = ["/usr/local/bin/caskade", "guard", agent.rawValue, "--contract", "login"]
      switch trial.start {
      case .words(let found): XCTAssertEqual(found, words)
      case .line(let line): XCTAssertEqual(line, words.joined(separator: " "))
      }
      XCTAssertNotNil(try JSONReader.read(trial.input).object)
      XCTAssertNil(HookTrial(agent, in: "{}", contract: "login", root: "/repo"), "no hook is in an empty file")
    }
  }

  func testOnlyAnAnswerInTheAgentsOwnFormIsADenial() throws {
    let nested =
      #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"no"}}"#
    let own: [Agent: String] = [
      .claude: nested, .codex: nested, .copilot: #"{"permissionDecision":"deny","permissionDecisionReason":"no"}"#,
      .cursor: #"{"permission":"deny","user_message":"no","agent_message":"no"}"#,
      .gemini: #"{"decision":"deny","reason":"no"}"#, .opencode: #"{"decision":"deny","reason":"no"}"#,
    ]
    for agent in Agent.allCases {
      let world = try ExportWorld()
      let text = try world.text(agent, HookTrial.file(agent, contract: "login"))
      let trial = try XCTUnwrap(HookTrial(agent, in: text, contract: "login", root: "/repo"))
      let deny = try XCTUnwrap(own[agent])
      func denial(_ status: Int32?, _ output: String, _ errors: String = "") -> String? {
        trial.denial(HookTrial.Answer(status: status, output: output, errors: errors))
      }
      XCTAssertEqual(denial(0, deny), "no", agent.rawValue)
      XCTAssertEqual(denial(2, deny, "no\n"), "no", agent.rawValue)
      for output in [deny.replacingOccurrences(of: "deny", with: "allow"), "", "{}", "no", deny + deny, "{"] {
        XCTAssertNil(denial(0, output), "\(agent.rawValue): \(output)")
      }
      XCTAssertNil(denial(2, "", "caskade: error: unknown verb"), "a hook that fails proves nothing")
      XCTAssertNil(denial(1, deny), agent.rawValue)
      XCTAssertNil(denial(nil, deny), agent.rawValue)
    }
  }
}
