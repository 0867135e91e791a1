/// One option of a command.
struct OptionSpec: Hashable, Sendable {
  enum Arity: Hashable, Sendable {
    case flag
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

  static func flag(_ name: String, short: String? = nil, _ help: String) -> OptionSpec {
    OptionSpec(name: name, short: short, placeholder: "", arity: .flag, help: help)
  }

  static func value(_ name: String, _ placeholder: String, short: String? = nil, _ help: String) -> OptionSpec {
    OptionSpec(name: name, short: short, placeholder: placeholder, arity: .once, help: help)
  }

  static func values(_ name: String, _ placeholder: String, _ help: String) -> OptionSpec {
    OptionSpec(name: name, short: nil, placeholder: placeholder, arity: .many, help: help)
  }

  /// As usage shows it: `--base REV`, `--only NAME...`.
  var usage: String {
    switch arity {
    case .flag: name
    case .once: "\(name) \(placeholder)"
    case .many: "\(name) \(placeholder)..."
    }
  }
}
