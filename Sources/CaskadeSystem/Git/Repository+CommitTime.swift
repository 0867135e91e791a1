package import CaskadeSyntax

extension Repository {
  /// When a commit was made, in seconds since 1970, by its own word. Nil where git can't say.
  package func time(of commit: ObjectID) throws(GitError) -> Int? {
    let answer = try git.ask(
      in: location.workTree,
      ["show", "-s", "--no-show-signature", "--format=%ct", "--end-of-options", ByteString(commit.text)])
    return Int(String(decoding: answer.standardOutput.head.prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
