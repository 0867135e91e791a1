import CaskadeSyntax

/// The policy that is in force where a repository has none, and that a repository can only tighten.
package enum BuiltInPolicy {
  ///
  /// Most of its patterns fit none of the paths that somebody asks about, and are compiled by who asks about many.
  package static let policy = Policy(
    areas: BuiltInAreas.areas.map { Area(name: $0.name, band: $0.band, patterns: patterns($0.patterns)) },
    protected: protected())

  /// The same without its areas, for who asks about one path and is in a hurry.
  package static let protection = Policy(areas: [], protected: protected())

  private static func protected() -> [ProtectedRule] {
    BuiltInProtected.rules.map { ProtectedRule(rule: $0.rule, what: $0.what, patterns: patterns($0.patterns)) }
  }

  /// A pattern that is refused elsewhere would open a hole; a test goes through every one of them.
  private static func patterns(_ texts: [String]) -> [PathPattern] {
    texts.map { PathPattern(checked: $0, .deferred) }
  }
}
