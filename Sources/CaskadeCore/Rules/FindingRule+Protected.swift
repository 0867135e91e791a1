package import CaskadeContracts

extension FindingRule {
  package static let ofProtected = [protectedGitName] + ProtectedRule.Kind.allCases.map(FindingRule.init)

  package static let protectedGitName = FindingRule(
    "protected.git-name", .protected, .error, says: "a path has a part that git or a disk takes for '.git'",
    means: """
      A part of the path is '.git' in another spelling: in capitals, with characters that a disk leaves out, or as the
      short name of an old file system. No contract can allow it.
      """,
    matters: """
      On a machine where the name stands for '.git', checking the tree out would write into the repository itself: its
      hooks, its configuration. No command runs on such a tree.
      """,
    example: """
      a/.GIT/config: error: created, and git or some disks take a part of its name for \
      '.git' [protected.git-name]
      """,
    settle: ["Make the commits again without the path. A commit that removes it leaves it in the history."])

  package init(_ kind: ProtectedRule.Kind) {
    let (summary, help) = Self.text(of: kind)
    self.init(kind.rawValue, .protected, [.error], summary, help.showing(kind.rawValue))
  }

  private static func text(of kind: ProtectedRule.Kind) -> (summary: String, RuleHelp) {
    switch kind {
    case .contracts:
      protected(
        "a contract, an approval, the policy or the list of signers changed",
        "The file is one of those by which work is judged: below Contracts/, other than this run's own contract.",
        "Who writes the rules decides what they permit. A run that writes them would judge itself.",
        "Contracts/policy.yaml: error: contract, approval, policy or list of signers modified, outside the approved paths"
      )
    case .ci:
      protected(
        "a definition of CI changed",
        "The file tells a CI system what to run: a workflow, a pipeline, a job, or what one of them includes.",
        """
        CI runs with the repository's secrets, before anybody has read the change; and it is what runs the checks that
        everybody relies on.
        """,
        ".github/workflows/ci.yml: error: CI definition modified, outside the approved paths")
    case .git:
      protected(
        "a file by which git runs code or hides changes changed",
        "The file can make git run a program, take files from elsewhere, or leave a change out of a difference.",
        """
        A hook or a filter runs on every machine that checks the branch out, and '.gitattributes' can hide what a
        reviewer should see.
        """,
        ".gitattributes: error: file by which git runs code or hides changes modified, outside the approved paths")
    case .agent:
      protected(
        "the configuration or the instructions of an agent changed",
        "The file says what a coding agent may do, or what it is told at the start of every run.",
        "An agent that can write its own instructions or permissions decides what the next run will do.",
        "CLAUDE.md: error: agent configuration or instructions modified, outside the approved paths")
    case .owners:
      protected(
        "the list of code owners changed",
        "The file says whose review a change needs.",
        "A change that names other owners chooses its own reviewers.",
        "CODEOWNERS: error: list of code owners modified, outside the approved paths")
    case .policy:
      protected(
        "a file that the repository's policy protects changed",
        "The file is covered by an entry below 'protected:' of Contracts/policy.yaml on the base.",
        "The people of this repository have said that this file is not to be changed in passing.",
        "Sources/Ledger.swift: error: file that the policy protects modified, outside the approved paths")
    }
  }

  private static func protected(
    _ summary: String, _ means: String, _ matters: String, _ example: String
  ) -> (String, RuleHelp) {
    let help = RuleHelp(
      means: "\(means) No pattern opens it, only an entry with its exact path in a contract of the high band.",
      matters: matters, example: example,
      settle: [
        "Revert the change: git checkout BASE -- PATH, or rm -- PATH for a file that was created.",
        """
        If the work is about this very file, ask a person to write its exact path and 'band: high' into the contract and
        to approve that. caskade amend leaves protected files out.
        """,
      ])
    return (summary, help)
  }
}
