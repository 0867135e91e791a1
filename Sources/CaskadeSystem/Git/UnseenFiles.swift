import CaskadeSyntax

/// Files that git couldn't look at while it compared a working tree with an index.
///
/// It says so on standard error, leaves them out of its answer, and ends with status 0: of a folder that can't be opened
/// with a warning (dir.c, `open_cached_dir`), of a tracked file in a folder that can't be searched with the system's bare
/// words behind the path (diff-lib.c, `run_diff_files`).
enum UnseenFiles {
  static func refuse(in errors: some Collection<UInt8>, of command: String) throws(GitError) {
    for line in errors.split(separator: 0x0A) {
      let words = ownWords.first { line.starts(with: $0.utf8) }
      let message = line.dropFirst(words?.utf8.count ?? 0)
      guard words == nil || message.starts(with: " could not open directory".utf8) else { continue }
      let reason = EscapedText.line(words == nil ? message : message.dropFirst())
      throw GitError(.failed(command: command, reason: reason))
    }
  }

  /// What git itself has to say begins with one of these (usage.c, advice.c).
  private static let ownWords = ["warning:", "error:", "hint:"]
}
