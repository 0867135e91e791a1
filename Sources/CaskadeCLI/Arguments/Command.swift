import CaskadeEngine

/// A verb in one file: its words, what it takes, and what it does.
///
/// The fields are what the person typed, in the types that `run` needs: an option that no field holds doesn't exist, and a
/// field that no option fills doesn't compile.
protocol Command: Sendable {
  static var words: CommandWords { get }

  /// Declares every option and operand, and takes what was typed for it.
  init(_ read: inout ArgumentReader)

  func run(_ host: Host) throws(CommandError) -> ExitCode
}

/// What help says about a verb.
struct CommandWords: Hashable, Sendable {
  enum Group: String, Sendable, CaseIterable {
    case before = "Before the run"
    case during = "During the run"
    case after = "After the run"
    case team = "Across the team"
    case also = "Also"
  }

  /// As it is typed: `check`.
  let name: String
  let group: Group
  /// One line, imperative, without a final period.
  let summary: String
  var examples: [String] = []
  /// What the exit statuses mean here, where that isn't plain.
  var exits = ""
}
