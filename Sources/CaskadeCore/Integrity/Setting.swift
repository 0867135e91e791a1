/// One key of a configuration with its values: one for a scalar, several for a list or a text of several lines.
struct Setting: Sendable {
  struct Value: Sendable {
    let text: String
    let line: Int
  }

  /// From the outermost key inward, at most `SettingsReader.depth` of them.
  let key: [String]
  let line: Int
  var values: [Value]

  var name: String { key.joined(separator: ".") }
  var text: String { values.map(\.text).joined(separator: " ") }
}

/// Reads keys and values tolerantly: it never refuses, and what it doesn't understand gives no setting.
enum SettingsReader {
  /// Keys further inside count as if they stood here.
  static let depth = 10

  static func read(_ bytes: [UInt8], _ notation: SettingsFile.Notation) -> [Setting] {
    switch notation {
    case .braces: BracedSettings.read(bytes)
    case .indented: IndentedSettings.read(bytes)
    case .sections: SectionedSettings.read(bytes)
    }
  }

  /// The lines of a text, decoded, each with its number.
  static func lines(_ bytes: [UInt8]) -> [(number: Int, text: Substring)] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.enumerated().map { ($0 + 1, $1) }
  }

  static func unquoted(_ text: some StringProtocol) -> String {
    var text = String(trimmed(text))
    for quote in ["\"", "'"] where text.utf8.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      text = String(text.dropFirst().dropLast())
    }
    return text
  }

  static func trimmed(_ text: some StringProtocol) -> Substring {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }

  /// The values of `[a, "b"]`, of `a, b`, or the one of anything else.
  static func values(_ text: some StringProtocol, line: Int) -> [Setting.Value] {
    var text = trimmed(text)
    if text.hasPrefix("[") { text.removeFirst() }
    if text.hasSuffix("]"), !text.contains("[") {
      text.removeLast()
    } else if text.hasPrefix("\"") || text.hasPrefix("'") {
      return [Setting.Value(text: unquoted(text), line: line)]
    }
    return text.split(separator: ",").map { Setting.Value(text: unquoted($0), line: line) }
      .filter { !$0.text.isEmpty }
  }
}

/// JSON, JSON with comments, and object literals of JavaScript.
enum BracedSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    let list = TokenList(bytes, TestLanguage.javascript.lexicon)
    var settings: [Setting] = []
    /// The keys of the open brackets; an empty one where a bracket has no key of its own.
    var keys: [String] = []
    var pending: (key: String, line: Int)?
    var index = 0
    while index < list.count {
      switch list.mark(index) {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
        keys.append(pending?.key ?? "")
        pending = nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        if !keys.isEmpty { keys.removeLast() }
        pending = nil
      case UInt8(ascii: ","), UInt8(ascii: ";"): pending = nil
      case _:
        let token = list.tokens[index]
        guard token.kind != .mark else { break }
        let text = SettingsReader.unquoted(String(decoding: list.text(index), as: UTF8.self))
        if token.kind != .number, list.isMark(index + 1, ":") {
          pending = (text, Int(token.line))
          index += 1
        } else {
          let path = keys.suffix(SettingsReader.depth).filter { !$0.isEmpty } + (pending.map { [$0.key] } ?? [])
          if !path.isEmpty {
            let value = Setting.Value(text: number(list, &index, text), line: Int(token.line))
            if settings.last?.key == path {
              settings[settings.count - 1].values.append(value)
            } else {
              settings.append(Setting(key: path, line: pending?.line ?? Int(token.line), values: [value]))
            }
          }
        }
      }
      index += 1
    }
    return settings
  }

  /// The digits behind a decimal point are tokens of their own.
  private static func number(_ list: TokenList, _ index: inout Int, _ text: String) -> String {
    guard list.tokens[index].kind == .number, list.isMark(index + 1, "."), index + 2 < list.count,
      list.tokens[index + 2].kind == .number
    else { return text }
    index += 2
    return text + "." + String(decoding: list.text(index), as: UTF8.self)
  }
}

