import CaskadeContracts
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

/// The versions whose content can be looked at, and those that can't.
struct ReadableVersions {
  /// Of a blob that is looked at as a whole.
  static let mostBytes = 64 << 20

  private(set) var readable: [FileVersion] = []
  private(set) var unseen: [FileVersion: Unseen.Reason] = [:]

  init(_ versions: [FileVersion], _ repository: Repository) throws(CommandError) {
    let sizes = try asking(repository.objects.sizesIfPresent(versions.map(\.id)))
    for (version, size) in zip(versions, sizes) {
      if let size, size <= Self.mostBytes {
        readable.append(version)
      } else {
        unseen[version] = size.map { .tooLarge($0) } ?? .missing
      }
    }
  }
}

/// The secrets in whole versions of files.
struct VersionSecrets {
  /// A secret with the bytes that it consists of, for comparing with another version of the file. The value must never be
  /// shown or kept.
  typealias Found = (span: SecretSpan, value: [UInt8])

  /// The versions that hold any, in the order in which they were given.
  private(set) var found: [(version: FileVersion, found: [Found])] = []
  private(set) var unseen: [Unseen] = []

  /// - Parameter isHistory: the versions follow one another: what one has of those before it is not looked at again.
  init(
    _ versions: [FileVersion], isHistory: Bool = false, _ scanner: SecretScanner, _ repository: Repository
  ) throws(CommandError) {
    guard !versions.isEmpty else { return }
    let looked = try ReadableVersions(versions, repository)
    unseen = versions.compactMap { version in
      looked.unseen[version].map { Unseen(by: .secrets, version.path, $0, commit: version.commit) }
    }
    // A blob may stand under several names; it is fetched once.
    var ids: [ObjectID] = []
    var holders: [ObjectID: [Int]] = [:]
    for (index, version) in looked.readable.enumerated() {
      if holders[version.id] == nil { ids.append(version.id) }
      holders[version.id, default: []].append(index)
    }
    var lines: [RepositoryPath: NewLines] = [:]
    var found: [(index: Int, found: [Found])] = []
    try asking(
      repository.objects.stream(ids) { number, blob in
        for index in holders[ids[number]] ?? [] {
          let path = looked.readable[index].path
          let text = SecretText(blob, path: path)
          let spans =
            isHistory ? scanner.spans(in: text, besides: &lines[path, default: NewLines()]) : scanner.spans(in: text)
          if !spans.isEmpty { found.append((index, spans.map { ($0, text.value(of: $0)) })) }
        }
      })
    self.found = found.sorted { $0.index < $1.index }.map { (looked.readable[$0.index], $0.found) }
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
    try self.init(versions, isHistory: true, scanner, repository)
  }
}
