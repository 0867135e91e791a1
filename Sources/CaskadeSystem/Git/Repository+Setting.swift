import CaskadeSyntax

extension Repository {
  /// A value of the person's own configuration, for what is only a suggestion; never for a judgement.
  package func setting(_ name: String) throws(GitError) -> String? {
    let result = try git.ask(in: location.workTree, ["config", "--get", ByteString(name)])
    guard result.succeeded, let bytes = result.standardOutput.bytes else { return nil }
    let text = EscapedText.line(bytes.prefix { $0 != 0x0A })
    return text.isEmpty ? nil : text
  }
}
