import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Looks for secrets in all that the range adds: the lines between its two trees, files that git calls binary, and the
/// versions that commits of the range hold and its end doesn't.
struct SecretSearch {
  private let repository: Repository
  let scanner = SecretScanner()
  private var hits: [SecretScan.Hit] = []
  /// Never shown: only to tell that a secret of the history is one of the head's.
  private var values: Set<[UInt8]> = []
  private var addedLines = 0
  /// A file's language is the same for all of its lines.
  private var current = (path: RepositoryPath(""), language: SecretLanguage(RepositoryPath("")))
  private(set) var notChecked: [NotChecked] = []

  init(_ repository: Repository) {
    self.repository = repository
  }

  var scan: SecretScan { SecretScan(hits: hits, addedLines: addedLines) }

  mutating func look(_ line: PatchReader.Line, path: RepositoryPath) {
    addedLines += 1
    if current.path != path { current = (path, SecretLanguage(path)) }
    let found = line.bytes.withUnsafeBufferPointer { scanner.scan(line: $0, in: current.language) }
    for hit in found {
      values.insert(Array(line.bytes.dropFirst(hit.range.lowerBound).prefix(hit.range.count)))
      add(hit, path, line: line.number)
    }
  }

  /// Git calls a file binary when it holds a NUL byte: UTF-16 text is such a file, and so is text with a NUL slipped in.
  mutating func lookIntoBinaries(_ changes: ChangeSet) throws(CommandError) {
    let binaries = changes.changes.filter { $0.isBinary && $0.newID != nil && $0.newMode != .submodule }
    let versions = binaries.compactMap { change in change.newID.map { FileVersion(change.path, $0) } }
    for (version, found) in try find(versions) {
      for one in found {
        values.insert(one.value)
        add(one.hit, version.path, line: one.hit.line)
      }
    }
  }

  /// A secret that was added and removed again is in the history that gets pushed. One that the base has in the same
  /// file, or that the head still has, is not told again.
  mutating func lookInto(
    _ versions: VersionSecrets, of history: [HistoryRecord], _ changes: ChangeSet, mergeBaseTree: ObjectID
  ) throws(CommandError) {
    note(versions)
    guard !versions.found.isEmpty else { return }
    let known = try elsewhere(Set(versions.found.map(\.version.path)), history, changes, mergeBaseTree)
    for (version, found) in versions.found {
      for one in found where !values.contains(one.value) && known[version.path]?.contains(one.value) != true {
        values.insert(one.value)
        add(one.hit, version.path, line: one.hit.line, commit: version.commit)
      }
    }
  }

  /// The secrets that these paths have in the base, in the head, and in what merges brought in from outside the range.
  private mutating func elsewhere(
    _ paths: Set<RepositoryPath>, _ history: [HistoryRecord], _ changes: ChangeSet, _ baseTree: ObjectID
  ) throws(CommandError) -> [RepositoryPath: Set<[UInt8]>] {
    let made = Set(history.compactMap(\.newID))
    var versions = Set(
      history.filter { paths.contains($0.path) }.flatMap { record in
        record.oldIDs.compactMap { $0 }.filter { !made.contains($0) }.map { FileVersion(record.path, $0) }
      })
    for change in changes.changes where paths.contains(change.path) {
      if let id = change.newID, change.newMode != .submodule { versions.insert(FileVersion(change.path, id)) }
    }
    for path in paths {
      let entry = try asking(repository.objects.entry(at: path, in: baseTree))
      if let entry, entry.mode != .submodule { versions.insert(FileVersion(path, entry.id)) }
    }
    var known: [RepositoryPath: Set<[UInt8]>] = [:]
    for (version, found) in try find(Array(versions)) {
      known[version.path, default: []].formUnion(found.map(\.value))
    }
    return known
  }

  private mutating func add(_ hit: SecretHit, _ path: RepositoryPath, line: Int, commit: ObjectID? = nil) {
    hits.append(SecretScan.Hit(path: path, line: line, kind: hit.kind, commit: commit))
  }

  private mutating func find(
    _ versions: [FileVersion]
  ) throws(CommandError) -> [(version: FileVersion, found: [SecretScanner.Found])] {
    let secrets = try VersionSecrets(versions, scanner, repository)
    note(secrets)
    return secrets.found
  }

  private mutating func note(_ versions: VersionSecrets) {
    for line in versions.notChecked where !notChecked.contains(line) { notChecked.append(line) }
  }
}
