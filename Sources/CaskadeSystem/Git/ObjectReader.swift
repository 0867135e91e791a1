package import CaskadeSyntax

/// One entry of a tree.
package struct TreeEntry: Hashable, Sendable {
  package let mode: FileMode
  package let id: ObjectID
  package let path: RepositoryPath

  package init(mode: FileMode, id: ObjectID, path: RepositoryPath) {
    (self.mode, self.id, self.path) = (mode, id, path)
  }
}

/// Reads objects through a private git directory.
package struct ObjectReader: Sendable {
  let directory: PrivateGitDirectory

  init(_ directory: PrivateGitDirectory) {
    self.directory = directory
  }

  package func tree(of commit: ObjectID) throws(GitError) -> ObjectID {
    try trees(of: [commit])[0]
  }

  /// The trees of commits, in their order, in one call.
  package func trees(of commits: [ObjectID]) throws(GitError) -> [ObjectID] {
    if let trees = directory.stored({ $0.trees(of: commits) }) { return trees }
    let questions = Array(commits.map { "\($0.text)^{tree}\n" }.joined().utf8)
    let answer = try directory.output(
      ["cat-file", "--buffer", "--batch-check=%(objectname) %(objecttype)"], input: questions)
    let lines = answer.split(separator: 0x0A)
    guard answer.last == 0x0A, lines.count == commits.count else { throw Self.cut("cat-file") }
    var trees: [ObjectID] = []
    for (commit, line) in zip(commits, lines) {
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count == 2, words[1].elementsEqual("tree".utf8), let tree = ObjectID(digits: words[0]) else {
        throw GitError(.missingObject(commit))
      }
      trees.append(tree)
    }
    return trees
  }

  /// The entries of a tree, submodules and links included, recursively; below one folder when it is given.
  package func entries(of tree: ObjectID, below folder: RepositoryPath? = nil) throws(GitError) -> [TreeEntry] {
    try entries(of: tree, at: folder.map { [$0.bytes + [UInt8(ascii: "/")]] })
  }

  /// The files, links or submodules at exactly these paths; one that isn't there is no error.
  package func entries(at paths: [RepositoryPath], in tree: ObjectID) throws(GitError) -> [TreeEntry] {
    try entries(of: tree, at: paths.map(\.bytes)).filter { paths.contains($0.path) }
  }

  /// The file, link or submodule at exactly this path.
  package func entry(at path: RepositoryPath, in tree: ObjectID) throws(GitError) -> TreeEntry? {
    try entries(of: tree, at: [path.bytes]).first { $0.path == path }
  }

  /// What the tree adds to the empty one: `ls-tree` says nothing by which a list that lost its end could be known.
  private func entries(of tree: ObjectID, at paths: [[UInt8]]?) throws(GitError) -> [TreeEntry] {
    if let entries = directory.stored({ $0.entries(of: tree, at: paths) }) { return entries }
    let pair = TreePair.all(of: tree)
    let arguments: [ByteString] = [
      "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none",
    ]
    let answer = try directory.output(
      arguments + (paths.map { ["--"] + $0.map { ByteString(bytes: $0) } } ?? []), input: pair.input)
    guard let records = pair.frame.content(of: answer) else { throw Self.cut("diff-tree") }
    var fields = NULRecords(records)
    var entries: [TreeEntry] = []
    // `:000000 MODE ZEROS ID A` NUL `path` NUL (git-diff-tree(1), "RAW OUTPUT FORMAT").
    while let header = fields.next() {
      let words = header.split(separator: UInt8(ascii: " "))
      guard words.count == 5, let bits = Int(String(decoding: words[1], as: UTF8.self), radix: 8),
        let id = ObjectID(digits: words[3]), let path = fields.next()
      else { throw Self.unreadable }
      entries.append(TreeEntry(mode: FileMode(bits: bits), id: id, path: RepositoryPath(bytes: path)))
    }
    return entries
  }

  /// The contents of blobs, in one call, in the order of the ids.
  package func blobs(_ ids: [ObjectID]) throws(GitError) -> [[UInt8]] {
    guard !ids.isEmpty else { return [] }
    if let contents = directory.stored({ $0.blobs(ids) }) { return contents }
    let input = Array(ids.map { $0.text + "\n" }.joined().utf8)
    let bytes = try directory.output(["cat-file", "--buffer", "--batch"], input: input)
    var contents: [[UInt8]] = []
    var cursor = 0
    for id in ids {
      guard let end = bytes[cursor...].firstIndex(of: 0x0A) else { throw Self.cut("cat-file") }
      let words = bytes[cursor..<end].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 3, words[0] == id.text, let size = Int(words[2]) else { throw GitError(.missingObject(id)) }
      guard size >= 0, end + 1 + size < bytes.count, bytes[end + 1 + size] == 0x0A else {
        throw Self.cut("cat-file")
      }
      contents.append(Array(bytes[(end + 1)..<(end + 1 + size)]))
      cursor = end + 2 + size
    }
    return contents
  }

  /// A blob that authority rests on: what was read is hashed again, as a loose object can be overwritten in place. What is
  /// read without git is held against its id in any case.
  package func trustedBlob(_ id: ObjectID) throws(GitError) -> [UInt8] {
    try trustedBlobs([id])[0]
  }

  /// The same for several, in two calls.
  package func trustedBlobs(_ ids: [ObjectID]) throws(GitError) -> [[UInt8]] {
    if let contents = directory.stored({ $0.blobs(ids) }) { return contents }
    let contents = try blobs(ids)
    for (id, hash) in zip(ids, try hashes(contents)) where id != hash { throw GitError(.forgedObject(id)) }
    return contents
  }

  /// The id that these bytes have as a blob; nothing is stored.
  package func hash(_ content: [UInt8]) throws(GitError) -> ObjectID {
    let answer = try directory.output(["hash-object", "-t", "blob", "--no-filters", "--stdin"], input: content)
    guard let id = Self.id(answer) else { throw GitError(.badAnswer(command: "hash-object", reason: "no object id")) }
    return id
  }

  private func hashes(_ contents: [[UInt8]]) throws(GitError) -> [ObjectID] {
    if contents.count == 1 { return [try hash(contents[0])] }
    // Git reads several contents from files only, a path on each line: from where it runs, since above that any byte may be
    // in a path.
    let name = "hash-\(UInt64.random(in: 0 ... .max))"
    let folder = directory.path.appending(ByteString(name))
    defer { try? FileSystem.remove(folder) }
    var paths = ""
    do throws(FileError) {
      try FileSystem.createFolders(folder, mode: 0o700)
      for (number, content) in contents.enumerated() {
        try ScratchFile.write(content, to: folder.appending("\(number)"))
        paths += "\(name)/\(number)\n"
      }
    } catch {
      throw GitError(.failed(command: "hash-object", reason: error.message))
    }
    let answer = try directory.output(
      ["hash-object", "-t", "blob", "--no-filters", "--stdin-paths"], input: Array(paths.utf8))
    let ids = answer.split(separator: 0x0A).compactMap { ObjectID(digits: $0) }
    guard ids.count == contents.count, answer.last == 0x0A else {
      throw GitError(.badAnswer(command: "hash-object", reason: "not one id for each content"))
    }
    return ids
  }

  /// The merge bases of two commits, best first as git has it.
  package func mergeBases(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> [ObjectID] {
    if let fork = directory.stored({ $0.fork(of: one, other) }) { return [fork.meeting] }
    let result = try directory.result(["merge-base", "--all", ByteString(one.text), ByteString(other.text)])
    // Status 1 means that there is none; whatever git could not read is 128 (git-merge-base(1)).
    if result.termination == .exited(1), result.standardOutput.total == 0 { return [] }
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "merge-base", reason: GitProgram.reason(result)))
    }
    let lines = bytes.split(separator: 0x0A)
    let ids = lines.compactMap { ObjectID(digits: $0) }
    guard bytes.last == 0x0A, ids.count == lines.count else { throw Self.cut("merge-base") }
    return ids
  }

  /// The id that is the whole answer, with its line break: without that it may have been longer.
  static func id(_ answer: [UInt8]) -> ObjectID? {
    answer.last == 0x0A ? ObjectID(digits: answer.dropLast()) : nil
  }

  private static func cut(_ command: String) -> GitError {
    GitError(.badAnswer(command: command, reason: "it is cut off"))
  }

  private static let unreadable = GitError(.badAnswer(command: "diff-tree", reason: "a record is not as documented"))
}
