/// caskade's own verbs that a run may always use: they read, ask a person, or check, and grant nothing.
enum OwnCommand {
  private static let verbs: Set<String> = [
    "ask", "check", "draft", "explain", "help", "lint", "show", "status", "version",
  ]
  /// They write a file that is named, take another's word, or work elsewhere.
  private static let refused = [
    "--output", "--evidence", "--logs", "--record", "--sign", "--pass", "--contract-from", "--vouch", "--join",
    "--directory", "-C", "--base", "--transcript",
  ]

  static func matches(_ words: [String]) -> Bool {
    guard words.count > 1, words[0] == "caskade", verbs.contains(words[1]) else { return false }
    return !words.dropFirst(2).contains { word in Self.refused.contains { word.hasPrefix($0) } }
  }
}
