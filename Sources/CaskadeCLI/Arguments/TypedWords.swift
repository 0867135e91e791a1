import CaskadeEngine

/// The words behind a verb, told apart: every option is one that the verb takes, and has its value.
struct TypedWords: Sendable {
  private(set) var values: [String: [String]] = [:]
  private(set) var operands: [String] = []

  init(_ words: [String], _ spec: CommandSpec) throws(CommandError) {
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
      throw CommandError.usage("'caskade \(spec.name)' needs \(spec.operands)", hint: "usage: \(spec.usage)")
    }
    if operands.count > spec.operandCount.upperBound {
      let extra = operands[spec.operandCount.upperBound]
      throw CommandError.usage(
        "'caskade \(spec.name)' doesn't know what to do with '\(extra)'", hint: "usage: \(spec.usage)")
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
      throw CommandError.unknownOption(name, of: spec.name, known: spec.allOptions)
    }
    if option.arity == .flag {
      guard attached == nil else {
        throw CommandError.usage("'\(name)' takes no value", hint: "usage: \(spec.usage)")
      }
      values[option.name] = [""]
      return
    }
    if option.arity == .counted {
      // What isn't a number is the next operand.
      let isNumber = rest.first.map { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } ?? false
      values[option.name] = [attached ?? (isNumber ? rest.removeFirst() : "")]
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
