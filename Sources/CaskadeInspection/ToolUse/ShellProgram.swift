import CaskadeSyntax

/// One program as it is called: what it writes by its operands, and whether it runs what can't be read here.
struct ShellProgram {
  let name: String
  let arguments: [ShellWord]
  /// From a here-document or a here-string.
  let input: ShellWord?
  let isPiped: Bool
  /// Standard input is a file.
  var isFed = false

  static let unknown = ShellWord([.text(ShellActions.unknown, isQuoted: true)])

  private var texts: [String] { arguments.map(\.text) }

  /// A shell that is given its program on standard input.
  var readsProgram: Bool { ShellWrapper.shells.contains(name) && !isGivenText && script == nil }

  private var isGivenText: Bool {
    !ShellWrapper.inner(of: [ShellWord([.text(name, isQuoted: true)])] + arguments).isEmpty
  }

  private var script: ShellWord? {
    let operand = arguments.first { !$0.text.hasPrefix("-") && !$0.text.hasPrefix("+") }
    return texts.contains("-s") ? nil : operand
  }

  var isOpaque: Bool {
    if ShellOpacity.always.contains(name) { return true }
    // What stands behind the first operand is that program's.
    let own = ["npx", "npm"].contains(name) ? Array(texts.prefix { $0.hasPrefix("-") }) : texts
    if let options = ShellOpacity.options[name], own.contains(where: { Self.is($0, among: options) }) { return true }
    if ShellWrapper.shells.contains(name) { return readsProgram && input == nil && isPiped }
    if let code = Self.code[Self.family(name)] { return isGivenCode(code) }
    switch name {
    case "git": return ShellGit(arguments).isOpaque
    case "awk", "gawk", "mawk", "nawk": return awkRunsPrograms
    case "sed", "gsed": return ShellSed(arguments).isOpaque
    // Its own commands start with a dot, and some of them run others.
    case "sqlite3": return isPiped || isFed || input != nil || texts.contains(where: Self.runsMore)
    case "kubectl", "oc": return texts.contains("exec") || texts.contains("debug")
    case "env":
      return arguments.contains { word in
        let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return parts.count == 2 && ShellOpacity.isObeyed(parts[0], parts[1])
      }
    case "export", "declare", "typeset", "local", "readonly":
      return texts.contains { text in
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 && ShellOpacity.isObeyed(parts[0], parts[1])
      }
    case _: return false
    }
  }

  /// A word for sqlite3 that is a command of its own, or has it write or load by itself.
  private static func runsMore(_ text: String) -> Bool {
    let isPath = text.hasPrefix("./") || text.hasPrefix("../")
    return text == "-init" || text.hasPrefix(".") && !isPath
      || ["writefile", "edit(", "load_extension", "into"].contains { text.lowercased().contains($0) }
  }

  private static func `is`(_ text: String, among options: Set<String>) -> Bool {
    options.contains(text) || options.contains { text.hasPrefix("\($0)=") }
  }

  /// The options after which an interpreter is given code, by family.
  private static let code: [String: (letters: String, words: Set<String>)] = [
    "python": ("c", []), "node": ("ep", ["--eval", "--print", "-r", "--require", "--import"]), "ruby": ("e", ["-r"]),
    "perl": ("eE", ["-M", "-m"]), "php": ("rBRE", []), "lua": ("e", ["-l"]), "deno": ("", ["eval"]),
    "bun": ("e", ["--eval"]), "Rscript": ("e", []), "pwsh": ("c", ["-Command", "-EncodedCommand"]), "tclsh": ("", []),
    "swift": ("e", []),
  ]

  private static func family(_ name: String) -> String {
    if name.hasPrefix("python") || name.hasPrefix("pypy") { return "python" }
    if name == "nodejs" { return "node" }
    for family in ["ruby", "perl", "php", "lua"] where name.hasPrefix(family) { return family }
    return name
  }

  /// `-c CODE`, also among other letters before a script; `-`; or code from standard input.
  private func isGivenCode(_ code: (letters: String, words: Set<String>)) -> Bool {
    for text in texts {
      if text == "-" { return true }
      if code.words.contains(where: { text == $0 || text.hasPrefix("\($0)=") }) { return true }
      guard text.hasPrefix("-") else { return false }
      if text == "-m", Self.family(name) == "python" { return false }
      if !text.hasPrefix("--"), text.dropFirst().contains(where: code.letters.contains) { return true }
    }
    return (input != nil || isPiped) && name != "swift" && name != "deno" && name != "bun"
  }

  /// A program's text that may start others, or write files of its own.
  private var awkRunsPrograms: Bool {
    if texts.contains(where: { $0 == "-f" || $0.hasPrefix("--file") || $0 == "-i" || $0 == "-l" }) { return true }
    return texts.contains { $0.contains("system") || $0.contains("|") || $0.contains("getline") || $0.contains(">") }
  }

  // MARK: Files

  /// More operands, from elsewhere, would be files that it writes.
  var writesOperands: Bool {
    let more = ShellProgram(name: name, arguments: arguments + [Self.unknown], input: input, isPiped: isPiped)
    return more.writes.contains(Self.unknown)
  }

  var writes: [ShellWord] {
    if ShellWrapper.shells.contains(name) {
      let runsFile = script != nil && !isGivenText || isFed && readsProgram
      return runsFile || isOpaque ? [Self.unknown] : []
    }
    if ["perl", "ruby"].contains(Self.family(name)),
      texts.contains(where: { $0.hasPrefix("-") && $0.contains("i") && !$0.hasPrefix("--") })
    {
      return ShellWriter.operands(arguments, valued: ["-e", "-E", "-I", "-M", "-r"])
    }
    if Self.code[Self.family(name)] != nil, name != "swift" {
      // A script may write anything; a module of Python's that is named runs as any other program does.
      return isOpaque || isFed || (script != nil && !texts.contains("-m")) ? [Self.unknown] : []
    }
    switch name {
    case "git": return ShellGit(arguments).writes
    case "sed", "gsed": return ShellSed(arguments).writes
    case "apply_patch": return Self.patched(input)
    case "docker", "podman":
      return texts.first.map { ["run", "exec", "cp", "compose", "build"].contains($0) } ?? false ? [Self.unknown] : []
    case _:
      guard !isOpaque || name == "tar" else { return [Self.unknown] }
      return ShellWriter.files(ShellWriter.usual(name), arguments)
    }
  }

  /// The files that a patch of the `apply_patch` kind names.
  private static func patched(_ input: ShellWord?) -> [ShellWord] {
    guard let input, input.isLiteral else { return [unknown] }
    let heads = ["*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: "]
    let files = input.text.split(separator: "\n").compactMap { line in
      heads.first { line.hasPrefix($0) }.map { String(line.dropFirst($0.count)) }
    }
    return files.isEmpty ? [unknown] : files.map { ShellWord([.text($0, isQuoted: true)]) }
  }
}
