package import CaskadeSyntax

/// A command that validates the change, as far as its files can be followed from it.
package struct CheckCommand: Hashable, Sendable {
  package let name: String
  /// The line for the shell.
  package let run: String
  /// Where it starts; nil for the repository's root.
  package let directory: RepositoryPath?

  package init(name: String, run: String, directory: RepositoryPath?) {
    self.name = name
    self.run = run
    self.directory = directory
  }
}
