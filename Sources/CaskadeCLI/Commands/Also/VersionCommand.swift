import CaskadeEngine
import CaskadeSyntax

/// `caskade version`.
struct VersionCommand: Command {
  private let isVerbose: Bool

  static let words = CommandWords(
    name: "version", group: .also, summary: "show the version; what a bug report needs",
    examples: ["caskade version --verbose"])

  init(_ read: inout ArgumentReader) {
    isVerbose = read.flag(
      "--verbose", "also the programs that are called, and what the kernel allows: for a bug report")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    var text = "caskade \(Version.text)\n"
    if isVerbose {
      for row in HostReport(host).rows { text += "\(row.name.padded(to: 11))\(row.value)\n" }
    }
    try host.write(text)
    return .good
  }
}
