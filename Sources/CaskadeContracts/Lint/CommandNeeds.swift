import CaskadeSyntax

/// The programs and scripts that a shell command starts, as far as its text shows them.
///
/// It reads words, quotes, separators and redirections as the Shell Command Language does (POSIX.1-2017, XCU 2), and
/// keeps silent where a word is computed: a name with `$`, a glob or a command substitution is never guessed at.
/// From a loop, `case` or function on, nothing is read; here-documents are left alone as a whole.
struct CommandNeeds: Hashable, Sendable {
  /// Names looked up in `PATH`; an absolute path says more of a machine than of the repository, and is left alone.
  private(set) var programs: [String] = []
  /// Relative paths, as they are written; none after a `cd`.
  private(set) var scripts: [String] = []

  init(of command: String) {
    guard let commands = ShellWords.commands(in: command) else { return }
    var moved = false
    for words in commands {
      var rest = words[...]
      while let word = rest.first, Self.prefixes.contains(word.text) || word.isAssignment { rest.removeFirst() }
      guard let program = rest.popFirst(), program.isLiteral else { continue }
      let name = program.text
      if Self.compound.contains(name) { return }
      if name.isEmpty || name.hasPrefix("-") { continue }
      if name == "cd" || name == "pushd" { moved = true }
      if name == "." || name == "source", let script = rest.first { add(script, unless: moved) }
      if Self.builtIns.contains(name) { continue }
      if name.hasPrefix("/") { continue }
      if !name.contains("/") {
        programs.append(name)
        if let letters = Self.optionsWithCode[name], let script = Self.script(in: rest, codeAfter: letters) {
          add(script, unless: moved)
        }
      } else {
        add(program, unless: moved)
      }
    }
  }

  private mutating func add(_ word: ShellWords.Word, unless moved: Bool) {
    guard word.isLiteral, !moved, !word.text.hasPrefix("/"), !word.text.hasPrefix("~") else { return }
    scripts.append(word.text)
  }

  /// The first argument that isn't an option, if it looks like a file; nothing where options say what to run.
  private static func script(
    in arguments: ArraySlice<ShellWords.Word>, codeAfter letters: String
  ) -> ShellWords.Word? {
    for word in arguments {
      if word.text.hasPrefix("-") {
        if word.text.hasPrefix("--") || word.text.contains(where: letters.contains) { return nil }
        continue
      }
      return word.text.contains("/") || word.text.contains(".") ? word : nil
    }
    return nil
  }

  private static let compound: Set<String> = ["for", "case", "select", "function", "{", "}"]
  private static let prefixes: Set<String> = [
    "!", "if", "then", "else", "elif", "while", "until", "do", "time", "exec", "command", "nohup", "env",
  ]
  private static let builtIns: Set<String> = [
    ".", ":", "[", "[[", "alias", "bg", "break", "cd", "continue", "declare", "do", "done", "echo", "esac", "eval",
    "exit", "export", "false", "fc", "fg", "fi", "getopts", "hash", "jobs", "kill", "let", "local", "popd", "printf",
    "pushd", "pwd", "read", "readonly", "return", "set", "shift", "shopt", "source", "test", "times", "trap", "true",
    "type", "ulimit", "umask", "unalias", "unset", "wait",
  ]
  /// The interpreters whose first argument is a script, and the options after which it is something else.
  private static let optionsWithCode = [
    "bash": "coO", "dash": "co", "ksh": "co", "node": "epr", "perl": "eEIM", "php": "rBREFSt", "python": "cmWX",
    "python3": "cmWX", "ruby": "eIrC", "sh": "co", "zsh": "co",
  ]
}
