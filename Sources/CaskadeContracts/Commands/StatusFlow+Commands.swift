import CaskadeSyntax

/// What a command is for, and what its status can be.
extension StatusFlow {
  /// Every command with its words, what wrappers run included; compounds by what they hold.
  static func simple(in commands: [ShellCommand]) -> [[ShellWord]] {
    let list = ShellList(items: [
      ShellList.Item(pipeline: ShellPipeline(isNegated: false, commands: commands), joint: .sequence)
    ])
    return ShellScript(list).commandsThroughWrappers
  }

  static func holdsRunner(_ pipelines: [ShellPipeline]) -> Bool {
    simple(in: pipelines.flatMap(\.commands)).contains { RunnerWords($0)?.isRunner ?? false }
  }

  /// Nothing in it is a check, as far as its programs' names show.
  static func isHarmless(_ pipelines: [ShellPipeline]) -> Bool {
    pipelines.allSatisfy { pipeline in
      pipeline.commands.allSatisfy { command in
        switch command {
        case .simple(let simple):
          return simple.words.isEmpty
            || simple.words[0].text != "find" && simple.words[0].text != "eval" && RunnerWords.isHarmless(simple.words)
        case .compound(let compound):
          switch compound.kind {
          case .function, .condition, .arithmetic: return true
          case .loop: return compound.bodies.last.map { lostInLoop($0) == nil } ?? true
          case .branch, .choice, .group, .subshell, .coprocess:
            return compound.bodies.dropFirst(compound.kind == .branch ? 1 : 0).allSatisfy {
              isHarmless($0.items.map(\.pipeline))
            }
          }
        }
      }
    }
  }

  /// The same without questions: `test -f x || true` asks for nothing, and `rm x || true` cleans up.
  static func isCleanUp(_ pipelines: ArraySlice<ShellPipeline>) -> Bool {
    isHarmless(Array(pipelines)) && !(pipelines.last.map(asks) ?? false)
  }

  static func alwaysPasses(_ pipeline: ShellPipeline) -> Bool {
    guard !pipeline.isNegated, let last = pipeline.commands.last else { return pipeline.isNegated == false }
    switch last {
    case .simple(let simple):
      guard let name = simple.words.first?.text else { return true }
      if name == "exit" || name == "return" { return simple.words.count > 1 && simple.words[1].text == "0" }
      return ["true", ":", "echo", "printf"].contains(name)
    case .compound(let compound):
      guard compound.kind == .group || compound.kind == .subshell, let body = compound.bodies.first else {
        return false
      }
      return alwaysPasses(body)
    }
  }

  static func alwaysPasses(_ list: ShellList) -> Bool {
    guard let last = list.items.last?.pipeline else { return true }
    let leaves = list.items.contains { item in
      guard case .simple(let simple) = item.pipeline.commands.last, let name = simple.words.first?.text else {
        return false
      }
      return name == "exit" || name == "return"
    }
    return alwaysPasses(last) && (!leaves || list.items.count == 1)
  }

  static func alwaysFails(_ pipeline: ShellPipeline) -> Bool {
    guard let last = pipeline.commands.last else { return false }
    switch last {
    case .simple(let simple):
      // An assignment notes the failure for later.
      guard let name = simple.words.first?.text else { return !simple.assignments.isEmpty }
      if name == "exit" || name == "return" { return simple.words.count < 2 || simple.words[1].text != "0" }
      return ["false", "fail", "die", "abort", "err", "error"].contains(name)
    case .compound(let compound):
      if compound.kind == .arithmetic { return true }
      guard compound.kind == .group || compound.kind == .subshell, let body = compound.bodies.first else {
        return false
      }
      return body.items.contains { alwaysFails($0.pipeline) }
    }
  }

  /// Programs whose failure is an answer.
  static func asks(_ pipeline: ShellPipeline) -> Bool { pipeline.commands.last.map(asks) ?? false }

  static func asks(_ command: ShellCommand) -> Bool {
    switch command {
    case .simple(let simple):
      guard let first = simple.words.first?.text else { return true }
      let name = first.split(separator: "/").last.map(String.init) ?? first
      if let inner = ShellWrapper.inner(of: simple.words).last {
        switch inner {
        case .words(let words), .wordsAndMore(let words):
          return asks(.simple(ShellSimpleCommand(words: words)))
        case .text(let text):
          guard let script = try? ShellParser.parse(text.text), let last = script.list.items.last else { return true }
          return asks(last.pipeline)
        case .unknown: return true
        }
      }
      return asking.contains(name)
    case .compound(let compound):
      switch compound.kind {
      case .condition, .arithmetic: return true
      case .group, .subshell: return compound.bodies.first?.items.last.map { asks($0.pipeline) } ?? true
      case .loop, .branch, .choice, .function, .coprocess: return false
      }
    }
  }

  private static let asking: Set<String> = [
    "[", "test", "grep", "egrep", "fgrep", "zgrep", "rg", "ag", "ack", "git", "cmp", "diff", "command", "which", "type",
    "pgrep", "hash", "find", "jq", "yq", "awk", "expr", "ls", "stat", "id", "getent", "nm", "ldd", "lsof", "curl", "nc",
    "file", "readelf", "objdump", "xargs", "kill", "ps", "mountpoint", "dpkg", "rpm",
  ]

