package import CaskadeContracts
package import CaskadeSyntax

/// One risk area that the change touches, and where.
package struct AreaRecord: Hashable, Sendable {
  package struct Hit: Hashable, Sendable {
    package let path: RepositoryPath
    /// The line in the head's file, where an added line says it; nil where the path or the kind of change does.
    package let line: Int?
    /// A stable identifier, `area.migrations.ddl`.
    package let rule: String

    package init(path: RepositoryPath, line: Int?, rule: String) {
      self.path = path
      self.line = line
      self.rule = rule
    }
  }

  /// As the repository calls it.
  package let name: String
  package let band: Band
  /// Sorted by path, line and rule; the first ones of many.
  package let hits: [Hit]
  /// How many hits there are besides.
  package let omitted: Int

  package init(name: String, band: Band, hits: [Hit], omitted: Int) {
    self.name = name
    self.band = band
    self.hits = hits
    self.omitted = omitted
  }
}
