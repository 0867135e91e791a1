package import CaskadeSyntax

/// Paths that no pattern opens: only the exact path, named in a contract that is approved for the high band.
package struct ProtectedRule: Hashable, Sendable {
  /// What is protected: each kind is a rule of its own.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case contracts = "protected.contracts"
    case ci = "protected.ci"
    case git = "protected.git"
    case agent = "protected.agent"
    case owners = "protected.owners"
    /// What the repository's own policy protects.
    case policy = "protected.policy"
  }

  /// A stable identifier, `protected.ci`.
  package let rule: String
  /// What the file is, as a sentence begins: "CI definition".
  package let what: String
  /// Matched folded, at any depth.
  package let patterns: [PathPattern]

  package init(rule: String, what: String, patterns: [PathPattern]) {
    self.rule = rule
    self.what = what
    self.patterns = patterns
  }

  package var kind: Kind { Kind(rawValue: rule) ?? .policy }

  package func covers(_ path: FoldedPath) -> Bool {
    patterns.contains { $0.matchesFolded(path) }
  }
}
