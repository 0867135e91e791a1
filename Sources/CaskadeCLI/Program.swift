package import CaskadeEngine
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// The command line as a whole: words in, exit status out.
package enum Program {
  /// For a host that speaks to a person or to a CI system's log.
  package static let progress: @Sendable (Host, ProgressPlan) -> any ProgressSink = { host, plan in
    Progress(plan, Progress.Style(host))
  }

  /// Runs what the arguments ask for. A signal that came in between is raised again, so that the caller sees it.
  package static func run(_ host: Host) -> Int32 {
    let code = status(host)
    if let signal = host.interruption.signal { Interruption.reraise(signal) }
    return code
  }

  private static func status(_ host: Host) -> Int32 {
    do throws(CommandError) {
      switch try Arguments.parse(host.arguments) {
      case .help(let verb):
        try host.write(HelpText.text(for: verb))
        return ExitCode.good.rawValue
      case .run(let arguments):
        return try run(arguments, host).rawValue
      }
    } catch {
      report(error, host)
      return ExitCode.unable.rawValue
    }
  }

  static func run(_ arguments: Arguments, _ original: Host) throws(CommandError) -> ExitCode {
    var host = original
    if let word = arguments.value("--color") {
      guard let color = ColorChoice(rawValue: word) else {
        throw CommandError("'--color' can't be '\(word)'", hint: "one of: auto, always, never")
      }
      host.color = color
    }
    if let name = arguments.value("--directory") {
      host.directory = host.path(name)
      guard FileSystem.isFolder(host.directory) else {
        throw CommandError("'\(name)' is not a folder", hint: "name an existing folder behind -C")
      }
    }
    switch arguments.verb {
    case .initialize: return try InitCommand.run(arguments, host)
    case .draft: return try DraftCommand.run(arguments, host)
    case .lint: return try LintCommand.run(arguments, host)
    case .show: return try ShowCommand.run(arguments, host)
    case .diff: return try DiffCommand.run(arguments, host)
    case .approve: return try ApproveCommand.run(arguments, host)
    case .amend: return try AmendCommand.run(arguments, host)
    case .policy: return try PolicyCommand.run(arguments, host)
    case .template: return try TemplateCommand.run(arguments, host)
    case .check: return try CheckCommand.run(arguments, host)
    case .report: return try ReportCommand.run(arguments, host)
    case .verify: return try VerifyCommand.run(arguments, host)
    case .schema: return try SchemaCommand.run(arguments, host)
    case .close: return try CloseCommand.run(arguments, host)
    case .explain: return try ExplainCommand.run(arguments, host)
    case .demo: return try DemoCommand.run(arguments, host)
    case .debug: return try DebugCommand.run(arguments, host)
    case .help: return try HelpCommand.run(arguments, host)
    case .version: return try VersionCommand.run(host)
    }
  }

  private static func report(_ error: CommandError, _ host: Host) {
    if error.unheard { return }
    // A signal to all of a terminal's programs may end git before it is seen here: what failed then is no error.
    guard !error.interrupted, host.interruption.signal == nil else {
      host.note("caskade: interrupted")
      return
    }
    if !error.diagnostics.isEmpty { host.note(error.diagnostics) }
    host.note("caskade: error: \(EscapedText.line(error.message))")
    if let hint = error.hint { host.note("  hint: \(EscapedText.line(hint))") }
  }
}
