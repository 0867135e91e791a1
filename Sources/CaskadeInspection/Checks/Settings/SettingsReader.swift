/// Reads keys and values tolerantly: it never refuses, and what it doesn't understand gives no setting.
enum SettingsReader {
  /// Keys further inside count as if they stood here.
  static let depth = 10

  /// More is not what people write, and isn't read: of one version of a file, and of all changed files together.
  static let mostBytesOfFile = 256 * 1024
  static let mostBytes = 1024 * 1024
  /// The same of definitions of CI, which are long and many, and are read more simply.
  static let mostBytesOfPipelines = 4 * 1024 * 1024

  static func read(_ bytes: [UInt8], _ notation: SettingsFile.Notation) -> [Setting] {
    switch notation {
    case .braces: BracedSettings.read(bytes)
    case .indented: IndentedSettings.read(bytes)
    case .sections: SectionedSettings.read(bytes)
    case .blocks: BracedSettings.read(bytes, assigns: true)
    case .markup: MarkupSettings.read(bytes)
    case .lines: lineSettings(bytes)
    case .manifest: ManifestSettings.read(bytes)
    }
  }

  /// The lines of a text, decoded, each with its number.
  static func lines(_ bytes: [UInt8]) -> [(number: Int, text: Substring)] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated().map { index, line in
      (index + 1, Substring(line.last == 13 ? line.dropLast() : line))
    }
  }

  /// One value a line, as in the files that list what a tool passes over; of options, all of a line.
  private static func lineSettings(_ bytes: [UInt8]) -> [Setting] {
    let values = lines(bytes).compactMap { number, line -> Setting.Value? in
      let text = trimmed(line)
      if text.isEmpty || text.hasPrefix("#") || text.hasPrefix("!") { return nil }
      return Setting.Value(text: String(text), line: number, isQuoted: !text.hasPrefix("-"))
    }
    guard let first = values.first else { return [] }
    return [Setting(key: [first.text.hasPrefix("-") ? "addopts" : "excluded"], line: first.line, values: values)]
  }

  static func unquoted(_ text: some StringProtocol) -> String {
    var text = String(trimmed(text))
    for quote in ["\"", "'"] where text.utf8.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      text = String(text.dropFirst().dropLast())
    }
    return text
  }

  static func trimmed(_ text: some StringProtocol) -> Substring {
    var rest = Substring(text).utf8
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return Substring(rest)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// The values of `[a, "b"]`, of `a, b`, or the one of anything else.
  static func values(_ text: some StringProtocol, line: Int) -> [Setting.Value] {
    var values: [Setting.Value] = []
    var current = ""
    var quote: Character?
    var wasQuoted = false
    func close() {
      let text = wasQuoted ? current : String(trimmed(current))
      if !text.isEmpty { values.append(Setting.Value(text: text, line: line, isQuoted: wasQuoted)) }
      current = ""
      wasQuoted = false
    }
    var text = trimmed(text)
    if text.hasPrefix("[") { text.removeFirst() }
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if character == "\"" || character == "'", trimmed(current).isEmpty {
        quote = character
        wasQuoted = true
        current = ""
      } else if character == "," || character == "]" && !current.contains("[") {
        close()
      } else if !wasQuoted {
        current.append(character)
      }
    }
    close()
    return values
  }
}

extension FileVersions {
  /// Small enough for settings.
  var isComparable: Bool { max(old?.count ?? 0, new?.count ?? 0) <= SettingsReader.mostBytesOfFile }
}
