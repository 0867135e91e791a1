import CaskadeSyntax

/// TOML and INI: sections of `key = value`.
enum SectionedSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    var settings: [Setting] = []
    var section: [String] = []
    var inList = false
    /// The lines of a list of regular expressions are values as they stand.
    var isLinewise = false
    for (number, line) in SettingsReader.lines(bytes) {
      let content = SettingsReader.trimmed(line)
      if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
      let isIndented = line.first?.isWhitespace == true
      if isLinewise, isIndented {
        settings[settings.count - 1].values.append(
          Setting.Value(text: String(content), line: number, isQuoted: true))
        continue
      }
      isLinewise = false
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
      let raw = SettingsReader.trimmed(content[content.index(after: mark)...])
      if SettingsRule.linewise.contains(key), !raw.hasPrefix("["), !raw.hasPrefix("\"\"\"") {
        isLinewise = true
        let values = raw.isEmpty ? [] : [Setting.Value(text: String(raw), line: number, isQuoted: true)]
        settings.append(Setting(key: section + [key], line: number, values: values))
        continue
      }
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
