import Foundation
import TestSupport
import XCTest

/// What `caskade run` puts in place for the agent that it starts. Stand-ins bear the agents' names, and write down with
/// what they were started.
final class RunExportTests: XCTestCase {
  private func repository(_ agents: String..., more: String = "") throws -> ScratchRepository {
    let repository = try RunWorld.files()
    for agent in agents {
      let script = repository.root.appendingPathComponent("bin/\(agent)")
      try repository.write(
        "../bin/\(agent)",
        """
        #!/bin/sh
        for word; do printf '%s\\n' "$word" | head -1; done > ../said
        env | grep -E '^(CASKADE_BRIEF|GEMINI_|OPENCODE_)' | sort >> ../said
        head -c 9 "$CASKADE_BRIEF" >> ../said
        find .cursor .github -type f 2> ../none | sort >> ../said
        git status --porcelain >> ../said
        test -d "$HOME/.codex" && ls "$HOME/.codex" >> ../said
        echo two > src/a.txt
        \(more)

        """)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
    }
    return repository
  }

  private func run(_ repository: ScratchRepository, _ words: String...) throws -> ScratchRepository.Transcript {
    try repository.caskade(
      ["run", "work", "--skip-validation"] + words,
      adding: ["PATH": "\(repository.root.path)/bin:/usr/local/bin:/usr/bin:/bin", "CODEX_HOME": ""])
  }

  private func said(_ repository: ScratchRepository) throws -> String {
    try repository.read("../said").replacingOccurrences(of: repository.root.path, with: "$ROOT")
  }

  private static let place = "$ROOT/repository/.git/caskade/export/work"

  func testTheExportIsInPlace() throws {
    let repository = try repository("claude", "codex", "gemini", "opencode", "brave")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    let first = try run(repository, "--", "claude", "-p", "Fix it")
    XCTAssertEqual(
      try said(repository),
      """
      --settings
      \(Self.place)/claude/settings.json
      --strict-mcp-config
      --append-system-prompt
      # Change the source
      -p
      Fix it
      CASKADE_BRIEF=\(Self.place)/claude/BRIEF.md
      # Change 
      """)
    XCTAssertTrue(repository.exists(".git/caskade/export/work/claude/settings.json"))
    XCTAssertTrue(
      first.errors.hasPrefix(
        "caskade: Claude Code works by the contract's export (--settings, --strict-mcp-config, --append-system-prompt); "
          + "what your own and the project's settings allow stays allowed, but for the hook, see "
          + "\(Self.place)/claude/FIDELITY.md\n"), first.errors)

    let second = try run(repository, "--", "codex", "exec", "Fix it")
    XCTAssertEqual(
      try said(repository).split(separator: "\n").prefix(4).joined(separator: " "),
      "-p caskade-work exec Fix it")
    XCTAssertTrue(try said(repository).hasSuffix("caskade-work.config.toml\n"), "while it works")
    XCTAssertFalse(repository.exists("../home/.codex/caskade-work.config.toml"))
    XCTAssertFalse(repository.exists("../home/.codex"), "a folder that wasn't there")
    XCTAssertTrue(
      second.errors.contains(
        "caskade: the command has words of its own, so the brief only lies at $CASKADE_BRIEF: write {brief} where the agent "
          + "is to read it\n"), second.errors)

    // These are told by variables too.
    _ = try run(repository, "--", "gemini")
    XCTAssertEqual(
      try said(repository),
      """
      --policy
      \(Self.place)/gemini/policy.toml
      -i
      # Change the source
      CASKADE_BRIEF=\(Self.place)/gemini/BRIEF.md
      GEMINI_CLI_SYSTEM_SETTINGS_PATH=\(Self.place)/gemini/settings.json
      # Change  M src/a.txt

      """)
    XCTAssertTrue(repository.exists(".git/caskade/export/work/gemini/policy.toml"))
    _ = try run(repository, "--", "opencode")
    XCTAssertEqual(
      try said(repository),
      """
      --prompt
      # Change the source
      CASKADE_BRIEF=\(Self.place)/opencode/BRIEF.md
      OPENCODE_CONFIG=\(Self.place)/opencode/opencode.json
      # Change  M src/a.txt

      """)
    XCTAssertTrue(repository.exists(".git/caskade/export/work/opencode/opencode.json"))

    // One that nobody knows gets the place of the brief, and nothing else.
    let third = try run(repository, "--", "brave", "x")
    XCTAssertEqual(
      try said(repository), "x\nCASKADE_BRIEF=\(Self.place)/brief/BRIEF.md\n# Change  M src/a.txt\n")
    XCTAssertFalse(third.errors.contains("export"), third.errors)

    let fourth = try run(repository, "--no-export", "--", "claude", "x")
    XCTAssertTrue(try said(repository).hasPrefix("x\n"))
    XCTAssertFalse(try said(repository).contains("CASKADE_BRIEF"))
    XCTAssertFalse(fourth.errors.contains("export"), fourth.errors)
  }

