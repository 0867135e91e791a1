import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax

extension RulePage: OptionChoice {}

/// `caskade explain`: what a finding's rule means, why, and how to settle it; without a rule, all of them by gate.
struct ExplainCommand: Command {
  private let word: String?
  private let page: RulePage

  static let words = CommandWords(
    name: "explain", group: .also, summary: "say what a finding's rule means, and how to settle it",
    examples: ["caskade explain scope.outside", "caskade explain integrity"])

  init(_ read: inout ArgumentReader) {
    word = read.optionalOperand("[RULE|GATE]", .rule)
    page = read.choice("--format", "FORMAT", standard: .text)
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    guard let word else {
      try host.write(page.render(RuleCatalogue.chapters))
      return .good
    }
    guard let text = page.text(about: word) else {
      throw CommandError(
        "there is no rule '\(word)'",
        hint: RuleCatalogue.closest(to: word).map { "did you mean '\($0)'?" } ?? "caskade explain lists them")
    }
    if let rule = RuleCatalogue.rule(word), rule.id != word {
      host.note("caskade: '\(word)' is called '\(rule.id)' now")
    }
    try host.write(text)
    return .good
  }
}
