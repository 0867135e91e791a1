/// One key of a configuration with its values: one for a scalar, several for a list or a text of several lines.
struct Setting: Sendable {
  struct Value: Sendable {
    let text: String
    let line: Int
    /// One value whatever it holds; else it may be a list of words.
    var isQuoted = false
  }

  /// From the outermost key inward, at most `SettingsReader.depth` of them.
  let key: [String]
  let line: Int
  var values: [Value]

  var name: String { key.joined(separator: ".") }
  var text: String { values.map(\.text).joined(separator: " ") }
}
