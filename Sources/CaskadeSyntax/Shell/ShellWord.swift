/// One word of a command line, with what is static in it and what only the run can know.
package struct ShellWord: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// After quote removal and ANSI-C decoding.
    case text(String, isQuoted: Bool)
    /// A pattern's character or a tilde, unquoted.
    case pattern(String)
    /// Of a parameter, a command, a process or arithmetic, as written, with the scripts that run inside it.
    case expansion(String, kind: Expansion, isQuoted: Bool, scripts: [ShellScript])
  }

  package enum Expansion: Hashable, Sendable {
    /// `$x`, `${x:-y}`.
    case parameter
    /// `${!x}` and `${x@P}`: what is expanded is computed.
    case indirect
    case command
    /// `<( )`
    case processInput
    /// `>( )`
    case processOutput
    case arithmetic
  }

  package var parts: [Part] = []

  package init(_ parts: [Part] = []) { self.parts = parts }

  /// After quote removal; expansions, patterns and tildes as they are written.
  package var text: String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let piece, _), .pattern(let piece), .expansion(let piece, _, _, _): text += piece
      }
    }
  }

  /// Means the same wherever it runs: no expansion and no pattern takes part in it.
  package var isLiteral: Bool {
    parts.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// Some of it was quoted.
  package var isQuoted: Bool {
    parts.contains { part in
      switch part {
      case .text(_, let isQuoted), .expansion(_, _, let isQuoted, _): isQuoted
      case .pattern: false
      }
    }
  }

  /// The shell may make several words of it, or none: an unquoted expansion.
  package var maySplit: Bool {
    parts.contains { part in
      if case .expansion(_, let kind, isQuoted: false, _) = part {
        kind != .processInput && kind != .processOutput
      } else {
        false
      }
    }
  }

  /// The scripts that run while the word is expanded.
  package var scripts: [ShellScript] {
    parts.flatMap { part -> [ShellScript] in
      if case .expansion(_, _, _, let scripts) = part { scripts } else { [] }
    }
  }

  /// A reserved word or an operator's text is one only when nothing of it is quoted or expanded.
  var bareText: String? {
    guard !parts.isEmpty, !isQuoted, isLiteral else { return nil }
    return text
  }

  mutating func append(_ byte: UInt8, isQuoted: Bool) { append(String(UnicodeScalar(byte)), isQuoted: isQuoted) }

  mutating func append(_ text: String, isQuoted: Bool) {
    if case .text(let before, isQuoted) = parts.last {
      parts[parts.count - 1] = .text(before + text, isQuoted: isQuoted)
    } else {
      parts.append(.text(text, isQuoted: isQuoted))
    }
  }
}
