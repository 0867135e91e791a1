package import CaskadeSyntax

/// The notes below one reference of the repository (git-notes(1)). Beside approvals and what a person names by its path,
/// this is all that caskade writes into a repository, and only where a person asks for it.
///
/// Objects are made by a private git directory whose object store is the repository's own; the reference is then moved
/// from exactly the commit that was read. So of two who write at once one is told, and none is overwritten.
package struct NotesReference: Sendable {
  /// One note: what lies at a path whose hexadecimal digits are an object's id, however they are parted by slashes.
  package struct Note: Hashable, Sendable {
    package let object: ObjectID
    package let blob: ObjectID
    package let path: RepositoryPath
  }

  /// All that a commit of the reference holds.
  package struct Content: Sendable {
    /// Nil where there is no reference yet.
    package let commit: ObjectID?
    /// Sorted by object, then by path.
    package let notes: [Note]
    /// What lies there and is no note.
    package let others: [TreeEntry]

    package static let none = Content(commit: nil, notes: [], others: [])
  }

  package let name: String
  let repository: Repository

  package init(_ name: String, of repository: Repository) {
    self.name = name
    self.repository = repository
  }

  // MARK: Reading

  package func content() throws(GitError) -> Content { try content(at: tip()) }

  package func content(at commit: ObjectID?) throws(GitError) -> Content {
    guard let commit else { return .none }
    let objects = repository.objects
    var (notes, others): ([Note], [TreeEntry]) = ([], [])
    for entry in try objects.entries(of: objects.tree(of: commit)) {
      let digits = entry.path.bytes.filter { $0 != UInt8(ascii: "/") }
      if entry.mode.kind == FileMode.regular.kind, let object = ObjectID(digits: digits[...]) {
        notes.append(Note(object: object, blob: entry.id, path: entry.path))
      } else {
        others.append(entry)
      }
    }
    return Content(
      commit: commit, notes: notes.sorted { ($0.object, $0.path) < ($1.object, $1.path) }, others: others)
  }

  /// The notes on one object at a commit, wherever git lays them at the usual sizes of a tree.
  package func notes(on object: ObjectID, at commit: ObjectID?) throws(GitError) -> [Note] {
    guard let commit else { return [] }
    let objects = repository.objects
    let digits = Array(object.text.utf8)
    let paths = (0...3).map { depth in
      let folders = (0..<depth).flatMap { Array(digits[(2 * $0)..<(2 * $0 + 2)]) + [UInt8(ascii: "/")] }
      return RepositoryPath(bytes: folders + digits[(2 * depth)...])
    }
    return try objects.entries(at: paths, in: objects.tree(of: commit)).filter { $0.mode.kind == FileMode.regular.kind }
      .map { Note(object: object, blob: $0.id, path: $0.path) }.sorted { $0.path < $1.path }
  }

  /// The texts of notes, in their order.
  package func texts(of notes: [Note]) throws(GitError) -> [[UInt8]] {
    try repository.objects.blobs(notes.map(\.blob))
  }

  /// The commit at which the reference stands; nil where there is none.
  package func tip() throws(GitError) -> ObjectID? {
    let list = try ReferenceList(
      [name], in: repository.location, git: repository.git, beside: repository.directory)
    guard let found = list[name] else { return nil }
    guard found.symbolic == nil, let commit = found.commit else { throw GitError(.notNotes(name)) }
    return commit
  }

  // MARK: Writing

  /// Stores a commit of notes beside what its first parent holds; no reference is moved.
  ///
  /// - Parameters:
  ///   - notes: whole texts, each at its path.
  ///   - kept: entries that are taken over as they are.
  ///   - parents: the first one's content is kept; none for the first commit.
  package func commit(
    _ notes: [(path: RepositoryPath, text: [UInt8])], keeping kept: [TreeEntry] = [], parents: [ObjectID],
    message: String, by author: NotesAuthor
  ) throws(GitError) -> ObjectID {
    var stream = Array("commit refs/notes/new-\(UInt64.random(in: 0 ... .max))\nmark :1\n".utf8)
    stream += Array("committer \(author.name) <\(author.mail)> \(author.seconds) +0000\n".utf8)
    stream += Self.data(Array("\(message)\n".utf8))
    for (index, parent) in parents.enumerated() {
      stream += Array("\(index == 0 ? "from" : "merge") \(parent.text)\n".utf8)
    }
    for entry in kept {
      stream += Array("M \(entry.mode.text) \(entry.id.text) ".utf8) + Self.quoted(entry.path) + [0x0A]
    }
    for note in notes {
      stream += Array("M 100644 inline ".utf8) + Self.quoted(note.path) + [0x0A] + Self.data(note.text)
    }
    stream += Array("\nget-mark :1\ndone\n".utf8)
    let answer = try repository.directory.outputStoring(
      ["fast-import", "--quiet", "--done"], in: repository.location.objects, input: stream)
    guard let commit = ObjectReader.id(answer) else {
      throw GitError(.badAnswer(command: "fast-import", reason: "no object id"))
    }
    return commit
  }

  /// Moves the reference if it stands where it was read; false when somebody was faster.
  package func move(from old: ObjectID?, to new: ObjectID) throws(GitError) -> Bool {
    let zeros = String(repeating: "0", count: new.text.utf8.count)
    let result = try repository.git.ask(
      in: repository.location.workTree,
      [
        "-c", "core.filesRefLockTimeout=10000", "update-ref", "--no-deref", "-m", "caskade: record", ByteString(name),
        ByteString(new.text), ByteString(old?.text ?? zeros),
      ])
    if result.succeeded { return true }
    guard try tip() == old else { return false }
    throw GitError(.failed(command: "update-ref", reason: GitProgram.reason(result)))
  }

  /// Where a note lies that is new: `ab/cdef...`, which git reads at any size of the tree.
  package static func path(of object: ObjectID) -> RepositoryPath {
    let digits = Array(object.text.utf8)
    return RepositoryPath(bytes: digits[..<2] + [UInt8(ascii: "/")] + digits[2...])
  }

  private static func data(_ bytes: [UInt8]) -> [UInt8] { Array("data \(bytes.count)\n".utf8) + bytes + [0x0A] }

  /// A path in quotes as C has them (git-fast-import(1), "filemodify").
  private static func quoted(_ path: RepositoryPath) -> [UInt8] {
    var text: [UInt8] = [UInt8(ascii: "\"")]
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case 0x20...0x7E: text.append(byte)
      default:
        let digits = String(byte, radix: 8)
        text += Array(("\\" + String(repeating: "0", count: 3 - digits.count) + digits).utf8)
      }
    }
    return text + [UInt8(ascii: "\"")]
  }
}

/// Who stands as the committer of a note.
package struct NotesAuthor: Hashable, Sendable {
  package let name: String
  package let mail: String
  package let seconds: Int

  /// The person as git's configuration names them, without what would end the field; else caskade itself.
  package init(name: String?, mail: String?, seconds: Int) {
    func plain(_ text: String?) -> String {
      String((text ?? "").unicodeScalars.filter { $0.value >= 0x20 && $0 != "<" && $0 != ">" && $0.value != 0x7F })
        .trimmed
    }
    let known = (plain(name), plain(mail))
    let isKnown = !known.0.isEmpty && !known.1.isEmpty
    self.name = isKnown ? known.0 : "caskade"
    self.mail = isKnown ? known.1 : "caskade@localhost"
    self.seconds = seconds
  }
}

extension String {
  fileprivate var trimmed: String {
    let kept = drop { $0 == " " }
    return String(kept.reversed().drop { $0 == " " }.reversed())
  }
}
