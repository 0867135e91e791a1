package import CaskadeSyntax

/// What of a change bears on checks, decided by paths alone, so that only those contents are fetched.
package struct IntegrityPlan: Sendable {
  /// Changed paths whose old and new content is needed, sorted.
  package let wanted: [RepositoryPath]
  /// Unchanged paths, where the base has them, whose content is needed to follow a command: a makefile that names a
  /// script. Sorted; their `FileVersions` hold the same bytes twice.
  package let atBase: [RepositoryPath]

  let changes: [Change]
  let roles: [RepositoryPath: IntegrityRole]
  let entries: [ValidationEntry]

  /// Links and submodules hold no checks of their own; a file that became one counts as deleted.
  package init(_ changes: ChangeSet, validation: [ValidationCommand]) {
    self.changes = changes.changes.filter { $0.oldMode != .submodule && $0.newMode != .submodule }
    entries = validation.flatMap { command in
      ValidationEntry.read(
        command.run, command: command.name, folder: command.directory ?? RepositoryPath(bytes: []))
    }
    var roles: [RepositoryPath: IntegrityRole] = [:]
    var wanted: [RepositoryPath] = []
    let named = Set(entries.flatMap(\.holders))
    for change in self.changes {
      let role = IntegrityRole(change.path)
      roles[change.path] = role
      let isNew = change.operation == .create
      let comparesNew = role.tests != nil || role.settings != nil || role.isContinuousIntegration
      if named.contains(change.path) || role.isRelevant && (!isNew || comparesNew) {
        wanted.append(change.path)
      }
    }
    self.roles = roles
    self.wanted = wanted
    atBase = entries.flatMap { entry in
      if case .file = entry.kind { return [RepositoryPath]() }
      return entry.holders
    }.filter { roles[$0] == nil }.reduce(into: Set()) { $0.insert($1) }.sorted()
  }
}
