package import CaskadeSyntax

/// Finds what a template left to be filled in: `<what is broken>`, `TODO`, `your-team`.
///
/// A value that is nothing but `<...>` is a blank, so is a path component, and so are angle brackets around two or more
/// plain words inside a sentence. `Array<Int>`, `<div>` in a sentence and `sort <in >out` are not: a blank stops a
/// check, so honest text must never look like one.
package enum BlankFinder {
  package static func blanks(in root: YAMLNode, source: SourceText) -> [Blank] {
    var found: [Blank] = []
    var waiting = [root]
    while let node = waiting.popLast() {
      switch node.content {
      case .scalar(let text, _):
        if let blank = blank(in: text) {
          found.append(Blank(text: blank, range: node.range, line: source.line(at: node.range.start)))
        }
      case .sequence(let items): waiting += items
      case .mapping(let entries): waiting += entries.filter { !$0.key.hasPrefix("x-") }.map(\.value)
      }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  /// The first blank in one scalar, as it is written.
  package static func blank(in text: String) -> String? {
    var bytes = Array(text.utf8)
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: " ") { bytes.removeLast() }
    if bytes.starts(with: "TODO".utf8), bytes.count == 4 || " :\n\t".utf8.contains(bytes[4]) { return "TODO" }
    if bytes.contains(UInt8(ascii: "y")), hasWord(bytes, "your-team".utf8) { return "your-team" }
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      guard let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      let inner = bytes[(open + 1)..<close]
      let isDots = inner.elementsEqual("...".utf8) && (open == 0 || " /".utf8.contains(bytes[open - 1]))
      if isDots || isBlank(inner, alone: standsAlone(bytes, open, close)) {
        return String(decoding: bytes[open...close], as: UTF8.self)
      }
      index = open + 1
    }
    return nil
  }

  private static func hasWord(_ bytes: [UInt8], _ word: some Sequence<UInt8>) -> Bool {
    bytes.split { "/ ,@".utf8.contains($0) }.contains { $0.elementsEqual(word) }
  }

  /// True when the brackets are the whole text, or a whole component of a path.
  private static func standsAlone(_ bytes: [UInt8], _ open: Int, _ close: Int) -> Bool {
    let slash = UInt8(ascii: "/")
    return (open == 0 || bytes[open - 1] == slash) && (close == bytes.count - 1 || bytes[close + 1] == slash)
  }

  private static func isBlank(_ inner: ArraySlice<UInt8>, alone: Bool) -> Bool {
    guard let first = inner.first, let last = inner.last, isLetter(first), last != UInt8(ascii: " ") else {
      return false
    }
    let plain = inner.allSatisfy { isLetter($0) || " -,'".utf8.contains($0) }
    let named = inner.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || " -,'._:/|()".utf8.contains($0) }
    return alone ? named : plain && inner.contains(UInt8(ascii: " "))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
  }
}
