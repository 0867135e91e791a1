package import CaskadeSyntax

/// A part of a repository where a mistake costs more: found by path, by what a line adds, or by what the change is.
package struct Area: Hashable, Sendable {
  /// The key in the policy. It never changes: the phrases and traits of the built-in areas go by it.
  package let name: String
  /// What the repository calls it, in all that people read; contracts may use either name.
  package let title: String
  package let band: Band
  /// Matched folded: a case-folding disk must not hide an area.
  package let patterns: [PathPattern]

  /// - Parameter title: nil for an area that is called by its name.
  package init(name: String, title: String? = nil, band: Band, patterns: [PathPattern]) {
    self.name = name
    self.title = title ?? name
    self.band = band
    self.patterns = patterns
  }

  package func isCalled(_ word: String) -> Bool { word == name || word == title }

  package func covers(_ path: FoldedPath) -> Bool {
    patterns.contains { $0.matchesFolded(path) && holds($0, for: path) }
  }

  /// Whether a pattern that matches the path counts: what a built-in pattern says of a name may be untrue of a file of
  /// that kind, so that `docs/auth/overview.md` isn't authentication. A pattern that a repository adds always counts.
  func holds(_ pattern: PathPattern, for path: FoldedPath) -> Bool {
    !BuiltInAreas.has(pattern, inArea: name) || BuiltInAreas.holds(name, for: path)
  }
}
