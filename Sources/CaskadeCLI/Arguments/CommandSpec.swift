/// What one verb takes, and what help says about it. Parsing, help and completions all read this.
struct CommandSpec: Sendable {
  enum Group: String, Sendable, CaseIterable {
    case before = "Before the run"
    case after = "After the run"
    case also = "Also"
  }

  let verb: Verb
  let group: Group
  /// One line, imperative, without a final period.
  let summary: String
  /// As usage shows them: `[CONTRACT]`.
  let operands: String
  let operandCount: ClosedRange<Int>
  let options: [OptionSpec]
  let examples: [String]
  /// What the exit statuses mean here, where that isn't plain.
  let exits: String

  /// Options that every verb takes.
  static let common: [OptionSpec] = [
    .value("--directory", "DIR", short: "-C", "work as if started in DIR"),
    .value("--color", "WHEN", "auto (default), always or never; NO_COLOR and CLICOLOR_FORCE count too"),
    .flag("--help", short: "-h", "show this help"),
  ]

  var allOptions: [OptionSpec] { options + Self.common }

  /// On one line, as a hint says it; where the options are too many to be read on one, it names the page that lists them.
  var usage: String {
    guard options.count <= 8 else {
      return "caskade \(verb.rawValue) [OPTION]... \(operands); caskade \(verb.rawValue) --help lists the options"
    }
    let parts = ["caskade \(verb.rawValue)", operands] + options.map { "[\($0.usage)]" }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// The verbs of the command line.
enum Verb: String, Sendable, CaseIterable {
  case initialize = "init"
  case draft, lint, show, diff, approve, amend, policy, template, check, report, verify, close, explain, demo, debug
  case schema, help, version
}
