package import CaskadeSyntax

/// What a file is to the checks.
///
/// By its path alone it is one of the first four: no contract and no content has a say in that. Files that describe a build or packages too are none of
/// these, unless they lie among tests.
package enum CheckFileKind: String, Hashable, Sendable, CaseIterable {
  /// Tests, and the code and data that lie among them.
  case test
  /// Fixtures, expected output, recorded answers.
  case data
  /// What a runner loads by its name.
  case runner
  /// Settings of runners, linters, coverage tools and type checkers, and of nothing else.
  case settings
  /// What a command of the contract runs, by its name in the command or in what the command leads to.
  case script
  /// New, and in the place where a program or a library of the checks would be looked for.
  case shadow

  /// Nil for a file that is no check by its path.
  package init?(_ path: RepositoryPath) {
    self.init(path, in: CheckFolder(of: path))
  }

  /// - Parameter folder: the one that holds the path.
  init?(_ path: RepositoryPath, in folder: CheckFolder) {
    guard !folder.isVendored else { return nil }
    let name = FileName(path.name)
    if folder.holdsFixtures || GoldenName.matches(name) { self = .data; return }
    if folder.holdsGoldens, folder.isAmongTests || !SourceEnding.isCode(name.ending) { self = .data; return }
    if folder.isRunners { self = .runner; return }
    if let known = KnownCheckFile.named(name.lowered) {
      self = known.kind == .runner ? .runner : .settings
      return
    }
    if folder.isAmongTests, !ProseName.matches(name.lowered, in: folder) { self = .test; return }
    if TestFileName.matches(name, in: folder) { self = .test; return }
    return nil
  }
}

/// Names of recorded output, whatever the folder.
enum GoldenName {
  private static let endings: Set<String> = ["snap", "golden", "ambr", "approved"]
  private static let middles: Set<String> = ["approved", "golden", "verified", "expected"]

  static func matches(_ name: FileName) -> Bool {
    guard name.hints.contains(.golden) else { return false }
    return endings.contains(name.ending) || name.parts.dropFirst().contains { middles.contains($0.lowercased()) }
  }
}

/// Texts for people, which no runner reads although they lie among tests.
enum ProseName {
  private static let beginnings = [
    "readme", "changelog", "license", "licence", "contributing", "notice", "authors", "codeowners", "owners",
    ".gitignore", ".gitattributes", ".gitkeep", ".keep", ".dockerignore",
  ]
  private static let endings = [".md", ".mdx", ".rst", ".adoc", ".markdown"]
  /// What `spec/` holds where it describes an interface.
  private static let descriptions = ["openapi", "swagger", "asyncapi"]
  private static let descriptionEndings = [".proto", ".raml", ".tsp", ".graphql", ".avsc", ".tex", ".bs", ".html"]

  static func matches(_ name: String, in folder: CheckFolder) -> Bool {
    if beginnings.contains(where: name.hasPrefix) { return true }
    let isText = endings.contains(where: name.hasSuffix)
    if folder.isDocumentation, isText || name.hasSuffix(".txt") || name.hasSuffix(".html") { return true }
    guard folder.isAmongSpecs else { return false }
    return isText || descriptions.contains(where: name.hasPrefix) || descriptionEndings.contains(where: name.hasSuffix)
  }
}
