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
    /// Files that git would store as their entry is; their lines are left out.
    var unchanged: Set<ArraySlice<UInt8>> = []
    var refused: [RepositoryPath] = []

    /// What differs from the entries there were, for `update-index --index-info`: the others keep their stat data.
    func changes(from tracked: [TrackedFile], objectFormat: String) -> IndexChanges {
      let tracked = tracked.filter { !unchanged.contains($0.path) }
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
  /// Most are unchanged, which `hash-object` tells fastest. Of the others each share gets an index of its own, without
  /// stat data, so that git finds nothing to trust. It holds the old entries all the same: line endings are converted by
  /// what the old content had (gitattributes(5), "text").
  ///
  /// - Parameter known: what is known to be unchanged; nil looks.
  func hashAll(
    _ tracked: [TrackedFile], _ untracked: [ArraySlice<UInt8>], unchanged known: Set<ArraySlice<UInt8>>?, number: Int
  ) throws(GitError) -> Hashed {
    let unchanged: Set<ArraySlice<UInt8>>
    if let known { unchanged = known } else { unchanged = try self.unchanged(tracked) }
    let tracked = tracked.filter { !unchanged.contains($0.path) }
    let old = tracked.map { Optional($0.line) } + untracked.map { _ in nil }
    let paths = tracked.map(\.path) + untracked
    let hashed = try Concurrent.map(Self.shares(of: paths.count)) { (share) throws(GitError) -> Hashed in
      let index = directory.path.appending("index-\(number)-share-\(share.lowerBound)")
      try change(index, old[share].compactMap(\.self).nulTerminated())
      let refused = try add(Array(paths[share]), to: index)
      let listing = try IndexListing(try output(IndexListing.arguments, index), index: index)
      var hashed = Hashed(refused: refused)
      for file in TrackedFile.all(in: listing.entries) { hashed.lines += file.line + [0] }
      return hashed
    }
    return hashed.reduce(into: Hashed(unchanged: unchanged)) { all, share in
      all.lines += share.lines
      all.refused += share.refused
    }
  }

  /// Regular files whose mode and content are those of their entries.
  ///
  /// This git knows no index: it may convert a file that `git add` leaves alone because its entry holds CRLF, and never
  /// the other way round. So what it calls the same is the same.
  func unchanged(_ tracked: [TrackedFile]) throws(GitError) -> Set<ArraySlice<UInt8>> {
    // It takes a path on each line, and unquotes one that begins with a quotation mark.
    let files = tracked.filter { file in
      file.line.starts(with: "100".utf8) && file.path.first != UInt8(ascii: "\"") && !file.path.contains(0x0A)
    }
    let found = try Concurrent.map(Self.shares(of: files.count)) { (share) throws(GitError) in
      let stamps = FileStamp.all(of: files[share].lazy.map(\.path), below: location.workTree)
      let files = zip(files[share], stamps).filter { file, stamp in
        stamp.map { $0.isRegular && file.line.starts(with: $0.indexMode) } ?? false
      }.map(\.0)
      guard !files.isEmpty else { return [ArraySlice<UInt8>]() }
      var input: [UInt8] = []
      for file in files {
        input += file.path
        input.append(0x0A)
      }
      let answer = try directory.output(
        ["hash-object", "-t", "blob", "--stdin-paths"], workTree: location.workTree, input: input)
      let ids = answer.split(separator: 0x0A)
      guard answer.last == 0x0A, ids.count == files.count else {
        throw GitError(.badAnswer(command: "hash-object", reason: "not one id for each file"))
      }
      return zip(files, ids).filter { file, id in
        let rest = file.line.dropFirst(7)
        return rest.starts(with: id) && rest.dropFirst(id.count).first == UInt8(ascii: " ")
      }.map(\.0.path)
    }
    return Set(found.joined())
  }

  private static func shares(of count: Int) -> [Range<Int>] {
    let size = max(leastShare, (count + processors - 1) / processors)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// Below it a second process costs more than it saves.
  private static let leastShare = 500
  private static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
