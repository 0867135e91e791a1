import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax

/// `caskade explain [RULE]`: what a finding's rule means, why, and how to settle it; without a rule, all of them by gate.
enum ExplainCommand {
  static func run(_ arguments: Arguments, _ host: Host) throws(CommandError) -> ExitCode {
    let word = arguments.value("--format") ?? RulePage.text.rawValue
    guard let page = RulePage(rawValue: word) else {
      throw CommandError(
        "'--format' can't be '\(word)'", hint: "one of: \(RulePage.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return try explain(arguments.operands.first, page, host)
  }

  /// True for a rule, a rule's earlier name, a gate, and `lint`.
  static func knows(_ word: String) -> Bool {
    RuleCatalogue.rule(word) != nil || RuleCatalogue.chapters.contains { $0.name == word }
  }

  /// - Parameter word: a rule, or a gate whose rules are listed; nil for all.
  static func explain(_ word: String?, _ page: RulePage = .text, _ host: Host) throws(CommandError) -> ExitCode {
    guard let word else {
      try host.write(page.render(RuleCatalogue.chapters))
      return .good
    }
    if let chapter = RuleCatalogue.chapters.first(where: { $0.name == word }) {
      try host.write(page.render([chapter]))
      return .good
    }
    guard let rule = RuleCatalogue.rule(word) else {
      throw CommandError(
        "there is no rule '\(word)'",
        hint: RuleCatalogue.closest(to: word).map { "did you mean '\($0)'?" } ?? "caskade explain lists them")
    }
    if rule.id != word { host.note("caskade: '\(word)' is called '\(rule.id)' now") }
    try host.write(page.render(rule))
    return .good
  }
}
