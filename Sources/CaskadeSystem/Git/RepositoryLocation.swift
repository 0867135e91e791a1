package import CaskadeSyntax

/// Where a repository is, as git itself says with the person's configuration in force.
///
/// That one question keeps `safe.directory` and the ownership check (CVE-2022-24765) in force; no later call asks the
/// repository's own configuration.
package struct RepositoryLocation: Sendable {
  package let workTree: ByteString
  package let gitDirectory: ByteString
  package let objects: ByteString
  package let index: ByteString
  package let isShallow: Bool
  /// `sha1` or `sha256`.
  package let objectFormat: String
  /// The folder that was asked about, from the work tree's root; empty for the root.
  package let prefix: RepositoryPath

  package init(of folder: ByteString, git: GitProgram) throws(GitError) {
    if let holder = EnclosingFolder.withRepository(above: folder) {
      try BlockingFiles.refuse(inRepositoryOf: holder)
    }
    let arguments: [ByteString] = [
      "rev-parse", "--path-format=absolute", "--is-bare-repository", "--is-inside-work-tree",
      "--is-shallow-repository", "--show-object-format", "--absolute-git-dir", "--git-path", "objects", "--git-path",
      "index", "--show-toplevel", "--show-prefix",
    ]
    let result = try git.ask(in: folder, arguments)
    var lines = result.standardOutput.head.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count >= 2 else { throw Self.refusal(result, folder: folder) }
    if lines[0].elementsEqual("true".utf8) { throw GitError(.bareRepository(folder: folder.text)) }
    if !lines[1].elementsEqual("true".utf8) {
      throw try Self.outside(folder, git: git)
    }
    guard result.succeeded else { throw Self.refusal(result, folder: folder) }
    guard result.standardOutput.head.last == 0x0A else {
      throw GitError(.badAnswer(command: "rev-parse", reason: "it is cut off"))
    }
    // A path that holds a line break makes more lines than there are answers.
    guard lines.count == 9 else { throw GitError(.unusablePath(folder.text)) }
    isShallow = lines[2].elementsEqual("true".utf8)
    objectFormat = String(decoding: lines[3], as: UTF8.self)
    gitDirectory = ByteString(bytes: lines[4])
    objects = ByteString(bytes: lines[5])
    index = ByteString(bytes: lines[6])
    workTree = ByteString(bytes: lines[7])
    guard Self.isOwnWorkTree(workTree, of: folder) else {
      throw GitError(.workTreeElsewhere(folder: folder.text, workTree: workTree.text))
    }
    prefix = RepositoryPath(bytes: lines[8].last == UInt8(ascii: "/") ? lines[8].dropLast() : lines[8][...])
  }

  /// True when the work tree that git names is the folder in which it found the repository: `core.worktree` may name
  /// another, and then what is on disk here isn't what is compared.
  private static func isOwnWorkTree(_ workTree: ByteString, of folder: ByteString) -> Bool {
    guard let holder = EnclosingFolder.withRepository(above: folder), let named = try? FileSystem.realPath(workTree)
    else {
      return false
    }
    return holder == named
  }

  /// A folder that git doesn't count as inside the work tree: in `.git`, or beside what `core.worktree` names.
  private static func outside(_ folder: ByteString, git: GitProgram) throws(GitError) -> GitError {
    let result = try git.ask(in: folder, ["config", "--local", "--get", "core.worktree"])
    if result.succeeded {
      let tree = result.standardOutput.head.prefix { $0 != 0x0A }
      return GitError(.workTreeElsewhere(folder: folder.text, workTree: EscapedText.line(tree)))
    }
    return GitError(.insideGitDirectory(folder: folder.text))
  }

  private static func refusal(_ result: ProcessResult, folder: ByteString) -> GitError {
    let reason = GitProgram.reason(result)
    if reason.contains("not a git repository") { return GitError(.notARepository(folder: folder.text)) }
    return GitError(.refusedByGit(folder: folder.text, reason: reason))
  }
}
