import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// A file's content under a name, and for one of the history the commit that made it.
struct FileVersion: Hashable {
  let path: RepositoryPath
  let id: ObjectID
  let commit: ObjectID?

  init(_ path: RepositoryPath, _ id: ObjectID, _ commit: ObjectID? = nil) {
    self.path = path
    self.id = id
    self.commit = commit
  }

  /// Which commit made it makes no other content.
  static func == (one: FileVersion, other: FileVersion) -> Bool { one.path == other.path && one.id == other.id }

  func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(id)
  }
}

/// The secrets in whole versions of files.
struct VersionSecrets {
  /// The versions that hold any, in the order in which they were given.
  private(set) var found: [(version: FileVersion, found: [SecretScanner.Found])] = []
  private(set) var notChecked: [NotChecked] = []

  /// Of a blob that is scanned as a whole. Git's own diff calls a longer one binary (`core.bigFileThreshold`).
  private static let mostBytes = 64 << 20

  /// One that is too big is left out, and listed.
  init(_ versions: [FileVersion], _ scanner: SecretScanner, _ repository: Repository) throws(CommandError) {
    guard !versions.isEmpty else { return }
    let objects = repository.objects
    let sizes = try asking(objects.sizes(versions.map(\.id)))
    let small = zip(versions, sizes).filter { $1 <= Self.mostBytes }.map(\.0)
    for (version, size) in zip(versions, sizes) where size > Self.mostBytes {
      notChecked.append(.secrets(version.path, commit: version.commit, bytes: size))
    }
    var found = self.found
    try asking(
      objects.stream(small.map(\.id)) { index, blob in
        let secrets = scanner.find(in: blob, path: small[index].path)
        if !secrets.isEmpty { found.append((small[index], secrets)) }
      })
    self.found = found
  }

  /// Those that commits of the range hold and the end of the range doesn't.
  init(
    of history: [HistoryRecord], butNotIn ends: [RepositoryPath: ObjectID?], _ scanner: SecretScanner,
    _ repository: Repository
  ) throws(CommandError) {
    var seen: Set<FileVersion> = []
    let versions = history.compactMap { record -> FileVersion? in
      guard let id = record.newID, record.newMode != .submodule, ends[record.path] != id else { return nil }
      let version = FileVersion(record.path, id, record.commit)
      return seen.insert(version).inserted ? version : nil
    }
    try self.init(versions, scanner, repository)
  }
}
