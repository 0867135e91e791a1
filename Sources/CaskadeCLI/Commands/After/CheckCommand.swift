import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade check`: judges the branch; the verdict is the exit status.
struct CheckCommand: Command {
  private let contract: String?
  private let parts: [String]
  private let share: (number: Int, of: Int)?
  private let isVouched: Bool
  private let key, principal: String?
  private let judging: JudgingOptions
  private let format: EvidenceFormat
  private let output, evidenceFile: String?
  private let isRecorded, isQuiet, isSummarized: Bool

  static let words = CommandWords(
    name: "check", group: .after, summary: "judge the branch by its contract; the verdict is the exit status",
    examples: [
      "caskade check", "caskade check login-redirect --base main --head HEAD",
      "caskade check --evidence ../evidence.json",
    ],
    exits: "0 kept, or nothing that a contract judges; 1 broken or unproven, 2 could not be judged")

  init(_ read: inout ArgumentReader) {
    let words = read.operands("[CONTRACT]", 0...Self.mostWords, .contract)
    judging = JudgingOptions(&read)
    share = read.value(
      "--share", "N/OF", "run only this share of the commands; 'check --join' brings the shares together",
      as: Self.share)
    let isJoined = read.flag(
      "--join", "take validation from the evidence of other checks, named behind it: --join part*.json")
    isVouched = read.flag(
      "--vouch", "with --join, stand for parts that no runner signed; the verdict is then at best unproven")
    key = read.value(
      "--sign", "KEY", "sign the evidence with this key, which is hidden from all commands, or a security key")
    principal = read.value("--as", "NAME", "with --sign, the runner's name; else the base's signers tell it by the key")
    parts = isJoined ? words.filter { $0.hasSuffix(".json") } : []
    let named = words.filter { !isJoined || !$0.hasSuffix(".json") }
    contract = named.first
    let isPartly = read.given.contains("--skip-validation") || share != nil
    if named.count > 1 {
      read.refuse(
        CommandError.usage(
          "'caskade check' doesn't know what to do with '\(named[1])'", hint: "usage: \(Self.usage)"))
    } else if isJoined, parts.isEmpty {
      read.refuse(CommandError("'--join' needs the parts, each a .json file", hint: "caskade check --join part*.json"))
    } else if isJoined, isPartly {
      read.refuse(
        CommandError(
          "'--join' takes what ran elsewhere, and runs nothing",
          hint: "check by itself what runs here, and join its evidence afterwards"))
    } else if isVouched, !isJoined {
      read.refuse(CommandError("'--vouch' goes with '--join'", hint: "leave it out: these commands run here"))
    } else if principal != nil, key == nil {
      read.refuse(CommandError("'--as' goes with '--sign'", hint: "name the key: --sign KEY"))
    }
    format = read.choice("--format", "FORMAT", standard: .text)
    output = read.value("--output", "FILE", "write the rendering there")
    evidenceFile = read.value("--evidence", "FILE", "write the evidence there as JSON")
    isRecorded = read.flag("--record", "keep the evidence's record in git notes, on the commit that was judged")
    isQuiet = read.flag("--quiet", short: "-q", "print the verdict's line only")
    isSummarized = read.flag("--summary", "in GitHub Actions, add the report to the summary of the step")
    if isQuiet, format != .text {
      read.refuse(CommandError("'--quiet' is for text", hint: "leave out '--quiet' or '--format'"))
    }
  }

  private static let mostWords = 1_000
  private static let mostShares = 1_000
  private static let usage =
    "caskade check [OPTION]... [CONTRACT]; caskade check --help lists the options"

  private static func share(_ word: String) throws(CommandError) -> (number: Int, of: Int) {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let of = parts[1], (1...mostShares).contains(of),
      (1...of).contains(number)
    else {
      throw CommandError("'--share' can't be '\(word)'", hint: "a number from 1 on, and of how many: 2/6")
    }
    return (number, of)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    var options = try judging.checkOptions(host, contract: contract)
    (options.share, options.join, options.vouch) = (share, parts, isVouched)
    if key != nil, evidenceFile == nil, !isRecorded, format != .json {
      throw CommandError(
        "a signature needs evidence that it stands in",
        hint: "write it to a file: --evidence FILE, or keep it: --record")
    }
    return try Session.run(host) { (session) throws(CommandError) in
      for place in [output, evidenceFile, judging.logs].compactMap({ $0 }) { try OutputPlace.check(place, session) }
      if let folder = options.validation.logs {
        try touching(FileSystem.createFolders(folder))
      }
      let summary = isSummarized ? try StepSummary(host) : nil
      let signer = try key.map { (key) throws(CommandError) in
        try EvidenceSigner(key, as: principal, base: judging.base, session)
      }
      options.validation.hidden = signer?.hidden ?? []
      var evidence = try CheckRun(session, options, startedAt: WallClock.seconds()).evidence()
      if let signer { evidence = try signer.signed(evidence, now: WallClock.seconds()) }
      if let evidenceFile { try OutputPlace.write(EvidenceWriter.bytes(evidence), evidenceFile, host) }
      let place = output ?? "-"
      var screen = TerminalScreen(host, to: place)
      if isQuiet { screen.width = nil }
      let text = format.render(evidence, .witnessed, on: screen)
      // The verdict is the last line of the text.
      let verdict = text.split(separator: "\n").last.map { "\($0)\n" } ?? ""
      try OutputPlace.write(Array((isQuiet ? verdict : text).utf8), place, host)
      if format == .text, !isQuiet { Self.wayOut(evidence).map(host.note) }
      try summary?.add(MarkdownReport().render(evidence), host)
      if isRecorded { try record(evidence, session) }
      return Self.exitCode(of: evidence)
    }
  }

  private func record(_ evidence: Evidence, _ session: Session) throws(CommandError) {
    guard let kept = KeptRecord(evidence, EvidenceWriter.value(evidence)) else { return }
    let record = EvidenceRecord(evidence, EvidenceWriter.value(evidence))
    let isNew = try RecordStore(session).keep(kept, of: record)
    session.host.note("caskade: \(RecordPhrases.kept(record, isNew: isNew))")
  }

  /// The command by which a run that needs more asks for it; nil where more authority wouldn't help.
  private static func wayOut(_ evidence: Evidence) -> String? {
    let asks = evidence.findings.contains { finding in
      finding.severity == .error
        && (finding.gate == .scope || finding.gate == .budget && finding.rule != FindingRule.budgetPolicy.id)
    }
    // What came with others' work isn't to be asked for here.
    let holdsOthers = evidence.findings.contains { $0.rule == FindingRule.scopeOtherWork.id }
    guard asks, !holdsOthers, let contract = evidence.contract, contract.source != .file else { return nil }
    let name = ContractFolder.name(of: RepositoryPath(contract.path))
    return "caskade: to ask for what this needs, as an amendment for a person to approve: caskade amend \(name)"
  }

  /// A gate that the caller left out by name keeps the verdict unproven, and alone doesn't fail a check.
  static func exitCode(of evidence: Evidence) -> ExitCode {
    switch evidence.verdict {
    case .kept: return .good
    case .broken: return .bad
    case .nothing: return evidence.findings.contains { $0.severity == .error } ? .bad : .good
    case .unproven:
      let open = evidence.gates.filter { $0.required && $0.state == .unproven }
      return !open.isEmpty && open.allSatisfy(\.skipped) ? .good : .bad
    }
  }
}
