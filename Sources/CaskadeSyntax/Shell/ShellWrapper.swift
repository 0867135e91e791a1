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
    case "xargs": return command(rest, valued[name] ?? []).map { [.wordsAndMore($0)] } ?? []
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
      guard let options = valued[name] else { return [] }
      return command(rest, options).map { [.words($0)] } ?? []
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
      "-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "-R", "-S", "-J", "--arg-file", "--delimiter", "--replace",
      "--max-args", "--max-procs", "--max-lines", "--max-chars",
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
    case "env": (short, long, others) = ("-C", "--chdir", ["-u", "--unset"])
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
      if text == short || text == long {
        guard let value = rest.popFirst() else { return nil }
        found.append(value)
      } else if !long.isEmpty, text.hasPrefix("\(long)=") {
        found.append(value(of: word, behind: long.count + 1))
      } else if name != "git", text.hasPrefix(short), !text.hasPrefix("--") {
        found.append(value(of: word, behind: 2))
      } else if text == "--work-tree" || text.hasPrefix("--work-tree=") || text.hasPrefix("--git-dir") {
        return nil
      } else if others.contains(text) {
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

  private static func command(_ rest: ArraySlice<ShellWord>, _ options: Set<String>) -> [ShellWord]? {
    var rest = rest
    while let word = rest.first, word.text.hasPrefix("-"), word.text.count > 1 {
      rest.removeFirst()
      if word.text == "--" { break }
      if options.contains(word.text), !rest.isEmpty { rest.removeFirst() }
    }
    return rest.isEmpty ? nil : Array(rest)
  }

  /// Assignments stand before the command, and `-S` holds a command line.
  private static func env(_ rest: ArraySlice<ShellWord>) -> [Inner] {
    var rest = rest
    while let word = rest.first {
      let text = word.text
      if text == "--" {
        rest.removeFirst()
      } else if text == "-S" || text == "--split-string" {
        return rest.dropFirst().first.map { [.text($0)] } ?? []
      } else if text.hasPrefix("-S") || text.hasPrefix("--split-string=") {
        let drop = text.hasPrefix("-S") ? 2 : "--split-string=".count
        return word.isLiteral ? [.text(ShellWord([.text(String(text.dropFirst(drop)), isQuoted: true)]))] : [.unknown]
      } else if ["-u", "-C", "--unset", "--chdir"].contains(text) {
        rest = rest.dropFirst(2)
      } else if text.hasPrefix("-") || text.contains("=") {
        rest.removeFirst()
      } else {
        return [.words(Array(rest))]
      }
    }
    return []
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
