import CaskadeCore
import CaskadeEngine
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade report`: renders evidence for a pull request.
enum ReportCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let format = try EvidenceFormat.read(arguments, standard: .markdown)
    guard let file = arguments.operands.first else { return try check(arguments, host, format) }
    try refuseCheckOptions(arguments)
    let saved = try EvidenceFile(file, host)
    try write(format, saved.evidence, .asserted(by: saved.name), arguments, host)
    return .good
  }

  private static func check(
    _ arguments: Arguments, _ host: Host, _ format: EvidenceFormat
  ) throws(CommandError) -> ExitCode {
    let options = try CheckOptions(arguments, host, contract: arguments.value("--contract"))
    return try Session.run(host) { (session) throws(CommandError) in
      if let place = arguments.value("--output") { try OutputPlace.check(place, session) }
      let evidence = try CheckRun(session, options, startedAt: WallClock.seconds()).evidence()
      try write(format, evidence, .witnessed, arguments, host)
      return CheckCommand.exitCode(of: evidence)
    }
  }

  private static func write(
    _ format: EvidenceFormat, _ evidence: Evidence, _ provenance: Provenance, _ arguments: Arguments, _ host: Host
  ) throws(CommandError) {
    let place = arguments.value("--output") ?? "-"
    let text = format.render(evidence, provenance, colored: place == "-" && host.isColored(.output))
    try OutputPlace.write(Array(text.utf8), place, host)
  }

  /// Options that would change what was checked mean nothing for evidence that is there already.
  private static func refuseCheckOptions(_ arguments: Arguments) throws(CommandError) {
    let spec = CommandTable.spec(of: .report)
    let own = ["--format", "--output"]
    if let option = spec.options.first(where: { !own.contains($0.name) && arguments.has($0.name) }) {
      throw CommandError(
        "'\(option.name)' goes with a check, and evidence was given",
        hint: "leave out the evidence to check now, or leave out '\(option.name)'")
    }
  }
}
