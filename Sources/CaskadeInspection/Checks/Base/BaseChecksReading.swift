package import CaskadeSyntax

/// Collects what a `BaseChecksPlan` has to know: it asks for contents, in rounds, until it has seen enough.
///
/// While `wanted` isn't empty, hand the contents over with `take`; each round asks for what the last one led to.
package struct BaseChecksReading: Sendable {
  /// Paths whose contents on both sides are needed next, sorted; the same path is asked for once.
  package private(set) var wanted: [RepositoryPath]

  let changes: [Change]
  let base: TreePaths
  let commands: [CheckCommand]
  private(set) var files: [RepositoryPath: FileVersions] = [:]

  /// - Parameters:
  ///   - changes: from the base's tree to the judged one.
  ///   - commands: all that the contract runs, setup too.
  ///   - base: every path of the base's tree.
  package init(_ changes: ChangeSet, commands: [CheckCommand], base: TreePaths) {
    // What a submodule holds isn't here to be put back.
    self.changes = changes.changes.filter { $0.oldMode != .submodule && $0.newMode != .submodule }
    self.base = base
    self.commands = commands
    wanted = []
  }

  /// - Parameter contents: of the wanted paths; one that is missing counts as absent on both sides. Unchanged files hold
  ///   the same bytes twice.
  package mutating func take(_ contents: [FileVersions]) {
    for file in contents { files[file.path] = file }
    wanted = []
  }
}
