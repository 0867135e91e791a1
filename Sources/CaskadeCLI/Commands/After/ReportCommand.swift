import CaskadeCore
import CaskadeEngine
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade report`: renders evidence for a pull request.
struct ReportCommand: Command {
  private let evidence: String?
  private let format: EvidenceFormat
  private let flavor: MarkdownFlavor
  private let output: String?
  private let isSummarized: Bool
  private let contract: String?
  private let judging: JudgingOptions

  static let words = CommandWords(
    name: "report", group: .after, summary: "render evidence for the pull request; without a file, check first",
    examples: ["caskade report > ../report.md", "caskade report evidence.json"],
    exits: "with EVIDENCE 0 when it was rendered; without, as check")

  init(_ read: inout ArgumentReader) {
    evidence = read.optionalOperand("[EVIDENCE|-]")
    format = read.choice("--format", "FORMAT", standard: .markdown)
    flavor = read.choice(
      "--flavor", "FLAVOR",
      "\(MarkdownFlavor.list(standard: .auto)); of Markdown: auto takes GitHub's alerts where the forge is GitHub",
      standard: .auto)
    output = read.value("--output", "FILE", "write it there")
    isSummarized = read.flag("--summary", "in GitHub Actions, add the report to the summary of the step")
    if flavor != .auto, format != .markdown {
      read.refuse(CommandError("'--flavor' is for Markdown", hint: "leave out '--flavor' or '--format'"))
    }
    let alwaysGood = read.given.count
    contract = read.value(
      "--contract", "CONTRACT", "the contract to check by, when there is no EVIDENCE", .contract)
    judging = JudgingOptions(&read)
    // What would change what was checked means nothing for evidence that is there already.
    if evidence != nil, let option = read.given.dropFirst(alwaysGood).first {
      read.refuse(
        CommandError(
          "'\(option)' goes with a check, and evidence was given",
          hint: "leave out the evidence to check now, or leave out '\(option)'"))
    }
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let evidence else { return try check(host) }
    let saved = try EvidenceFile(evidence, host)
    try write(saved.evidence, .asserted(by: saved.name), host)
    return .good
  }

  private func check(_ host: Host) throws(CommandError) -> ExitCode {
    let options = try judging.checkOptions(host, contract: contract)
    return try Session.run(host) { (session) throws(CommandError) in
      if let output { try OutputPlace.check(output, session) }
      let evidence = try CheckRun(session, options, startedAt: WallClock.seconds()).evidence()
      try write(evidence, .witnessed, host)
      return CheckCommand.exitCode(of: evidence)
    }
  }

  private func write(_ evidence: Evidence, _ provenance: Provenance, _ host: Host) throws(CommandError) {
    let place = output ?? "-"
    let summary = isSummarized ? try StepSummary(host) : nil
    let text = format.render(evidence, provenance, on: TerminalScreen(host, to: place), flavor: flavor)
    try OutputPlace.write(Array(text.utf8), place, host)
    try summary?.add(MarkdownReport().render(evidence, provenance), host)
  }
}

extension MarkdownFlavor: OptionChoice {}
