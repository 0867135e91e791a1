/// Lines of one file that a change replaces by others, with nothing unchanged between them.
package struct ChangeHunk: Hashable, Sendable {
  /// The index among the changes.
  package let change: Int
  /// Lines of the base that go, from 1; where there are none, the line before which they would stand.
  package let old: Range<Int>
  /// Lines of the head that come; where there are none, the line before which they would stand.
  package let new: Range<Int>

  package init(change: Int, old: Range<Int>, new: Range<Int>) {
    self.change = change
    self.old = old
    self.new = new
  }

  /// How many lines it adds and removes.
  package var lines: Int { old.count + new.count }

  /// The head's file as it would be without the hunk.
  package func takenBack(from head: FileLines, to base: FileLines) -> [UInt8] {
    let before = head.bytes[..<head.start(of: new.lowerBound)]
    let after = head.bytes[head.start(of: new.upperBound)...]
    let back = base.bytes[base.start(of: old.lowerBound)..<base.start(of: old.upperBound)]
    return Array(before) + back + after
  }
}

/// A file with the places where its lines begin.
package struct FileLines: Sendable {
  package let bytes: [UInt8]
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = [0] + bytes.indices.lazy.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  /// Where a line begins, counted from 1; the end for one that isn't there.
  func start(of line: Int) -> Int {
    line - 1 < starts.count ? starts[max(line - 1, 0)] : bytes.count
  }

  /// Without its line break.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    let line = bytes[start(of: number)..<start(of: number + 1)]
    return line.last == 0x0A ? line.dropLast() : line
  }
}

/// Puts the lines of a patch together to hunks, as they stream in.
package struct HunkCollector: Sendable {
  package private(set) var hunks: [ChangeHunk] = []
  private var change = -1
  /// The next line of the base and of the head, behind all that was seen.
  private var next = (old: 1, new: 1)
  private var open: (old: Range<Int>, new: Range<Int>)?

  package init() {}

  package mutating func read(_ line: PatchReader.Line) {
    if line.change != change {
      close()
      change = line.change
      next = (1, 1)
    }
    let passed = line.number - (line.added ? next.new : next.old)
    // Unchanged lines lie between, or a line goes behind one that came.
    if passed > 0 || !line.added && open.map({ !$0.new.isEmpty }) ?? false { close() }
    next = (next.old + passed, next.new + passed)
    let hunk = open ?? (next.old..<next.old, next.new..<next.new)
    if line.added {
      next.new += 1
      open = (hunk.old, hunk.new.lowerBound..<next.new)
    } else {
      next.old += 1
      open = (hunk.old.lowerBound..<next.old, hunk.new)
    }
  }

  /// Ends the last hunk.
  package mutating func close() {
    guard let hunk = open else { return }
    hunks.append(ChangeHunk(change: change, old: hunk.old, new: hunk.new))
    open = nil
  }
}
