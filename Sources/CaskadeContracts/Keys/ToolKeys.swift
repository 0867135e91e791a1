import CaskadeSyntax

/// What stands below `tools:` in a contract.
enum ToolKeys {
  static let table = KeyTable<Contract.Tools>(
    blank: Contract.Tools(), isQualified: true,
    [
      Key("allow", \.allow, .list(.tool, each), "tools that may be used", whole: .toolsAllowed),
      Key("ask", \.ask, .list(.tool, each), "tools for which a person is asked each time", whole: .toolsAsked),
      Key("deny", \.deny, .list(.tool, each), "tools that may not be used, whatever is allowed", .toolsDenied),
    ])

  static let each = "one tool, in neutral words"
}

/// The tools that need no argument.
enum BareTool: String, CaseIterable {
  case read, search, edit, agent, web

  var tool: Tool {
    switch self {
    case .read: .read
    case .search: .search
    case .edit: .edit
    case .agent: .agent
    case .web: .web(host: nil)
    }
  }
}

/// The tools that are a key with a value.
enum ToolKey: String, CaseIterable {
  case shell, web, mcp

  var about: String {
    switch self {
    case .shell: "a command, * for anything; 'swift test *' also means 'swift test'"
    case .web: "a host"
    case .mcp: "SERVER/TOOL, or SERVER/* for all of its tools"
    }
  }

  var schema: JSONValue {
    switch self {
    case .shell: SchemaParts.text(about, example: "swift test *")
    case .web: SchemaParts.text(about, example: "docs.example.com")
    case .mcp: SchemaParts.matching("^[^/]+/[^/]+$", about, example: "github/*")
    }
  }

  func read(_ node: YAMLNode, with decoder: inout NodeDecoder) -> Tool? {
    guard let text = decoder.text(node, key: rawValue) else { return nil }
    switch self {
    case .shell: return .shell(text)
    case .web: return .web(host: text)
    case .mcp:
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count == 2, !parts.contains(where: \.isEmpty) { return .mcp(text) }
      decoder.report(.badMCPTool(found: text), at: node.range)
      return nil
    }
  }
}

extension Tool {
  /// The key and its value, for a tool with an argument.
  fileprivate var argument: (key: ToolKey, value: String)? {
    switch self {
    case .read, .search, .edit, .agent, .web(nil): nil
    case .shell(let pattern): (.shell, pattern)
    case .web(let host?): (.web, host)
    case .mcp(let name): (.mcp, name)
    }
  }
}

extension Notation where Value == ToolEntry {
  static var tool: Notation {
    var notation = Notation(
      schema: { about, _ in
        let bare = SchemaParts.choice(BareTool.allCases.map(\.rawValue), "a tool, whatever it is used for")
        let keys = ToolKey.allCases.map { JSONMember($0.rawValue, $0.schema) }
        return SchemaParts.either(bare, SchemaParts.oneOf(keys), about)
      },
      read: { decoder, node, place in
        let tool: Tool?
        switch node.content {
        case .mapping(let entries): tool = withArgument(node, entries, &decoder)
        case .scalar, .sequence: tool = bare(node, place, &decoder)
        }
        return tool.map { ToolEntry(tool: $0, line: place.line) }
      },
      json: { entry in
        guard let (key, value) = entry.tool.argument else { return .string(entry.tool.text) }
        return .object([JSONMember(key.rawValue, .string(value))])
      },
      layout: { entry in
        guard let (key, value) = entry.tool.argument else { return .plain(entry.tool.text) }
        return .mapping([YAMLField(key.rawValue, .line(value))])
      })
    notation.inside = { ToolKey.allCases.map { KeyDescription($0.rawValue, $0.about, absent: "") } }
    return notation
  }

  private static func bare(_ node: YAMLNode, _ place: KeyPlace, _ decoder: inout NodeDecoder) -> Tool? {
    guard let name = decoder.text(node, key: place.name) else { return nil }
    if let tool = BareTool(rawValue: name) { return tool.tool }
    switch ToolKey(rawValue: name) {
    case .shell: decoder.report(.badShellTool(found: name), at: node.range)
    case .mcp: decoder.report(.badMCPTool(found: name), at: node.range)
    case .web, nil:
      let known = BareTool.allCases.map(\.rawValue) + ToolKey.allCases.map(\.rawValue)
      decoder.report(.badTool(found: name, suggestion: Suggestion.closest(to: name, among: known)), at: node.range)
    }
    return nil
  }

  private static func withArgument(
    _ node: YAMLNode, _ entries: [YAMLEntry], _ decoder: inout NodeDecoder
  ) -> Tool? {
    guard let entry = entries.first, entries.count == 1 else {
      decoder.report(.severalKeys(what: "a tool", found: entries.map(\.key)), at: node.range)
      return nil
    }
    if let key = ToolKey(rawValue: entry.key) { return key.read(entry.value, with: &decoder) }
    let suggestion = Suggestion.closest(to: entry.key, among: ToolKey.allCases.map(\.rawValue))
    decoder.report(.badTool(found: entry.key, suggestion: suggestion), at: entry.keyRange)
    return nil
  }
}
