package import CaskadeSyntax

/// Patterns that a draft writes for files and folders that are there.
package enum ScopePattern {
  /// A pattern that is the file and nothing else; nil for a name that no contract can hold.
  package static func file(_ path: RepositoryPath) -> String? {
    for text in [escaped(path.bytes, special), escaped(path.bytes, odd)].compactMap({ $0 }) {
      if let pattern = try? PathPattern(text), pattern.namedPath == path { return text }
    }
    return nil
  }

  /// All that is directly in the folder, or all below it.
  package static func folder(_ folder: RepositoryPath, deep: Bool) -> String? {
    guard !folder.bytes.isEmpty else { return nil }
    let rest = deep ? "/**" : "/*"
    for text in [escaped(folder.bytes, special), escaped(folder.bytes, odd)].compactMap({ $0 }) {
      let inside = RepositoryPath(bytes: folder.bytes + Array("/x".utf8))
      if let pattern = try? PathPattern(text + rest), pattern.matches(inside) { return text + rest }
    }
    return nil
  }

  private static let special = ByteSet("*?[\\")
  /// What a reader of patterns takes for another language too.
  private static let odd = ByteSet("*?[\\{(!^$@+")

  private static func escaped(_ bytes: [UInt8], _ special: ByteSet) -> String? {
    let escaped = bytes.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    let text = String(decoding: escaped, as: UTF8.self)
    // What isn't UTF-8 can't stand in a contract.
    return text.utf8.elementsEqual(escaped) ? text : nil
  }
}
