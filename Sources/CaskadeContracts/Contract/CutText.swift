package import CaskadeSyntax

/// A value that YAML's comment rule seems to have cut short: `make test #fast` is `make test`.
///
/// A comment that people mean has a space behind its `#`; one that has none begins like the rest of the value.
package struct CutText: Hashable, Sendable {
  /// What is left of the value.
  package let text: String
  /// The comment, with its `#`.
  package let comment: String
  /// From the value to the end of the comment.
  package let range: SourceRange

  package init(text: String, comment: String, range: SourceRange) {
    self.text = text
    self.comment = comment
    self.range = range
  }

  /// All such values below the node, in the order in which they stand.
  package static func all(in root: YAMLNode, source: SourceText) -> [CutText] {
    var found: [CutText] = []
    var waiting = [root]
    while let node = waiting.popLast() {
      switch node.content {
      case .scalar(let text, let style):
        guard style == .plain, let comment = node.comment, cuts(source.bytes[comment.start..<comment.end]) else {
          break
        }
        found.append(
          CutText(
            text: text, comment: String(decoding: source.bytes[comment.start..<comment.end], as: UTF8.self),
            range: SourceRange(node.range.start, comment.end)))
      case .sequence(let items): waiting += items
      case .mapping(let entries): waiting += entries.map(\.value)
      }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  /// Whether a comment begins like a value, with nothing between its `#` and the next letter.
  static func cuts(_ comment: ArraySlice<UInt8>) -> Bool {
    guard let next = comment.dropFirst().first else { return false }
    return !" \t#!-=".utf8.contains(next)
  }
}
