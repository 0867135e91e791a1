package import CaskadeSyntax

extension PathPattern {
  /// The folder below which everything lies that the pattern matches, as far as its text says so: `Sources/Login` for
  /// `Sources/Login/*.swift`, the root for `**/*.md`. For a plain name it is that path itself.
  package var folder: RepositoryPath {
    let bytes = Array(text.utf8)
    let literal = bytes.prefix { !"*?[\\".utf8.contains($0) }
    if literal.count == bytes.count {
      return RepositoryPath(bytes: bytes.last == UInt8(ascii: "/") ? bytes.dropLast() : bytes[...])
    }
    return RepositoryPath(bytes: literal[..<(literal.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
  }

  /// The bytes with which every path ends that the pattern matches; none for a plain name, which covers what is below.
  package var literalEnd: ArraySlice<UInt8> {
    let bytes = Array(text.utf8)
    guard let special = bytes.lastIndex(where: { "*?[]\\".utf8.contains($0) }) else { return [] }
    return bytes[(special + 1)...]
  }

  /// Whether surely every path that the other pattern matches is matched by this one, byte by byte.
  ///
  /// False may also mean that it is so in a roundabout way: `src/?*` isn't seen to cover `src/a*`.
  package func covers(_ other: PathPattern) -> Bool {
    if self == other { return true }
    guard coversEverything(under: other.folder) else { return false }
    return !other.namesOnePath || matches(other.folder)
  }
}
