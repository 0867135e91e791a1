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
          SERVER/TOOL`), the same for every agent.
          """),
        .text(
          """
          caskade judges what git says was done, whichever agent did it, and needs nothing of the agent for that. Gate `tools` \
          is unproven as long as no transcript was read.
          """),
      ])
  }
}
