/// YAML as configurations are written: block mappings and sequences, flow lists, block scalars.
enum IndentedSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    var settings: [Setting] = []
    var stack: [(indent: Int, key: String)] = []
    /// The indentation of the key whose text goes on in the lines below.
    var block: Int?
    for (number, line) in SettingsReader.lines(bytes) {
      let content = SettingsReader.trimmed(line)
      var indent = line.utf8.prefix { $0 == 32 }.count
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
      if text.isEmpty || text.hasPrefix("&") {
        settings.append(Setting(key: path + [key], line: number, values: []))
        continue
      }
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
    let value = Setting.Value(text: text, line: line, isQuoted: true)
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
