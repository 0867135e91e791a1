/// The test targets of a Swift package, by their names.
enum ManifestSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    let list = SourceTokens(bytes, TestLanguage.swift.lexicon)
    let values = (0..<list.count).compactMap { index -> Setting.Value? in
      guard list.word(index) == WordHash("testTarget"), list.isMark(index + 1, "("),
        list.word(index + 2) == WordHash("name"), list.isMark(index + 3, ":"), list.isString(index + 4)
      else { return nil }
      let name = SettingsReader.unquoted(String(decoding: list.text(index + 4), as: UTF8.self))
      return Setting.Value(text: name, line: list.line(index), isQuoted: true)
    }
    return values.first.map { [Setting(key: ["testTarget"], line: $0.line, values: values)] } ?? []
  }
}
