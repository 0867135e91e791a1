package import CaskadeSyntax

/// A name that was resolved once: from here on only the id is used.
package struct Revision: Hashable, Sendable {
  /// As the person knows it: `main`, `origin/main`, `HEAD`, or a shortened id.
  package let name: String
  /// The reading that was taken, and why this name at all.
  package let why: String
  package let commit: ObjectID
  /// The branch, when the name is one.
  package let branch: String?
  /// True when whoever called gave a full object id.
  package let pinned: Bool

  package init(name: String, why: String, commit: ObjectID, branch: String?, pinned: Bool) {
    self.name = name
    self.why = why
    self.commit = commit
    self.branch = branch
    self.pinned = pinned
  }
}

/// Reads the names that people and CI systems give: a branch, a remote branch, a full reference name, `HEAD`, a full id.
///
/// A branch is read before anything else, a tag of the same name never answers, and two readings are an error.
package struct RevisionReader: Sendable {
  private let location: RepositoryLocation
  private let git: GitProgram
  private let objects: PrivateGitDirectory

  init(location: RepositoryLocation, git: GitProgram, objects: PrivateGitDirectory) {
    self.location = location
    self.git = git
    self.objects = objects
  }

  /// - Parameter role: what the name is for, as a message says it: `--base`.
  package func read(_ name: String, role: String) throws(GitError) -> Revision {
    if let id = ObjectID(name) { return try pinned(id, role: role) }
    if name == "HEAD" { return try head() }
    if name.hasPrefix("refs/") { return try full(name, role: role) }
    let local = "refs/heads/\(name)"
    let remote = "refs/remotes/\(name)"
    let tracked = "refs/remotes/origin/\(name)"
    let tag = "refs/tags/\(name)"
    let found = try ReferenceList([local, remote, tracked, tag], in: location, git: git, beside: objects)
    if found[local] != nil, found[remote] != nil {
      throw GitError(.ambiguous(name, role: role, readings: [local, remote]))
    }
    for candidate in [local, remote, tracked] {
      if let reference = found[candidate] {
        return try revision(reference, as: name, why: "\(role) \(name)", role: role)
      }
    }
    if found[tag] != nil { throw GitError(.onlyATag(name, role: role)) }
    if Self.looksLikeShortID(name) { throw GitError(.shortID(name, role: role)) }
    throw GitError(.unknownRevision(name, role: role))
  }

  /// The references of which the first that is there is the base, where the caller named none.
  ///
  /// - Parameter target: a branch's own name, where one is known.
  package static func usualNames(target: String?) -> [String] {
    if let target { return ["refs/remotes/origin/\(target)", "refs/heads/\(target)"] }
    return [
      "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main",
      "refs/heads/master",
    ]
  }

  /// The base where the caller named none: what CI says is the target, else the usual names.
  package func usualBase(target: String?) throws(GitError) -> Revision {
    if let target {
      let short = target.hasPrefix("refs/heads/") ? String(target.dropFirst("refs/heads/".count)) : target
      let names = Self.usualNames(target: short)
      let found = try ReferenceList(names, in: location, git: git, beside: objects)
      for name in names {
        if let reference = found[name] {
          return try revision(reference, as: short, why: "the CI system's target branch", role: "target branch")
        }
      }
      throw GitError(.noBase(tried: names))
    }
    let names = Self.usualNames(target: nil)
    let found = try ReferenceList(names, in: location, git: git, beside: objects)
    for name in names {
      guard let reference = found[name] else { continue }
      return try revision(reference, as: Self.short(reference.symbolic ?? name), why: "found as \(name)", role: "base")
    }
    throw GitError(.noBase(tried: names))
  }

  /// The base's branch as the remote has it, by the last fetch: that of a name, else of the usual names. Nil for none.
  package func trackedTip(of target: String?) throws(GitError) -> Revision? {
    let names = (target.map { [$0] } ?? ["HEAD", "main", "master"]).map { "refs/remotes/origin/\($0)" }
    let found = try ReferenceList(names, in: location, git: git, beside: objects)
    for name in names {
      guard let reference = found[name], reference.commit != nil else { continue }
      let short = Self.short(reference.symbolic ?? name)
      return try revision(reference, as: short, why: "found as \(name)", role: "base")
    }
    return nil
  }

  /// The commit that is checked out, and its branch unless the head is detached.
  package func head() throws(GitError) -> Revision {
    if let head = storedHead() { return head }
    let symbolic = try git.ask(in: location.workTree, ["symbolic-ref", "-q", "HEAD"])
    if symbolic.succeeded {
      let bytes = symbolic.standardOutput.head
      guard bytes.last == 0x0A else { throw GitError(.badAnswer(command: "symbolic-ref", reason: "it is cut off")) }
      let name = String(decoding: bytes.dropLast(), as: UTF8.self)
      guard let commit = try ReferenceList([name], in: location, git: git, beside: objects)[name]?.commit else {
        throw GitError(.noCommits)
      }
      return Self.checkedOut(name, commit)
    }
    // Status 1 alone says that the head is detached (git-symbolic-ref(1), `-q`).
    guard symbolic.termination == .exited(1) else {
      throw GitError(.failed(command: "symbolic-ref", reason: GitProgram.reason(symbolic)))
    }
    let detached = try git.ask(in: location.workTree, ["rev-parse", "--verify", "-q", "HEAD"])
    guard detached.succeeded, let commit = ObjectReader.id(detached.standardOutput.head) else {
      throw GitError(.noCommits)
    }
    return Self.detached(commit)
  }

  /// From the repository's own files; nil where git has to be asked.
  private func storedHead() -> Revision? {
    guard objects.isPlain, let references = StoredReferences(in: location),
      case .id(let id, let symbolic) = references.answer("HEAD"),
      objects.stored({ $0.isCommit(id) }) == true
    else { return nil }
    return symbolic.map { Self.checkedOut($0, id) } ?? Self.detached(id)
  }

  private static func checkedOut(_ name: String, _ commit: ObjectID) -> Revision {
    let branch = short(name)
    return Revision(
      name: branch, why: "the branch that is checked out", commit: commit, branch: branch, pinned: false)
  }

  private static func detached(_ commit: ObjectID) -> Revision {
    Revision(name: commit.short, why: "the detached head", commit: commit, branch: nil, pinned: false)
  }

  private func pinned(_ id: ObjectID, role: String) throws(GitError) -> Revision {
    if objects.stored({ $0.isCommit(id) }) != true {
      try askWhetherCommit(id, role: role)
    }
    return Revision(name: id.short, why: "\(role) as a full object id", commit: id, branch: nil, pinned: true)
  }

  private func askWhetherCommit(_ id: ObjectID, role: String) throws(GitError) {
    let result = try objects.result(["cat-file", "-t", ByteString(id.text)])
    guard result.succeeded, result.standardOutput.head.elementsEqual("commit\n".utf8) else {
      throw GitError(.notACommit(id.text, role: role))
    }
  }

  private func full(_ name: String, role: String) throws(GitError) -> Revision {
    guard let reference = try ReferenceList([name], in: location, git: git, beside: objects)[name] else {
      throw GitError(.unknownRevision(name, role: role))
    }
    return try revision(reference, as: Self.short(name), why: "\(role) \(name)", role: role)
  }

  private func revision(
    _ reference: ReferenceList.Reference, as name: String, why: String, role: String
  ) throws(GitError) -> Revision {
    guard let commit = reference.commit else { throw GitError(.notACommit(name, role: role)) }
    let full = reference.symbolic ?? reference.name
    let isBranch = full.hasPrefix("refs/heads/") || full.hasPrefix("refs/remotes/")
    let branch = isBranch ? Self.branch(full) : nil
    let reading = why.hasSuffix(reference.name) ? why : "\(why), read as \(reference.name)"
    return Revision(name: name, why: reading, commit: commit, branch: branch, pinned: false)
  }

  /// `main` for `refs/heads/main`, `origin/main` for `refs/remotes/origin/main`.
  private static func short(_ full: String) -> String {
    for prefix in ["refs/heads/", "refs/remotes/", "refs/"] where full.hasPrefix(prefix) {
      return String(full.dropFirst(prefix.count))
    }
    return full
  }

  /// The branch's own name, without the remote's.
  private static func branch(_ full: String) -> String {
    let name = short(full)
    guard full.hasPrefix("refs/remotes/"), let slash = name.firstIndex(of: "/") else { return name }
    return String(name[name.index(after: slash)...])
  }

  private static func looksLikeShortID(_ name: String) -> Bool {
    (4...63).contains(name.utf8.count)
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
