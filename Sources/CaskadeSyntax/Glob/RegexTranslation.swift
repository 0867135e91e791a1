/// What a regular expression on paths would be as patterns of ours, where it is simple: literal text, `.*`, anchors,
/// escapes, sets and groups of alternatives.
package enum RegexTranslation {
  private static let limit = 12

  /// One pattern for each alternative; empty where something in it has no counterpart.
  package static func patterns(of regex: String) -> [String] {
    guard let branches = split(Array(regex.utf8)[...]) else { return [] }
    var found: [String] = []
    for branch in branches {
      guard let patterns = whole(branch), found.count + patterns.count <= limit else { return [] }
      found += patterns.map { String(decoding: $0, as: UTF8.self) }
    }
    return found.allSatisfy { (try? PathPattern($0)) != nil } ? found : []
  }

  private static func whole(_ branch: ArraySlice<UInt8>) -> [[UInt8]]? {
    var rest = branch
    let isAnchored = rest.first == UInt8(ascii: "^")
    if isAnchored { rest.removeFirst() }
    if rest.last == UInt8(ascii: "$"), rest.dropLast().last != UInt8(ascii: "\\") { rest.removeLast() }
    for prefix in ["\\/", "/", "\\./", "./"] where rest.starts(with: prefix.utf8) {
      rest = rest.dropFirst(prefix.utf8.count)
      break
    }
    return part(rest)?.map { bytes in
      var bytes = bytes
      let hasFolder = bytes.contains(UInt8(ascii: "/"))
      // A search finds the text anywhere; with a folder in it the root is meant.
      if !isAnchored, !hasFolder, bytes.first == UInt8(ascii: "."), branch.first == UInt8(ascii: "\\") {
        bytes = Array("**/*".utf8) + bytes
      } else if !isAnchored, !hasFolder, !bytes.isEmpty {
        bytes = Array("**/".utf8) + bytes
      }
      if bytes.isEmpty || bytes.last == UInt8(ascii: "/") { bytes += Array("**".utf8) }
      return bytes
    }
  }

  private static func part(_ regex: ArraySlice<UInt8>) -> [[UInt8]]? {
    var results: [[UInt8]] = [[]]
    var rest = regex
    func add(_ text: some Sequence<UInt8>) { results = results.map { $0 + Array(text) } }
    func takeRepeat() -> Bool {
      guard let next = rest.first, next == UInt8(ascii: "*") || next == UInt8(ascii: "+") else { return false }
      rest.removeFirst()
      if rest.first == UInt8(ascii: "?") { rest.removeFirst() }
      return true
    }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case UInt8(ascii: "d"), UInt8(ascii: "w"), UInt8(ascii: "S"):
          add((takeRepeat() ? "*" : escaped == UInt8(ascii: "d") ? "[0-9]" : "?").utf8)
        case _ where ByteSet.word.contains(escaped): return nil
        case _: add(PathPatternCheck.isSpecial(escaped) ? [UInt8(ascii: "\\"), escaped] : [escaped])
        }
      case UInt8(ascii: "."):
        guard takeRepeat() else {
          add([byte])
          continue
        }
        let isLast = rest.isEmpty
        let endsComponent = isLast || rest.first == UInt8(ascii: "/") || rest.starts(with: "\\/".utf8)
        results = results.map { before in
          let startsComponent = before.isEmpty || before.last == UInt8(ascii: "/")
          return before + Array((startsComponent ? endsComponent ? "**" : "**/*" : "*").utf8)
        }
      case UInt8(ascii: "("):
        guard let close = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
        var body = rest[..<close]
        rest = rest[(close + 1)...]
        if body.starts(with: "?:".utf8) { body = body.dropFirst(2) }
        guard !takeRepeat(), let branches = split(body) else { return nil }
        var inner: [[UInt8]] = []
        for branch in branches {
          guard let patterns = part(branch) else { return nil }
          inner += patterns
        }
        if rest.first == UInt8(ascii: "?") {
          rest.removeFirst()
          inner.append([])
        }
        guard results.count * inner.count <= limit else { return nil }
        results = results.flatMap { before in inner.map { before + $0 } }
      case UInt8(ascii: "["):
        guard let close = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let set = rest[..<close]
        rest = rest[(close + 1)...]
        if set.elementsEqual("^/".utf8) {
          add((takeRepeat() ? "*" : "?").utf8)
        } else {
          guard !takeRepeat() else { return nil }
          add([byte] + set + [UInt8(ascii: "]")])
        }
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "^"), UInt8(ascii: "$"):
        return nil
      default: add([byte])
      }
      if let next = rest.first, "*+?{".utf8.contains(next) { return nil }
    }
    return results
  }

  /// At the bars outside of groups and sets; nil where a group isn't closed.
  private static func split(_ regex: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var branches: [ArraySlice<UInt8>] = []
    var start = regex.startIndex
    var index = regex.startIndex
    var depth = 0
    while index < regex.endIndex {
      switch regex[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "|") where depth == 0:
        branches.append(regex[start..<index])
        start = index + 1
      default: break
      }
      index += 1
    }
    return depth == 0 ? branches + [regex[start...]] : nil
  }
}
