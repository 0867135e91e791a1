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
    if let launcher = VariableLauncher(name, rest) { return launcher.inner }
    let (verb, rest) = verb(name, rest)
    switch name {
    case "npx", "bunx", "uvx", "cross-env", "cross-env-shell", "c8", "nyc", "tsx", "spring":
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

  /// The verb, and the words from there, behind options that stand before it: `uv --directory app run`. What has no verb
  /// keeps its words.
  private static func verb(_ name: String, _ words: ArraySlice<ShellWord>) -> (String?, ArraySlice<ShellWord>) {
    guard words.first?.text.hasPrefix("-") == true,
      let place = words.indices.first(where: { place in
        guard ["run", "exec"].contains(words[place].text) else { return false }
        // A word that isn't an option's value would be another verb.
        return words[..<place].indices.allSatisfy { index in
          words[index].text.hasPrefix("-") || index > words.startIndex && words[index - 1].text.hasPrefix("-")
        }
      })
    else { return (words.first?.text, words) }
    return (words[place].text, words[place...])
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
