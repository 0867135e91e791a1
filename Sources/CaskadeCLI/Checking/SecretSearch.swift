import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Looks for secrets in all that the range adds: the lines between its two trees, files that git calls binary, and the
/// versions that commits of the range hold and its end doesn't.
struct SecretSearch {
  private let repository: Repository
  private let scanner = SecretScanner()
  private var hits: [SecretScan.Hit] = []
  /// Never shown: only to tell that a secret of the history is one of the head's.
  private var values: Set<[UInt8]> = []
  private var addedLines = 0
  /// A file's language is the same for all of its lines.
  private var current = (path: RepositoryPath(""), language: SecretLanguage(RepositoryPath("")))
  private(set) var notChecked: [String] = []
  /// Of a blob that is scanned as a whole. Git's own diff calls a longer one binary (`core.bigFileThreshold`).
  private static let mostBytes = 64 << 20

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
    for (version, found) in try find(binaries.compactMap { change in change.newID.map { Version(change.path, $0) } }) {
      for one in found {
        values.insert(one.value)
        add(one.hit, version.path, line: one.hit.line)
      }
    }
  }

  /// A secret that was added and removed again is in the history that gets pushed. One that the base has in the same
  /// file, or that the head still has, is not told again.
  mutating func lookIntoHistory(
    _ history: [HistoryRecord], _ changes: ChangeSet, mergeBaseTree: ObjectID
  ) throws(CommandError) {
    var seen = Set(changes.changes.compactMap { change in change.newID.map { Version(change.path, $0) } })
    let versions = history.compactMap { record -> Version? in
      guard let id = record.newID, record.newMode != .submodule else { return nil }
      let version = Version(record.path, id, record.commit)
      return seen.insert(version).inserted ? version : nil
    }
    let results = try find(versions).filter { !$0.found.isEmpty }
    guard !results.isEmpty else { return }
    let known = try elsewhere(Set(results.map(\.version.path)), history, changes, mergeBaseTree)
    for (version, found) in results {
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
        record.oldIDs.compactMap { $0 }.filter { !made.contains($0) }.map { Version(record.path, $0) }
      })
    for change in changes.changes where paths.contains(change.path) {
      if let id = change.newID, change.newMode != .submodule { versions.insert(Version(change.path, id)) }
    }
    for path in paths {
      let entry = try asking { () throws(GitError) in try repository.objects.entry(at: path, in: baseTree) }
      if let entry, entry.mode != .submodule { versions.insert(Version(path, entry.id)) }
    }
    var known: [RepositoryPath: Set<[UInt8]>] = [:]
    for (version, found) in try find(Array(versions)) {
      known[version.path, default: []].formUnion(found.map(\.value))
    }
    return known
  }

  private mutating func add(_ hit: SecretHit, _ path: RepositoryPath, line: Int, commit: ObjectID? = nil) {
    hits.append(
      SecretScan.Hit(path: path, line: line, kind: hit.kind.name, rule: "secrets.\(hit.kind.id)", commit: commit))
  }

  /// A file's content under a name, and for one of the history the commit that made it.
  private struct Version: Hashable {
    let path: RepositoryPath
    let id: ObjectID
    let commit: ObjectID?

    init(_ path: RepositoryPath, _ id: ObjectID, _ commit: ObjectID? = nil) {
      self.path = path
      self.id = id
      self.commit = commit
    }

    static func == (one: Version, other: Version) -> Bool { one.path == other.path && one.id == other.id }

    func hash(into hasher: inout Hasher) {
      hasher.combine(path)
      hasher.combine(id)
    }
  }

  /// What the versions hold, in their order; one that is too big is left out, and listed.
  private mutating func find(
    _ versions: [Version]
  ) throws(CommandError) -> [(version: Version, found: [SecretScanner.Found])] {
    let objects = repository.objects
    let sizes = try asking { () throws(GitError) in try objects.sizes(versions.map(\.id)) }
    let small = zip(versions, sizes).filter { $1 <= Self.mostBytes }.map(\.0)
    for (version, size) in zip(versions, sizes) where size > Self.mostBytes {
      let place = version.commit.map { " in commit \($0.short)" } ?? ""
      let line = "secrets in '\(version.path.display)'\(place): \(size) bytes are more than are scanned"
      if !notChecked.contains(line) { notChecked.append(line) }
    }
    var results: [(version: Version, found: [SecretScanner.Found])] = []
    let scanner = scanner
    try asking { () throws(GitError) in
      try objects.stream(small.map(\.id)) { index, blob in
        results.append((small[index], scanner.find(in: blob, path: small[index].path)))
      }
    }
    return results
  }
}
