package import CaskadeSyntax

extension ScopeProposer {
  /// What a person may mean who types a path or a part of one.
  package enum Found: Hashable, Sendable {
    case file(RepositoryPath)
    case folder(RepositoryPath)
    /// Several files, sorted; no more than can be shown.
    case several([RepositoryPath])
    case nothing
  }

  private static let mostFound = 9

  /// The file or folder of this path; else the file whose path ends so, or has it in it.
  package func find(_ typed: String) -> Found {
    var text = Array(typed.utf8)
    while text.last == UInt8(ascii: "/") { text.removeLast() }
    if text.starts(with: "./".utf8) { text.removeFirst(2) }
    guard !text.isEmpty else { return .nothing }
    if tree.place(of: text) != nil { return .file(RepositoryPath(bytes: text)) }
    if tree.hasFolder(text) { return .folder(RepositoryPath(bytes: text)) }
    let folded = text.map(Self.small)
    for isEnd in [true, false] {
      let found = tree.files.filter { path in
        isEnd ? Self.ends(path.bytes, folded) : Self.holds(path.bytes, folded)
      }
      if found.count == 1 { return .file(found[0]) }
      if !found.isEmpty { return .several(Array(found.prefix(Self.mostFound))) }
    }
    return .nothing
  }

  /// What a person may go on to type: the files and folders (with `/`) that begin so, one step deeper, sorted.
  package func completions(of typed: String) -> [String] {
    let start = Array(typed.utf8)
    let depth = start.lastIndex(of: ScopeTree.slash).map { $0 + 1 } ?? 0
    var found: [String] = []
    for path in tree.tracked where path.bytes.starts(with: start) {
      let end = path.bytes[depth...].firstIndex(of: ScopeTree.slash).map { $0 + 1 } ?? path.bytes.count
      // What isn't UTF-8 can't be typed.
      guard let text = String(validating: path.bytes[..<end], as: UTF8.self), found.last != text else { continue }
      found.append(text)
    }
    return Array(Set(found)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether more is tracked in the folder than a draft ever proposes.
  package func isWide(_ folder: RepositoryPath) -> Bool {
    ScopeTree.range(of: folder.bytes, in: tree.tracked).count > ScopeFold.budget(of: tree.tracked.count)
  }

  private static func small(_ byte: UInt8) -> UInt8 { WordScanner.isUpper(byte) ? byte | 0x20 : byte }

  /// The last components are these.
  private static func ends(_ path: [UInt8], _ folded: [UInt8]) -> Bool {
    guard path.count > folded.count, path[path.count - folded.count - 1] == ScopeTree.slash else { return false }
    return path.suffix(folded.count).lazy.map(small).elementsEqual(folded)
  }

  private static func holds(_ path: [UInt8], _ folded: [UInt8]) -> Bool {
    guard path.count >= folded.count else { return false }
    return (0...(path.count - folded.count)).contains { start in
      path[start..<(start + folded.count)].lazy.map(small).elementsEqual(folded)
    }
  }
}
