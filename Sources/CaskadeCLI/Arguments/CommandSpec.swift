/// What one verb takes, and what help says about it, as its command declares it.
struct CommandSpec: Sendable {
  let words: CommandWords
  let options: [OptionSpec]
  let operandSpecs: [OperandSpec]

  init(_ command: any Command.Type) {
    var reader = ArgumentReader()
    _ = command.init(&reader)
    words = command.words
    options = reader.options
    operandSpecs = reader.operands
  }

  var name: String { words.name }

  /// As usage shows them: `OLD NEW`.
  var operands: String { operandSpecs.map(\.usage).joined(separator: " ") }

  var operandCount: ClosedRange<Int> {
    let least = operandSpecs.map(\.count.lowerBound).reduce(0, +)
    return least...max(least, operandSpecs.map(\.count.upperBound).reduce(0, +))
  }

  var allOptions: [OptionSpec] { options + CommonOptions.specs }

  /// As help begins: without the names of the options.
  var shortUsage: String {
    let parts = ["caskade \(name)", options.isEmpty ? "" : "[OPTION]...", operands]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// On one line, as a hint says it; where the options are too many to be read on one, it names the page that lists them.
  var usage: String {
    guard options.count <= 8 else {
      return "caskade \(name) [OPTION]... \(operands); caskade \(name) --help lists the options"
    }
    let parts = ["caskade \(name)", operands] + options.map { "[\($0.usage)]" }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