  /// A profile that a person copied stays, and one that was left by a run that was killed is taken away by the next.
  func testTheProfileOfARunThatWasKilled() throws {
    let repository = try repository("codex", more: "test -e ../kills && kill -9 $PPID")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    let profile = "../home/.codex/caskade-work.config.toml"
    try repository.write("../kills", "")
    _ = try run(repository, "--", "codex")
    XCTAssertTrue(repository.exists(profile))
    let text = try repository.read(profile)
    try FileManager.default.removeItem(at: repository.root.appendingPathComponent("kills"))
    _ = try run(repository, "--", "codex")
    XCTAssertFalse(repository.exists(profile))
    try repository.write(profile, text)
    _ = try run(repository, "--", "codex")
    XCTAssertEqual(try repository.read(profile), text)
  }

  /// Settings that an agent reads from the tree only lie there for as long as it works, and a person's stay.
  func testSettingsInTheTree() throws {
    let repository = try repository("cursor-agent", "copilot", more: "echo x > .mcp.json; sleep 30")
    try repository.write(".cursor/hooks.json", "{\"version\": 1}\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    let first = try run(repository, "--", "cursor-agent")
    XCTAssertEqual(
      try said(repository),
      "# Change the source\nCASKADE_BRIEF=\(Self.place)/cursor/BRIEF.md\n# Change .cursor/cli.json\n.cursor/hooks.json\n"
    )
    XCTAssertTrue(first.errors.contains("caskade: the agent is stopped\n"), first.errors)
    XCTAssertTrue(
      first.errors.contains("caskade: .cursor/hooks.json is yours and stays as it is, so that the contract's isn't"),
      first.errors)
    XCTAssertEqual(try repository.read(".cursor/hooks.json"), "{\"version\": 1}\n")
    XCTAssertFalse(repository.exists(".cursor/cli.json"))
    XCTAssertFalse(try repository.read(".git/info/exclude").contains("cli.json"))

    try repository.remove(".mcp.json")
    let second = try run(repository, "--", "copilot", "-i", "Fix it")
    let told = try said(repository)
    XCTAssertTrue(told.contains("\n.github/hooks/caskade.json\n"), told)
    XCTAssertTrue(told.contains("--deny-tool="), second.errors + told)
    XCTAssertFalse(repository.exists(".github"))

    // What a person had exported stays; what a killed run left there doesn't.
    try XCTAssertEqual(repository.caskade("export", "copilot", "work").status, 0)
    _ = try run(repository, "--", "copilot", "-i", "Fix it")
    XCTAssertTrue(repository.exists(".github/hooks/caskade.json"))
    try repository.write(".git/caskade/export/work/copilot/lent", ".github/hooks/caskade.json\n")
    _ = try run(repository, "--", "copilot", "-i", "Fix it")
    XCTAssertFalse(repository.exists(".github/hooks/caskade.json"))
    XCTAssertEqual(try repository.git("status", "--porcelain"), " M src/a.txt\n?? .mcp.json\n")
  }

  /// The first to end would take away what the other one works by.
  func testTwoAtOnceInOneTree() throws {
    let second = "'\(ScratchRepository.binary.path)' run work --skip-validation -- copilot -i x"
    let repository = try repository(
      "copilot", more: "test -e ../second || \(second) > ../second 2>&1; cp .github/hooks/caskade.json ../kept")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    _ = try run(repository, "--", "copilot", "-i", "Fix it")
    XCTAssertEqual(
      try repository.read("../second"),
      """
      caskade: error: another run of GitHub Copilot goes on in this tree, whose settings there are taken away when it ends
        hint: wait until it ends; one under another contract can work meanwhile in a worktree of its own: --worktree

      """)
    XCTAssertTrue(repository.exists("../kept"))
    XCTAssertFalse(repository.exists(".github"))
    _ = try run(repository, "--", "copilot", "-i", "Fix it")
    XCTAssertTrue(try said(repository).contains(".github/hooks/caskade.json\n"), "it is free again")
  }
}
