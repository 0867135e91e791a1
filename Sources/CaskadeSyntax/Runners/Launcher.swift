/// Programs of package managers and tools that only start another one: `npx`, `uv run`, `bundle exec`.
///
/// Wrappers of the shell are `ShellWrapper`'s.
///
/// Sources: the references of the tools that are named here.
package enum Launcher {
  /// What the words start; nil where the program is the one that it is about, and where it starts nothing.
  ///
  /// - Parameter words: of one simple command, the program first.
  package static func inner(of words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord>? {
    guard let first = words.first, first.isLiteral else { return nil }
    let inner = started(by: TestRunnerCall.program(first.text), words.dropFirst())
    return inner.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func started(by name: String, _ rest: ArraySlice<ShellWord>) -> ArraySlice<ShellWord>? {
    let verb = rest.first?.text
    switch name {
    case "npx", "bunx", "uvx", "dotenv", "cross-env", "cross-env-shell", "c8", "nyc", "tsx", "spring":
      return bare(rest)
    case "pnpm", "yarn", "npm": return packageManager(bare(rest))
    case "uv", "poetry", "pipenv", "pdm", "hatch", "rye", "pixi", "conda", "micromamba", "pipx":
      return verb == "run" ? bare(rest.dropFirst()) : nil
    case "bundle", "mise", "rtx", "asdf", "opam", "rbenv", "pyenv":
      return verb == "exec" || verb == "x" ? bare(rest.dropFirst()) : nil
    // The folder whose variables it sets comes first.
    case "direnv": return verb == "exec" ? bare(rest.dropFirst(2)) : nil
    case "coverage":
      guard verb == "run" else { return nil }
      let module = rest.firstIndex { $0.text == "-m" }
      return [ShellWord([.text("python", isQuoted: false)])] + (module.map { rest[$0...] } ?? bare(rest.dropFirst()))
    case _: return nil
    }
  }

  private static func packageManager(_ words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord>? {
    switch words.first?.text {
    case "exec", "dlx", "x": return bare(words.dropFirst())
    // A script of that name in package.json may hide it, and runs the same as a rule.
    case .some(let first) where ["jest", "vitest", "mocha", "playwright", "ava", "tap"].contains(first): return words
    case _: return nil
    }
  }

  /// Options that take the next word.
  private static let valued: Set<String> = [
    "-p", "--package", "-c", "--call", "-w", "--workspace", "-r", "--reporter", "--with", "--python", "--extra",
    "--group", "-e", "-n", "--name",
  ]

  /// Without options and assignments in front.
  private static func bare(_ words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord> {
    var words = words
    while let word = words.first, word.text.hasPrefix("-") || word.text.contains("=") {
      words.removeFirst()
      if word.text == "--" { break }
      if valued.contains(word.text), !words.isEmpty { words.removeFirst() }
    }
    return words
  }
}
