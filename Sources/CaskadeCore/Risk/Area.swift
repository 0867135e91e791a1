package import CaskadeSyntax

/// A part of a repository where a mistake costs more: found by path, by what a line adds, or by what the change is.
package struct Area: Hashable, Sendable {
  package let name: String
  package let band: Band
  /// Matched folded: a case-folding disk must not hide an area.
  package let patterns: [PathPattern]

  package init(name: String, band: Band, patterns: [PathPattern]) {
    self.name = name
    self.band = band
    self.patterns = patterns
  }

  package func covers(_ path: FoldedPath) -> Bool {
    patterns.contains { $0.matchesFolded(path) && holds($0, for: path.path) }
  }

  /// Whether a pattern that matches the path counts: a built-in pattern that is about code says nothing of prose, so
  /// that `docs/auth/overview.md` isn't authentication. A pattern that a repository adds always counts.
  func holds(_ pattern: PathPattern, for path: RepositoryPath) -> Bool {
    !BuiltInAreas.isAboutCode(pattern, inArea: name) || !ProseFile.isProse(path)
  }
}
