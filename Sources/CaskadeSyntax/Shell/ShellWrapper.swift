/// Programs that run another command, which stands among their own words.
///
/// Sources: the manual pages of GNU coreutils, findutils, util-linux, sudo(8), and bash(1), "SHELL BUILTIN COMMANDS".
package enum ShellWrapper {
  /// What a wrapper runs.
  package enum Inner: Hashable, Sendable {
    /// A command of these words.
    case words([ShellWord])
    /// The same, with any number of words behind them from standard input or from files that were found.
    case wordsAndMore([ShellWord])
    /// A program text for a shell.
    case text(ShellWord)
    /// What it runs can't be told from its words.
    case unknown
  }

  /// All that the command runs by being a wrapper; empty for what is none, or runs nothing.
  package static func inner(of words: [ShellWord]) -> [Inner] {
    guard let first = words.first, first.isLiteral else { return [] }
    let name = first.text.split(separator: "/").last.map(String.init) ?? ""
    let rest = words.dropFirst()
    switch name {
    case "env": return env(rest)
    case "find": return find(rest)
    case "eval": return rest.isEmpty ? [] : [.text(joined(rest))]
    case "trap": return trap(rest)
    case "xargs":
      guard let words = command(rest, valued[name] ?? [], attached: Self.xargsAttached) else { return [] }
      return [.wordsAndMore(filled(words, by: rest.dropLast(words.count)))]
    case "jobs": return rest.first?.text == "-x" ? [.words(Array(rest.dropFirst()))] : []
    case "command" where rest.first.map({ ["-v", "-V"].contains($0.text) }) ?? false: return []
    case "timeout", "gtimeout", "chrt", "taskset", "chroot", "flock":
      guard let words = command(rest, valued[name] ?? []), words.count > 1 else { return [] }
      if name == "flock", words[1].text == "-c" { return words.dropFirst(2).first.map { [.text($0)] } ?? [] }
      return [.words(Array(words.dropFirst()))]
    // What stands before the command isn't an option: a user, a time, an architecture.
    case "gosu", "su-exec", "faketime":
      return command(rest, []).flatMap { $0.count > 1 ? [.words(Array($0.dropFirst()))] : nil } ?? []
    case _ where shells.contains(name): return shell(rest)
    case _:
      guard let options = valued[name], var words = command(rest, options) else { return [] }
      // Variables for the command stand in front of it.
      if name == "sudo" { words = Array(words.drop { isAssignment($0.text) }) }
      return words.isEmpty ? [] : [.words(words)]
    }
  }

  package static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "busybox-sh"]

  /// The wrappers whose command begins at the first word that is no option, and those of their options that take the
  /// next word.
  private static let valued: [String: Set<String>] = [
    "sudo": [
      "-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "-R", "--user", "--group", "--host", "--prompt",
      "--chdir", "--chroot", "--close-from", "--role", "--type", "--other-user", "--command-timeout",
    ],
    "doas": ["-u", "-C", "-a"], "nice": ["-n", "--adjustment"], "ionice": ["-c", "-n", "-p", "-P", "-u"],
    "nohup": [], "setsid": [], "stdbuf": ["-i", "-o", "-e", "--input", "--output", "--error"],
    "time": ["-f", "-o", "--format", "--output"], "command": [], "builtin": [], "exec": ["-a"],
    "timeout": ["-s", "-k", "--signal", "--kill-after"], "gtimeout": ["-s", "-k", "--signal", "--kill-after"],
    "chrt": [], "taskset": [], "chroot": [], "flock": ["-w", "-E", "--timeout", "--conflict-exit-code"],
    "xargs": [
      "-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "-R", "-S", "-J", "--arg-file", "--delimiter", "--max-args",
      "--max-procs", "--max-chars", "--process-slot-var",
    ],
    "caffeinate": ["-t", "-w"], "eatmydata": [], "fakeroot": ["-l", "-s", "-i", "-b"], "pkexec": ["--user"],
    "xcrun": ["-sdk", "--sdk", "-toolchain", "--toolchain"], "busybox": [],
    "xvfb-run": ["-n", "-s", "-e", "-f", "-p", "-w"], "catchsegv": [], "unbuffer": [],
  ]

  /// Where a wrapper, or git, works by an option of its own: the folders one after another; nil where that can't be told.
  package static func folders(of words: [ShellWord]) -> [ShellWord]? {
    guard let first = words.first, first.isLiteral else { return [] }
    let name = first.text.split(separator: "/").last.map(String.init) ?? ""
    let (short, long, others): (String, String, Set<String>)
    switch name {
    case "env": (short, long, others) = ("-C", "--chdir", ["-u", "-P", "--unset"])
    case "sudo": (short, long, others) = ("-D", "--chdir", (valued[name] ?? []).subtracting(["-D", "--chdir"]))
    case "git":
      (short, long, others) = (
        "-C", "", ["-c", "--git-dir", "--work-tree", "--namespace", "--exec-path", "--config-env"]
      )
    case "chroot": return nil
    case "find": return words.contains { ["-execdir", "-okdir"].contains($0.text) } ? nil : []
    case _: return []
    }
    var found: [ShellWord] = []
    var rest = words.dropFirst()
    while let word = rest.popFirst(), word.text.hasPrefix("-") || (name != "git" && word.text.contains("=")) {
      let text = word.text
      if text == "--" { break }
      if text == short || text.count > 2 && long.hasPrefix(text) {
        guard let value = rest.popFirst() else { return nil }
        found.append(value)
      } else if text.hasPrefix("--"), text.contains("="), case let name = text.prefix(while: { $0 != "=" }),
        name.count > 2, long.hasPrefix(name)
      {
        found.append(value(of: word, behind: name.count + 1))
      } else if name != "git", text.hasPrefix(short), !text.hasPrefix("--") {
        found.append(value(of: word, behind: 2))
      } else if name != "git", !text.hasPrefix("--"), split(text) == nil, text.dropFirst(2).contains(short.suffix(1)) {
        // Among other letters, or in a value.
        return nil
      } else if text == "--work-tree" || text.hasPrefix("--work-tree=") || text.hasPrefix("--git-dir") {
        return nil
      } else if others.contains(text) || name != "git" && takesNext(text, others) {
        rest = rest.dropFirst()
      }
    }
    return found
  }

  private static func value(of word: ShellWord, behind count: Int) -> ShellWord {
    guard case .text(let text, let isQuoted)? = word.parts.first, text.count >= count else {
      return ShellWord([.text("", isQuoted: true)])
    }
    return ShellWord([.text(String(text.dropFirst(count)), isQuoted: isQuoted)] + word.parts.dropFirst())
  }

  private static func command(
    _ rest: ArraySlice<ShellWord>, _ options: Set<String>, attached: String = ""
  ) -> [ShellWord]? {
    var rest = rest
    while let word = rest.first, word.text.hasPrefix("-"), word.text.count > 1 {
      rest.removeFirst()
      if word.text == "--" { break }
      if takesNext(word.text, options, attached: attached) { rest = rest.dropFirst() }
    }
    return rest.isEmpty ? nil : Array(rest)
  }

  /// An option, or the last of several letters, whose value is the next word.
  ///
  /// - Parameter attached: the letters whose value, if any, is what follows them in the word.
  private static func takesNext(_ text: String, _ options: Set<String>, attached: String = "") -> Bool {
    if options.contains(text) { return true }
    // Any part of a long one stands for it.
    if text.hasPrefix("--") { return text.count > 2 && options.contains { $0.hasPrefix(text) } }
    guard text.hasPrefix("-") else { return false }
    let letters = text.dropFirst()
    let place = letters.firstIndex { options.contains("-\($0)") || attached.contains($0) }
    guard let place, letters.index(after: place) == letters.endIndex else { return false }
    return !attached.contains(letters[place])
  }

  /// Letters of xargs whose value is never the next word.
  private static let xargsAttached = "eil"

  /// Assignments stand before the command, and `-S` holds a command line.
  private static func env(_ rest: ArraySlice<ShellWord>) -> [Inner] {
    var rest = rest
    while let word = rest.first {
      let text = word.text
      if text == "--" {
        rest.removeFirst()
      } else if let start = split(text) {
        guard
          let (line, more) = start < text.count
            ? (word, rest.dropFirst())
            : rest.dropFirst().first.map({
              ($0, rest.dropFirst(2))
            })
        else { return [] }
        let drop = start < text.count ? start : 0
        guard line.isLiteral, more.allSatisfy(\.isLiteral) else { return [.unknown] }
        let words = [String(line.text.dropFirst(drop))] + more.map { quoted($0.text) }
        return [.text(ShellWord([.text(words.joined(separator: " "), isQuoted: true)]))]
      } else if takesNext(text, ["-u", "-C", "-P", "--unset", "--chdir"]) {
        rest = rest.dropFirst(2)
      } else if text.hasPrefix("-") || text.contains("=") {
        rest.removeFirst()
      } else {
        return [.words(Array(rest))]
      }
    }
    return []
  }

  /// Where the command line begins in a word with `-S LINE`, also behind other letters: at its end where it is the next word.
  private static func split(_ text: String) -> Int? {
    if text.hasPrefix("--") {
      let name = text.prefix { $0 != "=" }
      guard name.count > 2, "--split-string".hasPrefix(name) else { return nil }
      return name.count < text.count ? name.count + 1 : text.count
    }
    guard text.hasPrefix("-") else { return nil }
    for (index, letter) in text.enumerated().dropFirst() {
      if letter == "S" { return index + 1 }
      guard "i0v".contains(letter) else { return nil }
    }
    return nil
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private static func isAssignment(_ text: String) -> Bool {
    let name = text.prefix { $0 != "=" }
    return name.count < text.count && !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// The words of xargs' command with `{}` for the mark that each input takes the place of.
  private static func filled(_ words: [ShellWord], by options: ArraySlice<ShellWord>) -> [ShellWord] {
    var marks: [String] = []
    var rest = options
    let valued = Self.valued["xargs"] ?? []
    while let text = rest.popFirst()?.text, text != "--" {
      let next = takesNext(text, valued, attached: xargsAttached) ? rest.popFirst()?.text : nil
      if text.hasPrefix("--") {
        let name = text.prefix { $0 != "=" }
        if name.count > 2, "--replace".hasPrefix(name) { marks.append(String(text.dropFirst(name.count + 1))) }
      } else if let letter = text.first(where: { valued.contains("-\($0)") || xargsAttached.contains($0) }),
        "IJi".contains(letter)
      {
        marks.append(next ?? String(text.drop { $0 != letter }.dropFirst()))
      }
    }
    marks = marks.filter { !$0.isEmpty && $0 != "{}" }
    guard !marks.isEmpty else { return words }
    return words.map { word in
      ShellWord(
        word.parts.map { part in
          guard case .text(let text, let isQuoted) = part else { return part }
          return .text(marks.reduce(text) { parted($0, by: $1).joined(separator: "{}") }, isQuoted: isQuoted)
        })
    }
  }

  private static func parted(_ text: String, by mark: String) -> [String] {
    var (parts, rest) = ([""], text[...])
    while let next = rest.first {
      if rest.hasPrefix(mark) {
        parts.append("")
        rest = rest.dropFirst(mark.count)
      } else {
        parts[parts.count - 1].append(next)
        rest.removeFirst()
      }
    }
    return parts
  }

  /// `-exec COMMAND ;` and its kin, each of them.
  private static func find(_ rest: ArraySlice<ShellWord>) -> [Inner] {
    var found: [Inner] = []
    var rest = rest
    while let start = rest.firstIndex(where: { ["-exec", "-execdir", "-ok", "-okdir"].contains($0.text) }) {
      let words = rest[(start + 1)...].prefix { $0.text != ";" && $0.text != "+" }
      if !words.isEmpty { found.append(.words(Array(words))) }
      rest = rest[(start + 1)...].dropFirst(words.count)
    }
    return found
  }

  private static func trap(_ rest: ArraySlice<ShellWord>) -> [Inner] {
    let rest = rest.first?.text == "--" ? rest.dropFirst() : rest
    guard let first = rest.first, rest.count > 1, !first.text.hasPrefix("-") else { return [] }
    return [.text(first)]
  }

  /// `-c TEXT`, also among other letters.
  private static func shell(_ rest: ArraySlice<ShellWord>) -> [Inner] {
    var rest = rest
    while let word = rest.popFirst(), word.text.hasPrefix("-") || word.text.hasPrefix("+") {
      let isLong = word.text.hasPrefix("--")
      // The name of an option of `set -o` comes before the text.
      if isLong ? word.text == "--rcfile" || word.text == "--init-file" : "oO".contains(word.text.last ?? "-") {
        rest = rest.dropFirst()
      }
      guard !isLong, word.text.dropFirst().contains("c") else { continue }
      return rest.first { !$0.text.hasPrefix("-") }.map { [.text($0)] } ?? []
    }
    return []
  }

  private static func joined(_ words: ArraySlice<ShellWord>) -> ShellWord {
    var joined = ShellWord()
    for (index, word) in words.enumerated() {
      if index > 0 { joined.append(" ", isQuoted: true) }
      joined.parts += word.parts
    }
    return joined
  }
}

extension ShellScript {
  /// Every command by its words, with those that wrappers run: what a wrapper runs follows it. A text that isn't literal
  /// or can't be read is left out here; `ShellWrapper.inner` tells.
  package var commandsThroughWrappers: [[ShellWord]] {
    commands.flatMap { Self.unwrapped($0.words, depth: 0) }
  }

  private static func unwrapped(_ words: [ShellWord], depth: Int) -> [[ShellWord]] {
    guard !words.isEmpty, depth < 16 else { return [] }
    return [words]
      + ShellWrapper.inner(of: words).flatMap { inner -> [[ShellWord]] in
        switch inner {
        case .words(let words), .wordsAndMore(let words): return unwrapped(words, depth: depth + 1)
        case .text(let text):
          guard text.isLiteral, let script = try? ShellParser.parse(text.text) else { return [] }
          return script.commands.flatMap { unwrapped($0.words, depth: depth + 1) }
        case .unknown: return []
        }
      }
  }
}
