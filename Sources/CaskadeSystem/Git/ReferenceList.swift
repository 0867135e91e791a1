package import CaskadeSyntax

/// Some references of a repository, by their full names, as they stood when they were asked for.
package struct ReferenceList: Sendable {
  package struct Reference: Hashable, Sendable {
    package let name: String
    /// The commit, a tag peeled; nil when the reference leads to no commit.
    package let commit: ObjectID?
    /// The name that a symbolic reference stands for.
    package let symbolic: String?
  }

  private let references: [Reference]

  /// Asks for exact names only: a prefix, a pattern or another namespace's reference of that name never answers.
  ///
  /// - Parameter directory: of the same repository, which answers for plain references without git.
  init(
    _ names: [String], in location: RepositoryLocation, git: GitProgram, beside directory: PrivateGitDirectory
  ) throws(GitError) {
    if directory.isPlain, let stored = StoredReferences(in: location),
      let references = Self.read(names, stored, directory)
    {
      self.references = references
      return
    }
    let format = "--format=%(objectname) %(objecttype) %(*objectname) %(*objecttype)%00%(symref)%00%(refname)"
    let arguments = ["for-each-ref", format, "--"] + names
    let result = try git.ask(in: location.workTree, arguments.map { ByteString($0) }, isolated: false)
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "for-each-ref", reason: GitProgram.reason(result)))
    }
    guard bytes.isEmpty || bytes.last == 0x0A else {
      throw GitError(.badAnswer(command: "for-each-ref", reason: "it is cut off"))
    }
    references = bytes.split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard fields.count == 3, names.contains(fields[2]) else { return nil }
      let words = fields[0].split(separator: " ").map(String.init)
      var commit: ObjectID?
      if words.count >= 2, words[1] == "commit" { commit = ObjectID(words[0]) }
      if words.count >= 4, words[1] == "tag", words[3] == "commit" { commit = ObjectID(words[2]) }
      return Reference(name: fields[2], commit: commit, symbolic: fields[1].isEmpty ? nil : fields[1])
    }
  }

  /// Nil where git has to say what one of them is: a tag with a text of its own, a longer way, an object that isn't here.
  private static func read(
    _ names: [String], _ references: StoredReferences, _ directory: PrivateGitDirectory
  ) -> [Reference]? {
    var found: [Reference] = []
    for name in names {
      switch references.answer(name) {
      case .id(let id, let symbolic):
        guard directory.stored({ $0.isCommit(id) }) == true else { return nil }
        found.append(Reference(name: name, commit: id, symbolic: symbolic))
      case .none: break
      case .unusual: return nil
      }
    }
    return found
  }

  package subscript(name: String) -> Reference? {
    references.first { $0.name == name }
  }
}
