package import CaskadeSyntax

/// Files that people read and no machine runs.
package enum ProseFile {
  private static let endings: [[UInt8]] = ["md", "mdx", "markdown", "rst", "adoc", "asciidoc", "txt", "po", "pot"].map {
    Array($0.utf8)
  }

  /// By the name's last ending, in any case.
  package static func isProse(_ path: RepositoryPath) -> Bool {
    let name = path.name
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = name[(dot + 1)...].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return endings.contains(ending)
  }
}
