import CaskadeEngine
import CaskadeSyntax

/// What the person typed, read by the table of commands: every word is known and every value is there.
struct Arguments: Sendable {
  let verb: Verb
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// What the words ask for; help and version are requests like any other, not errors.
  enum Request: Sendable {
    case run(Arguments)
    case help(Verb?)
  }

  func has(_ option: String) -> Bool { values[option] != nil }
  func value(_ option: String) -> String? { values[option]?.last }
  func all(_ option: String) -> [String] { values[option] ?? [] }

  /// Options may stand before or behind the verb; `--` ends them; `--name=value` and `--name value` are the same.
  static func parse(_ words: [String]) throws(CommandError) -> Request {
    let head = words.prefix { $0 != "--" }
    guard let verbIndex = verbIndex(in: words) else {
      if head.contains("--help") || head.contains("-h") { return .help(nil) }
      if head.contains("--version") || head.contains("-V") { return .run(Arguments(verb: .version)) }
      if let option = head.first(where: { $0.hasPrefix("-") && $0 != "-" }), !isCommon(option) {
        throw CommandError.unknownOption(option, of: nil, known: CommandSpec.common)
      }
      throw CommandError.usage("no verb was given", hint: "caskade --help lists the verbs")
    }
    let word = words[verbIndex]
    let verb = Verb(rawValue: word)
    if head.contains("--help") || head.contains("-h") { return .help(verb) }
    guard let verb else { throw CommandError.unknownVerb(word) }
    var arguments = Arguments(verb: verb)
    try arguments.read(Array(words[..<verbIndex]) + words[(verbIndex + 1)...])
    return .run(arguments)
  }

  /// The first word that is neither an option nor an option's value.
  private static func verbIndex(in words: [String]) -> Int? {
    var index = 0
    while index < words.count {
      let word = words[index]
      if word == "--" { return nil }
      if !word.hasPrefix("-") || word == "-" { return index }
      let takesValue = CommandSpec.common.contains { $0.arity != .flag && ($0.name == word || $0.short == word) }
      index += takesValue ? 2 : 1
    }
    return nil
  }

  private static func isCommon(_ word: String) -> Bool {
    CommandSpec.common.contains { word == $0.name || word.hasPrefix($0.name + "=") || word == $0.short }
  }

  private mutating func read(_ words: [String]) throws(CommandError) {
    let spec = CommandTable.spec(of: verb)
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      try readOption(word, &rest, spec)
    }
    if operands.count < spec.operandCount.lowerBound {
      throw CommandError.usage("'caskade \(verb.rawValue)' needs \(spec.operands)", hint: "usage: \(spec.usage)")
    }
    if operands.count > spec.operandCount.upperBound {
      let extra = operands[spec.operandCount.upperBound]
      throw CommandError.usage(
        "'caskade \(verb.rawValue)' doesn't know what to do with '\(extra)'", hint: "usage: \(spec.usage)")
    }
  }

  private mutating func readOption(
    _ word: String, _ rest: inout ArraySlice<String>, _ spec: CommandSpec
  ) throws(CommandError) {
    var name = word
    var attached: String?
    if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
      name = String(word[..<equals])
      attached = String(word[word.index(after: equals)...])
    }
    guard let option = spec.allOptions.first(where: { $0.name == name || $0.short == name }) else {
      throw CommandError.unknownOption(name, of: verb, known: spec.allOptions)
    }
    if option.arity == .flag {
      guard attached == nil else {
        throw CommandError.usage("'\(name)' takes no value", hint: "usage: \(spec.usage)")
      }
      values[option.name] = [""]
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw CommandError.usage("'\(name)' needs a value: \(option.usage)", hint: "usage: \(spec.usage)")
    }
    if value.isEmpty {
      throw CommandError.usage("'\(name)' needs a value that isn't empty", hint: "usage: \(spec.usage)")
    }
    if option.arity == .once, values[option.name] != nil {
      throw CommandError.usage("'\(name)' was given twice", hint: "leave one of the two out")
    }
    values[option.name, default: []].append(value)
  }
}
