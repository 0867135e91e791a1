/// One option of a command.
struct OptionSpec: Hashable, Sendable {
  enum Arity: Hashable, Sendable {
    case flag
    /// A flag with which a number may stand: `--hunks`, `--hunks 20`.
    case counted
    case once
    case many
  }

  /// With its dashes: `--base`.
  let name: String
  /// `-C`; nil for most.
  let short: String?
  /// What stands for the value in help: `REV`. Empty for a flag.
  let placeholder: String
  let arity: Arity
  let help: String
  /// All words that the value can be; empty where it is free.
  var choices: [String] = []
  /// What a shell can complete a free value with.
  var kind = OperandSpec.Kind.file

  /// The word behind it is always its value.
  var takesWord: Bool { arity == .once || arity == .many }

  /// As usage shows it: `--base REV`, `--only NAME...`.
  var usage: String {
    switch arity {
    case .flag: name
    case .counted: "\(name) [\(placeholder)]"
    case .once: "\(name) \(placeholder)"
    case .many: "\(name) \(placeholder)..."
    }
  }
}

/// One operand of a command, or a row of them.
struct OperandSpec: Hashable, Sendable {
  /// What a shell can complete it with.
  enum Kind: Hashable, Sendable {
    case file
    /// The name of a contract, or a file.
    case contract
    case template
    /// A gate of a check.
    case gate
    /// A finding's rule.
    case rule
    case words([String])
    /// What help has a page for.
    case topic
    case text
  }

  /// As usage shows it: `[CONTRACT]`.
  let usage: String
  let count: ClosedRange<Int>
  let kind: Kind
}
