import CaskadeSyntax

/// An XML text with the place of every element, as far as build files need it: no entities, no name spaces.
///
/// Source: XML 1.0, "Logical Structures". A document type is refused: it could say anything.
struct MarkupText {
  struct Element {
    let name: String
    /// Tags and all.
    let range: Range<Int>
    /// Between the tags; nil for `<a/>`.
    let inner: Range<Int>?
    let children: [Element]
  }

  let bytes: [UInt8]
  let root: Element

  /// Nil for what can't be read.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    var reader = Reader(bytes: bytes)
    guard reader.skipToTag(), let root = reader.element(depth: 0), !reader.skipToTag(), reader.isWhole else {
      return nil
    }
    self.root = root
  }

  /// The text of an element without children, trimmed; nil for any other.
  func text(of element: Element) -> String? {
    guard element.children.isEmpty else { return nil }
    return element.inner.map { String(SettingsReader.trimmed(String(decoding: bytes[$0], as: UTF8.self))) } ?? ""
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0
    var isWhole = true

    /// Goes to the next tag of an element, over texts, comments, sections of characters and instructions.
    mutating func skipToTag() -> Bool {
      while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
        place = open
        if starts("<!--") {
          skip(behind: "-->")
        } else if starts("<![CDATA[") {
          skip(behind: "]]>")
        } else if starts("<?") {
          skip(behind: "?>")
        } else if starts("<!") {
          isWhole = false
          return false
        } else {
          return true
        }
      }
      place = bytes.count
      return false
    }

    private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private mutating func skip(behind text: String) {
      let end = Array(text.utf8)
      while place < bytes.count {
        if bytes[place] == end[0], bytes[place...].starts(with: end) {
          place += end.count
          return
        }
        place += 1
      }
      isWhole = false
    }

    mutating func element(depth: Int) -> Element? {
      guard depth <= 64, !starts("</") else { return nil }
      let start = place
      guard let close = tagEnd() else { return nil }
      let name = self.name(from: start + 1)
      guard !name.isEmpty else { return nil }
      let isEmpty = bytes[close - 1] == UInt8(ascii: "/")
      place = close + 1
      if isEmpty { return Element(name: name, range: start..<place, inner: nil, children: []) }
      let begin = place
      var children: [Element] = []
      while skipToTag() {
        guard starts("</") else {
          guard let child = element(depth: depth + 1) else { return nil }
          children.append(child)
          continue
        }
        let end = place
        guard let close = tagEnd(), self.name(from: end + 2) == name else { return nil }
        place = close + 1
        return Element(name: name, range: start..<place, inner: begin..<end, children: children)
      }
      return nil
    }

    /// The `>` of the tag that begins here; one in a quoted value is none.
    private func tagEnd() -> Int? {
      var quote: UInt8?
      for index in place..<bytes.count {
        let byte = bytes[index]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: ">") {
          return index
        }
      }
      return nil
    }

    private func name(from start: Int) -> String {
      let end = bytes[start...].firstIndex {
        ByteSet.blanks.contains($0) || $0 == 10 || $0 == 13 || "/>".utf8.contains($0)
      }
      return String(decoding: bytes[start..<(end ?? bytes.count)], as: UTF8.self)
    }
  }
}
