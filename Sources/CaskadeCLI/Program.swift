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
      return try Request(host.arguments).perform(host).rawValue
    } catch {
      report(error, host)
      return ExitCode.unable.rawValue
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
