import CaskadeEngine

/// What check takes, and report when it checks: which trees, by whose word, and how the commands run.
struct JudgingOptions: Sendable {
  let base: String?
  private let head, branch, contractFrom: String?
  private let skipValidation, allowSelfDeclared, noBaseChecks, thorough, ignored: Bool
  private let only: [String]
  private let baseline, noCache, isolated, merged, verbose: Bool
  private let jobs: Int
  private let hunks: Int?
  private let passed: [String]
  let agent: String?
  private let model: String?
  let transcripts: [String]
  let logs: String?

  private static let mostJobs = 64
  private static let mostHunks = 10_000

  init(_ read: inout ArgumentReader) {
    base = read.value(
      "--base", "REV", "what to compare with: a branch, a full reference name, or a full object id (pinned)")
    head = read.value("--head", "REV", "what to judge; without it the working tree, with all that is uncommitted")
    branch = read.value("--branch", "NAME", "the branch that the head belongs to, where git doesn't say")
    contractFrom = read.value(
      "--contract-from", "REV|FILE",
      "your own word for where contracts, policy and signers are read; or for one contract's .yaml file")
    skipValidation = read.flag("--skip-validation", "run no commands; the verdict is then at best unproven")
    only = read.values(
      "--only", "NAME", "judge only this gate, or run only this validation command; may be repeated", .gate)
    allowSelfDeclared = read.flag(
      "--allow-self-declared", "judge a contract that nobody approved; the verdict is then at best unproven")
    noBaseChecks = read.flag(
      "--no-base-checks",
      "don't run the commands once more with the base's checks; the verdict is then at best unproven")
    thorough = read.flag(
      "--thorough",
      "trust no stat data, no ignore rule that is in no tree, and no word on what commands left: hash every file")
    ignored = read.flag(
      "--ignored", "list the ignored files of the working tree, which are outside of every check")
    baseline = read.flag(
      "--baseline", "run every command on the base too, and tell what is new from what failed before")
    noCache = read.flag(
      "--no-cache", "with --baseline, don't believe what an earlier check saw on the base; CI never does")
    isolated = read.flag("--isolated", "run the commands in a clean checkout, also for a working tree")
    merged = read.flag(
      "--merged",
      "run the commands on the merge of the base's tip and the head, as it will land; a conflict is unproven")
    hunks = read.counted(
      "--hunks", "N",
      "take each hunk outside of check files back by itself, or N drawn ones, and say which no command notices",
      1...Self.mostHunks)
    jobs =
      read.value("--jobs", "N", "run this many commands side by side; one when left out") {
        (word) throws(CommandError) in
        guard let jobs = Int(word), (1...Self.mostJobs).contains(jobs) else {
          throw CommandError("'--jobs' can't be '\(word)'", hint: "a number from 1 to \(Self.mostJobs)")
        }
        return jobs
      } ?? 1
    passed = read.values(
      "--pass", "VARIABLE", "hand this variable to the commands; its value is masked in what they print")
    logs = read.value("--logs", "DIR", "write each command's whole output there, as it came")
    verbose = read.flag("--verbose", "show the commands' output while they run")
    agent = read.value("--agent", "NAME", "the agent that did the work, by your word; evidence and record say so")
    model = read.value("--model", "NAME", "its model, likewise")
    transcripts = read.values(
      "--transcript", "FILE|auto",
      "what the agent wrote down of the run, for gate tools; auto finds those of this repository, branch and time")
  }

  /// - Throws: a variable to pass that isn't there.
  func checkOptions(_ host: Host, contract: String?) throws(CommandError) -> CheckOptions {
    var validation = ValidationOptions()
    validation.baseline = baseline
    validation.noCache = noCache
    validation.isolated = isolated
    validation.verbose = verbose
    validation.jobs = jobs
    validation.hunks = hunks
    validation.logs = logs.map(host.path)
    for name in passed {
      guard let value = host.environment[name] else {
        throw CommandError(
          "--pass: there is no variable '\(name)' in the environment",
          hint: "set it, or leave out '--pass \(name)'")
      }
      validation.passed[name] = value
    }
    var options = CheckOptions(
      contract: contract, base: base, head: head, branch: branch, contractFrom: contractFrom, thorough: thorough,
      ignored: ignored, skipValidation: skipValidation, allowSelfDeclared: allowSelfDeclared,
      noBaseChecks: noBaseChecks, only: only, validation: validation, merged: merged ? .always : .usual)
    (options.agent, options.model, options.transcripts) = (agent, model, transcripts)
    return options
  }
}
