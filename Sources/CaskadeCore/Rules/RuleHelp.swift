/// What there is to know about a rule, for somebody who has just been stopped by it.
package struct RuleHelp: Hashable, Sendable {
  package let means: String
  package let matters: String
  /// A finding as it is printed, or the lines that it is about.
  package let example: String
  /// The ways out, the one that keeps most proof first.
  package let settle: [String]

  /// Where paragraphs break is the page's business, so that lines are joined here; the example keeps its own.
  init(means: String, matters: String, example: String, settle: [String]) {
    self.means = Self.joined(means)
    self.matters = Self.joined(matters)
    self.example = example
    self.settle = settle.map(Self.joined)
  }

  /// The same with its example as a report prints it.
  func showing(_ rule: String, at place: String = "") -> RuleHelp {
    RuleHelp(means: means, matters: matters, example: "\(place)\(example) [\(rule)]", settle: settle)
  }

  private static func joined(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}
