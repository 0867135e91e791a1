package import CaskadeSyntax

/// Paths that no pattern opens: only the exact path, named in a contract that is approved for the high band.
package struct ProtectedRule: Hashable, Sendable {
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

  package func covers(_ path: FoldedPath) -> Bool {
    patterns.contains { $0.matchesFolded(path) } && BuiltInProtected.holds(rule, for: path)
  }
}
