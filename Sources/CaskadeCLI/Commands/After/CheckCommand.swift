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
  private let judging: JudgingOptions
  private let format: EvidenceFormat
  private let output, evidenceFile: String?

  static let words = CommandWords(
    name: "check", group: .after, summary: "judge the branch by its contract; the verdict is the exit status",
    examples: [
      "caskade check", "caskade check login-redirect --base main --head HEAD",
      "caskade check --evidence ../evidence.json",
    ],
    exits: "0 kept, or nothing that a contract judges; 1 broken or unproven, 2 could not be judged")

  init(_ read: inout ArgumentReader) {
    contract = read.optionalOperand("[CONTRACT]", .contract)
    judging = JudgingOptions(&read)
    format = read.choice("--format", "FORMAT", standard: .text)
    output = read.value("--output", "FILE", "write the rendering there")
    evidenceFile = read.value("--evidence", "FILE", "write the evidence there as JSON")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let options = try judging.checkOptions(host, contract: contract)
    return try Session.run(host) { (session) throws(CommandError) in
      for place in [output, evidenceFile, judging.logs].compactMap({ $0 }) { try OutputPlace.check(place, session) }
      if let folder = options.validation.logs {
        try touching(FileSystem.createFolders(folder))
      }
      let evidence = try CheckRun(session, options, startedAt: WallClock.seconds()).evidence()
      if let evidenceFile { try OutputPlace.write(EvidenceWriter.bytes(evidence), evidenceFile, host) }
      let place = output ?? "-"
      let text = format.render(evidence, .witnessed, colored: place == "-" && host.isColored(.output))
      try OutputPlace.write(Array(text.utf8), place, host)
      if format == .text { Self.wayOut(evidence).map(host.note) }
      return Self.exitCode(of: evidence)
    }
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
