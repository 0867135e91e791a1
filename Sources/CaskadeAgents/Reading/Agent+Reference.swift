package import CaskadeSyntax

extension Agent {
  /// The page `agents`.
  package static var reference: ReferencePage {
    ReferencePage(
      "agents", "the coding agents that caskade knows, and the files by which they are steered",
      [
        .text(
          """
          What an agent reads before it works is part of what it may do. These files are always protected, at any depth: no \
          pattern opens one, only a contract that names the very path and is approved for the high band.
          """),
        .table(
          ReferenceTable(
            ["agent", "files and folders"],
            allCases.map { agent in [agent.title, agent.files.map { "`\($0)`" }.joined(separator: ", ")] })),
        .text(
          """
          A contract's `tools:` are written in neutral words (`read`, `search`, `edit`, `shell: PATTERN`, `web`, `mcp: \
          SERVER/TOOL`), the same for every agent. `caskade export AGENT CONTRACT` writes them in the agent's own settings, beside \
          the hook that asks caskade before each call, a brief, and a note on what the agent can't say and what holds it. An \
          allow is left out where the agent has no exact form of it: the hook then decides. What is written lies in git's own \
          folder and is passed as the agent is started; only Cursor and Copilot read it from the tree, where it is excluded.
          """),
        .text(
          """
          caskade judges what git says was done, whichever agent did it, and needs nothing of the agent for that. For gate \
          `tools` it reads the transcript that an agent left: `caskade check --transcript FILE`, or `auto`. Whose it is \
          follows from what is in it. `caskade debug transcript FILE` prints its calls.
          """),
        .table(
          ReferenceTable(
            ["transcript of", "read as", "written for"], TranscriptReader.supported.map { [$0.0, "`\($0.1)`", $0.2] })),
        .text(
          """
          Any other agent can write caskade's own form, JSON Lines: `{"caskade_tools": 1, "session": "...", "cwd": "...", \
          "branch": "..."}`, then a line for each call: `id`, `time` (RFC 3339), `tool` (`read`, `search`, `edit`, `shell`, \
          `web`, `mcp`, `agent`, or `own` for book-keeping), `name` (the host, `SERVER/TOOL` or the sub-agent), `command`, \
          `reads` and `writes` (paths), `cwd`, `status` (`ok`, `error`, `rejected`, `no-result`), `exit_status`, \
          `outside_sandbox`, `answer` (`allow`, `ask`, `deny`); and `{"total": {"tokens": 1, "usd": 0.5}}`.
          """),
      ])
  }
}
