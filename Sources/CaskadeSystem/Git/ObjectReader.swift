package import CaskadeCore
package import CaskadeSyntax

/// One entry of a tree.
package struct TreeEntry: Hashable, Sendable {
  package let mode: FileMode
  package let id: ObjectID
  package let path: RepositoryPath
}

/// Reads objects through a private git directory.
package struct ObjectReader: Sendable {
  let directory: PrivateGitDirectory

  init(_ directory: PrivateGitDirectory) {
    self.directory = directory
  }

  package func tree(of commit: ObjectID) throws(GitError) -> ObjectID {
    let answer = try directory.output(["rev-parse", "--verify", "-q", ByteString("\(commit.text)^{tree}")])
    guard let id = Self.id(answer) else { throw GitError(.missingObject(commit)) }
    return id
  }

  /// The entries of a tree, submodules and links included, recursively; below one folder when it is given.
  package func entries(of tree: ObjectID, below folder: RepositoryPath? = nil) throws(GitError) -> [TreeEntry] {
    var arguments: [ByteString] = ["ls-tree", "-r", "-z", "--full-tree", ByteString(tree.text)]
    if let folder { arguments += ["--", ByteString(bytes: folder.bytes + [UInt8(ascii: "/")])] }
    let bytes = try directory.output(arguments)
    guard bytes.isEmpty || bytes.last == 0 else {
      throw GitError(.badAnswer(command: "ls-tree", reason: "it is cut off"))
    }
    var entries: [TreeEntry] = []
    for record in bytes.split(separator: 0) {
      guard let tab = record.firstIndex(of: 0x09) else { throw Self.unreadable }
      let words = record[..<tab].split(separator: UInt8(ascii: " "))
      guard words.count == 3, let bits = Int(String(decoding: words[0], as: UTF8.self), radix: 8),
        let id = ObjectID(String(decoding: words[2], as: UTF8.self))
      else { throw Self.unreadable }
      entries.append(
        TreeEntry(mode: FileMode(bits: bits), id: id, path: RepositoryPath(bytes: record[(tab + 1)...])))
    }
    return entries
  }

  /// The entry at exactly this path.
  package func entry(at path: RepositoryPath, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    let bytes = try directory.output(
      ["ls-tree", "-z", "--full-tree", ByteString(tree.text), "--", ByteString(bytes: path.bytes)])
    guard let record = bytes.split(separator: 0).first, let tab = record.firstIndex(of: 0x09) else { return nil }
    let words = record[..<tab].split(separator: UInt8(ascii: " "))
    guard words.count == 3, let bits = Int(String(decoding: words[0], as: UTF8.self), radix: 8),
      let id = ObjectID(String(decoding: words[2], as: UTF8.self))
    else { throw Self.unreadable }
    return TreeEntry(mode: FileMode(bits: bits), id: id, path: RepositoryPath(bytes: record[(tab + 1)...]))
  }

  /// The contents of blobs, in one call, in the order of the ids.
  package func blobs(_ ids: [ObjectID]) throws(GitError) -> [[UInt8]] {
    guard !ids.isEmpty else { return [] }
    let input = Array(ids.map { $0.text + "\n" }.joined().utf8)
    let bytes = try directory.output(["cat-file", "--batch"], input: input)
    var contents: [[UInt8]] = []
    var cursor = 0
    for id in ids {
      guard let end = bytes[cursor...].firstIndex(of: 0x0A) else { throw Self.cut }
      let words = bytes[cursor..<end].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 3, words[0] == id.text, let size = Int(words[2]) else { throw GitError(.missingObject(id)) }
      guard size >= 0, end + 1 + size < bytes.count, bytes[end + 1 + size] == 0x0A else { throw Self.cut }
      contents.append(Array(bytes[(end + 1)..<(end + 1 + size)]))
      cursor = end + 2 + size
    }
    return contents
  }

  /// A blob that authority rests on: what was read is hashed again, as a loose object can be overwritten in place.
  package func trustedBlob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    guard let content = try blobs([id]).first else { throw GitError(.missingObject(id)) }
    guard try hash(content) == id else { throw GitError(.forgedObject(id)) }
    return content
  }

  /// The id that these bytes have as a blob; nothing is stored.
  package func hash(_ content: [UInt8]) throws(GitError) -> ObjectID {
    let answer = try directory.output(["hash-object", "-t", "blob", "--no-filters", "--stdin"], input: content)
    guard let id = Self.id(answer) else { throw GitError(.badAnswer(command: "hash-object", reason: "no object id")) }
    return id
  }

  /// The merge bases of two commits, best first as git has it.
  package func mergeBases(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> [ObjectID] {
    let result = try directory.result(["merge-base", "--all", ByteString(one.text), ByteString(other.text)])
    // Status 1 means that there is none; whatever git could not read is 128 (git-merge-base(1)).
    if result.termination == .exited(1), result.standardOutput.total == 0 { return [] }
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "merge-base", reason: GitProgram.reason(result)))
    }
    return bytes.split(separator: 0x0A).compactMap { ObjectID(String(decoding: $0, as: UTF8.self)) }
  }

  static func id(_ answer: [UInt8]) -> ObjectID? {
    ObjectID(String(decoding: answer.prefix { $0 != 0x0A }, as: UTF8.self))
  }

  private static let cut = GitError(.badAnswer(command: "cat-file", reason: "it is cut off"))
  private static let unreadable = GitError(.badAnswer(command: "ls-tree", reason: "a record is not as documented"))
}