  // MARK: Pipes

  /// The last command of a pipe, but for the end, whose failure would have to count.
  static func lostInPipe(_ commands: [ShellCommand]) -> ShellCommand? {
    guard commands.count > 1, let last = commands.last else { return nil }
    let isFilter = filters(last)
    return commands.dropLast().last { command in
      if case .simple(let simple) = command, readsReport(last, of: simple) { return false }
      if holdsRunner([ShellPipeline(isNegated: false, commands: [command])]) { return true }
      guard isFilter, case .simple(let simple) = command, let name = simple.words.first?.text else { return false }
      return !sources.contains(name.split(separator: "/").last.map(String.init) ?? name)
        && !RunnerWords.isHarmless(simple.words)
    }
  }

  /// What ends with 0 whatever it reads.
  private static func filters(_ command: ShellCommand) -> Bool {
    guard case .simple(let simple) = command, let name = simple.words.first?.text else { return false }
    return [
      "tee", "cat", "tail", "head", "less", "more", "sed", "tr", "cut", "sort", "uniq", "wc", "column", "fold", "nl",
      "tac",
      "rev", "ts", "xcpretty", "xcbeautify", "pino-pretty", "bunyan", "logger", "pv", "ccze", "sponge",
    ].contains(name.split(separator: "/").last.map(String.init) ?? name)
  }

  /// Programs that read the report of a runner, and fail where it tells of a failure.
  private static func readsReport(_ command: ShellCommand, of runner: ShellSimpleCommand) -> Bool {
    guard case .simple(let simple) = command, let reader = RunnerWords(simple.words) else { return false }
    if reader.name == "go-junit-report" {
      return reader.arguments.contains { $0.text.contains("set-exit-code") }
    }
    return reader.name.hasPrefix("tap-")
      || [
        "tparse", "gotestsum", "faucet", "tap", "tapview", "richgo", "gotestfmt", "reviewdog", "tappy", "prove",
      ].contains(reader.name)
  }

  /// What makes or finds the input of a check.
  private static let sources: Set<String> = [
    "echo", "printf", "cat", "git", "ls", "find", "yes", "seq", "grep", "egrep", "fgrep", "rg", "jq", "yq", "sort",
    "uniq",
    "sed", "awk", "head", "tail", "cut", "tr", "base64", "xxd", "od", "date", "env", "printenv", "ps", "nm", "objdump",
    "du",
    "curl", "wget", "strings", "tar", "unzip", "zcat", "gunzip", "sha256sum", "md5sum", "wc", "comm", "diff", "xargs",
    "time",
  ]

  // MARK: Loops and find

  /// What a round of the loop runs and doesn't guard; nil where nothing is lost.
  static func lostInLoop(_ body: ShellList) -> String? {
    var guarded = false
    for (index, item) in body.items.enumerated().reversed() {
      let next = index + 1 < body.items.count ? body.items[index + 1].pipeline : nil
      guarded = item.joint == .or && (next.map(alwaysFails) ?? false) || item.joint == .and && guarded
      if guarded || item.pipeline.isNegated || alwaysFails(item.pipeline) || leaves(item.pipeline) { continue }
      if item.joint == .or, let next, alwaysPasses(next) { return item.pipeline.written }
      if case .compound(let compound) = item.pipeline.commands.last, compound.kind == .branch {
        // `if ! check; then exit 1; fi`
        let isGuard = compound.bodies.dropFirst().contains { body in body.items.contains { alwaysFails($0.pipeline) } }
        if isGuard { continue }
      }
      if !isHarmless([item.pipeline]) { return item.pipeline.written }
    }
    return nil
  }

  private static func leaves(_ pipeline: ShellPipeline) -> Bool {
    guard case .simple(let simple) = pipeline.commands.last else { return false }
    return ["break", "continue"].contains(simple.words.first?.text)
  }

  /// The command of an `-exec … ;` that ends the expression; nil where its answer is used, or where it checks nothing.
  static func lostInFind(_ words: ArraySlice<ShellWord>) -> String? {
    guard let start = words.lastIndex(where: { ["-exec", "-execdir"].contains($0.text) }),
      let end = words[start...].firstIndex(where: { $0.text == ";" || $0.text == "+" }), words[end].text == ";",
      end == words.index(before: words.endIndex)
    else { return nil }
    let command = Array(words[(start + 1)..<end])
    guard !command.isEmpty, !RunnerWords.isHarmless(command) || command[0].text == "test" else { return nil }
    return command.map(\.written).joined(separator: " ")
  }
}

extension ShellPipeline {
  /// Its errors are thrown away.
  var isHushed: Bool {
    commands.contains { command in
      let redirections =
        switch command {
        case .simple(let simple): simple.redirections
        case .compound(let compound): compound.redirections
        }
      return redirections.contains {
        $0.target.text == "/dev/null" && ($0.descriptor == "2" || $0.operation == .both || $0.operation == .appendBoth)
      }
    }
  }
}
