package import CaskadeSyntax

/// Looks for suppressions in the lines that a change adds: each beyond those that the same file loses is a finding, but not
/// a line that another file loses as it stands, which was moved.
///
/// Prose, and what is generated or copied in, isn't looked at.
package struct SuppressionScanner: Sendable {
  private struct Found {
    let path: RepositoryPath
    let line: Int
    let change: Int
    let mark: Int
    /// The whole line without the blanks around it.
    let text: [UInt8]
  }

  private var added: [Found] = []
  private var removed: [Found] = []
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
    let start = line.bytes.drop(while: ByteSet.blanks.contains)
    let end = start.lastIndex { !ByteSet.blanks.contains($0) && $0 != 0x0D }.map { $0 + 1 } ?? start.startIndex
    let found = Found(
      path: path, line: line.number, change: line.change, mark: mark, text: Array(start[start.startIndex..<end]))
    if line.added { added.append(found) } else { removed.append(found) }
  }

  package var findings: [IntegrityFinding] {
    var open = Array(added.indices)
    var spent = Array(repeating: false, count: removed.count)
    // What stays as it is takes nothing away from what moved.
    settle(&open, &spent) { Array("\($0.change) ".utf8) + $0.text }
    settle(&open, &spent) { Array("\($0.change) \($0.mark)".utf8) }
    settle(&open, &spent) { $0.text }
    return open.map { index in
      let found = added[index]
      let name = String(decoding: marks[found.mark], as: UTF8.self)
      return IntegrityFinding(.suppressionAdded(name), found.path, .head(found.line))
    }
  }

  /// Takes from the open ones each for which a removed one has the same key, one for one.
  private func settle(_ open: inout [Int], _ spent: inout [Bool], by key: (Found) -> [UInt8]) {
    var places: [[UInt8]: [Int]] = [:]
    for index in removed.indices where !spent[index] { places[key(removed[index]), default: []].append(index) }
    guard !places.isEmpty else { return }
    open.removeAll { index in
      guard let place = places[key(added[index])]?.popLast() else { return false }
      spent[place] = true
      return true
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
