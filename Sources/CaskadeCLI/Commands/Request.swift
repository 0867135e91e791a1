import CaskadeEngine
import CaskadeSyntax

/// What the person's words ask for; help is a request like any other, not an error.
enum Request: Sendable {
  case run(any Command, CommonOptions)
  /// Nil for the page that lists the verbs.
  case help(CommandSpec?)

  /// Options may stand before or behind the verb; `--` ends them; `--name=value` and `--name value` are the same.
  init(_ words: [String]) throws(CommandError) {
    let head = words.prefix { $0 != "--" }
    let asksForHelp = head.contains(CommonOptions.help) || head.contains(CommonOptions.shortHelp)
    guard let verbIndex = Self.verbIndex(in: words) else {
      if asksForHelp {
        self = .help(nil)
        return
      }
      if head.contains("--version") || head.contains("-V") {
        self = try Self.read(VersionCommand.self, [])
        return
      }
      if let option = head.first(where: { $0.hasPrefix("-") && $0 != "-" }), !Self.isCommon(option) {
        throw CommandError.unknownOption(option, of: nil, known: CommonOptions.specs)
      }
      self = try Self.read(HomeCommand.self, words)
      return
    }
    let word = words[verbIndex]
    let command = CommandTable.command(named: word)
    if asksForHelp {
      self = .help(command.map { CommandSpec($0) })
      return
    }
    guard let command else { throw CommandError.unknownVerb(word, known: CommandTable.names) }
    self = try Self.read(command, Array(words[..<verbIndex]) + words[(verbIndex + 1)...])
  }

  /// The first word that is neither an option nor an option's value.
  private static func verbIndex(in words: [String]) -> Int? {
    var index = 0
    while index < words.count {
      let word = words[index]
      if word == "--" { return nil }
      if !word.hasPrefix("-") || word == "-" { return index }
      let takesValue = CommonOptions.specs.contains {
        $0.takesWord && ($0.name == word || $0.short == word)
      }
      index += takesValue ? 2 : 1
    }
    return nil
  }

  private static func isCommon(_ word: String) -> Bool {
    CommonOptions.specs.contains { word == $0.name || word.hasPrefix($0.name + "=") || word == $0.short }
  }

  private static func read(_ command: any Command.Type, _ words: [String]) throws(CommandError) -> Request {
    let typed = try TypedWords(words, CommandSpec(command))
    var reader = ArgumentReader(values: typed.values, operands: typed.operands)
    let common = CommonOptions(&reader)
    let value = command.init(&reader)
    if let refusal = reader.refusal { throw refusal }
    return .run(value, common)
  }

  func perform(_ host: Host) throws(CommandError) -> ExitCode {
    switch self {
    case .run(let command, let common): return try command.run(common.apply(to: host))
    case .help(let spec):
      try host.write(spec.map(HelpText.verb) ?? CommandTable.manual.overview)
      return .good
    }
  }
}
