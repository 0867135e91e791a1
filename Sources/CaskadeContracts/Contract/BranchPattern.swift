package import CaskadeSyntax

/// The branches that a contract governs: one name, or a wildmatch pattern in which `*` never crosses `/`.
package struct BranchPattern: Hashable, Sendable {
  package let pattern: PathPattern
  package let line: Int

  package init(pattern: PathPattern, line: Int) {
    self.pattern = pattern
    self.line = line
  }

  /// True for the branch of exactly that name; unlike a path, a plain name doesn't cover what begins with `name/`.
  package func matches(_ branch: String) -> Bool {
    pattern.namesOnePath ? pattern.names(RepositoryPath(branch)) : pattern.matches(RepositoryPath(branch))
  }
}
