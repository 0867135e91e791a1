package import CaskadeSyntax

/// Reads typed values from YAML nodes, and collects every problem that it meets on the way.
///
/// Each function returns nil after it reported why. Types come from the caller, never from the look of a scalar:
/// `no`, `3.10` and `0755` stay text.
package struct NodeDecoder {
  package let source: SourceText
  package private(set) var diagnostics: [Diagnostic] = []
  private let compilation: PathPattern.Compilation

  package init(source: SourceText, patterns compilation: PathPattern.Compilation = .atOnce) {
    self.source = source
    self.compilation = compilation
  }

  package mutating func report(_ problem: SchemaProblem, at range: SourceRange?, notes: [Diagnostic.Note] = []) {
    diagnostics.append(problem.diagnostic(at: range, notes: notes))
  }

  package func line(of node: YAMLNode) -> Int { source.line(at: node.range.start) }
  package func line(of range: SourceRange) -> Int { source.line(at: range.start) }

  /// Text in which there is something to see. A trailing line break, as `>` and `|` leave it, is not part of the value.
  package mutating func text(_ node: YAMLNode, key: String) -> String? {
    switch node.content {
    case .scalar(_, .empty):
      if let comment = node.comment, CutText.cuts(source.bytes[comment.start..<comment.end]) {
        let found = String(decoding: source.bytes[comment.start..<comment.end], as: UTF8.self)
        report(.onlyComment(key: key, found: found), at: comment)
      } else {
        report(.empty(key: key, shape: .text), at: node.range)
      }
    case .scalar:
      if let text = Self.plainText(node) { return text }
      report(.empty(key: key, shape: .text), at: node.range)
    case .sequence, .mapping:
      report(.expected(.text, key: key, found: Self.shape(of: node)), at: node.range)
    }
    return nil
  }

  /// The items of a list; a key with nothing behind it is an error, `[]` is an empty list.
  package mutating func list(_ node: YAMLNode, key: String) -> [YAMLNode]? {
    switch node.content {
    case .sequence(let items):
      return items
    case .scalar(_, .empty):
      report(.empty(key: key, shape: .list), at: node.range)
    case .scalar, .mapping:
      report(.expected(.list, key: key, found: Self.shape(of: node)), at: node.range)
    }
    return nil
  }

  /// The entries of a mapping whose keys are all known, or begin with `x-` where extensions are allowed.
  package mutating func mapping(
    _ node: YAMLNode, key: String, known: [String], extensions: Bool = false
  ) -> [YAMLEntry]? {
    guard let entries = anyMapping(node, key: key) else { return nil }
    return entries.filter { entry in
      if known.contains(entry.key) || (extensions && entry.key.hasPrefix("x-")) { return true }
      reportUnknown(entry, in: key, known: known)
      return false
    }
  }

  package mutating func reportUnknown(_ entry: YAMLEntry, in place: String, known: [String]) {
    let suggestion = Suggestion.closest(to: entry.key, among: known)
    report(.unknownKey(entry.key, place: place, suggestion: suggestion, known: known), at: entry.keyRange)
  }

  /// The entries of a mapping whose keys are names that the writer chose.
  package mutating func anyMapping(_ node: YAMLNode, key: String) -> [YAMLEntry]? {
    switch node.content {
    case .mapping(let entries):
      return entries
    case .scalar(_, .empty):
      report(.empty(key: key, shape: .mapping), at: node.range)
    case .scalar, .sequence:
      if key.isEmpty { return nil }
      report(.expected(.mapping, key: key, found: Self.shape(of: node)), at: node.range)
    }
    return nil
  }

  package mutating func pattern(_ node: YAMLNode, key: String) -> PathPattern? {
    guard let text = text(node, key: key) else { return nil }
    do throws(PathPatternError) {
      return try PathPattern(text, compilation)
    } catch {
      report(.badPattern(error), at: node.range)
      return nil
    }
  }

  package mutating func date(_ node: YAMLNode, key: String) -> CalendarDate? {
    guard let text = text(node, key: key) else { return nil }
    if let date = CalendarDate(text) { return date }
    report(.badDate(key: key, found: text), at: node.range)
    return nil
  }

  package mutating func timeSpan(_ node: YAMLNode, key: String) -> TimeSpan? {
    guard let text = text(node, key: key) else { return nil }
    if let span = TimeSpan(text) { return span }
    report(.badTimeSpan(key: key, found: text), at: node.range)
    return nil
  }

  package mutating func count(_ node: YAMLNode, key: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(node, key: key) else { return nil }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number) {
      return number
    }
    report(.badCount(key: key, found: text, range: range), at: node.range)
    return nil
  }

  package mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ node: YAMLNode, key: String, of type: Value.Type
  ) -> Value? where Value.RawValue == String {
    guard let text = text(node, key: key) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue)
    report(
      .notOneOf(key: key, found: text, known: known, suggestion: Suggestion.closest(to: text, among: known)),
      at: node.range)
    return nil
  }

  package mutating func truth(_ node: YAMLNode, key: String) -> Bool? {
    guard let text = text(node, key: key) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      report(.notOneOf(key: key, found: text, known: ["true", "false"], suggestion: nil), at: node.range)
      return nil
    }
  }

  /// The text as `text` reads it; nil where that reports a problem.
  package static func plainText(_ node: YAMLNode) -> String? {
    guard case .scalar(let text, _) = node.content else { return nil }
    let trimmed = trimmed(text)
    return trimmed.unicodeScalars.contains(where: isSeen) ? trimmed : nil
  }

  package static func shape(of node: YAMLNode) -> SchemaProblem.Shape {
    switch node.content {
    case .scalar(_, .empty): .nothing
    case .scalar: .text
    case .sequence: .list
    case .mapping: .mapping
    }
  }

  private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isWhitespace && !EscapedText.isInvisible(scalar)
  }

  private static func trimmed(_ text: String) -> String {
    var view = text[...]
    while let last = view.unicodeScalars.last, last == " " || last == "\n" || last == "\r" || last == "\t" {
      view.unicodeScalars.removeLast()
    }
    while let first = view.unicodeScalars.first, first == " " || first == "\n" || first == "\r" || first == "\t" {
      view.unicodeScalars.removeFirst()
    }
    return String(view)
  }
}
