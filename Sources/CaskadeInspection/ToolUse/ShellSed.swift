import CaskadeSyntax

/// A call of sed: the files that it changes in place, and whether its script runs or writes anything (sed(1)).
struct ShellSed {
  let writes: [ShellWord]
  let isOpaque: Bool

  init(_ arguments: [ShellWord]) {
    var scripts: [ShellWord] = []
    var operands: [ShellWord] = []
    var inPlace = false
    var isFromFile = false
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let text = word.text
      if text == "--" {
        operands += rest
        break
      }
      if text.hasPrefix("--") {
        // Any part of a long option stands for it.
        let name = text.prefix { $0 != "=" }
        guard name.count > 2 else { continue }
        if "--in-place".hasPrefix(name) { inPlace = true }
        let isExpression = "--expression".hasPrefix(name)
        guard isExpression || "--file".hasPrefix(name) else { continue }
        let value = name.count < text.count ? word.droppingFirst(name.count + 1) : rest.popFirst()
        if isExpression { scripts += [value].compactMap(\.self) } else { isFromFile = true }
      } else if text.hasPrefix("-"), text.count > 1 {
        for (index, letter) in text.enumerated().dropFirst() {
          let isLast = index == text.count - 1
          if letter == "i" || letter == "I" {
            inPlace = true
            // BSD's form has the suffix as a word of its own, and an empty one is no script.
            if isLast, rest.first?.text.isEmpty ?? false { rest.removeFirst() }
            break
          }
          if letter == "l" {
            // A length with GNU's sed, and a flag with BSD's.
            let length = isLast ? rest.first?.text ?? "" : String(text.dropFirst(index + 1))
            guard !length.isEmpty, length.allSatisfy(\.isNumber) else { continue }
            if isLast { rest.removeFirst() }
            break
          }
          guard "ef".contains(letter) else { continue }
          let value = isLast ? rest.popFirst() : word.droppingFirst(index + 1)
          if letter == "e" { scripts += [value].compactMap(\.self) }
          if letter == "f" { isFromFile = true }
          break
        }
      } else {
        operands.append(word)
      }
    }
    if scripts.isEmpty, !isFromFile, !operands.isEmpty { scripts.append(operands.removeFirst()) }
    let harm = scripts.map { script -> Harm in
      script.isLiteral
        ? Self.harm(of: script.text)
        : script.parts.contains { if case .expansion = $0 { true } else { false } }
          ? .unread : Self.harm(of: script.text)
    }
    isOpaque = isFromFile || harm.contains(.unread)
    writes = (inPlace ? operands : []) + (harm.contains { $0 != .none } || isFromFile ? [ShellProgram.unknown] : [])
  }

  private enum Harm { case none, writes, unread }

  /// Command by command; a substitution's flags `e` and `w`, and the commands of these names.
  private static func harm(of script: String) -> Harm {
    var text = Array(script)[...]
    var harm = Harm.none
    while let next = text.first {
      if next.isWhitespace || next == ";" || next == "{" || next == "}" {
        text.removeFirst()
        continue
      }
      guard dropAddress(&text), let command = text.popFirst() else { return .unread }
      switch command {
      case "s":
        guard let flags = substitution(&text) else { return .unread }
        if flags.contains("e") { return .unread }
        if flags.contains("w") { harm = .writes }
      case "y": if substitution(&text) == nil { return .unread }
      case "e": return .unread
      case "w", "W":
        harm = .writes
        text = text.drop { $0 != "\n" }
      case "a", "i", "c", "r", "R", "b", "t", "T", ":", "#", "v":
        text = text.drop { $0 != "\n" && !(command == "b" && $0 == ";") }
      case "{", "}", "d", "D", "g", "G", "h", "H", "n", "N", "p", "P", "x", "=", "l", "q", "Q", "z", "F", "!":
        text = text.drop { $0.isNumber || $0 == " " }
      case _: return .unread
      }
    }
    return harm
  }

  /// Line numbers, `$`, `/text/`, ranges of them, and `!`.
  private static func dropAddress(_ text: inout ArraySlice<Character>) -> Bool {
    while let next = text.first {
      if next.isNumber || "$,+~! ".contains(next) {
        text.removeFirst()
      } else if next == "/" || next == "\\" {
        if next == "\\" { text.removeFirst() }
        guard let mark = text.popFirst(), skip(&text, to: mark) else { return false }
        while let flag = text.first, flag == "I" || flag == "M" { text.removeFirst() }
      } else {
        return true
      }
    }
    return true
  }

  private static func skip(_ text: inout ArraySlice<Character>, to mark: Character) -> Bool {
    var isInClass = false
    while let next = text.popFirst() {
      if next == "\\" { _ = text.popFirst() } else if next == mark, !isInClass { return true }
      if next == "[" { isInClass = mark != "[" && text.contains("]") }
      if next == "]" { isInClass = false }
    }
    return false
  }

  /// The flags behind the third mark.
  private static func substitution(_ text: inout ArraySlice<Character>) -> String? {
    guard let mark = text.popFirst(), mark != "\n", mark != "\\", skip(&text, to: mark) else { return nil }
    var isEscaped = false
    while let next = text.popFirst() {
      if !isEscaped, next == mark {
        let flags = text.prefix { !$0.isWhitespace && $0 != ";" && $0 != "}" }
        text = text.dropFirst(flags.count)
        if flags.contains("w") { text = text.drop { $0 != "\n" } }
        return String(flags)
      }
      isEscaped = !isEscaped && next == "\\"
    }
    return nil
  }
}
