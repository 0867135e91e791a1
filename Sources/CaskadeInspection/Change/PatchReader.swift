import CaskadeSyntax

/// Git's patch doesn't belong to the records that it came with.
package struct PatchError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case unexpectedLine
    case truncated
    case tooManySections
    case tooFewSections(expected: Int, found: Int)
  }

  package let kind: Kind
  /// The patch's line, counted from 1.
  package let line: Int
}

/// Reads `git diff-tree -r -p` as it streams in: counts lines, and hands on each added and each removed one. Context is
/// passed over.
///
/// Sections come in the order of the raw records, so no name is read from the patch. Hunk headers say how many lines
/// follow; a line that they don't announce is an error, so that a file whose content looks like a patch can't shift the
/// reading. Lines are handed on without their line break. A file that became a link, or a link a file, counts in full:
/// all its lines are removed, and all are added (`--numstat` compares the two contents instead).
package struct PatchReader {
  /// One line of the change. `number` is its line in the file: in the head for an added one, in the base for a removed.
  package struct Line {
    package let change: Int
    package let added: Bool
    package let number: Int
    package let bytes: ArraySlice<UInt8>

    package init(change: Int, added: Bool, number: Int, bytes: ArraySlice<UInt8>) {
      self.change = change
      self.added = added
      self.number = number
      self.bytes = bytes
    }
  }

  private var pending: [UInt8] = []
  private var lineNumber = 0
  private var index = -1
  private var sectionsLeft = 0
  /// Lines of the base's side that the hunk still announces, context included; the same of the head's.
  private var oldLeft = 0
  private var newLeft = 0
  private var oldNumber = 0
  private var newNumber = 0
  /// Of the hunk.
  private var removed = 0
  private var added = 0
  /// Lines were added since the last one of context: none is removed then, as git removes before it adds.
  private var isAdding = false
  /// The line before ended one side of a hunk, so that it may lack its line break.
  private var mayLackBreak = false
  private var lines: [Change.Lines]
  private let sections: [Int]

  package init(changes: [Change]) {
    lines = changes.map { _ in .counted(added: 0, deleted: 0) }
    sections = changes.map { $0.changesKind ? 2 : 1 }
  }

  /// Takes the next bytes of the patch, in any portions.
  package mutating func consume(_ chunk: ArraySlice<UInt8>, each: (Line) -> Void) throws(PatchError) {
    var start = chunk.startIndex
    while let end = chunk[start...].firstIndex(of: 0x0A) {
      if pending.isEmpty {
        try line(chunk[start..<end], each: each)
      } else {
        pending += chunk[start..<end]
        let whole = pending
        pending = []
        try line(whole[...], each: each)
      }
      start = end + 1
    }
    pending += chunk[start...]
  }

  /// Ends the patch: everything that was announced has to have come.
  package mutating func finish() throws(PatchError) -> [Change.Lines] {
    guard pending.isEmpty, oldLeft == 0, newLeft == 0 else {
      throw PatchError(kind: .truncated, line: lineNumber)
    }
    guard index == sections.count - 1, sectionsLeft == 0 else {
      throw PatchError(kind: .tooFewSections(expected: sections.count, found: index + 1), line: lineNumber)
    }
    return lines
  }

  private mutating func line(_ bytes: ArraySlice<UInt8>, each: (Line) -> Void) throws(PatchError) {
    lineNumber += 1
    let endsSide = mayLackBreak
    mayLackBreak = false
    if oldLeft > 0, !isAdding, bytes.first == UInt8(ascii: "-") {
      oldLeft -= 1
      each(Line(change: index, added: false, number: oldNumber, bytes: bytes.dropFirst()))
      oldNumber += 1
      removed += 1
      endLine(mayLackBreak: oldLeft == 0)
    } else if newLeft > 0, bytes.first == UInt8(ascii: "+") {
      newLeft -= 1
      each(Line(change: index, added: true, number: newNumber, bytes: bytes.dropFirst()))
      newNumber += 1
      added += 1
      isAdding = newLeft > 0 || oldLeft > 0
      endLine(mayLackBreak: newLeft == 0)
    } else if oldLeft > 0, newLeft > 0, bytes.first == UInt8(ascii: " ") {
      oldLeft -= 1
      newLeft -= 1
      oldNumber += 1
      newNumber += 1
      isAdding = false
      endLine(mayLackBreak: oldLeft == 0 && newLeft == 0)
    } else if endsSide, bytes.first == UInt8(ascii: "\\") {
      // "\ No newline at end of file", also between the removed and the added lines.
      return
    } else if oldLeft == 0, newLeft == 0 {
      try header(bytes)
    } else {
      throw PatchError(kind: .unexpectedLine, line: lineNumber)
    }
  }

  private mutating func endLine(mayLackBreak: Bool) {
    self.mayLackBreak = mayLackBreak
    guard oldLeft == 0, newLeft == 0 else { return }
    if case .counted(let before, let deleted) = lines[index] {
      lines[index] = .counted(added: before + added, deleted: deleted + removed)
    }
    (added, removed) = (0, 0)
  }

  private mutating func header(_ bytes: ArraySlice<UInt8>) throws(PatchError) {
    if bytes.starts(with: "diff --git ".utf8) {
      try beginSection()
    } else if bytes.starts(with: "@@ -".utf8) {
      try beginHunk(bytes)
    } else if bytes.starts(with: "Binary files ".utf8), index >= 0 {
      lines[index] = .binary
    } else if index < 0 || !Self.extended.contains(where: { bytes.starts(with: $0.utf8) }) {
      throw PatchError(kind: .unexpectedLine, line: lineNumber)
    }
  }

  /// The lines that may stand between `diff --git` and the first hunk (git-diff(1), "GENERATING PATCH TEXT").
  private static let extended = [
    "index ", "old mode ", "new mode ", "new file mode ", "deleted file mode ", "--- ", "+++ ",
  ]

  private mutating func beginSection() throws(PatchError) {
    if sectionsLeft > 0 {
      sectionsLeft -= 1
    } else {
      index += 1
      guard index < sections.count else { throw PatchError(kind: .tooManySections, line: lineNumber) }
      sectionsLeft = sections[index] - 1
    }
  }

  private mutating func beginHunk(_ bytes: ArraySlice<UInt8>) throws(PatchError) {
    var cursor = bytes.startIndex + 4
    func number() -> Int? {
      var value: Int?
      while cursor < bytes.endIndex, (0x30...0x39).contains(bytes[cursor]), (value ?? 0) < 1 << 40 {
        value = (value ?? 0) * 10 + Int(bytes[cursor] - 0x30)
        cursor += 1
      }
      return value
    }
    func range(until stop: String) -> (start: Int, count: Int)? {
      guard let start = number() else { return nil }
      var count = 1
      if cursor < bytes.endIndex, bytes[cursor] == UInt8(ascii: ",") {
        cursor += 1
        guard let written = number() else { return nil }
        count = written
      }
      guard bytes[cursor...].starts(with: stop.utf8) else { return nil }
      cursor += stop.utf8.count
      return (start, count)
    }
    guard index >= 0, let old = range(until: " +"), let new = range(until: " @@") else {
      throw PatchError(kind: .unexpectedLine, line: lineNumber)
    }
    oldLeft = old.count
    newLeft = new.count
    oldNumber = old.start
    newNumber = new.start
  }
}
