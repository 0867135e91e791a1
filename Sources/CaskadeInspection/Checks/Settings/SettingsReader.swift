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
