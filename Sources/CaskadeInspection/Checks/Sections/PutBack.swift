/// Puts the parts of a file that belong to runners and tools back to what the base has.
enum PutBack {
  enum Notation: Hashable, Sendable {
    case object, markup
    case sections(SectionedText.Dialect)
  }

  /// More is not what people write, and isn't taken apart.
  static let mostBytes = 4 * 1024 * 1024

  /// The head's bytes with the base's parts; the head's own where nothing differs. Nil where a text can't be read, or
  /// where the parts can't be told from the rest.
  ///
  /// What comes out is read again: its parts for tools are the base's, and all else is the head's, in its order.
  /// - Parameter base: nil where the base has no such file: then the head's parts for tools are left out.
  static func parts(_ patterns: KeyPatterns, of base: [UInt8]?, into head: [UInt8], _ notation: Notation) -> [UInt8]? {
    if base == head { return head }
    guard max(base?.count ?? 0, head.count) <= mostBytes else { return nil }
    return switch notation {
    case .object: ObjectText.putBack(patterns, of: base ?? Array("{}".utf8), into: head)
    case .markup: MarkupText.putBack(patterns, of: base, into: head)
    case .sections(let dialect): SectionedText.putBack(patterns, of: base ?? [], into: head, dialect)
    }
  }

  /// Whether the file can be read in its notation.
  static func canRead(_ bytes: [UInt8], _ notation: Notation) -> Bool {
    switch notation {
    case .object: ObjectText(bytes) != nil
    case .markup: MarkupText(bytes) != nil
    case .sections(let dialect): SectionedText(bytes, dialect) != nil
    }
  }
}
