import CaskadeSyntax

extension ScopeReason {
  /// As the comment behind a pattern says it.
  var message: String {
    switch self {
    case .named: return "the ticket names it"
    case .identifier(let name, let files): return "contains `\(EscapedText.line(name))` (in \(files.counted("file")))"
    case .contents(let words):
      let parts = words.map { "'\(EscapedText.line($0.spelling))' (in \($0.files.counted("file")))" }
      return "contains \(parts.joined(separator: " and "))"
    case .similarCommits(let count, let all):
      return all == 1
        ? "changed in the most similar commit" : "changed in \(count) of the \(all) most similar commits"
    case .path(let words):
      return "its path says \(words.map { "'\(EscapedText.line($0))'" }.joined(separator: " and "))"
    case .recent(let count, let all): return "changed in \(count) of the last \(all.counted("commit"))"
    case .folder(let name): return "the ticket names its folder '\(EscapedText.line(name))'"
    case .together(let file, let count, let all):
      return "changed in \(count) of the \(all.counted("commit")) that changed \(file.display)"
    case .beside(let file): return "beside \(file.display)"
    case .inside(let folder): return "in \(folder.display)"
    }
  }
}
