package import CaskadeSyntax

/// Looks for suppressions in the lines that a change adds: each beyond those that the same file loses is a finding.
///
/// Prose, and what is generated or copied in, isn't looked at.
package struct SuppressionScanner: Sendable {
  private struct Found {
    let path: RepositoryPath
    let line: Int
    let mark: Int
  }

  private var added: [Found] = []
  /// How many of a mark each change takes away.
  private var removed: [Key: Int] = [:]

  private struct Key: Hashable {
    let change: Int
    let mark: Int
  }

  private var changes: [Int] = []
  private var change = -1
  private var isLookedAt = false
  private let search: LiteralSearch
  private let marks: [[UInt8]]
  private let commentMarks = Suppression.comments.count

  package init() {
    marks = (Suppression.comments + Suppression.code).map { Array($0.utf8) }
    search = LiteralSearch(marks)
  }

  /// Takes the lines of a patch in their order, removed ones too.
  package mutating func read(_ line: PatchReader.Line, path: RepositoryPath) {
    if line.change != change {
      change = line.change
      isLookedAt = OwnCode.holds(path)
    }
    guard isLookedAt, let mark = mark(in: line.bytes) else { return }
    if line.added {
      added.append(Found(path: path, line: line.number, mark: mark))
      changes.append(line.change)
    } else {
      removed[Key(change: line.change, mark: mark), default: 0] += 1
    }
  }

  package var findings: [IntegrityFinding] {
    var left = removed
    return zip(added, changes).compactMap { found, change in
      let key = Key(change: change, mark: found.mark)
      if let count = left[key], count > 0 {
        left[key] = count - 1
        return nil
      }
      let name = String(decoding: marks[found.mark], as: UTF8.self)
      return IntegrityFinding(.suppressionAdded(name), found.path, .head(found.line))
    }
  }

  /// The first mark of a line that stands where the tool reads it.
  private func mark(in line: ArraySlice<UInt8>) -> Int? {
    var best: (mark: Int, start: Int)?
    line.withUnsafeBufferPointer { bytes in
      search.scan(bytes) { mark, start in
        guard start < best?.start ?? .max || start == best?.start && marks[mark].count > marks[best?.mark ?? 0].count
        else { return }
        if Self.stands(marks[mark].count, at: start, in: bytes, isComment: mark < commentMarks) { best = (mark, start) }
      }
    }
    return best?.mark
  }

  /// Outside of a text; a comment's mark behind what begins one, and not as a part of a longer word.
  private static func stands(
    _ count: Int, at start: Int, in bytes: UnsafeBufferPointer<UInt8>, isComment: Bool
  ) -> Bool {
    var quotes = 0
    var opens = false
    for index in 0..<start {
      let byte = bytes[index]
      if !opens, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") { quotes += 1 }
      guard quotes.isMultiple(of: 2) else { continue }
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "%"): opens = true
      case UInt8(ascii: "/") where next == byte || next == UInt8(ascii: "*"): opens = true
      case UInt8(ascii: "-") where next == byte: opens = true
      case UInt8(ascii: "*") where bytes[..<index].allSatisfy(ByteSet.blanks.contains): opens = true
      default: break
      }
    }
    guard isComment else { return quotes.isMultiple(of: 2) && !opens }
    let first = bytes[start]
    if first == UInt8(ascii: "#") { return quotes.isMultiple(of: 2) }
    guard opens, !(ByteSet.word.contains(first) && start > 0 && ByteSet.word.contains(bytes[start - 1])) else {
      return false
    }
    let end = start + count
    let last = bytes[end - 1]
    return last == UInt8(ascii: "_") || end == bytes.count || !ByteSet.word.contains(last)
      || !ByteSet.word.contains(bytes[end])
  }
}
