/// JSON, JSON with comments, and object literals of JavaScript.
enum BracedSettings {
  static func read(_ bytes: [UInt8]) -> [Setting] {
    let list = SourceTokens(bytes, TestLanguage.javascript.lexicon)
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
            let value = Setting.Value(
              text: number(list, &index, text), line: Int(token.line), isQuoted: token.kind == .string)
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
  private static func number(_ list: SourceTokens, _ index: inout Int, _ text: String) -> String {
    guard list.tokens[index].kind == .number, list.isMark(index + 1, "."), index + 2 < list.count,
      list.tokens[index + 2].kind == .number
    else { return text }
    index += 2
    return text + "." + String(decoding: list.text(index), as: UTF8.self)
  }
}
