import CaskadeSyntax

/// The programs and scripts that a shell command starts, as far as its text shows them.
///
/// It sees what `ShellScript.commandsThroughWrappers` sees: in lists, branches, loops and substitutions, behind `env`,
/// `timeout` and `sh -c`. It keeps silent where a word is computed: a name with `$`, a glob or a substitution is never
/// guessed at; and of a text that can't be read.
package struct CommandNeeds: Hashable, Sendable {
  /// Names looked up in `PATH`; an absolute path says more of a machine than of the repository, and is left alone.
  private(set) var programs: [String] = []
  /// Relative paths, as they are written; none after a `cd`.
  package private(set) var scripts: [String] = []

  package init(of command: String) {
    guard let script = try? ShellParser.parse(command) else { return }
    let functions = script.functions
    var moved = false
    for words in script.commandsThroughWrappers {
      guard let program = words.first, program.isLiteral else { continue }
      let name = program.text
      let rest = words.dropFirst()
      if name.isEmpty || name.hasPrefix("-") || functions.contains(name) { continue }
      if name == "cd" || name == "pushd" { moved = true }
      if name == "." || name == "source", let script = rest.first { add(script, unless: moved) }
      if Self.builtIns.contains(name) || name.hasPrefix("/") { continue }
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

  private mutating func add(_ word: ShellWord, unless moved: Bool) {
    guard word.isLiteral, !moved, !word.text.hasPrefix("/") else { return }
    scripts.append(word.text)
  }

  /// The first argument that isn't an option, if it looks like a file; nothing where options say what to run.
  private static func script(in arguments: ArraySlice<ShellWord>, codeAfter letters: String) -> ShellWord? {
    for word in arguments {
      if word.text.hasPrefix("-") {
        if word.text.hasPrefix("--") || word.text.contains(where: letters.contains) { return nil }
        continue
      }
      return word.text.contains("/") || word.text.contains(".") ? word : nil
    }
    return nil
  }

  /// Of the shell itself, and `env` and `nohup`, which are everywhere.
  private static let builtIns: Set<String> = [
    ".", ":", "[", "alias", "bg", "break", "builtin", "cd", "command", "continue", "declare", "echo", "env", "eval",
    "exec", "exit", "export", "false", "fc", "fg", "getopts", "hash", "jobs", "kill", "let", "local", "nohup", "popd",
    "printf", "pushd", "pwd", "read", "readonly", "return", "set", "shift", "shopt", "source", "test", "time", "times",
    "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait",
  ]
  /// The interpreters whose first argument is a script, and the options after which it is something else.
  private static let optionsWithCode = [
    "bash": "coO", "dash": "co", "ksh": "co", "node": "epr", "perl": "eEIM", "php": "rBREFSt", "python": "cmWX",
    "python3": "cmWX", "ruby": "eIrC", "sh": "co", "zsh": "co",
  ]
}
