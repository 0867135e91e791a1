/// Every verb, in the order in which help lists them.
enum CommandTable {
  static func spec(of verb: Verb) -> CommandSpec {
    switch verb {
    case .initialize: initialize
    case .draft: draft
    case .lint: lint
    case .show: show
    case .diff: diff
    case .approve: approve
    case .amend: amend
    case .policy: policy
    case .template: template
    case .check: check
    case .report: report
    case .verify: verify
    case .schema: schema
    case .close: close
    case .explain: explain
    case .demo: demo
    case .debug: debug
    case .help: help
    case .version: version
    }
  }

  private static let judging: [OptionSpec] = [
    .value("--base", "REV", "what to compare with: a branch, a full reference name, or a full object id (pinned)"),
    .value("--head", "REV", "what to judge; without it the working tree, with all that is uncommitted"),
    .value("--branch", "NAME", "the branch that the head belongs to, where git doesn't say"),
    .value(
      "--contract-from", "REV|FILE",
      "your own word for where contracts, policy and signers are read; or for one contract's .yaml file"),
    .flag("--skip-validation", "run no commands; the verdict is then at best unproven"),
    .values("--only", "NAME", "judge only this gate, or run only this validation command; may be repeated"),
    .flag("--allow-self-declared", "judge a contract that nobody approved; the verdict is then at best unproven"),
    .flag("--thorough", "trust no stat data: hash every file of the working tree"),
    .flag("--ignored", "list the ignored files of the working tree, which are outside of every check"),
    .flag("--baseline", "run every command on the base too, and tell what is new from what failed before"),
    .flag("--no-cache", "with --baseline, don't believe what an earlier check saw on the base; CI never does"),
    .flag("--isolated", "run the commands in a clean checkout, also for a working tree"),
    .value("--jobs", "N", "run this many commands side by side; one when left out"),
    .values("--pass", "VARIABLE", "hand this variable to the commands; its value is masked in what they print"),
    .value("--logs", "DIR", "write each command's whole output there, as it came"),
    .flag("--verbose", "show the commands' output while they run"),
  ]

  private static let draft = CommandSpec(
    verb: .draft, group: .before, summary: "write a contract from a title, a template and what the repository says",
    operands: "TITLE", operandCount: 1...1,
    options: [
      .value("--template", "NAME", "the kind of work (caskade template list); bug-fix when left out"),
      .value("--ticket", "FILE", "take the outcome from a ticket's text; - reads standard input"),
      .values("--allow", "GLOB", "a path that the agent may change; may be repeated"),
      .values("--deny", "GLOB", "a path that it may not; may be repeated"),
      .values("--validate", "CMD", "a command that proves the outcome; may be repeated"),
      .value("--output", "FILE", "where to write; - prints. Contracts/<title>.yaml when left out"),
      .flag("--no-input", "never ask a question"),
    ],
    examples: ["caskade draft 'Fix the login redirect loop' --allow 'Sources/Login/**' --validate 'swift test'"],
    exits: "")

  private static let lint = CommandSpec(
    verb: .lint, group: .before, summary: "check contracts, templates and the policy for mistakes",
    operands: "[FILE|FOLDER|-]...", operandCount: 0...1_000,
    options: [.flag("--strict", "count warnings as problems"), .flag("--rules", "list the rules and stop")],
    examples: ["caskade lint", "caskade lint Contracts/login.yaml"],
    exits: "0 no problems, 1 problems found, 2 a file can't be read")

  private static let show = CommandSpec(
    verb: .show, group: .before, summary: "show on one page what a contract grants",
    operands: "[CONTRACT]", operandCount: 0...1,
    options: [
      .value("--base", "REV", "where the approved contract is"),
      .value("--format", "FORMAT", "text (default), or json: the contract in canonical form, all defaults written out"),
      .flag("--files", "list the tracked files in scope, with the entry that decides"),
      .values("--why", "PATH", "explain one path for each operation; may be repeated"),
    ],
    examples: ["caskade show login-redirect", "caskade show login-redirect --why Sources/Login/Keychain.swift"],
    exits: "")

  private static let diff = CommandSpec(
    verb: .diff, group: .before, summary: "say what authority one contract has over another",
    operands: "OLD NEW", operandCount: 2...2, options: [.value("--format", "FORMAT", "text (default) or json")],
    examples: ["caskade diff main:Contracts/login.yaml Contracts/login.yaml"],
    exits: "0 authority didn't grow, 1 it grew, 2 a contract can't be read")

  private static let approve = CommandSpec(
    verb: .approve, group: .before, summary: "sign a contract: a person's word that exactly this may be done",
    operands: "[CONTRACT]", operandCount: 0...1,
    options: [
      .value("--as", "PRINCIPAL", "your name in Contracts/allowed_signers; else the one that has your key"),
      .value(
        "--key", "FILE", "the key to sign with; else git's user.signingkey (gpg.format ssh), else the agent's first key"
      ),
      .value("--band", "BAND", "the highest band that you approve it for: low, medium or high"),
      .value("--expires", "DATE", "the last day on which the approval counts; the contract's own when left out"),
      .value("--note", "TEXT", "one line that is signed with it"),
      .value("--base", "REV", "the branch that the work is for"),
      .value("--branch", "NAME", "approve it for this branch alone"),
      .flag("--yes", "sign without asking: for a script that a person started"),
      .flag("--list", "list the approvals, and whether they count; sign nothing"),
      .flag("--revoke", "remove your approval; sign nothing"),
    ],
    examples: [
      "caskade approve login-redirect", "caskade approve login-redirect --key ~/.ssh/id_ed25519_sk.pub",
      "caskade approve --list",
    ],
    exits: "0 signed, listed or removed, 1 not signed as the person didn't want to, 2 it could not be signed")

