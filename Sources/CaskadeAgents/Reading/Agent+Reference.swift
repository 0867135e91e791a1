import CaskadeCore
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
          follows from what is in it; OpenCode keeps all sessions in one database, of which `FILE#SESSION` names one. \
          `caskade debug transcript FILE` prints its calls.
          """),
        .text(
          """
          Before a call happens, an agent's hook asks `caskade guard AGENT`: the tool by the contract's `tools:`, and every file \
          that it would write by its paths, the protected set, the checks and `touching`, links and `..` followed. A command \
          line is read as a shell reads it, and each of its commands judged; where a contract allows `read`, it allows commands \
          that only read. The contract is the base's, as of each call. A repository that isn't set up, or work that no contract \
          has to cover, is no affair of it; where a contract is missing, reading and searching go ahead. At the end of a turn it \
          checks all but the commands, and sends what it finds back once. What it was asked stands in \
          `.git/caskade/guard/`, secrets masked: a transcript that `--transcript auto` reads where the agent left none.
          """),
        .text(
          """
          `caskade run CONTRACT -- AGENT...` starts an agent with the contract's export in place: where the program is an \
          agent's own, or `--agent` names one, it adds the options and variables of the launch line, the brief as the first \
          prompt or in the place of `{brief}`, and says what the agent doesn't enforce. What you give yourself stays, and that \
          is said. Files that an agent reads from the tree only lie there, excluded, until it ends, as Codex' profile does \
          beside its settings; a file of yours is never changed. Any other program finds the brief by `CASKADE_BRIEF`. \
          `--no-export` leaves all that out.
          """),
        .text(
          """
          While it works the run looks at which files differ from where the branch began, what the hook asks, how long it \
          takes, and what the agent writes in its transcript. At `more_than` (files, lines, minutes, tool calls; by the \
          transcript also failed validations in a row, tokens and USD), `touching`, an area, a protected file, one outside of \
          the paths, or the same command \(RunWatch.mostRepeats) times in a row it ends the agent with all that it started, \
          or suspends it and asks (`--on-stop pause`), or says so (`--on-stop warn`). What the hook told it meanwhile is \
          witnessed in the check with which the run ends, and in no other; what stands in a transcript is asserted. The \
          transcript is found where the agent keeps it, or named (`--transcript FILE`). `caskade ask` keeps a question for a \
          person, who answers at once (`--on-stop pause`, at a terminal) or later (`caskade ask --answer N`, or `--grant N` \
          and `--decline N`, which are counted apart; neither changes what the contract permits). Runs and questions stand in \
          git's own folder of each worktree (`.git/caskade/`, `.git/worktrees/NAME/caskade/`) and go with it; evidence and \
          `caskade status` read those of all worktrees. The board shows runs that are open: *running*, *stuck* after hours \
          without a commit, a check or a tool call, and a run whose caskade was killed as that; and questions with their answers.
          """),
        .table(
          ReferenceTable(
            ["hook of", "written for", "what becomes of `ask`"],
            AgentHook.supported.map { [$0.agent.title, $0.writtenFor, $0.asking] })),
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
