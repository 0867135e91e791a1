package import CaskadeSyntax

extension Repository {
  /// The commit that a person's words name in git's own language, `HEAD~2` or a short id; nil where they name none. For a
  /// suggestion, never for a judgement.
  package func commit(of words: String) throws(GitError) -> ObjectID? {
    guard !words.isEmpty, !words.hasPrefix("-") else { return nil }
    let result = try git.ask(
      in: location.workTree, ["rev-parse", "--verify", "-q", ByteString("\(words)^{commit}")])
    guard result.succeeded, let bytes = result.standardOutput.bytes else { return nil }
    return ObjectReader.id(bytes)
  }

  /// The first line of a commit's message.
  package func subject(of commit: ObjectID) throws(GitError) -> String {
    let answer = try directory.output(
      ["log", "-n", "1", "--no-color", "--format=%s", "--end-of-options", ByteString(commit.text)])
    return String(decoding: answer.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}
