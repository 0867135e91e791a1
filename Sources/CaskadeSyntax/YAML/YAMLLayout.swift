/// A value as it is about to be written in YAML: what its type leaves open of the layout.
package indirect enum YAMLLayout: Hashable, Sendable {
  /// Several lines as a block, where that keeps them as they are.
  case text(String)
  /// On one line, in quotes where they are needed.
  case line(String)
  /// As it is: a number, a date, a word of ours.
  case plain(String)
  /// Words of ours on one line: `[create, modify]`.
  case words([String])
  case list([YAMLLayout])
  case mapping([YAMLField])

  /// One line for people; several values with commas, a mapping as its values.
  package var summary: String {
    switch self {
    case .text(let text), .line(let text), .plain(let text): text
    case .words(let words): words.joined(separator: ", ")
    case .list(let items): items.map(\.summary).joined(separator: ", ")
    case .mapping(let fields): fields.map { "\($0.key): \($0.value.summary)" }.joined(separator: ", ")
    }
  }
}

/// One `key: value` to be written.
package struct YAMLField: Hashable, Sendable {
  package let key: String
  package let value: YAMLLayout

  package init(_ key: String, _ value: YAMLLayout) {
    self.key = key
    self.value = value
  }
}

extension [YAMLField] {
  /// A whole file, each key on a line of its own.
  package var yaml: String {
    map { "\($0.key):" + $0.value.behind(indent: 0) + "\n" }.joined()
  }
}

extension YAMLLayout {
  /// What stands behind `key:`, with the white space before it; the key is indented by as much.
  fileprivate func behind(indent: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent + 2)
    switch self {
    case .list(let items) where !items.isEmpty:
      return items.map { margin + "- " + $0.item(indent: indent + 4) }.joined()
    case .mapping(let fields) where !fields.isEmpty:
      return fields.map { margin + $0.key + ":" + $0.value.behind(indent: indent + 2) }.joined()
    case .text(let text): return " " + YAMLText.block(text, indent: indent + 2)
    case .list, .mapping, .line, .plain, .words: return " " + onOneLine
    }
  }

  /// What stands behind a `- ` that ends before the column.
  private func item(indent: Int) -> String {
    switch self {
    case .mapping(let fields) where !fields.isEmpty:
      fields.map { $0.key + ":" + $0.value.behind(indent: indent) }
        .joined(separator: "\n" + String(repeating: " ", count: indent))
    case .text(let text): YAMLText.block(text, indent: indent)
    case .list, .mapping, .line, .plain, .words: onOneLine
    }
  }

  private var onOneLine: String {
    switch self {
    case .text(let text), .line(let text): YAMLText.line(text)
    case .plain(let text): text
    case .words(let words): "[\(words.joined(separator: ", "))]"
    case .list(let items): "[\(items.map(\.onOneLine).joined(separator: ", "))]"
    case .mapping(let fields): "{\(fields.map { "\($0.key): \($0.value.onOneLine)" }.joined(separator: ", "))}"
    }
  }
}