/// YAML as configurations are written: block mappings and sequences, flow lists, block scalars.
enum IndentedSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    var settings: [Setting] = []
    var stack: [(indent: Int, key: String)] = []
    /// The indentation of the key whose text goes on in the lines below.
    var block: Int?
    for (number, line) in SettingsReader.lines(bytes) {
      let content = SettingsReader.trimmed(line)
      var indent = line.prefix { $0 == " " }.count
      if content.isEmpty { continue }
      if let open = block {
        if indent > open, !settings.isEmpty {
          settings[settings.count - 1].values.append(Setting.Value(text: String(content), line: number))
          continue
        }
        block = nil
      }
      if content.hasPrefix("#") || content == "---" { continue }
      var rest = content
      var isItem = false
      while indent < 200, rest.hasPrefix("- ") || rest == "-" {
        isItem = true
        let inner = rest.dropFirst().drop { $0 == " " }
        indent += rest.count - inner.count
        rest = inner
      }
      let limit = isItem ? indent - 1 : indent
      while let last = stack.last, last.indent >= limit {
        stack.removeLast()
      }
      let path = stack.suffix(SettingsReader.depth).map(\.key)
      guard let (key, value) = split(rest) else {
        if !rest.isEmpty, !path.isEmpty { append(&settings, path, SettingsReader.unquoted(comment(rest)), number) }
        continue
      }
      stack.append((indent, key))
      let text = comment(value)
      if text.isEmpty || text.hasPrefix("&") { continue }
      if "|>".contains(text.first ?? " "), text.dropFirst().allSatisfy({ "+-0123456789".contains($0) }) {
        block = indent
        settings.append(Setting(key: path + [key], line: number, values: []))
      } else {
        let values =
          text.hasPrefix("[")
          ? SettingsReader.values(text, line: number)
          : [Setting.Value(text: SettingsReader.unquoted(text), line: number)]
        settings.append(Setting(key: path + [key], line: number, values: values))
      }
    }
    return settings
  }

  private static func append(_ settings: inout [Setting], _ path: [String], _ text: String, _ line: Int) {
    let value = Setting.Value(text: text, line: line)
    if settings.last?.key == path {
      settings[settings.count - 1].values.append(value)
    } else {
      settings.append(Setting(key: path, line: line, values: [value]))
    }
  }

  /// `key: value`, with the key unquoted.
  private static func split(_ text: Substring) -> (String, Substring)? {
    if let quote = text.first, quote == "\"" || quote == "'" {
      guard let close = text.dropFirst().firstIndex(of: quote) else { return nil }
      let after = text[text.index(after: close)...]
      guard after.hasPrefix(":") else { return nil }
      return (String(text[..<close].dropFirst()), SettingsReader.trimmed(after.dropFirst()))
    }
    var index = text.startIndex
    while let colon = text[index...].firstIndex(of: ":") {
      let next = text.index(after: colon)
      if next == text.endIndex || text[next].isWhitespace {
        return (String(text[..<colon]), SettingsReader.trimmed(text[next...]))
      }
      index = next
    }
    return nil
  }

  /// The text without the comment behind it.
  private static func comment(_ text: Substring) -> Substring {
    guard !text.hasPrefix("\""), !text.hasPrefix("'") else { return text }
    var previous: Character = " "
    for index in text.indices {
      if text[index] == "#", previous.isWhitespace { return SettingsReader.trimmed(text[..<index]) }
      previous = text[index]
    }
    return text
  }
}

/// TOML and INI: sections of `key = value`.
enum SectionedSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    var settings: [Setting] = []
    var section: [String] = []
    var inList = false
    for (number, line) in SettingsReader.lines(bytes) {
      let content = SettingsReader.trimmed(line)
      if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
      let isIndented = line.first?.isWhitespace == true
      if inList {
        settings[settings.count - 1].values += SettingsReader.values(bare(content), line: number)
        if closes(content) { inList = false }
        continue
      }
      if content.hasPrefix("["), !isIndented, content.hasSuffix("]") || content.contains("] #") {
        let name = content.prefix { $0 != "#" }.filter { !"[]\"' ".contains($0) }
        section = name.split(separator: ".").prefix(SettingsReader.depth).map(String.init)
        continue
      }
      guard let mark = content.firstIndex(where: { $0 == "=" || $0 == ":" }), !(isIndented && !content.contains(" = ")),
        !content.hasPrefix("-")
      else {
        if isIndented, !settings.isEmpty {
          settings[settings.count - 1].values += SettingsReader.values(bare(content), line: number)
        }
        continue
      }
      let key = SettingsReader.unquoted(content[..<mark])
      let value = bare(content[content.index(after: mark)...])
      settings.append(
        Setting(
          key: section + key.split(separator: ".").map(String.init), line: number,
          values: SettingsReader.values(value, line: number)))
      if SettingsReader.trimmed(value).hasPrefix("["), !closes(value) { inList = true }
    }
    return settings
  }

  private static func closes(_ text: Substring) -> Bool {
    let text = SettingsReader.trimmed(bare(text))
    return text.hasSuffix("]") || text.hasSuffix("],")
  }

  /// Without the comment behind it, and without the bracket that ends a list.
  private static func bare(_ text: Substring) -> Substring {
    var previous: Character = " "
    for index in text.indices {
      if text[index] == "#", previous.isWhitespace || previous == "," { return text[..<index] }
      previous = text[index]
    }
    return text
  }
}
