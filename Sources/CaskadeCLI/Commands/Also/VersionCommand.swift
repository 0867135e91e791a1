import CaskadeEngine

/// `caskade version`.
struct VersionCommand: Command {
  static let words = CommandWords(name: "version", group: .also, summary: "show the version")

  init(_ read: inout ArgumentReader) {}

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try host.write("caskade \(Version.text)\n")
    return .good
  }
}
