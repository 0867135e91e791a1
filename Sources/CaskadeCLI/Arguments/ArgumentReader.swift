import CaskadeEngine
import CaskadeReport

/// Reads what a verb takes: each call declares one option or operand, and answers what the person typed for it.
///
/// The same calls serve twice. Without words they only declare: parsing, usage, help, completions and the man page go by
/// what they declared. With words they answer. So an option exists where its field is filled, and nowhere else.
struct ArgumentReader {
  private(set) var options: [OptionSpec] = []
  private(set) var operands: [OperandSpec] = []
  /// The options that the person gave, in the order in which they were declared.
  private(set) var given: [String] = []
  /// What is wrong with a value: the first that was found.
  private(set) var refusal: CommandError?

  private let values: [String: [String]]
  private var words: ArraySlice<String>

  /// - Parameter values: by option; a flag that was given has one empty value.
  init(values: [String: [String]] = [:], operands: [String] = []) {
    self.values = values
    words = operands[...]
  }

  /// For what the types of single values can't say, such as two options that exclude each other.
  mutating func refuse(_ error: CommandError) {
    refusal = refusal ?? error
  }

  // MARK: Options

  mutating func flag(_ name: String, short: String? = nil, _ help: String) -> Bool {
    !all(OptionSpec(name: name, short: short, placeholder: "", arity: .flag, help: help)).isEmpty
  }

  mutating func value(
    _ name: String, _ placeholder: String, short: String? = nil, _ help: String, _ kind: OperandSpec.Kind = .file
  ) -> String? {
    all(OptionSpec(name: name, short: short, placeholder: placeholder, arity: .once, help: help, kind: kind)).last
  }

  /// A flag with which a number may stand.
  ///
  /// - Returns: nil without the flag; without a number the greatest of the range.
  mutating func counted(_ name: String, _ placeholder: String, _ help: String, _ range: ClosedRange<Int>) -> Int? {
    let spec = OptionSpec(name: name, short: nil, placeholder: placeholder, arity: .counted, help: help)
    guard let word = all(spec).last else { return nil }
    if word.isEmpty { return range.upperBound }
    if let number = Int(word), range.contains(number) { return number }
    refuse(
      CommandError(
        "'\(name)' can't be '\(word)'",
        hint: "a number from \(range.lowerBound) to \(range.upperBound), or none for all"))
    return nil
  }

  mutating func values(
    _ name: String, _ placeholder: String, _ help: String, _ kind: OperandSpec.Kind = .file
  ) -> [String] {
    all(OptionSpec(name: name, short: nil, placeholder: placeholder, arity: .many, help: help, kind: kind))
  }

  /// - Parameter parse: throws what is wrong with the word; it is printed as it is.
  mutating func value<Value>(
    _ name: String, _ placeholder: String, _ help: String, as parse: (String) throws(CommandError) -> Value
  ) -> Value? {
    guard let word = value(name, placeholder, help) else { return nil }
    do throws(CommandError) {
      return try parse(word)
    } catch {
      refuse(error)
      return nil
    }
  }

  /// One of a few words.
  ///
  /// - Parameter help: what the words are is said when it is left out.
  mutating func choice<Choice: OptionChoice>(
    _ name: String, _ placeholder: String, _ help: String? = nil, of type: Choice.Type = Choice.self
  ) -> Choice? {
    choice(name, placeholder, help ?? Choice.list(standard: nil))
  }

  /// One of a few words, and the one that it is when the option is left out.
  mutating func choice<Choice: OptionChoice>(
    _ name: String, _ placeholder: String, _ help: String? = nil, standard: Choice
  ) -> Choice {
    choice(name, placeholder, help ?? Choice.list(standard: standard)) ?? standard
  }

  private mutating func choice<Choice: OptionChoice>(
    _ name: String, _ placeholder: String, _ help: String
  ) -> Choice? {
    let known = Choice.allCases.map(\.rawValue)
    let spec = OptionSpec(
      name: name, short: nil, placeholder: placeholder, arity: .once, help: help, choices: known)
    guard let word = all(spec).last else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    refuse(CommandError.badChoice(name, word, known: known))
    return nil
  }

  private mutating func all(_ spec: OptionSpec) -> [String] {
    options.append(spec)
    guard let words = values[spec.name] else { return [] }
    given.append(spec.name)
    return words
  }

  // MARK: Operands

  /// One that has to be there. Empty while the reader only declares.
  mutating func operand(_ usage: String, _ kind: OperandSpec.Kind = .file) -> String {
    operands(usage, 1...1, kind).first ?? ""
  }

  mutating func optionalOperand(_ usage: String, _ kind: OperandSpec.Kind = .file) -> String? {
    operands(usage, 0...1, kind).first
  }

  /// - Parameter usage: as usage shows them all: `[FILE]...`.
  mutating func operands(
    _ usage: String, _ count: ClosedRange<Int>, _ kind: OperandSpec.Kind = .file
  ) -> [String] {
    operands.append(OperandSpec(usage: usage, count: count, kind: kind))
    let taken = words.prefix(count.upperBound)
    words = words.dropFirst(taken.count)
    return Array(taken)
  }
}

/// The few words that an option takes.
protocol OptionChoice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension OptionChoice {
  /// `text (default), markdown or json`.
  static func list(standard: Self?) -> String {
    let words =
      (standard.map { ["\($0.rawValue) (default)"] } ?? [])
      + allCases.filter { $0 != standard }.map(\.rawValue)
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}

extension EvidenceFormat: OptionChoice {}
