package import CaskadeSyntax

/// What a branch has in common with the head beyond the base: commits that came to the head with it, or from it.
package struct SharedHistory: Hashable, Sendable {
  /// `dev`, `origin/main`.
  package let name: String
  /// The newest commit that both have.
  package let commit: ObjectID

  package init(name: String, commit: ObjectID) {
    self.name = name
    self.commit = commit
  }
}

extension Repository {
  /// More than these are not looked at: what is found decides nothing but a note and a hint.
  private static let mostBranches = 200
  private static let mostRoots = 20

  /// The commits of the head that the base has not, each with its parents; the newest first.
  package func commits(from base: ObjectID, to head: ObjectID) throws(GitError) -> [[ObjectID]] {
    let lines = try listing(from: base, to: head, withParents: true).split(separator: 0x0A)
    return lines.reversed().map { line in
      line.split(separator: UInt8(ascii: " ")).compactMap { ObjectID(String(decoding: $0, as: UTF8.self)) }
    }
  }

  /// The other branches that have some of the commits, but not the head itself, in the order of their names.
  ///
  /// - Parameter own: names of the head's own branch, which are left out.
  package func branches(
    sharing commits: [[ObjectID]], head: ObjectID, except own: Set<String>
  ) throws(GitError) -> [SharedHistory] {
    let ids = Set(commits.compactMap(\.first))
    let roots = commits.filter { !$0.dropFirst().contains(where: ids.contains) }.compactMap(\.first)
    guard !roots.isEmpty, ids.count > 1 else { return [] }
    let arguments: [ByteString] =
      ["for-each-ref", "--format=%(objectname) %(symref)%00%(refname)", "--count=\(Self.mostBranches)"]
      .map { ByteString($0) } + roots.prefix(Self.mostRoots).map { ByteString("--contains=\($0.text)") }
      + [ByteString("--no-contains=\(head.text)"), "--", "refs/heads", "refs/remotes"]
    let answer = try git.ask(in: location.workTree, arguments)
    guard answer.succeeded, let bytes = answer.standardOutput.bytes else {
      throw GitError(.failed(command: "for-each-ref", reason: "it didn't list the branches"))
    }
    var found: [SharedHistory] = []
    for line in bytes.split(separator: 0x0A) {
      let fields = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 2, fields[0].hasSuffix(" "), let tip = ObjectID(String(fields[0].dropLast())) else {
        continue
      }
      let name = ["refs/heads/", "refs/remotes/"].reduce(fields[1]) { name, prefix in
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
      }
      guard !own.contains(name), let fork = try objects.mergeBases(tip, head).first, ids.contains(fork) else {
        continue
      }
      if !found.contains(where: { $0.commit == fork }) { found.append(SharedHistory(name: name, commit: fork)) }
    }
    return found
  }

  /// The newest commits of a history, itself first, as far as they are here. What is found decides nothing.
  package func newest(_ count: Int, of commit: ObjectID) throws(GitError) -> [ObjectID] {
    let answer = try git.ask(
      in: location.workTree,
      ["rev-list", ByteString("--max-count=\(count)"), "--end-of-options", ByteString(commit.text)])
    return answer.standardOutput.head.split(separator: 0x0A).compactMap { ObjectID(digits: $0) }
  }

  /// The paths that differ between two trees.
  package func paths(between one: ObjectID, _ other: ObjectID) throws(GitError) -> Set<RepositoryPath> {
    guard one != other else { return [] }
    let answer = try directory.output([
      "diff-tree", "-r", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=none",
      "--end-of-options", ByteString(one.text), ByteString(other.text),
    ])
    return Set(answer.split(separator: 0).map { RepositoryPath(bytes: Array($0)) })
  }
}
