import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// `caskade amend`: writes into a contract what the run needed, for a person to approve.
struct AmendCommand: Command {
  private let isDry, isNarrowing: Bool
  private let evidence: [String]
  private let contract, base, head: String?

  static let words = CommandWords(
    name: "amend", group: .after, summary: "write into a contract what the run needed, for a person to approve",
    examples: ["caskade amend login-redirect", "caskade amend login-redirect --narrow --evidence ../e.json --dry-run"],
    exits: "0 all that was needed is in it, 1 a person has to grant the rest, 2 it could not be amended")

  init(_ read: inout ArgumentReader) {
    contract = read.optionalOperand("[CONTRACT]", .contract)
    base = read.value("--base", "REV", "what to compare with, as for check")
    head = read.value("--head", "REV", "whose changes are needed; without it the working tree's")
    isNarrowing = read.flag(
      "--narrow", "the other way: take out the paths and tools that no run under it used, by its records and --evidence"
    )
    evidence = read.values("--evidence", "FILE", "with --narrow, evidence of one more run; may be repeated")
    if !isNarrowing, !evidence.isEmpty {
      read.refuse(CommandError("'--evidence' is for '--narrow'", hint: "caskade amend NAME --narrow --evidence FILE"))
    }
    if isNarrowing, head != nil {
      read.refuse(CommandError("'--head' isn't for '--narrow'", hint: "leave it out: what past runs used is on record"))
    }
    isDry = read.flag("--dry-run", "say what would be written; write nothing")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in try isNarrowing ? narrow(session) : amend(session) }
  }

  private func amend(_ session: Session) throws(CommandError) -> ExitCode {
    let host = session.host
    let shown = try ShownContract(contract, base: base, session)
    guard let path = shown.path, ContractFolder.holdsContract(path) else {
      throw CommandError(
        "'\(shown.name)' is not a contract of this repository", hint: "amend what lies at Contracts/NAME.yaml")
    }
    let options = CheckOptions(base: base, head: head)
    let comparison = try BaseAndHead(options, session)
    let facts = try ChangeFacts(comparison, session)
    let own = ContractStanding(source: .base, path: path, name: path.display, why: "", amendment: nil)
    let changes = facts.changes.changes.filter { !own.isOwn($0.path) }
    let trial = AmendmentTrial(options, comparison, facts, session, startedAt: WallClock.seconds())
    let checks = try trial.failingChecks(of: shown.contract, shown.source, at: path)
    let amendment: ContractAmendment
    do throws(ContractAmendment.Failure) {
      amendment = try ContractAmendment(
        shown.source, shown.contract, changes: changes, policy: comparison.policy, areas: facts.areas,
        checks: checks ?? [], secrets: Set(facts.secrets.hits.compactMap(\.path)))
    } catch {
      throw Self.failure(error, path)
    }
    let source = SourceText(name: shown.source.name, bytes: amendment.bytes)
    let left = AmendmentRest(try trial.failures(of: amendment.contract, source, at: path))
    let isAmended = amendment.bytes != shown.source.bytes
    let onBase = try comparison.rootShelf.source(of: path)?.bytes
    var lines: [String] = []
    if isAmended {
      let file = session.repository.location.workTree.appending(path)
      if !isDry { try touching(AtomicFile.write(amendment.bytes, to: file, replacing: true)) }
      lines.append(
        "\(path.display) \(isDry ? "would be" : "is") amended: \(amendment.difference.changes.map(\.text).joined(separator: ", "))"
      )
    } else {
      lines.append(
        left.isEmpty
          ? "\(path.display) grants all that the change needs, and stays as it is"
            + (checks == nil ? "; no command was run" : "")
          : "\(path.display) stays as it is")
    }
    lines += left.lines
    if isDry, isAmended {
      lines.append("Nothing was written; without --dry-run it is.")
    } else if onBase == amendment.bytes {
      lines.append("\(comparison.base.name) has these very bytes already: there is nothing to bring there")
    } else {
      lines += Self.next(path, comparison.base.name, isAmendment: onBase != nil)
    }
    try host.write(lines.joined(separator: "\n") + "\n")
    return left.isEmpty ? .good : .bad
  }

  // MARK: The other way

  private func narrow(_ session: Session) throws(CommandError) -> ExitCode {
    let shown = try ShownContract(contract, base: base, session)
    guard let path = shown.path, ContractFolder.holdsContract(path) else {
      throw CommandError(
        "'\(shown.name)' is not a contract of this repository", hint: "amend what lies at Contracts/NAME.yaml")
    }
    let runs = try PastRuns(of: path, evidence: evidence, session).runs
    guard !runs.isEmpty else {
      throw CommandError(
        "no run under '\(path.display)' is on record", hint: "give its evidence: caskade amend --narrow --evidence FILE"
      )
    }
    let narrowing: ContractNarrowing
    do throws(ContractAmendment.Failure) {
      narrowing = try ContractNarrowing(shown.source, shown.contract, runs: runs, policy: shown.policy)
    } catch {
      throw Self.failure(error, path)
    }
    let isNarrowed = narrowing.bytes != shown.source.bytes
    var lines =
      isNarrowed
      ? ["\(path.display) \(isDry ? "would be" : "is") narrowed, by \(runs.count.counted("run")):"]
      : ["\(path.display) stays as it is, by \(runs.count.counted("run"))"]
    lines += narrowing.removals.map { "  - \($0.key) \(EscapedText.line($0.text)): \($0.reason)" }
    lines += narrowing.kept.map { "  \(EscapedText.line($0))" }
    if isNarrowed, isDry {
      lines.append("Nothing was written; without --dry-run it is.")
    } else if isNarrowed {
      let file = session.repository.location.workTree.appending(path)
      try touching(AtomicFile.write(narrowing.bytes, to: file, replacing: true))
      if let tip = shown.tip {
        let isThere = try ContractTree(of: tip.commit, session.repository.objects).blob(at: path) != nil
        lines += Self.next(path, tip.name, isAmendment: isThere)
      }
    }
    try session.host.write(lines.joined(separator: "\n") + "\n")
    return .good
  }

  /// How a person's word for it comes about: a signature, or the contract alone on the base, without the work.
  private static func next(_ path: RepositoryPath, _ base: String, isAmendment: Bool) -> [String] {
    let name = ContractFolder.name(of: path)
    let word = ShellWord.quoted(RepositoryPath(name))
    let branch = ShellWord.quoted(RepositoryPath("amend-\(name)"))
    let folder = ShellWord.quoted(RepositoryPath("../amend-\(name)"))
    let file = ShellWord.quoted(path)
    return [
      isAmendment
        ? "Nobody has approved it yet: until then the version on \(base) judges."
        : "Nobody has approved it yet: \(base) doesn't have it.",
      "next:",
      "  1. review what it grants now: caskade show \(word)",
      "  2. a person approves it: caskade approve \(word)",
      "  or brings it to \(base), and only it, from the repository's root:",
      "     git worktree add -b \(branch) \(folder) \(base)",
      "     mkdir -p \(folder)/Contracts && cp \(file) \(folder)/Contracts/",
      "     git -C \(folder) add \(file)",
      "     git -C \(folder) commit -m \(ShellWord.quoted(RepositoryPath("Amend \(name)")))",
      "     then merge branch \(branch) to \(base), by a pull request if that is your way",
    ]
  }

  private static func failure(_ failure: ContractAmendment.Failure, _ path: RepositoryPath) -> CommandError {
    switch failure {
    case .noPlaceForPaths(let lines):
      var error = CommandError(
        "'\(path.display)' has no list of paths with an entry on each line", hint: "put these lines below 'allow:'")
      error.diagnostics = lines.map { "    \($0)" }.joined(separator: "\n")
      return error
    case .noPlaceForChecks(let lines):
      var error = CommandError(
        "'\(path.display)' has no place for the list 'checks_may_change' with an entry on each line",
        hint: "put these lines below 'paths: checks_may_change:', and have a person approve them")
      error.diagnostics = lines.map { "    \($0)" }.joined(separator: "\n")
      return error
    case .unreadable:
      return CommandError(
        "'\(path.display)' can't be amended line by line", hint: "write what check lists into it by hand")
    }
  }
}
