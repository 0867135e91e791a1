package import CaskadeSyntax

/// One tree, checked out in a folder of its own, for validation to run in.
///
/// Made by `read-tree` and `checkout-index` from a private git directory, never by `git worktree add`, which writes into
/// the repository. The folder holds a small `.git` of its own, whose head is the judged commit, so that tools that ask
/// git work. `TreeWatch` finds what commands change in it.
package struct CleanCheckout: Sendable {
  package let folder: ByteString
  let control: PrivateGitDirectory
  let index: ByteString
  /// Folders of ours with the objects that its own `.git` borrows.
  package let borrowed: [ByteString]

  /// - Parameters:
  ///   - commit: a commit with this tree; nil makes one, with fixed dates and no parents.
  ///   - folder: where it is to lie; nothing stands there yet.
  ///   - number: tells this checkout from others of the same check.
  init(
    tree: ObjectID, commit: ObjectID?, at folder: ByteString, in parent: ByteString, number: Int,
    beside directory: PrivateGitDirectory, location: RepositoryLocation
  ) throws(GitError) {
    // A git directory of its own: commands have run since the check's own was made, and could reach it.
    control = try Self.files { () throws(FileError) in
      try PrivateGitDirectory(
        at: parent.appending("git-checkout-\(number)"),
        borrowing: [location.objects, directory.path.appending("objects")], objectFormat: location.objectFormat,
        git: directory.git, checksOut: true)
    }
    self.folder = folder
    borrowed = [directory.path.appending("objects"), control.path.appending("objects")]
    index = control.path.appending("index-checkout-\(number)")
    try Self.files { () throws(FileError) in try FileSystem.createFolders(folder) }
    _ = try control.output(["read-tree", ByteString(tree.text)], workTree: folder, index: index)
    _ = try control.output(["checkout-index", "-a", "-u", "-q"], workTree: folder, index: index)
    let head: ObjectID
    if let commit { head = commit } else { head = try control.commit(tree) }
    try Self.files { () throws(FileError) in
      let own = try PrivateGitDirectory(
        at: folder.appending(".git"),
        borrowing: [location.objects, directory.path.appending("objects"), control.path.appending("objects")],
        objectFormat: location.objectFormat, git: control.git)
      try AtomicFile.write(Array("\(head.text)\n".utf8), to: own.path.appending("HEAD"), replacing: true)
      try FileSystem.copyFile(index, to: own.path.appending("index"), keepingTimes: true)
    }
  }

  private static func files<Value>(_ body: () throws(FileError) -> Value) throws(GitError) -> Value {
    do throws(FileError) {
      return try body()
    } catch {
      throw GitError(.failed(command: "checkout-index", reason: error.message))
    }
  }
}

extension PrivateGitDirectory {
  /// A commit of the tree, the same for the same tree and the same parents.
  func commit(_ tree: ObjectID, parents: [ObjectID] = []) throws(GitError) -> ObjectID {
    var arguments: [ByteString] = ["commit-tree", "-m", "the tree that caskade judges"]
    for parent in parents { arguments += ["-p", ByteString(parent.text)] }
    arguments.append(ByteString(tree.text))
    var request = git.request(arguments, gitDirectory: path, workTree: nil, index: nil, input: nil)
    for role in ["AUTHOR", "COMMITTER"] {
      request.environment["GIT_\(role)_NAME"] = "caskade"
      request.environment["GIT_\(role)_EMAIL"] = "caskade@example.invalid"
      request.environment["GIT_\(role)_DATE"] = "2000-01-01T00:00:00Z"
    }
    guard let id = ObjectReader.id(try git.output(of: request, name: "commit-tree")) else {
      throw GitError(.badAnswer(command: "commit-tree", reason: "no object id"))
    }
    return id
  }
}
