import CaskadeSyntax

/// A path pattern taken apart, to be written in another dialect.
enum NativePath: Hashable, Sendable {
  /// This path, and all below it.
  case named(String)
  /// All below this folder.
  case below(String)
  case pieces([Piece])

  enum Piece: Hashable, Sendable {
    case text(String)
    /// `?`
    case one
    /// A bracket, as written.
    case bracket(String)
    /// `*`: anything but a slash.
    case star
    /// `**/`: nothing, or folders with the slash behind them.
    case folders
    /// `**` at the end.
    case all
  }

  init(_ pattern: PathPattern) {
    let pieces = Self.pieces(pattern.text)
    if pieces.count == 1, case .text(let text) = pieces[0] {
      self = text.hasSuffix("/") ? .below(String(text.dropLast())) : .named(text)
    } else if pieces.count == 2, case .text(let text) = pieces[0], pieces[1] == .all, text.hasSuffix("/") {
      self = .below(String(text.dropLast()))
    } else {
      self = .pieces(pieces)
    }
  }

  private static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    func end() {
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = ""
    }
    var rest = Substring(text)
    var isAtStart = true
    while let character = rest.first {
      let wasAtStart = isAtStart
      isAtStart = character == "/"
      switch character {
      case "\\":
        rest.removeFirst()
        if let escaped = rest.popFirst() { literal.append(escaped) }
      case "*" where wasAtStart && rest.hasPrefix("**/"):
        end()
        pieces.append(.folders)
        rest.removeFirst(3)
        isAtStart = true
      case "*" where wasAtStart && rest == "**":
        end()
        pieces.append(.all)
        rest = ""
      case "*":
        end()
        if pieces.last != .star { pieces.append(.star) }
        rest.removeFirst()
      case "?":
        end()
        pieces.append(.one)
        rest.removeFirst()
      case "[":
        end()
        let bracket = bracket(rest)
        pieces.append(.bracket(bracket))
        rest.removeFirst(bracket.count)
      default:
        literal.append(character)
        rest.removeFirst()
      }
    }
    end()
    return pieces
  }

  /// With its two signs; the first `]` inside stands for itself, and so does what a class' name ends with.
  private static func bracket(_ text: Substring) -> String {
    var taken = "["
    var rest = text.dropFirst()
    if let sign = rest.first, sign == "!" || sign == "^" { taken.append(rest.removeFirst()) }
    if rest.first == "]" { taken.append(rest.removeFirst()) }
    while let character = rest.first {
      if rest.hasPrefix("[:") {
        let name = rest.prefix { $0 != "]" }
        taken += name + "]"
        rest = rest.dropFirst(name.count + 1)
        continue
      }
      taken.append(rest.removeFirst())
      if character == "\\", let escaped = rest.popFirst() {
        taken.append(escaped)
      } else if character == "]" {
        break
      }
    }
    return taken
  }
}
