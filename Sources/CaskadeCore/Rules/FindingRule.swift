package import CaskadeContracts

/// One kind of finding: its identifier, and what an engineer who was stopped by it needs to know.
///
/// An identifier is never used again for something else, and never goes away without a word: `renamed` has those of
/// earlier versions.
package struct FindingRule: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error, warning, note

    /// 0 for the gravest.
    package var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// `scope.outside`: the gate, or what of a file is wrong, and what is found.
  package let id: String
  /// Nil for what is found in a file: by `caskade lint`, and by every verb that can't read it.
  package let gate: GateName?
  /// Those that its findings can have, gravest first.
  package let severities: [Severity]
  /// What is found, in one line, without a final period.
  package let summary: String
  package let help: RuleHelp

  init(_ id: String, _ gate: GateName?, _ severities: [Severity], _ summary: String, _ help: RuleHelp) {
    self.id = id
    self.gate = gate
    self.severities = severities
    self.summary = summary
    self.help = help
  }

  init(
    _ id: String, _ gate: GateName, _ severities: Severity..., says summary: String, means: String, matters: String,
    example: String, settle: [String]
  ) {
    self.init(
      id, gate, severities, summary, RuleHelp(means: means, matters: matters, example: example, settle: settle))
  }
}

extension FindingRule {
  /// Identifiers that earlier versions printed, and what they are called now.
  package static let renamed: [(old: String, new: String)] = []
}
