package import CaskadeSyntax

/// A line that the change adds, and that belongs to a risk area by its text.
package struct AreaHit: Hashable, Sendable {
  package let area: String
  package let path: RepositoryPath
  /// The line in the head's file, counted from 1.
  package let line: Int
  /// A stable identifier, `area.migrations.ddl`.
  package let rule: String
  /// The phrase of the built-in table that was found, never the file's own text.
  package let phrase: String

  package init(area: String, path: RepositoryPath, line: Int, rule: String, phrase: String) {
    self.area = area
    self.path = path
    self.line = line
    self.rule = rule
    self.phrase = phrase
  }
}
