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
    /// A script of `composer.json`.
    case composer(String)
    /// A file that an option names, for a runner to load or to be configured by.
    case loaded(RepositoryPath)
    /// What `python -m` looks for.
    case module(String)
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
    for command in line.commandsThroughWrappers.flatMap(started) {
      var words = command.map(\.text)
      guard let program = words.first else { continue }
      words.removeFirst()
      entries += loaded(words, program, folder).map { CommandTarget(command: name, folder: folder, kind: $0) }
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
      case "composer": kinds = composer(plain)
      case "just": kinds = [.recipe(plain.first)]
      case "npm", "yarn", "pnpm", "bun", "npx": kinds = script(plain)
      case "tox": kinds = [.environment]
      case _: kinds = []
      }
      entries += kinds.map { CommandTarget(command: name, folder: inner, kind: $0) }
      if let script = executed(program, plain) ?? executedBehind(words), let path = resolve(script, in: inner) {
        entries.append(CommandTarget(command: name, folder: inner, kind: .file(path)))
      }
    }
    return entries
  }

  /// The file that a simple command runs: the program by its path, or the first argument of an interpreter. An argument
  /// of any other program is what it works on, not what it runs.
  private static func executed(_ program: String, _ arguments: [String]) -> String? {
    if program.contains("/") { return program }
    return isInterpreter(program) ? arguments.first : nil
  }

  /// The file of an interpreter among the arguments: nobody can list all that starts a program (`docker compose exec app`,
  /// `xvfb-run -a`), and a file too many that is put back does no harm. A dot is
  /// a folder among arguments.
  private static func executedBehind(_ words: [String]) -> String? {
    guard let place = words.firstIndex(where: { $0 != "." && isInterpreter($0) }) else { return nil }
    return words[(place + 1)...].first { !$0.hasPrefix("-") && !$0.contains("=") }
  }

  private static func isInterpreter(_ word: String) -> Bool { interpreters.contains(word) || word.hasPrefix("python") }

  private static let interpreters: Set<String> = [
    ".", "source", "sh", "bash", "dash", "ksh", "zsh", "fish", "node", "deno", "tsx", "ts-node", "ruby", "perl", "php",
    "lua", "tclsh", "Rscript", "pwsh", "swift",
  ]

  /// A simple command, then what it starts where its program only starts another one. Both count: `yarn jest` may be a
  /// script of that name as well as the program.
  private static func started(_ command: [ShellWord]) -> [ArraySlice<ShellWord>] {
    var levels: [ArraySlice<ShellWord>] = []
    var next: ArraySlice<ShellWord>? = command.drop { $0.text.contains("=") || $0.text == "@" }
    while let level = next, !level.isEmpty {
      levels.append(level)
      next = Launcher.inner(of: level)
    }
    return levels
  }

  /// The programs of a shell command, through the wrappers around them, by their last names.
  static func programs(of text: String) -> [String] {
    guard let line = try? ShellParser.parse(text) else { return [] }
    return line.commandsThroughWrappers.flatMap(started).compactMap { words in
      words.first?.text.split(separator: "/").last.map(String.init)
    }
  }

  private static func composer(_ words: [String]) -> [Kind] {
    let words = words.first == "run-script" || words.first == "run" ? Array(words.dropFirst()) : words
    return words.first.map { [.composer($0)] } ?? []
  }

  /// Options by which a runner is told what to load first, or what configures it: followed by a word, or with `=`.
  private static let loading: Set<String> = [
    "-r", "--require", "--import", "--loader", "--experimental-loader", "--preload", "--config", "--config-file",
    "--configuration", "--bootstrap", "--rcfile", "--settings", "--setupFilesAfterEnv", "--globalSetup", "--setupFiles",
    "--file", "--opts", "--test-runner", "--reporter", "--runner", "--exec", "-exec", "--env-file", "--testEnvironment",
    "--helper", "--script-shell", "--rcpath", "--inifile", "--init-file", "--shell", "--xunit", "-vet",
  ]

  private static func loaded(_ words: [String], _ program: String, _ folder: RepositoryPath) -> [Kind] {
    var kinds: [Kind] = []
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      let name = program.split(separator: "/").last.map(String.init) ?? program
      if word == "-m", name.hasPrefix("python") || name == "py" {
        if !next.isEmpty { kinds.append(.module(next)) }
        break
      }
      let isOfMake = word == "-f" && (name.hasSuffix("make") || name == "just")
      let isConfiguration = word == "-c" && !ShellWrapper.shells.contains(name) && !name.hasPrefix("python")
      let value: String?
      if loading.contains(word) || isOfMake || isConfiguration {
        value = next
      } else if let equals = word.firstIndex(of: "="), word.hasPrefix("-"), loading.contains(String(word[..<equals])) {
        value = String(word[word.index(after: equals)...])
      } else {
        value = nil
      }
      if let value, let path = resolve(value, in: folder) { kinds.append(.loaded(path)) }
    }
    return kinds
  }

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
    case .composer: names = ["composer.json"]
    case .file(let path), .loaded(let path): return [path]
    case .module(let name):
      let path = name.replacing(".", with: "/")
      names = ["\(path).py", "\(path)/__main__.py"]
    }
    return names.compactMap { Self.resolve($0, in: folder) }
  }

  /// The name for messages.
  var label: String {
    switch kind {
    case .target(let name): name.map { "target \($0)" } ?? "the first target"
    case .recipe(let name): name.map { "recipe \($0)" } ?? "the first recipe"
    case .script(let name), .composer(let name): "script \(name)"
    case .module(let name): "module \(name)"
    case .environment: "testenv"
    case .file(let path), .loaded(let path): path.display
    }
  }
}
