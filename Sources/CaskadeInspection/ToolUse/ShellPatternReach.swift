import CaskadeSyntax

/// What the command lines that a contract's shell pattern matches may do, beyond running the command that it names.
///
/// A matcher of text sees none of it. So an agent's own rule may allow a pattern only where the answer is `plain`.
package enum ShellPatternReach: Hashable, Sendable {
  case plain
  /// Some such line runs another program, or code that can't be read.
  case runsMore
  /// Some such line writes files of its choice.
  case writes
  /// The pattern names no program, or holds what the words of a command don't.
  case notWords

  package init(of pattern: String) {
    guard Self.isWords(pattern) else {
      self = .notWords
      return
    }
    var writes = false
    for probe in pattern.contains("*") ? Self.probes : [""] {
      let line = pattern.split(separator: "*", omittingEmptySubsequences: false).joined(separator: probe)
      let alone = ShellActionReader.read(line)
      let piped = ShellActionReader.read("true | \(line)")
      if alone.isOpaque || alone.commands.count > 1 || piped.isOpaque {
        self = .runsMore
        return
      }
      if !alone.writes.isEmpty { writes = true }
    }
    self = writes ? .writes : .plain
  }

  /// A program's name, then words without a sign that a shell or a matcher reads.
  private static func isWords(_ pattern: String) -> Bool {
    let words = pattern.split(separator: " ", omittingEmptySubsequences: false)
    guard let first = words.first, !first.contains("*"), !first.contains("="), !words.contains(where: \.isEmpty) else {
      return false
    }
    return pattern.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case _: " _-./:=@+,%*".utf8.contains(byte)
      }
    }
  }

  /// What a star may stand for: every option that is known to start something, and what programs take that run or write.
  private static let probes: [String] =
    ["", "x", "x y", "./x y"]
    + ["-c", "-e", "-E", "-r", "-x", "-i", "-o", "-O", "-p", "-s", "-u"].map { "\($0) x" }
    + [
      "exec x y", "run x y", "exec x sh -c y", "--eval x", "--exec x", "--print x", "--output x", "--output=x",
      "--import x", "--require x", "-C x y", "-c core.pager=x log", "-c alias.x=!y x", "difftool", "mergetool",
      "bisect run x", "submodule foreach x", "rebase -x y", "checkout -- x", "restore x", "reset --hard", "stash",
      "apply x", "clean -f", "rm x", "mv x y", "config x y", "config alias.x !y", "clone x", "merge x", "pull",
      "-exec x ;", "-delete", "-fprint x", "sh -c x", "env x", "--upload-pack=x y", "--ext-diff x", "-Mx", "-w x",
      "--outfile x", "-t x y", "--template=x y",
    ] + ShellOpacity.options.values.flatMap { $0 }.sorted().map { "\($0) x" }
}
