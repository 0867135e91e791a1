import CaskadeSyntax

extension ShellWord {
  /// The word as somebody may write it, with the same meaning: in quotes where it needs them.
  var written: String {
    let plain = text
    guard isLiteral else { return isQuoted ? "\"\(plain)\"" : plain }
    if !plain.isEmpty, plain.utf8.allSatisfy(Self.safe.contains) { return plain }
    return plain.contains("'") ? "\"\(plain)\"" : "'\(plain)'"
  }

  private static let safe = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-+./:=@%,^[]{}")
}

extension ShellSimpleCommand {
  /// Its assignments and words; what is redirected isn't shown.
  var written: String {
    (assignments.map { "\($0.name.text)=\($0.value.written)" } + words.map(\.written)).joined(separator: " ")
  }
}

extension ShellCommand {
  var written: String {
    switch self {
    case .simple(let command): return command.written
    case .compound(let compound):
      switch compound.kind {
      case .loop: return "the loop"
      case .branch: return "the 'if'"
      case .choice: return "the 'case'"
      case .subshell: return "(\(compound.bodies.first?.written ?? ""))"
      case .group: return "{ \(compound.bodies.first?.written ?? ":"); }"
      case .condition, .arithmetic: return "the condition"
      case .function(let name): return name
      case .coprocess: return "the coprocess"
      }
    }
  }
}

extension ShellPipeline {
  var written: String { (isNegated ? "! " : "") + commands.map(\.written).joined(separator: " | ") }
}

extension ShellList {
  var written: String {
    var text = ""
    for (index, item) in items.enumerated() {
      text += item.pipeline.written
      guard index + 1 < items.count else { break }
      switch item.joint {
      case .and: text += " && "
      case .or: text += " || "
      case .sequence: text += "; "
      case .background: text += " & "
      }
    }
    return text
  }
}
