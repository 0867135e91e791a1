package import CaskadeSyntax

/// Code as it runs elsewhere: what the change adds by which it tells that it is tested, or is built otherwise than what
/// ships, is made to say the opposite.
///
/// Sources: The Rust Reference, "Conditional compilation"; go/build/constraint; The Swift Programming Language,
/// "Conditional Compilation Block"; and those of `AwarenessMark`.
package enum ShippedCode {
  /// Longer files aren't rewritten.
  package static let mostBytes = 1 << 20

  /// Whether such a file may tell.
  package static func reads(_ path: RepositoryPath) -> Bool { AwarePath.holds(path) }

  /// - Parameters:
  ///   - head: the file as the head has it.
  ///   - known: lines that the base has in some file of the change: they stay as they are.
  ///   - isNew: the base has no such file. What builds it is a condition of its own then, and no other than before.
  /// - Returns: nil where there is nothing to rewrite.
  package static func rewritten(
    _ head: [UInt8], known: Set<[UInt8]>, isNew: Bool, _ path: RepositoryPath
  ) -> [UInt8]? {
    guard head.count <= mostBytes else { return nil }
    let added = AddedLines(head, known: known)
    let language = TestLanguage(fileName: path.name)
    if language == .rust { return ShippedRust.rewritten(head, added) }
    var isRewritten = false
    let isHashComment = SqueezedLine.isHashComment(path)
    let lines = added.lines.enumerated().map { index, line -> [UInt8] in
      guard added.holds(index + 1) else { return line }
      let other: [UInt8]? =
        switch language {
        case .go: (isNew ? nil : ShippedLine.constraint(line)) ?? ShippedLine.probe(line, isHashComment)
        case .swift: ShippedLine.flag(line) ?? ShippedLine.probe(line, isHashComment)
        default: ShippedLine.probe(line, isHashComment)
        }
      guard let other, other != line else { return line }
      isRewritten = true
      return other
    }
    return isRewritten ? Array(lines.joined(separator: [UInt8(ascii: "\n")])) : nil
  }
}

/// The lines of a text, and which of them were nowhere before.
package struct AddedLines {
  let lines: [[UInt8]]
  private let known: Set<[UInt8]>

  init(_ head: [UInt8], known: Set<[UInt8]>) {
    lines = Self.split(head)
    self.known = known
  }

  package static func lines(of texts: [[UInt8]]) -> Set<[UInt8]> { Set(texts.flatMap(split)) }

  private static func split(_ text: [UInt8]) -> [[UInt8]] {
    text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether one of the added lines has it.
  func holdsText(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return lines.contains { $0.firstRange(ofBytes: bytes) != nil && !known.contains($0) }
  }

  /// - Parameter line: from 1.
  func holds(_ line: Int) -> Bool { lines.indices.contains(line - 1) && !known.contains(lines[line - 1]) }
}
