import CaskadeSyntax

/// What one validation command leads to: a target, a script of a package, or a file of the repository.
struct CommandTarget: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Of the file in the folder; nil for the first one.
    case target(String?)
    case recipe(String?)
    case script(String)
    case environment
    case file(RepositoryPath)
  }

  /// The contract's command, for messages.
  let command: String
  let folder: RepositoryPath
  let kind: Kind

  /// Follows a shell command, through the wrappers around it: programs, their folders and their arguments; no expansion.
  static func read(_ text: String, command name: String, folder: RepositoryPath) -> [CommandTarget] {
    var entries: [CommandTarget] = []
    var folder = folder
    guard let line = try? ShellParser.parse(text) else { return [] }
    for command in line.commandsThroughWrappers {
      var words = command.map(\.text)
      while let first = words.first, first.contains("=") || prefixes.contains(first) { words.removeFirst() }
      guard let program = words.first else { continue }
      words.removeFirst()
      if program == "cd" {
        folder = words.first.flatMap { resolve($0, in: folder) } ?? folder
        continue
      }
      var inner = folder
      if let flag = words.firstIndex(where: { ["-C", "--prefix", "--cwd", "--directory"].contains($0) }),
        flag + 1 < words.count
      {
        inner = resolve(words[flag + 1], in: folder) ?? folder
        words.removeSubrange(flag...(flag + 1))
      }
      let plain = words.filter { !$0.hasPrefix("-") && !$0.contains("=") }
      let kinds: [Kind]
      switch program {
      case "make", "gmake", "$(MAKE)", "${MAKE}": kinds = plain.isEmpty ? [.target(nil)] : plain.map { .target($0) }
      case "just": kinds = [.recipe(plain.first)]
      case "npm", "yarn", "pnpm", "bun", "npx": kinds = script(plain)
      case "tox": kinds = [.environment]
      case _: kinds = []
      }
      entries += kinds.map { CommandTarget(command: name, folder: inner, kind: $0) }
      if let script = executed(program, plain), let path = resolve(script, in: inner) {
        entries.append(CommandTarget(command: name, folder: inner, kind: .file(path)))
      }
    }
    return entries
  }

  /// The file that a simple command runs: the program by its path, or the first argument of an interpreter. An argument
  /// of any other program is what it works on, not what it runs.
  private static func executed(_ program: String, _ arguments: [String]) -> String? {
    if program.contains("/") { return program }
    let isInterpreter = interpreters.contains(program) || program.hasPrefix("python")
    return isInterpreter ? arguments.first : nil
  }

  private static let interpreters: Set<String> = [
    ".", "source", "sh", "bash", "dash", "ksh", "zsh", "fish", "node", "deno", "tsx", "ts-node", "ruby", "perl", "php",
    "lua", "tclsh", "Rscript", "pwsh", "swift",
  ]

  private static let prefixes: Set<String> = [
    "uv", "poetry", "run", "@",
  ]

  private static func script(_ words: [String]) -> [Kind] {
    guard let first = words.first else { return [] }
    switch first {
    case "run", "run-script": return words.dropFirst().first.map { [.script($0)] } ?? []
    case "t", "tst": return [.script("test")]
    case _: return [.script(first)]
    }
  }

  /// The path that a word names from a folder; nil outside the repository.
  static func resolve(_ word: String, in folder: RepositoryPath) -> RepositoryPath? {
    guard !word.hasPrefix("/"), !word.isEmpty, word.utf8.count < 4096 else { return nil }
    var parts = folder.components.map(Array.init)
    for part in word.utf8.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(Array(part))
      }
    }
    return RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  /// The files that may hold the entry, in the order in which they are looked for.
  var holders: [RepositoryPath] {
    let names: [String]
    switch kind {
    case .target: names = ["GNUmakefile", "makefile", "Makefile"]
    case .recipe: names = ["justfile", ".justfile", "Justfile"]
    case .script: names = ["package.json"]
    case .environment: names = ["tox.ini"]
    case .file(let path): return [path]
    }
    return names.compactMap { Self.resolve($0, in: folder) }
  }

  /// The name for messages.
  var label: String {
    switch kind {
    case .target(let name): name.map { "target \($0)" } ?? "the first target"
    case .recipe(let name): name.map { "recipe \($0)" } ?? "the first recipe"
    case .script(let name): "script \(name)"
    case .environment: "testenv"
    case .file(let path): path.display
    }
  }
}
