package import CaskadeSyntax

/// The same reference in another repository. Git is called as the person calls it, with their configuration and their
/// ways to log in, but for hooks; nobody is asked for a password.
extension NotesReference {
  /// Where the remote has the reference; nil where it has none.
  package func tip(of remote: String, _ environment: [String: String]) throws(GitError) -> ObjectID? {
    let result = try talk(["ls-remote", "--", ByteString(remote), ByteString(name)], environment)
    guard result.succeeded, let bytes = result.standardOutput.bytes, bytes.isEmpty || bytes.last == 0x0A else {
      throw GitError(.remoteFailed(remote: EscapedText.line(remote), reason: Self.reason(result)))
    }
    for line in bytes.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09)
      // A pattern matches the end of longer names too.
      guard fields.count == 2, fields[1].elementsEqual(name.utf8) else { continue }
      guard let id = ObjectID(digits: fields[0]) else {
        throw GitError(.badAnswer(command: "ls-remote", reason: "no object id"))
      }
      return id
    }
    return nil
  }

  /// Brings the commit with its notes into this repository; no reference is moved.
  package func fetch(_ commit: ObjectID, from remote: String, _ environment: [String: String]) throws(GitError) {
    let result = try talk(
      [
        "-c", "gc.auto=0", "-c", "maintenance.auto=false", "fetch", "--quiet", "--no-tags", "--no-prune",
        "--no-write-fetch-head", "--no-recurse-submodules", "--", ByteString(remote), ByteString(commit.text),
      ], environment)
    guard result.succeeded else {
      throw GitError(.remoteFailed(remote: EscapedText.line(remote), reason: Self.reason(result)))
    }
  }

  /// Has the remote take the commit, never by force. Answers why it didn't, nil where it did.
  package func push(
    _ commit: ObjectID, to remote: String, _ environment: [String: String]
  ) throws(GitError) -> String? {
    let result = try talk(
      [
        "push", "--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--", ByteString(remote),
        ByteString("\(commit.text):\(name)"),
      ], environment)
    return result.succeeded ? nil : Self.reason(result)
  }

  private func talk(
    _ arguments: [ByteString], _ environment: [String: String]
  ) throws(GitError) -> ProcessResult {
    let ways = environment.filter { Self.ways.contains($0.key) }
    return try repository.git.reach(in: repository.location.workTree, arguments, adding: ways)
  }

  /// How the person reaches a remote, where git's configuration doesn't say it.
  private static let ways: Set<String> = ["GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_SSL_CAINFO"]

  /// What the other side said, or why there was none: the first line that says it.
  private static func reason(_ result: ProcessResult) -> String {
    let lines = result.standardError.head.split(separator: 0x0A).map { EscapedText.line($0) }
    return lines.first { $0.hasPrefix(" ! ") || $0.hasPrefix("remote: error") } ?? lines.first {
      $0.hasPrefix("fatal: ")
    }
      ?? GitProgram.reason(result)
  }
}
