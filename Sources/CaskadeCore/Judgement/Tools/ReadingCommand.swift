/// Commands that do nothing but read: where a contract allows `read`, it allows these too, as an agent that has no tool for
/// reading does it by them. What their output is redirected into is judged as a file.
enum ReadingCommand {
  private static let programs: Set<String> = [
    "basename", "cat", "cmp", "column", "comm", "cut", "diff", "dirname", "du", "egrep", "fgrep", "file", "grep",
    "head", "jq", "ls", "nl", "readlink", "realpath", "stat", "tail", "tr", "tree", "uniq", "wc", "which",
  ]
  /// Of git, those that no option makes write or run anything that isn't seen elsewhere.
  private static let git: Set<String> = [
    "blame", "cat-file", "describe", "diff", "log", "ls-files", "ls-tree", "merge-base", "rev-list", "rev-parse",
    "shortlog", "show", "status",
  ]
  /// By the program, options that start another program, or write.
  private static let refused: [String: [String]] = [
    "rg": ["--pre", "--hostname-bin", "-z", "--search-zip"], "find": ["-exec", "-ok", "-delete", "-fprint", "-fls"],
    "git": ["--ext-diff", "--filters", "--textconv", "--output", "-c", "--exec-path", "--paginate", "-p"],
    "file": ["-C", "--compile"], "sort": ["-o", "--output", "--compress-program"], "tree": ["-o"],
  ]

  /// - Parameter words: of one simple command.
  static func matches(_ words: some Collection<Substring>) -> Bool {
    guard let program = words.first.map(String.init) else { return false }
    let rest = words.dropFirst().map(String.init)
    if let refused = refused[program], rest.contains(where: { word in refused.contains { word.hasPrefix($0) } }) {
      return false
    }
    switch program {
    case "rg", "find", "sort": return true
    case "git": return rest.first.map(git.contains) ?? false
    case "sed": return isPrinting(rest)
    case _: return programs.contains(program)
    }
  }

  /// Line numbers that are printed, as `sed -n 1,9p FILE`: any other letter of a script may write a file or run a command
  /// (sed(1), `w` and `e`).
  private static func isPrinting(_ rest: [String]) -> Bool {
    guard rest.first == "-n" else { return false }
    let words = rest.drop { ["-n", "-E", "-r"].contains($0) }
    guard let script = words.first, !words.contains(where: { $0.hasPrefix("-") }) else { return false }
    return script.utf8.allSatisfy { (0x30...0x39).contains($0) || ",;$p=q".utf8.contains($0) }
  }
}
