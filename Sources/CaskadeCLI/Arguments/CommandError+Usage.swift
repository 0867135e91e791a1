import CaskadeEngine
import CaskadeSyntax

extension CommandError {
  static func unknownVerb(_ word: String) -> CommandError {
    let known = Verb.allCases.map(\.rawValue)
    let hint = Suggestion.closest(to: word, among: known).map { "did you mean 'caskade \($0)'?" }
    return CommandError("unknown verb '\(word)'", hint: hint ?? "caskade --help lists the verbs")
  }

  static func unknownOption(_ word: String, of verb: Verb?, known: [OptionSpec]) -> CommandError {
    let close = Suggestion.closest(to: word, among: known.map(\.name)).map { "did you mean '\($0)'?" }
    let help = verb.map { "caskade \($0.rawValue) --help" } ?? "caskade --help"
    return CommandError("unknown option '\(word)'", hint: close ?? "\(help) lists the options")
  }
}
