import CaskadeSyntax

/// Finds files that are, byte for byte, what git writes for the content that the index has.
///
/// Conversions don't always lead back: of a blob with CRLF below the attribute `text`, of one that was stored with its
/// `$Id: ...$`, `git add` would store something else than was checked out. Git calls such a file unchanged or changed by
/// the age of its stat data. Here it is unchanged: it is the committed one.
struct CheckedOutFiles {
  /// Has the objects.
  let directory: PrivateGitDirectory
  let workTree: ByteString
  let endings: LineEndings

  /// - Parameters:
  ///   - files: as the index has them.
  ///   - words: what attributes may be in force.
  func among(_ files: [TrackedFile], _ words: AttributeWords) throws(GitError) -> Set<ArraySlice<UInt8>> {
    let candidates = files.filter { file in
      file.line.starts(with: "100".utf8) && (words.encoding || mayHaveBeenConverted(file.path))
    }
    guard !candidates.isEmpty else { return [] }
    let number = UInt64.random(in: 0 ... .max)
    let folder = directory.path.appending("written-\(number)")
    let index = directory.path.appending("index-written-\(number)")
    defer {
      try? FileSystem.remove(folder)
      try? FileSystem.remove(index)
    }
    do throws(FileError) {
      try FileSystem.createFolders(folder, mode: 0o700)
    } catch {
      throw GitError(.failed(command: "checkout-index", reason: error.message))
    }
    let writing = directory.with(endings.writing)
    _ = try writing.output(
      ["update-index", "-z", "--index-info"], workTree: workTree, index: index,
      input: candidates.map(\.line).nulTerminated())
    // What it couldn't write isn't there to be the same.
    _ = try writing.result(
      [
        "checkout-index", "-q", "-f", "-z", "--stdin",
        ByteString(bytes: Array("--prefix=".utf8) + folder.bytes + [0x2F]),
      ],
      workTree: workTree, index: index, input: candidates.map(\.path).nulTerminated())
    return Set(candidates.map(\.path).filter { isSame($0, folder) })
  }

  /// Only a carriage return, a keyword or an encoding makes a conversion that doesn't lead back.
  private func mayHaveBeenConverted(_ path: ArraySlice<UInt8>) -> Bool {
    guard let bytes = content(path, in: workTree) else { return false }
    return bytes.contains(0x0D) || AttributeWords.holds("$Id", in: bytes)
  }

  private func isSame(_ path: ArraySlice<UInt8>, _ folder: ByteString) -> Bool {
    guard let written = content(path, in: folder), let present = content(path, in: workTree) else { return false }
    return written == present
  }

  /// Nil for what is no file, or too large to be compared: that counts as changed.
  private func content(_ path: ArraySlice<UInt8>, in folder: ByteString) -> [UInt8]? {
    let file = folder.appending(ByteString(bytes: path))
    guard case .success(let status) = FileSystem.status(of: file, followingLinks: false), FileKind(status) == .regular
    else { return nil }
    return try? FileReader.read(file, limit: Self.mostBytes)
  }

  private static let mostBytes = 64 << 20
}
