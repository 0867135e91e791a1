package import CaskadeSyntax

/// The risk areas in which a draft's own paths lie: a contract that stopped there would stop at once.
package enum DraftAreas {
  /// An area is needed where a pattern is about nothing else: whatever it matches lies there. A broad pattern that also
  /// matches a file of an area needs none, but where that file is the likeliest to change.
  ///
  /// - Parameters:
  ///   - allow: the patterns, valid.
  ///   - likely: the files that most likely change, as patterns; those outside the allowed ones don't count.
  package static func needed(
    by allow: [String], likely: [String] = [], tracked: [RepositoryPath], policy: Policy
  ) -> [Area] {
    let patterns = allow.compactMap { try? PathPattern($0) }
    let inside = likely.filter { text in
      guard let path = (try? PathPattern(text))?.namedPath else { return false }
      return patterns.contains { $0.matches(path) }
    }
    let matched = (allow + inside).compactMap { try? PathPattern($0) }.map { pattern -> [RepositoryPath] in
      if let path = pattern.namedPath { return [path] }
      let matched = tracked.filter(pattern.matches)
      return matched.isEmpty ? [sample(of: pattern.text)] : matched
    }
    return policy.areas.filter { area in matched.contains { $0.allSatisfy { area.covers(FoldedPath($0)) } } }
  }

  /// A path that such a pattern could match.
  private static func sample(of pattern: String) -> RepositoryPath {
    RepositoryPath(pattern.replacing("**", with: "x").replacing("*", with: "x"))
  }
}
