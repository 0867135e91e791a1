/// One node of a parsed YAML document. Every scalar is text; what it means is the schema's matter.
package struct YAMLNode: Hashable, Sendable {
  package enum ScalarStyle: Hashable, Sendable {
    /// Nothing was written where a value could stand; the text is empty.
    case empty
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package indirect enum Content: Hashable, Sendable {
    case scalar(String, ScalarStyle)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// The node's bytes in the source; empty, at the place where a value would stand, for an empty node.
  package let range: SourceRange
  /// The comment that follows the node on its last line, from `#` to the line's end.
  package let comment: SourceRange?

  package init(_ content: Content, at range: SourceRange, comment: SourceRange? = nil) {
    self.content = content
    self.range = range
    self.comment = comment
  }
}

/// One `key: value` of a mapping, in the order in which they are written.
package struct YAMLEntry: Hashable, Sendable {
  package let key: String
  package let keyRange: SourceRange
  package let value: YAMLNode

  package init(key: String, keyRange: SourceRange, value: YAMLNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}
