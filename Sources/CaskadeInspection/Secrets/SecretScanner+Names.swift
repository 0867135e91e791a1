package import CaskadeSyntax

extension SecretScanner {
  /// The first secret that is a part of a path, and the path with every such part masked.
  package func secretName(_ path: RepositoryPath) -> (kind: SecretKind, masked: String)? {
    var kind: SecretKind?
    let parts = path.components.map { component -> String in
      let found = mask(Array(component))
      if kind == nil { kind = found.kind }
      return RepositoryPath(bytes: found.masked).display
    }
    return kind.map { ($0, parts.joined(separator: "/")) }
  }

  /// A token that ends at a full stop is no token to rules that know none with an ending, so that they are given the stem.
  private func mask(_ name: [UInt8]) -> (kind: SecretKind?, masked: [UInt8]) {
    let stem = name.lastIndex(of: UInt8(ascii: ".")) ?? name.count
    for end in Set([name.count, stem]).sorted(by: >) where end > 0 {
      let found = name[..<end].withUnsafeBufferPointer { ranges($0, .prose).joined() }
      guard let first = found.first else { continue }
      var masked: [UInt8] = []
      var place = 0
      for (kind, range) in found {
        masked += name[place..<range.lowerBound] + Array("<masked: \(kind.id)>".utf8)
        place = range.upperBound
      }
      return (first.kind, masked + name[place...])
    }
    return (nil, name)
  }
}
