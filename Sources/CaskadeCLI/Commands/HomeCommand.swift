import CaskadeEngine
import CaskadeSystem

/// `caskade` alone: where this repository stands, and the next step. It is no verb, and help doesn't list it.
struct HomeCommand: Command {
  static let words = CommandWords(
    name: "", group: .also, summary: "say where this repository stands, and the next step")

  init(_ read: inout ArgumentReader) {}

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard EnclosingFolder.withRepository(above: host.directory) != nil else {
      try host.write(CommandTable.manual.overview)
      return .good
    }
    let step = try Session.run(host) { (session) throws(CommandError) in
      try NextStep(session, now: WallClock.seconds())
    }
    try host.write(
      (step.lines + ["next: \(step.next)", "caskade --help lists the verbs"]).joined(separator: "\n") + "\n")
    return .good
  }
}
