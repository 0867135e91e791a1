import CaskadeCore
package import CaskadeSyntax

/// What git would commit of a file of the working tree.
package enum StoredForm: Sendable {
  case content([UInt8])
  /// Not the content but where it leads.
  case link
  /// A filter driver (LFS) stands in between: filters aren't run, so what it would store can't be known.
  case filtered
}

extension Repository {
  /// The form in which a snapshot holds the file, and a commit would.
  ///
  /// - Parameter bytes: what is on disk.
  package func storedForm(of path: RepositoryPath, onDisk bytes: [UInt8]) throws(GitError) -> StoredForm {
    try SnapshotTaker(
      location: location, directory: directory, git: git, scratch: scratch, head: nil, thorough: false
    ).withEndings().storedForm(of: path, onDisk: bytes)
  }
}

extension SnapshotTaker {
  fileprivate func storedForm(of path: RepositoryPath, onDisk bytes: [UInt8]) throws(GitError) -> StoredForm {
    let file = location.workTree.appending(path)
    guard case .success(let status) = FileSystem.status(of: file, followingLinks: false), FileKind(status) == .regular
    else { return .link }
    let index = directory.path.appending("index-form-\(UInt64.random(in: 0 ... .max))")
    try copyIndex(to: index)
    let name = path.bytes[...]
    let filtered = try FilteredPaths.among([name]) { (arguments, input) throws(GitError) in
      try output(arguments, index, input: input)
    }
    guard filtered.isEmpty else { return .filtered }
    guard Self.mayBeConverted(bytes) else { return .content(bytes) }
    let entry = try output(IndexListing.arguments + ["--", ByteString(bytes: path.bytes)], index)
    let known = TrackedFile.all(in: entry[...]).filter { $0.path == name }
    // An index of its own, so that nothing else of the tree is looked at.
    let own = ByteString(bytes: index.bytes + Array("-own".utf8))
    try change(own, known.map(\.line).nulTerminated())
    guard try add([name], to: own).isEmpty else { return .content(bytes) }
    let stored = TrackedFile.all(in: try output(IndexListing.arguments, own)[...]).first { $0.path == name }
    let kept = try CheckedOutFiles(directory: directory, workTree: location.workTree, endings: endings)
      .among(known.filter { $0.line != stored?.line }, .anything)
    guard let id = kept.isEmpty ? stored?.id : known.first?.id else {
      throw GitError(.badAnswer(command: "update-index", reason: "the file isn't there"))
    }
    return .content(try ObjectReader(directory).trustedBlob(id))
  }

  /// Every conversion leaves visible ASCII as it is, but for one keyword.
  private static func mayBeConverted(_ bytes: [UInt8]) -> Bool {
    !bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x09 }
      || AttributeWords.holds("$Id", in: bytes)
  }
}
