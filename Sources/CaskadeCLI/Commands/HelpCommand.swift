import CaskadeEngine
import CaskadeSyntax

/// `caskade help [VERB]`.
enum HelpCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    guard let word = arguments.operands.first else {
      try host.write(HelpText.text(for: nil))
      return .good
    }
    guard let verb = Verb(rawValue: word) else { throw CommandError.unknownVerb(word) }
    try host.write(HelpText.text(for: verb))
    return .good
  }
}

/// `caskade version`.
enum VersionCommand {
  static func run(_ host: Host) throws(CommandError) -> ExitCode {
    try host.write("caskade \(Version.text)\n")
    return .good
  }
}
