/// Many tools, to ask whether they cover another one without trying each. The answers are those of `Tool.covers`.
package struct ToolCover: Sendable {
  /// The tools that aren't patterns, and any web host.
  private var whole: Set<Tool> = []
  private var shell = StarPatterns()
  private var web = StarPatterns()
  private var mcp = StarPatterns()

  package init(_ entries: [ToolEntry]) {
    for entry in entries {
      switch entry.tool {
      case .read, .search, .edit, .agent, .web(nil): whole.insert(entry.tool)
      case .shell(let pattern):
        shell.add(pattern)
        if pattern.hasSuffix(" *") { shell.add(String(pattern.dropLast(2))) }
      case .web(let pattern?): web.add(pattern)
      case .mcp(let pattern): mcp.add(pattern)
      }
    }
  }

  package func covers(_ tool: Tool) -> Bool {
    switch tool {
    case .read, .search, .edit, .agent, .web(nil): whole.contains(tool)
    case .shell(let text): shell.cover(text)
    case .web(let text?): whole.contains(.web(host: nil)) || web.cover(text)
    case .mcp(let text): mcp.cover(text)
    }
  }

  /// Those that no tool of these covers.
  package func uncovered(_ others: [ToolEntry]) -> [Tool] {
    others.map(\.tool).filter { !covers($0) }
  }
}

/// Patterns in which `*` stands for anything, as one tree of their bytes: all places that a text can have reached in
/// it are followed at once.
private struct StarPatterns: Sendable {
  private struct Node {
    var next: [UInt8: Int] = [:]
    /// Reached by a star: any byte stays here.
    var isStar = false
    var isEnd = false
  }

  private var nodes = [Node()]
  private static let star = UInt8(ascii: "*")

  mutating func add(_ pattern: String) {
    var place = 0
    for byte in pattern.utf8 {
      // Two stars are one.
      if byte == Self.star, nodes[place].isStar { continue }
      if let next = nodes[place].next[byte] {
        place = next
      } else {
        nodes[place].next[byte] = nodes.count
        place = nodes.count
        nodes.append(Node(isStar: byte == Self.star))
      }
    }
    nodes[place].isEnd = true
  }

  /// A star of the text is a letter like others, which a star alone can take.
  func cover(_ text: String) -> Bool {
    var places = opened([0])
    for byte in text.utf8 {
      var reached: [Int] = []
      for place in places {
        if nodes[place].isStar { reached.append(place) }
        if byte != Self.star, let next = nodes[place].next[byte] { reached.append(next) }
      }
      places = opened(reached)
      if places.isEmpty { return false }
    }
    return places.contains { nodes[$0].isEnd }
  }

  /// With what is reached without a byte: a star may stand for nothing.
  private func opened(_ places: [Int]) -> Set<Int> {
    var found = Set(places)
    for place in places {
      if let star = nodes[place].next[Self.star] { found.insert(star) }
    }
    return found
  }
}
