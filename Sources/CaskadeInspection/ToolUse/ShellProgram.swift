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
    let words = name == "npm" && ["exec", "x"].contains(texts.first ?? "") ? Array(texts.dropFirst()) : texts
    let own = ["npx", "npm"].contains(name) ? Array(words.prefix { $0.hasPrefix("-") }) : texts
    if let options = ShellOpacity.options[name], own.contains(where: { Self.is($0, among: options) }) { return true }
    if ShellWrapper.shells.contains(name) {
      if texts.contains(where: { $0.hasPrefix("--rcfile") || $0.hasPrefix("--init-file") }) { return true }
      return readsProgram && input == nil && isPiped || script.map(Self.isProcess) ?? false && !isGivenText
    }
    if let code = Self.code[Self.family(name)] { return isGivenCode(code) }
    switch name {
    case "git": return ShellGit(arguments).isOpaque
    case "awk", "gawk", "mawk", "nawk": return awkRunsPrograms
    case "sed", "gsed": return ShellSed(arguments).isOpaque
    // Its own commands start with a dot, and some of them run others.
    case "sqlite3": return isPiped || isFed || input != nil || texts.contains(where: Self.runsMore)
    case "psql", "mysql", "mariadb":
      let marks = ["\\", "program", "system", "source", "outfile", "dumpfile"]
      return isPiped || isFed || input != nil
        || texts.contains { text in marks.contains(where: text.lowercased().contains) }
    case "kubectl", "oc": return texts.contains("exec") || texts.contains("debug")
    case "gh":
      let verb = ShellWriter.operands(arguments, valued: ["-R", "--repo"]).first?.text
      return verb == "alias" && texts.contains("set") || verb == "extension"
    case "make", "gmake":
      let isRead = zip(texts, texts.dropFirst()).contains { ["-f", "--file", "--makefile"].contains($0) && $1 == "-" }
      return isRead || texts.contains { $0 == "-f-" || $0.hasSuffix("file=-") || $0.hasPrefix("SHELL=") }
    case "curl": return !ShellWriter.clustered(arguments, "K", valued: ShellWriter.curlValued).isEmpty
    case "wget": return texts.contains { $0.contains("askpass") }
    case "rsync": return texts.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.dropFirst().contains("e") }
    case "install": return texts.contains { $0.hasPrefix("--strip-prog") }
    case "vi", "vim", "nvim", "view", "vimdiff", "rvim", "gvim":
      // `+12` is a line's number.
      return texts.contains { text in
        ["-es", "-Es", "-e", "-E", "-s", "-w", "-W"].contains(text)
          || text.hasPrefix("+") && !text.dropFirst().allSatisfy(\.isNumber)
      }
    case "emacs": return texts.contains { $0.hasPrefix("-") && $0 != "-nw" && $0 != "-Q" && $0 != "-q" }
    case "less", "more", "most": return texts.contains { $0.hasPrefix("+") && $0.contains("!") }
    case "alias": return texts.contains { $0.contains("=") }
    case "m4", "dc": return isPiped || input != nil || texts.contains { $0.hasPrefix("-e") || $0.hasPrefix("--expr") }
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
    case _: return VariableLauncher(name, arguments[...]).map { !$0.isClear } ?? false
    }
  }

  /// A word for sqlite3 that is a command of its own, or has it write or load by itself.
  private static func runsMore(_ text: String) -> Bool {
    let isPath = text.hasPrefix("./") || text.hasPrefix("../")
    return text == "-init" || text.hasPrefix(".") && !isPath
      || ["writefile", "edit(", "load_extension", "into", "attach"].contains { text.lowercased().contains($0) }
  }

  /// Any part of a long option stands for it, as long as it is no other one's name.
  private static func `is`(_ text: String, among options: Set<String>) -> Bool {
    let name = String(text.prefix { $0 != "=" })
    let isShortened = name.hasPrefix("--") && name.count > 2 && !["--checkpoint", "--split"].contains(name)
    return options.contains(text) || options.contains { $0 == name || isShortened && $0.hasPrefix(name) }
  }

  private static func isProcess(_ word: ShellWord) -> Bool {
    word.parts.contains { if case .expansion(_, .processInput, _, _) = $0 { true } else { false } }
  }

  /// The options after which an interpreter is given code, by family.
  private static let code: [String: (letters: String, words: Set<String>)] = [
    "python": ("c", []), "node": ("ep", ["--eval", "--print", "-r", "--require", "--import"]), "ruby": ("e", ["-r"]),
    "perl": ("eE", ["-M", "-m"]), "php": ("rBRE", ["--run", "--process-begin", "--process-code", "--process-end"]),
    "lua": ("e", ["-l"]), "deno": ("", ["eval"]),
    "bun": ("e", ["--eval"]), "Rscript": ("e", []), "pwsh": ("c", ["-Command", "-EncodedCommand"]), "tclsh": ("", []),
    "swift": ("e", []), "julia": ("eEL", ["--eval", "--print", "--load"]),
    "elixir": ("eSr", ["--eval", "-pr", "--require"]),
    "guile": ("cel", []), "octave": ("", ["--eval"]), "racket": ("elrtp", ["--eval", "--load", "--require"]),
    "clojure": ("ei", ["--eval"]), "clj": ("ei", ["--eval"]), "scala": ("e", []), "groovy": ("e", []), "R": ("ef", []),
    "raku": ("e", []), "ocaml": ("e", []), "kotlin": ("e", []), "gnuplot": ("e", []),
    "sbcl": ("", ["--eval", "--load"]),
  ]

  /// Those of an interpreter's options that take the next word, which is no script.
  private static let valued: [String: Set<String>] = [
    "python": ["-W", "-X", "-Q", "--check-hash-based-pycs"],
    "node": ["-C", "--conditions", "--loader", "--experimental-loader", "--title", "--env-file"],
    "ruby": ["-I", "-C", "-E", "--encoding", "--external-encoding", "--internal-encoding"], "perl": ["-I"],
    "php": [
      "-d", "-c", "-z", "-t", "-S", "--define", "--php-ini", "--zend-extension", "--docroot", "--server",
    ],
  ]

  /// Those of their letters that take nothing, and may stand before one that takes the next word.
  private static let flags = [
    "python": "bBdEhiIOPqRsSuvx", "ruby": "aclnpsSvwy", "perl": "acnpsStTuUwWX", "php": "inqsvw",
  ]

  private static func family(_ name: String) -> String {
    if ["python", "pypy", "ipython"].contains(where: name.hasPrefix) { return "python" }
    if name == "nodejs" { return "node" }
    for family in ["ruby", "perl", "php", "lua"] where name.hasPrefix(family) { return family }
    return name
  }

  /// How an interpreter comes by what it runs.
  private enum Start: Equatable {
    case code, module
    /// The argument of that number.
    case script(Int)
    /// Standard input.
    case input
  }

  /// `-c CODE`, also among other letters before a script; `-`.
  private func start(_ code: (letters: String, words: Set<String>)) -> Start {
    let family = Self.family(name)
    var index = 0
    while index < texts.count {
      let text = texts[index]
      if text == "-" { return .code }
      var takesNext = Self.valued[family]?.contains(text) ?? false
      if !takesNext {
        if code.words.contains(where: { text == $0 || text.hasPrefix("\($0)=") }) { return .code }
        guard text.hasPrefix("-") else { return .script(index) }
        if text == "-m", family == "python" { return .module }
        if !text.hasPrefix("--") {
          if text.dropFirst().contains(where: code.letters.contains) { return .code }
          takesNext = endsValued(text, family)
          // Which letter takes what follows can't be told.
          if takesNext, !text.dropFirst().dropLast().allSatisfy((Self.flags[family] ?? "").contains) { return .code }
        }
      }
      index += takesNext ? 2 : 1
    }
    return .input
  }

  /// The last of several letters takes the next word, unless one before it takes the rest.
  private func endsValued(_ text: String, _ family: String) -> Bool {
    guard Self.flags[family] != nil, let valued = Self.valued[family] else { return false }
    return text.dropFirst().firstIndex { valued.contains("-\($0)") }.map { text.index(after: $0) == text.endIndex }
      ?? false
  }

  /// Code among its words, or from standard input.
  private func isGivenCode(_ code: (letters: String, words: Set<String>)) -> Bool {
    switch start(code) {
    case .code: true
    case .module: false
    case .script(let index): Self.isProcess(arguments[index])
    case .input: (input != nil || isPiped) && name != "swift" && name != "deno" && name != "bun"
    }
  }

  /// A program's text that may start others, or write files of its own.
  private var awkRunsPrograms: Bool {
    if texts.contains(where: { $0 == "-f" || $0.hasPrefix("--file") || $0 == "-i" || $0 == "-l" }) { return true }
    return texts.contains { text in
      ["system", "|", "getline", ">", "@load", "@include"].contains { text.contains($0) }
    }
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
    if ["perl", "ruby"].contains(Self.family(name)), texts.contains(where: Self.changesInPlace) {
      return ShellWriter.operands(arguments, valued: ["-e", "-E", "-I", "-M", "-r"])
    }
    if let code = Self.code[Self.family(name)], name != "swift" {
      // A script may write anything; a module of Python's that is named runs as any other program does.
      if case .script = start(code) { return [Self.unknown] }
      return isOpaque || isFed ? [Self.unknown] : []
    }
    switch name {
    case "git": return ShellGit(arguments).writes
    case "sed", "gsed": return ShellSed(arguments).writes
    case "apply_patch": return Self.patched(input)
    case "docker", "podman", "nerdctl", "docker-compose", "podman-compose":
      let verbs: Set<String> = ["run", "exec", "cp", "compose", "build", "create", "up", "start", "save", "export"]
      return texts.contains(where: verbs.contains) ? [Self.unknown] : []
    case _:
      guard !isOpaque || name == "tar" else { return [Self.unknown] }
      return ShellWriter.files(ShellWriter.usual(name), arguments)
    }
  }

  /// `-i` among letters of which none before it takes what follows.
  private static func changesInPlace(_ text: String) -> Bool {
    guard text.hasPrefix("-"), !text.hasPrefix("--") else { return false }
    for letter in text.dropFirst() {
      if letter == "i" { return true }
      if "CDEFIMVdemrx".contains(letter) { return false }
    }
    return false
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
