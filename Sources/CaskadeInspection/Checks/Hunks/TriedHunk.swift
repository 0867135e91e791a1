package import CaskadeSyntax

/// A hunk that a command could notice, with the file as it would be without it.
package struct TriedHunk: Hashable, Sendable {
  package let path: RepositoryPath
  /// Lines of the head; where the hunk only takes lines away, the line before which they stood.
  package let new: Range<Int>
  /// How many lines it adds and removes.
  package let lines: Int
  /// The file without the hunk; nil where there was none.
  package let content: [UInt8]?

  package init(path: RepositoryPath, new: Range<Int>, lines: Int, content: [UInt8]?) {
    self.path = path
    self.new = new
    self.lines = lines
    self.content = content
  }
}

/// Tells the hunks that a command could notice from those that none can.
package enum TriedHunks {
  /// Whether the hunks of a change are tried: code outside of check files, that base or head has as a file. What lies
  /// behind a name with a dot is for forges, editors and tools that no command runs.
  package static func tries(_ change: Change) -> Bool {
    let kinds = [change.oldMode, change.newMode].filter { $0 != .absent }.map(\.kind)
    guard kinds.allSatisfy({ $0 == FileMode.regular.kind }), OwnCode.holds(change.path),
      CheckFileKind(change.path) == nil
    else { return false }
    let role = IntegrityRole(change.path)
    return !role.isContinuousIntegration && !role.isGolden && !role.isFixture
      && !change.path.components.contains { $0.first == UInt8(ascii: ".") }
      && !(change.path.components.first?.elementsEqual("Contracts".utf8) ?? false)
  }

  /// - Parameters:
  ///   - hunks: of this change.
  ///   - old: the content on the base; nil where it has none. The same for the head.
  /// - Returns: in the order of the file, and how many were left out as comments and white space.
  package static func of(
    _ change: Change, _ hunks: [ChangeHunk], old: [UInt8]?, new: [UInt8]?
  ) -> (tried: [TriedHunk], leftOut: Int) {
    let (base, head) = (FileLines(old ?? []), FileLines(new ?? []))
    let language = TestLanguage(fileName: change.path.name)
    let (before, after) = (CodeLines(base, language, change.path), CodeLines(head, language, change.path))
    let telling = hunks.filter { before.code(in: $0.old) != after.code(in: $0.new) }
    let tried = telling.map { hunk in
      TriedHunk(
        path: change.path, new: hunk.new, lines: hunk.lines,
        content: old == nil ? nil : hunk.takenBack(from: head, to: base))
    }
    return (tried, hunks.count - telling.count)
  }
}

/// The lines of a file without what no program looks at.
private struct CodeLines {
  private let file: FileLines
  /// The lines on which code begins; nil in a language that isn't read.
  private let code: Set<Int>?
  private let isHashComment: Bool
  /// Where a line begins says which lines belong together.
  private let isIndented: Bool

  init(_ file: FileLines, _ language: TestLanguage?, _ path: RepositoryPath) {
    self.file = file
    code = language.map { language in Set(SourceTokens(file.bytes, language.lexicon).tokens.map { Int($0.line) }) }
    isHashComment = SqueezedLine.isHashComment(path)
    isIndented = isHashComment
  }

  func code(in lines: Range<Int>) -> [UInt8] {
    var found: [UInt8] = []
    for number in lines where code?.contains(number) ?? true {
      let line = file.line(number)
      let squeezed = SqueezedLine.of(line, isHashComment: isHashComment)
      guard !squeezed.isEmpty else { continue }
      if isIndented { found += line.prefix { ByteSet.blanks.contains($0) } }
      found += squeezed + (isIndented ? [0x0A] : [UInt8(ascii: " ")])
    }
    return found
  }
}
