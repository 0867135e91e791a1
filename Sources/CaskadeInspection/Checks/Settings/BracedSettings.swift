/// JSON, JSON with comments, and object literals of JavaScript; with `=` for `:`, the blocks of Gradle.
enum BracedSettings {
  /// - Parameter assigns: a name before a brace or `=` is a key too.
  static func read(_ bytes: [UInt8], assigns: Bool = false) -> [Setting] {
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
        let isKey =
          list.isMark(index + 1, ":")
          || assigns && (list.isMark(index + 1, "=") && !list.isMark(index + 2, "=") || list.isMark(index + 1, "{"))
        if token.kind != .number, isKey {
          pending = (text, Int(token.line))
          if !list.isMark(index + 1, "{") { index += 1 }
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
            if assigns { pending = nil }
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
