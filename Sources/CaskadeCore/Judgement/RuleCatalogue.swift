import CaskadeContracts
import CaskadeSyntax

/// Every rule that there is: those of the gates in their order, then what `caskade lint` finds in a file, from its meaning
/// down to its text.
package enum RuleCatalogue {
  /// The rules of one gate, or of one part of lint.
  package struct Chapter: Hashable, Sendable {
    /// What stands before the dot in its rules.
    package let name: String
    package let rules: [FindingRule]
  }

  /// A gate without rules has no chapter.
  package static let chapters: [Chapter] = {
    let gates = Gates.all.map { Chapter(name: $0.name.rawValue, rules: $0.rules) }
    return gates.filter { !$0.rules.isEmpty } + [
      Chapter(name: "lint", rules: FindingRule.ofLint), Chapter(name: "schema", rules: FindingRule.ofSchema),
      Chapter(name: "pattern", rules: FindingRule.ofPatterns), Chapter(name: "yaml", rules: FindingRule.ofYAML),
    ]
  }()

  package static let all: [FindingRule] = chapters.flatMap(\.rules)

  private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The rule of this identifier; for one of an earlier version, what it is called now. Nil for an unknown one, which
  /// evidence of another version may have.
  package static func rule(_ id: String) -> FindingRule? {
    byID[id] ?? FindingRule.renamed.first { $0.old == id }.flatMap { byID[$0.new] }
  }

  /// What was probably meant: by the whole identifier, or by its part behind the gate's name.
  package static func closest(to word: String) -> String? {
    if let match = all.first(where: { $0.id.hasSuffix(".\(word)") }) { return match.id }
    return Suggestion.closest(to: word, among: all.map(\.id) + chapters.map(\.name))
  }
}
