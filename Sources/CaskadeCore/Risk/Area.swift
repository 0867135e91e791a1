package import CaskadeSyntax

/// A part of a repository where a mistake costs more: found by path.
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
    patterns.contains { $0.matchesFolded(path) }
  }
}
