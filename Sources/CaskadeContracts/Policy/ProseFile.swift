package import CaskadeSyntax

/// Files that people read and no machine runs.
package enum ProseFile {
  private static let endings: [[UInt8]] = ["md", "mdx", "markdown", "rst", "adoc", "asciidoc", "txt", "po", "pot"].map {
    Array($0.utf8)
  }

  /// Beginnings of names that end like prose and are read by machines.
  private static let instructions: [[UInt8]] = ["requirements", "constraints", "cmakelists."].map { Array($0.utf8) }

  /// By the name's last ending, in any case.
  package static func isProse(_ path: RepositoryPath) -> Bool {
    let name = path.name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if name.suffix(4).elementsEqual(".txt".utf8), instructions.contains(where: name.starts) { return false }
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(Array(name[(dot + 1)...]))
  }
}
