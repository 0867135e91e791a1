import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade check`: judges the branch; the verdict is the exit status.
enum CheckCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let format = try EvidenceFormat.read(arguments, standard: .text)
    let options = try CheckOptions(arguments, host, contract: arguments.operands.first)
    return try Session.run(host) { (session) throws(CommandError) in
      let places = [arguments.value("--output"), arguments.value("--evidence"), arguments.value("--logs")].compactMap {
        $0
      }
      for place in places { try OutputPlace.check(place, session) }
      if let folder = options.validation.logs {
        try touching(FileSystem.createFolders(folder))
      }
      let evidence = try CheckRun(session, options, startedAt: WallClock.seconds()).evidence()
      if let file = arguments.value("--evidence") { try OutputPlace.write(EvidenceWriter.bytes(evidence), file, host) }
      let toTerminal = arguments.value("--output").map { $0 == "-" } ?? true
      let text = format.render(evidence, .witnessed, colored: toTerminal && host.isColored(.output))
      try OutputPlace.write(Array(text.utf8), arguments.value("--output") ?? "-", host)
      if format == .text { wayOut(evidence).map(host.note) }
      return exitCode(of: evidence)
    }
  }

  /// The command by which a run that needs more asks for it; nil where more authority wouldn't help.
  private static func wayOut(_ evidence: Evidence) -> String? {
    let asks = evidence.findings.contains { finding in
      finding.severity == .error
        && (finding.gate == .scope || finding.gate == .budget && finding.rule != FindingRule.budgetPolicy.id)
    }
    guard asks, evidence.contract.source != .file else { return nil }
    let name = ContractFolder.name(of: RepositoryPath(evidence.contract.path))
    return "caskade: to ask for what this needs, as an amendment for a person to approve: caskade amend \(name)"
  }

  /// A gate that the caller left out by name keeps the verdict unproven, and alone doesn't fail a check.
  static func exitCode(of evidence: Evidence) -> ExitCode {
    switch evidence.verdict {
    case .kept: return .good
    case .broken: return .bad
    case .unproven:
      let open = evidence.gates.filter { $0.required && $0.state == .unproven }
      return !open.isEmpty && open.allSatisfy(\.skipped) ? .good : .bad
    }
  }
}

/// The forms in which evidence is written out.
enum EvidenceFormat: String, CaseIterable {
  case text, markdown, json

  static func read(_ arguments: Arguments, standard: EvidenceFormat) throws(CommandError) -> EvidenceFormat {
    guard let word = arguments.value("--format") else { return standard }
    guard let format = EvidenceFormat(rawValue: word) else {
      let known = allCases.map(\.rawValue)
      throw CommandError(
        "'--format' can't be '\(word)'",
        hint: Suggestion.closest(to: word, among: known).map { "did you mean '\($0)'?" }
          ?? "one of: \(known.joined(separator: ", "))")
    }
    return format
  }

  func render(_ evidence: Evidence, _ provenance: Provenance, colored: Bool) -> String {
    switch self {
    case .text: TerminalReport(colored: colored).render(evidence, provenance)
    case .markdown: MarkdownReport().render(evidence, provenance)
    case .json: String(decoding: EvidenceWriter.bytes(evidence), as: UTF8.self)
    }
  }
}