  private static let amend = CommandSpec(
    verb: .amend, group: .before, summary: "write into a contract what the run needed, for a person to approve",
    operands: "[CONTRACT]", operandCount: 0...1,
    options: [
      .value("--base", "REV", "what to compare with, as for check"),
      .value("--head", "REV", "whose changes are needed; without it the working tree's"),
    ],
    examples: ["caskade amend login-redirect"],
    exits: "0 all that was needed is in it, 1 a person has to grant the rest, 2 it could not be amended")

  private static let initialize = CommandSpec(
    verb: .initialize, group: .before, summary: "set a repository up: policy, signers, CI gate; shows each file first",
    operands: "", operandCount: 0...0,
    options: [
      .value("--as", "PRINCIPAL", "your name among the signers; git's user.email when left out"),
      .value("--key", "FILE", "your key; else git's user.signingkey (gpg.format ssh), else the agent's first key"),
      .flag("--yes", "write without asking"),
      .flag("--check", "write nothing; say what is missing"),
    ],
    examples: ["caskade init", "caskade init --check"],
    exits: "0 all is there, 1 something is missing or was declined, 2 it could not be written")

  private static let policy = CommandSpec(
    verb: .policy, group: .also, summary: "show the rules in force on the base, and where each was set",
    operands: "show", operandCount: 1...1,
    options: [
      .value("--why", "KEY", "only this key, or all below it"),
      .value("--base", "REV", "the branch that has the policy"),
    ],
    examples: ["caskade policy show", "caskade policy show --why bands.high"], exits: "")

  private static let template = CommandSpec(
    verb: .template, group: .before, summary: "list or show the templates that draft begins with",
    operands: "list|show [NAME]", operandCount: 1...2, options: [],
    examples: ["caskade template list", "caskade template show bug-fix"], exits: "")

  private static let check = CommandSpec(
    verb: .check, group: .after, summary: "judge the branch by its contract; the verdict is the exit status",
    operands: "[CONTRACT]", operandCount: 0...1,
    options: judging + [
      .value("--format", "FORMAT", "text (default), markdown or json"),
      .value("--output", "FILE", "write the rendering there"),
      .value("--evidence", "FILE", "write the evidence there as JSON"),
    ],
    examples: [
      "caskade check", "caskade check login-redirect --base main --head HEAD",
      "caskade check --evidence ../evidence.json",
    ],
    exits: "0 kept, 1 broken or unproven, 2 could not be judged")

  private static let report = CommandSpec(
    verb: .report, group: .after, summary: "render evidence for the pull request; without a file, check first",
    operands: "[EVIDENCE|-]", operandCount: 0...1,
    options: [
      .value("--format", "FORMAT", "markdown (default), text or json"), .value("--output", "FILE", "write it there"),
    ] + [.value("--contract", "CONTRACT", "the contract to check by, when there is no EVIDENCE")] + judging,
    examples: ["caskade report > ../report.md", "caskade report evidence.json"],
    exits: "with EVIDENCE 0 when it was rendered; without, as check")

  private static let verify = CommandSpec(
    verb: .verify, group: .after, summary: "say whether evidence still holds for this branch",
    operands: "EVIDENCE|-", operandCount: 1...1,
    options: [
      .value("--base", "REV", "what the evidence should compare with; without it what check would take here"),
      .value("--head", "REV", "what the evidence should be of; without it what is checked out"),
      .flag("--rerun", "run the validation commands again, here"),
    ],
    examples: ["caskade verify evidence.json", "caskade verify evidence.json --rerun"],
    exits: "0 all that can be recomputed holds, 1 something differs or is stale, 2 can't tell")

  private static let schema = CommandSpec(
    verb: .schema, group: .also, summary: "print the JSON Schema of contracts, the policy or evidence",
    operands: "", operandCount: 0...0,
    options: [.flag("--evidence", "of evidence"), .flag("--policy", "of the policy")],
    examples: ["caskade schema --evidence > evidence.schema.json"], exits: "")

  private static let close = CommandSpec(
    verb: .close, group: .after, summary: "move a contract to Contracts/closed: done, cancelled or taken over",
    operands: "CONTRACT", operandCount: 1...1,
    options: [
      .value("--as", "HOW", "done, cancelled or takeover"), .value("--why", "TEXT", "a reason, kept in the file"),
    ],
    examples: ["caskade close login-redirect --as done"], exits: "")

  private static let explain = CommandSpec(
    verb: .explain, group: .also, summary: "say what a finding's rule means, and how to settle it",
    operands: "[RULE|GATE]", operandCount: 0...1,
    options: [.value("--format", "FORMAT", "text (default), json or markdown")],
    examples: ["caskade explain scope.outside", "caskade explain integrity"], exits: "")

  private static let demo = CommandSpec(
    verb: .demo, group: .also, summary: "play the whole loop in a throw-away repository",
    operands: "", operandCount: 0...0, options: [.value("--keep", "DIR", "leave the repository there to look at")],
    examples: ["caskade demo"], exits: "")

  private static let debug = CommandSpec(
    verb: .debug, group: .also, summary: "show how a file is parsed or a pattern matches, for bug reports",
    operands: "yaml FILE|match PATTERN...", operandCount: 1...1_000, options: [],
    examples: ["caskade debug yaml Contracts/login.yaml", "git ls-files -z | caskade debug match 'Sources/**'"],
    exits: "2 for input that is refused")

  private static let help = CommandSpec(
    verb: .help, group: .also, summary: "show help, for a verb when one is named",
    operands: "[VERB]", operandCount: 0...1, options: [], examples: ["caskade help check"], exits: "")

  private static let version = CommandSpec(
    verb: .version, group: .also, summary: "show the version", operands: "", operandCount: 0...0, options: [],
    examples: [], exits: "")
}
