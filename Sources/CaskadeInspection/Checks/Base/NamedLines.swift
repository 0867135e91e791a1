import CaskadeSyntax

/// The lines of a build file that name checks, in a format of its own: those for checks that are left out go with them,
/// and those for checks that come back come back too.
struct NamedLines {
  /// Names of files and folders of checks that the head alone has.
  let leftOut: Set<String>
  /// Of those that the base alone has.
  let broughtBack: Set<String>
  /// Of other new files: a line that names one of them is the head's.
  let others: Set<String>

  private struct Hunk {
    var place: Int
    var removed: [Int] = []
    var added: [Int] = []
  }

  /// The head's bytes, with these lines as the base has them.
  func putBack(base: [UInt8], head: [UInt8]) -> [UInt8] {
    guard !leftOut.isEmpty || !broughtBack.isEmpty, max(base.count, head.count) <= SettingsReader.mostBytesOfFile,
      let old = EditorText(base), let new = EditorText(head), old.bytes == base, new.bytes == head,
      let hunks = Self.hunks(old, new)
    else { return head }
    var result: [UInt8] = []
    var place = 0
    for hunk in hunks {
      let start = hunk.added.first.map { new.lines[$0].lowerBound } ?? Self.start(of: hunk.place, new)
      let end = hunk.added.last.map { Self.start(of: $0 + 1, new) } ?? start
      result += head[place..<start]
      for line in resolved(hunk, old, new) { result += line }
      place = end
    }
    return result + head[place...]
  }

  /// Lines with their breaks.
  private func resolved(_ hunk: Hunk, _ old: EditorText, _ new: EditorText) -> [[UInt8]] {
    let removed = hunk.removed.map { (text: Self.text($0, old), bytes: Self.bytes($0, old)) }
    let added = hunk.added.map { (text: Self.text($0, new), bytes: Self.bytes($0, new)) }
    let names = added.contains { mentions($0.text, leftOut) }
    if removed.isEmpty, names, !added.contains(where: { mentions($0.text, others) }), isBalanced(added.map(\.text)) {
      return []
    }
    var lines: [[UInt8]] = []
    var rest = removed[...]
    for line in added {
      guard mentions(line.text, leftOut) else {
        lines.append(line.bytes)
        continue
      }
      if let partner = rest.firstIndex(where: { grows($0.text, into: line.text) }) {
        lines.append(rest[partner].bytes)
        rest = rest[(partner + 1)...]
      } else if mentions(line.text, others) || !isBalanced([line.text]) {
        lines.append(line.bytes)
      }
    }
    for line in removed where mentions(line.text, broughtBack) && !lines.contains(line.bytes) {
      lines.append(line.bytes)
    }
    return lines
  }

  /// The same words in their order, and between them others that all name what is left out.
  private func grows(_ old: String, into new: String) -> Bool {
    var rest = Self.words(old)[...]
    for word in Self.words(new) {
      if rest.first == word {
        rest.removeFirst()
      } else if !leftOut.contains(Self.stem(word)), !leftOut.contains(word) {
        return false
      }
    }
    return rest.isEmpty
  }

  private func mentions(_ line: String, _ names: Set<String>) -> Bool {
    guard !names.isEmpty else { return false }
    return Self.words(line).contains { word in
      names.contains(word) || names.contains(Self.stem(word))
        || word.split(separator: "/").contains { names.contains(String($0)) }
    }
  }

  private func isBalanced(_ lines: [String]) -> Bool {
    var depth = 0
    for character in lines.joined() {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
    }
    return depth == 0
  }

  private static func words(_ line: String) -> [String] {
    line.split { !($0.isLetter || $0.isNumber || "_-.+/@".contains($0)) }.map(String.init)
  }

  /// Without folders and endings.
  static func stem(_ word: String) -> String {
    String((word.split(separator: "/").last ?? "").prefix { $0 != "." })
  }

  private static func text(_ line: Int, _ text: EditorText) -> String {
    String(decoding: text.bytes[text.lines[line]], as: UTF8.self)
  }

  private static func bytes(_ line: Int, _ text: EditorText) -> [UInt8] {
    let bytes = Array(text.bytes[text.lines[line].lowerBound..<start(of: line + 1, text)])
    return bytes.last == 10 ? bytes : bytes + [10]
  }

  private static func start(of line: Int, _ text: EditorText) -> Int {
    line < text.lines.count ? text.lines[line].lowerBound : text.bytes.count
  }

  /// Nil where the two texts can't be laid beside each other.
  private static func hunks(_ old: EditorText, _ new: EditorText) -> [Hunk]? {
    let added = Set(LineDifference(old: old, new: new).added)
    let removed = Set(LineDifference(old: new, new: old).added)
    var hunks: [Hunk] = []
    var (before, after) = (0, 0)
    while before < old.lines.count || after < new.lines.count {
      if removed.contains(before) || added.contains(after) {
        var hunk = Hunk(place: after)
        while removed.contains(before) {
          hunk.removed.append(before)
          before += 1
        }
        while added.contains(after) {
          hunk.added.append(after)
          after += 1
        }
        hunks.append(hunk)
        continue
      }
      guard before < old.lines.count, after < new.lines.count,
        old.bytes[old.lines[before]] == new.bytes[new.lines[after]]
      else { return nil }
      before += 1
      after += 1
    }
    return hunks
  }
}
