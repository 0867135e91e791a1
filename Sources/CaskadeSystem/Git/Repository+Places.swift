package import CaskadeSyntax

extension Repository {
  /// Where a file of git's own folder is, as git itself says (git-rev-parse(1), "--git-path"): a worktree has some of its own
  /// and shares others.
  package func place(inGit name: String) throws(GitError) -> ByteString {
    let result = try git.ask(
      in: location.workTree, ["rev-parse", "--path-format=absolute", "--git-path", ByteString(name)])
    guard result.succeeded, let bytes = result.standardOutput.bytes, bytes.last == 0x0A else {
      throw GitError(.badAnswer(command: "rev-parse", reason: GitProgram.reason(result)))
    }
    return ByteString(bytes: bytes.dropLast())
  }

  /// Whether the index holds the path.
  package func isTracked(_ path: RepositoryPath) throws(GitError) -> Bool {
    let result = try git.ask(
      in: location.workTree,
      ["--literal-pathspecs", "ls-files", "-z", "--cached", "--", ByteString(bytes: path.bytes)])
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "ls-files", reason: GitProgram.reason(result)))
    }
    return !bytes.isEmpty
  }
}
