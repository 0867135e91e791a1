/// Which keys of a structured file belong to runners and tools: paths of keys from the outermost inward, each with all
/// that lies in it. `*` stands for any key, and at the end of a word for any rest of it.
struct KeyPatterns: Hashable, Sendable {
  private let patterns: [[String]]

  init(_ patterns: [[String]]) {
    self.patterns = patterns
  }

  func adding(_ more: [[String]]) -> KeyPatterns { KeyPatterns(patterns + more) }

  /// Without those that lie in a key.
  func leavingOut(_ key: String) -> KeyPatterns { KeyPatterns(patterns.filter { $0.first != key }) }

  /// The key is one of them, or lies in one.
  func hold(_ path: [String]) -> Bool {
    patterns.contains { $0.count <= path.count && Self.match($0, path.prefix($0.count)) }
  }

  /// One of them lies deeper in.
  func lieBelow(_ path: [String]) -> Bool {
    patterns.contains { $0.count > path.count && Self.match($0.prefix(path.count), path[...]) }
  }

  private static func match(_ pattern: some Collection<String>, _ path: ArraySlice<String>) -> Bool {
    zip(pattern, path).allSatisfy { pattern, key in
      pattern == "*" || pattern == key || pattern.hasSuffix("*") && key.hasPrefix(pattern.dropLast())
    }
  }
}

/// Replacements in a text, each at a place of its own.
struct ByteEdits {
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []

  var isEmpty: Bool { edits.isEmpty }

  mutating func replace(_ range: Range<Int>, by bytes: some Sequence<UInt8> = []) {
    edits.append((range, Array(bytes)))
  }

  mutating func insert(_ bytes: some Sequence<UInt8>, at place: Int) {
    edits.append((place..<place, Array(bytes)))
  }

  /// The text with the replacements; nil if two of them overlap. Those at one place keep their order.
  func applied(to text: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    let ordered = edits.enumerated().sorted { one, other in
      (one.element.range.lowerBound, one.element.range.upperBound, one.offset)
        < (other.element.range.lowerBound, other.element.range.upperBound, other.offset)
    }
    for (_, edit) in ordered {
      guard edit.range.lowerBound >= place, edit.range.upperBound <= text.count else { return nil }
      result += text[place..<edit.range.lowerBound]
      result += edit.bytes
      place = edit.range.upperBound
    }
    return result + text[place...]
  }
}
