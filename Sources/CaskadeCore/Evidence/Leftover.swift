package import CaskadeSyntax

/// An untracked file of the working tree that is what a command of an earlier check left there, to the byte.
package struct Leftover: Hashable, Sendable {
  package let path: RepositoryPath
  /// The command's name.
  package let command: String

  package init(path: RepositoryPath, command: String) {
    self.path = path
    self.command = command
  }

  static let keys = ObjectForm<Leftover>(
    "a file that a command of an earlier check left",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("command", .text, "that left it, by name", \.command)
  ) { Leftover(path: $0, command: $1) }
}
