/// XML as build files and configurations are written: the texts of elements, and attributes.
enum MarkupSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    var settings: [Setting] = []
    var names: [String] = []
    var line = 1
    var index = 0
    var text: [UInt8] = []
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        if bytes[index] == 10 { line += 1 }
        text.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index...].starts(with: "<!--".utf8) {
        let start = index
        while index < bytes.count, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
        line += bytes[start..<index].count { $0 == 10 }
        continue
      }
      let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
      let tag = String(decoding: bytes[(index + 1)..<max(end, index + 1)], as: UTF8.self)
      if tag.hasPrefix("/") {
        let value = SettingsReader.trimmed(String(decoding: text, as: UTF8.self))
        if !value.isEmpty, !names.isEmpty { add(&settings, names, value, line) }
        if !names.isEmpty { names.removeLast() }
      } else if !tag.hasPrefix("?"), !tag.hasPrefix("!") {
        let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
        for (key, value) in attributes(tag.dropFirst(name.count)) { add(&settings, names + [name, key], value, line) }
        if !tag.hasSuffix("/") { names.append(name) }
      }
      line += tag.utf8.count { $0 == 10 }
      text = []
      index = end + 1
    }
    return settings
  }

  private static func add(_ settings: inout [Setting], _ names: [String], _ value: Substring, _ line: Int) {
    let key = Array(names.suffix(SettingsReader.depth))
    let value = Setting.Value(text: String(value), line: line, isQuoted: true)
    if settings.last?.key == key {
      settings[settings.count - 1].values.append(value)
    } else {
      settings.append(Setting(key: key, line: line, values: [value]))
    }
  }

  private static func attributes(_ text: Substring) -> [(String, Substring)] {
    var found: [(String, Substring)] = []
    var rest = text
    while let mark = rest.firstIndex(of: "=") {
      let key = SettingsReader.trimmed(rest[..<mark])
      let value = SettingsReader.trimmed(rest[rest.index(after: mark)...])
      guard let quote = value.first, quote == "\"" || quote == "'",
        let close = value.dropFirst().firstIndex(of: quote)
      else { break }
      found.append((String(key), value[..<close].dropFirst()))
      rest = value[value.index(after: close)...]
    }
    return found
  }
}
