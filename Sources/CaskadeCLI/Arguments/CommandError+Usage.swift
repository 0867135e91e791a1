import CaskadeEngine
import CaskadeSyntax

extension CommandError {
  static func unknownVerb(_ word: String, known: [String]) -> CommandError {
    let hint = Suggestion.closest(to: word, among: known).map { "did you mean 'caskade \($0)'?" }
    return CommandError("unknown verb '\(word)'", hint: hint ?? "caskade --help lists the verbs")
  }

  /// - Parameter verb: nil where none was given.
  static func unknownOption(_ word: String, of verb: String?, known: [OptionSpec]) -> CommandError {
    let close = Suggestion.closest(to: word, among: known.map(\.name)).map { "did you mean '\($0)'?" }
    let help = verb.map { "caskade \($0) --help" } ?? "caskade --help"
    return CommandError("unknown option '\(word)'", hint: close ?? "\(help) lists the options")
  }

  static func badChoice(_ option: String, _ word: String, known: [String]) -> CommandError {
    let close = Suggestion.closest(to: word, among: known).map { "did you mean '\($0)'?" }
    return CommandError(
      "'\(option)' can't be '\(word)'", hint: close ?? "one of: \(known.joined(separator: ", "))")
  }
}
