package import CaskadeSyntax

/// What of a change bears on checks, decided by paths alone, so that only those contents are fetched.
package struct IntegrityPlan: Sendable {
  /// Changed paths whose old and new content is needed, sorted.
  package let wanted: [RepositoryPath]
  /// Unchanged paths, where the base has them, whose content is needed: to follow a command, as a makefile that names a
  /// script, or because a new file of settings comes before them. Sorted; their `FileVersions` hold the same bytes twice.
  package let atBase: [RepositoryPath]

  /// New files of settings, which may come before what the base has.
  let outranked: [RepositoryPath]
  let changes: [Change]
  /// There are expected outputs or test data among the changes.
  let holdsData: Bool
  let roles: [RepositoryPath: IntegrityRole]
  let entries: [CommandTarget]

  package init(_ changes: ChangeSet, validation: [CheckCommand]) {
    self.init(changes, IntegrityRoles(changes), validation: validation)
  }

  /// - Parameter roles: of these changes.
  package init(_ changes: ChangeSet, _ found: IntegrityRoles, validation: [CheckCommand]) {
    self.changes = found.files
    holdsData = found.holdsData
    let roles = found.roles
    self.roles = roles
    entries = validation.flatMap { command in
      CommandTarget.read(
        command.run, command: command.name, folder: command.directory ?? RepositoryPath(bytes: []))
    }
    let named = entries.flatMap(\.holders).filter { roles[$0] != nil }
    wanted = Set(found.wanted + named).sorted()
    outranked = found.files.filter { $0.operation == .create && roles[$0.path]?.settings?.tool != nil }.map(\.path)
    let ofTools = outranked.prefix(Self.mostOutranked).flatMap { path in
      Self.holders(of: roles[path]?.settings?.tool ?? "", for: path)
    }
    let ofCommands = entries.flatMap { entry in
      if case .file = entry.kind { return [RepositoryPath]() }
      return entry.holders
    }
    atBase = (ofCommands + ofTools).filter { roles[$0] == nil }.reduce(into: Set()) { $0.insert($1) }.sorted()
  }
}

extension IntegrityPlan {
  /// More new files of settings than these aren't compared with what they come before.
  private static let mostOutranked = 20
  private static let mostFolders = 6

  /// The other files that may configure the tool for a path: in its folder, then in those above, nearest first.
  static func holders(of tool: String, for path: RepositoryPath) -> [RepositoryPath] {
    var folders: [[UInt8]] = []
    var folder = path.bytes.dropLast(path.name.count)
    while folders.count < mostFolders {
      folders.append(Array(folder))
      guard let slash = folder.dropLast().lastIndex(of: UInt8(ascii: "/")) else {
        if !folder.isEmpty { folders.append([]) }
        break
      }
      folder = folder[...slash]
    }
    return folders.flatMap { folder in
      SettingsFile.names(of: tool).map { RepositoryPath(bytes: folder + Array($0.utf8)) }.filter { $0 != path }
    }
  }
}

/// What the changed files have to do with checks, by their paths alone: no contract has a say in it.
package struct IntegrityRoles: Sendable {
  let roles: [RepositoryPath: IntegrityRole]
  /// Links and submodules hold no checks of their own; a file that became one counts as deleted.
  let files: [Change]
  /// Those whose old and new content is needed whatever the commands are.
  let wanted: [RepositoryPath]
  let holdsData: Bool

  package init(_ changes: ChangeSet) {
    files = changes.changes.filter { $0.oldMode != .submodule && $0.newMode != .submodule }
    var roles: [RepositoryPath: IntegrityRole] = [:]
    roles.reserveCapacity(files.count)
    var wanted: [RepositoryPath] = []
    var holdsData = false
    var folder: CheckFolder?
    for change in files {
      let here = folder.flatMap { $0.holds(change.path) ? $0 : nil } ?? CheckFolder(of: change.path)
      folder = here
      let role = IntegrityRole(change.path, in: here)
      roles[change.path] = role
      if role.isGolden || role.isFixture { holdsData = true }
      let comparesNew = role.tests != nil || role.settings != nil || role.isContinuousIntegration
      if role.isRelevant, change.operation != .create || comparesNew { wanted.append(change.path) }
    }
    self.roles = roles
    self.wanted = wanted
    self.holdsData = holdsData
  }
}
