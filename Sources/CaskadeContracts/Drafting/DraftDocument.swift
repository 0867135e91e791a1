/// A template taken apart by its keys, so that what a draft knows of one can take its place: a key with the comments above
/// it and the lines below it. The keys of `paths` and `tools` are parts of their own, `paths.allow`.
package struct DraftDocument: Sendable {
  package struct Part: Sendable {
    /// Empty for what stands before the first key.
    package let key: String
    /// Comments and empty lines.
    package var above: [String]
    /// The line with the key.
    package var head: String?
    package var body: [String]

    package init(key: String, above: [String] = [], head: String?, body: [String] = []) {
      self.key = key
      self.above = above
      self.head = head
      self.body = body
    }
  }

  package var parts: [Part]

  private static let withParts = ["paths", "tools"]
  /// Where a key goes that the template doesn't have: behind the last of those before it that the template has.
  private static let order = [
    "caskade", "title", "outcome", "acceptance", "ticket", "owner", "template", "band", "branch", "expires", "paths",
    "paths.allow", "paths.deny", "tools", "tools.allow", "tools.ask", "tools.deny", "setup", "validation", "stop_when",
  ]

  package init(_ template: String) {
    var parts = [Part(key: "", head: nil)]
    var pending: [String] = []
    var parent = ""
    for line in template.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("# caskade template") { continue }
      let text = line.drop { $0 == " " }
      if text.isEmpty || text.first == "#" {
        pending.append(line)
        continue
      }
      let depth = line.utf8.count - text.utf8.count
      let key = depth == 0 || (depth == 2 && Self.withParts.contains(parent)) ? Self.key(text) : nil
      guard let key else {
        parts[parts.count - 1].body += pending + [line]
        pending = []
        continue
      }
      // What is indented deeper than the key belongs to what comes before it.
      let inside = pending.prefix { Self.depth($0) > depth && !$0.isEmpty }
      parts[parts.count - 1].body += inside
      if depth == 0 { parent = key }
      parts.append(
        Part(key: depth == 0 ? key : "\(parent).\(key)", above: Array(pending.dropFirst(inside.count)), head: line))
      pending = []
    }
    parts[parts.count - 1].body += pending
    self.parts = parts
  }

  package var text: String {
    parts.flatMap { $0.above + ($0.head.map { [$0] } ?? []) + $0.body }.joined(separator: "\n")
  }

  /// Gives a key other lines, its own among them. The comments above it stay where it was there before.
  package mutating func set(_ key: String, to lines: [String]) {
    if let place = parts.firstIndex(where: { $0.key == key }) {
      // What ends the whole text stays its end.
      let isLast = place == parts.count - 1
      let end = isLast ? Array(parts[place].body.reversed().prefix { $0.isEmpty }) : []
      parts[place].head = lines.first
      parts[place].body = lines.dropFirst() + end
      return
    }
    let before = Self.order.firstIndex(of: key).map { Self.order[..<$0] } ?? []
    let place = parts.lastIndex { before.contains($0.key) } ?? parts.count - 1
    parts.insert(Part(key: key, head: lines.first, body: Array(lines.dropFirst())), at: place + 1)
  }

  /// Takes a key out, and the comments above it.
  package mutating func remove(_ key: String) { parts.removeAll { $0.key == key } }

  static func depth(_ line: String) -> Int { line.utf8.prefix { $0 == UInt8(ascii: " ") }.count }

  private static func key(_ text: Substring) -> String? {
    let name = text.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard name.count < text.utf8.count, !name.isEmpty,
      name.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}
