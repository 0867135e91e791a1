import CaskadeCore
import CaskadeSyntax

/// A tracked file or link as `git ls-files -v -s -z` lists it.
struct TrackedFile {
  /// `MODE ID STAGE` TAB `PATH`: what `update-index --index-info` reads.
  let line: ArraySlice<UInt8>
  let path: ArraySlice<UInt8>

  var id: ObjectID? {
    let words = line.prefix { $0 != 0x09 }.split(separator: UInt8(ascii: " "))
    return words.count == 3 ? ObjectID(digits: words[1]) : nil
  }

  /// All but submodules.
  static func all(in listing: ArraySlice<UInt8>) -> [TrackedFile] {
    NULRecords(listing).compactMap { record in
      let line = record.dropFirst(2)
      guard !line.starts(with: "160000".utf8), let tab = line.firstIndex(of: 0x09) else { return nil }
      return TrackedFile(line: line, path: line[(tab + 1)...])
    }
  }
}

extension SnapshotTaker {
  struct Hashed: Sendable {
    /// As `TrackedFile.line`, each ended by a NUL byte.
    var lines: [UInt8] = []
    var refused: [RepositoryPath] = []

    mutating func add(_ other: Hashed) {
      lines += other.lines
      refused += other.refused
    }

    /// What differs from the entries there were, for `update-index --index-info`: the others keep their stat data.
    func changes(from tracked: [TrackedFile], objectFormat: String) -> IndexChanges {
      var old = Dictionary(tracked.map { ($0.path, $0.line) }) { first, _ in first }
      var changes = IndexChanges(objectFormat: objectFormat)
      for line in NULRecords(lines) {
        guard let tab = line.firstIndex(of: 0x09) else { continue }
        if old.removeValue(forKey: line[(tab + 1)...]) != line { changes.set(line) }
      }
      // Gone since they were listed.
      for file in tracked where old[file.path] != nil { changes.remove(file.path) }
      return changes
    }
  }

  /// Hashes every file on every processor, whatever stat data says.
  ///
  /// Each share of the files gets an index of its own, without stat data, so that git finds nothing to trust. It holds
  /// the old entries all the same: line endings are converted by what the old content had (gitattributes(5), "text").
  func hashAll(
    _ tracked: [TrackedFile], _ untracked: [ArraySlice<UInt8>], _ name: String
  ) throws(GitError) -> Hashed {
    let old = tracked.map { Optional($0.line) } + untracked.map { _ in nil }
    let paths = tracked.map(\.path) + untracked
    let size = max(Self.leastShare, (paths.count + Self.processors - 1) / Self.processors)
    let starts = Array(stride(from: 0, to: paths.count, by: size))
    let hashed = try Concurrent.map(starts) { (start) throws(GitError) -> Hashed in
      let share = start..<min(start + size, paths.count)
      let index = directory.path.appending("index-\(name)-share-\(start)")
      try change(index, old[share].compactMap(\.self).nulTerminated())
      let refused = try add(Array(paths[share]), to: index)
      let listing = try IndexListing(try output(IndexListing.arguments, index), index: index)
      var hashed = Hashed(refused: refused)
      for file in TrackedFile.all(in: listing.entries) { hashed.lines += file.line + [0] }
      return hashed
    }
    return hashed.reduce(into: Hashed()) { $0.add($1) }
  }

  /// Below it a second process costs more than it saves.
  private static let leastShare = 500
  private static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
