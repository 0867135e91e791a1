import CaskadeContracts
package import CaskadeSyntax

/// How agents learn to work under a contract, as `init` writes it: a skill, and a paragraph for their instructions.
///
/// The skill keeps to the format of Agent Skills: `name` is the folder's, `description` at most 1,024 characters, and no
/// `allowed-tools`, which would widen what the agent may do. Both folders are read by agents that don't read the other.
package enum AgentSkill {
  package static let paths = [".agents/skills/caskade/SKILL.md", ".claude/skills/caskade/SKILL.md"].map {
    RepositoryPath($0)
  }
  package static let instructions = RepositoryPath("AGENTS.md")
  /// Claude Code's own; it may import the others.
  package static let importer = RepositoryPath("CLAUDE.md")
  package static let importing = "@AGENTS.md"

  /// The paragraph's first line, by which it is found again.
  package static let heading = "## Goal Contracts (caskade)"

  package static let paragraph = """
    \(heading)

    Work here is done under a Goal Contract: `caskade status` lists them, `caskade show NAME` says what may be changed. Run
    `caskade check --skip-validation` as you go and `caskade check` before you say that you are done. Need more than the
    contract grants? Stop and say so with `caskade ask`; don't edit `\(ContractFolder.folder.display)/`, and don't work
    around a refusal.

    """

  package static let text = """
    ---
    name: caskade
    description: Work under a Goal Contract in this repository. Use it when you begin a change, before you say that work is done, when caskade refused a tool call, and when you need a file, a tool or a limit that the contract does not grant.
    ---

    # Work under a Goal Contract

    A contract says what has to be true in the end, which paths and tools you may use, which commands prove it, and when to
    stop. A person approved it. Git tells what you really changed, and that is compared with it.

    ## Begin

    1. `git branch --show-current`, then `caskade status`: the contract that governs your branch.
    2. `caskade show NAME`: its outcome, paths, tools, commands and stop conditions. Read it before the first edit.
    3. No contract governs the branch? Say so and ask which one to work under. `caskade draft TITLE` writes one for a person
       to approve.

    ## As you go

    - In doubt about a path: `caskade show NAME --why PATH`.
    - After each step: `caskade check --skip-validation`. It takes seconds. Take back what it finds outside the contract.
    - A refusal names the contract's line and what is permitted instead. Do that. Don't try another command for the same.
    - Don't remove, skip or loosen a test or another check so that something passes.

    ## Ask

    Stop when a stop condition is met, or when you need what isn't granted: `caskade ask 'WHAT IS NEEDED, AND WHY'`. Say what
    you tried and what you would do next. A person answers, and amends the contract if need be. Never edit what lies in
    `\(ContractFolder.folder.display)/`, and never approve.

    ## Hand off

    Run `caskade check`. In your summary give its last line, what you did, what you left out, and what a person has to
    decide. Say what failed as it is: the check is run again elsewhere.

    """
}
