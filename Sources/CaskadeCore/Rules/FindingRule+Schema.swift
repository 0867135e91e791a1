package import CaskadeContracts

/// What makes a well-formed file no contract, no template or no policy.
extension FindingRule {
  package static let ofSchema = SchemaProblem.Kind.allCases.map(FindingRule.init)

  package init(_ kind: SchemaProblem.Kind) {
    let (summary, help) = Self.text(of: kind)
    self.init(kind.rawValue, nil, [.error], summary, help)
  }

  private static func text(of kind: SchemaProblem.Kind) -> (summary: String, RuleHelp) {
    switch kind {
    case .notAMapping:
      text(
        "the file isn't a mapping of keys to values",
        "A contract and a policy are mappings: 'key: value' lines. The file is a list, or one text.",
        "Nothing of it can be read as what it should be.", "- title: Fix the login loop",
        "Begin a contract with 'caskade: 1', and the policy with 'caskade_policy: 1'.")
    case .unknownKey:
      text(
        "a key that doesn't exist", "No key of this name stands at this place in the format.",
        "A misspelt key that was passed over would bound nothing, and look as if it did.",
        "pahts:\n  allow: [Sources/**]",
        "Mend the spelling: the hint names what is near, or all that is known there.",
        "A key of your own begins with 'x-', where the format takes such.")
    case .missingKey:
      text(
        "a key that is required is missing", "The format has keys without which the file means nothing.",
        "What is missing can't be guessed.", "caskade: 1\ntitle: Fix the login loop",
        "Add the line that the hint shows.")
    case .version:
      text(
        "the format's version is one that this caskade doesn't read",
        "The first key says in which version the file is written.",
        "A newer version may have keys that change what the others mean.", "caskade: 2",
        "Use the caskade that reads this version, or write the version that this one reads.")
    case .type:
      text(
        "a value of the wrong kind", "A list stands where a text belongs, a text where a mapping belongs, or the like.",
        "What it was meant to say can't be guessed.", "paths: Sources/**",
        "Write it as the hint shows.")
    case .empty:
      text(
        "a key without a value", "Nothing follows the key; or what follows begins with '#', and so is a comment.",
        "An empty value may be forgotten or be meant: the two are very different grants.", "outcome:",
        "Write the value, or remove the key. For an empty list write '[]'.",
        "Quote a value that begins with '#'.")
    case .unknownValue:
      text(
        "a value that isn't one of those that exist", "The key takes one of a few words, and this is none of them.",
        "A misspelt word must not count as any of the others.", "band: hihg",
        "Mend the spelling: the hint names what is near, or all that exist.")
    case .date:
      text(
        "a value that is no date", "The key takes a day of the calendar as YYYY-MM-DD.",
        "Other ways to write a day are read differently in different places.", "expires: 31.1.2027",
        "Write it as in 2027-01-31.")
    case .duration:
      text(
        "a value that is no length of time", "The key takes a length of time such as 90s, 10m or 1h30m, a day at most.",
        "A bare number could be seconds or minutes.", "timeout: 10", "Write the unit: 10m.")
    case .count:
      text(
        "a value that is no whole number, or out of range", "The key takes a whole number between two bounds.",
        "A number that makes no sense is usually a slip.", "approvals: -1",
        "Write a number within the bounds of the message.")
    case .limit:
      text(
        "a limit that can't be read", "'more_than:' takes a number and a unit that a run can be counted in.",
        "A limit that can't be read bounds nothing.", "- more_than: a dozen files",
        "Write it as in 'more_than: 12 files'; the hint lists the units.")
    case .branch:
      text(
        "a text that can name no branch", "'branch:' takes a branch's name, or a pattern with '*'.",
        "Git has no branch of such a name, so that the contract would govern nothing.", "branch: fix..login",
        "Write a name such as 'fix/login', or a pattern such as 'fix/*'.")
    case .tool:
      text(
        "a tool that can't be read",
        "An entry below 'tools:' is one of the known words, or a command, a host or a server.",
        "An entry that stands for no tool allows or denies nothing.", "deny: [{ shell: }]",
        "Write it as the hint shows: 'shell: swift test *', 'mcp: SERVER/TOOL'.")
    case .variable:
      text(
        "a text that can name no variable",
        "A variable's name has letters, digits and '_', and doesn't begin with a digit.",
        "A command would never see it.", "env: { 2ND: x }", "Mend the name.")
    case .folder:
      text(
        "a folder that isn't inside the repository", "'dir:' takes a path from the repository's root.",
        "A command that runs elsewhere shows nothing about the tree that is judged.", "dir: ../other",
        "Write a path such as 'Tools/Site', or leave 'dir:' out for the root.")
    case .principal:
      text(
        "a name that stands for more than one person",
        "A group lists people by the very names of Contracts/allowed_signers.",
        "A pattern would let in whoever can get a matching name.", "security: ['*@example.com']",
        "Write each person's name as it stands among the signers.")
    case .takenName:
      text(
        "a name that another area has",
        "An area is called like another one, by its key or by what the policy calls it.",
        "A condition of that name would be about one of the two, and nobody knows which.", "auth: { called: billing }",
        "Choose a name that no other area has.")
    case .repeated:
      text(
        "the same entry twice", "An entry stands twice in a list of which each has to be another one.",
        "One of the two was probably meant to be something else.", "from: [security, security]",
        "Remove one of the two, or write what was meant.")
    case .severalKeys:
      text(
        "an entry with more than one key, or none",
        "Such an entry has exactly one key, which says what kind of entry it is.",
        "With two keys it isn't known whether both have to hold, or either.", "- { touching: db/**, area: auth }",
        "Begin an entry with '- ' for each.")
    case .missingReason:
      text(
        "an entry without a reason", "This entry makes an exception, and an exception says why.",
        "Whoever reviews it later has to be able to judge whether the reason still holds.",
        "secrets:\n  allow: [{ path: Tests/keys.pem, expires: 2027-01-31 }]",
        "Add 'reason: ...'.")
    }
  }

  private static func text(
    _ summary: String, _ means: String, _ matters: String, _ example: String, _ settle: String...
  ) -> (String, RuleHelp) {
    (summary, RuleHelp(means: means, matters: matters, example: example, settle: settle))
  }
}
