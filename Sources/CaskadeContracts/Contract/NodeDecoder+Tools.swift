package import CaskadeSyntax

extension NodeDecoder {
  package static let toolsKeys = ["allow", "ask", "deny"]
  /// The tools that need no argument.
  package static let bareTools = ["read", "search", "edit", "agent", "web"]
  package static let toolArgumentKeys = ["shell", "web", "mcp"]

  package mutating func tools(_ node: YAMLNode) -> Contract.Tools {
    var tools = Contract.Tools()
    for field in mapping(node, key: "tools", known: Self.toolsKeys) ?? [] {
      let entries = toolEntries(field.value, key: "tools.\(field.key)")
      switch field.key {
      case "allow": tools.allow = entries
      case "ask": tools.ask = entries
      default: tools.deny = entries
      }
    }
    return tools
  }

  package mutating func toolEntries(_ node: YAMLNode, key: String) -> [ToolEntry] {
    (list(node, key: key) ?? []).compactMap { item in
      let tool: Tool?
      switch item.content {
      case .mapping(let entries): tool = toolWithArgument(item, entries: entries)
      case .scalar, .sequence: tool = bareTool(item, key: key)
      }
      return tool.map { ToolEntry(tool: $0, line: line(of: item)) }
    }
  }

  private mutating func bareTool(_ node: YAMLNode, key: String) -> Tool? {
    guard let name = text(node, key: key) else { return nil }
    switch name {
    case "read": return .read
    case "search": return .search
    case "edit": return .edit
    case "agent": return .agent
    case "web": return .web(host: nil)
    case "shell": report(.badShellTool(found: name), at: node.range)
    case "mcp": report(.badMCPTool(found: name), at: node.range)
    default:
      let suggestion = Suggestion.closest(to: name, among: Self.bareTools + Self.toolArgumentKeys)
      report(.badTool(found: name, suggestion: suggestion), at: node.range)
    }
    return nil
  }

  private mutating func toolWithArgument(_ node: YAMLNode, entries: [YAMLEntry]) -> Tool? {
    guard let entry = entries.first, entries.count == 1 else {
      report(.severalKeys(what: "a tool", found: entries.map(\.key)), at: node.range)
      return nil
    }
    switch entry.key {
    case "shell":
      return text(entry.value, key: entry.key).map { .shell($0) }
    case "web":
      return text(entry.value, key: entry.key).map { .web(host: $0) }
    case "mcp":
      guard let name = text(entry.value, key: entry.key) else { return nil }
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts.contains(where: \.isEmpty) else {
        report(.badMCPTool(found: name), at: entry.value.range)
        return nil
      }
      return .mcp(name)
    default:
      let suggestion = Suggestion.closest(to: entry.key, among: Self.toolArgumentKeys)
      report(.badTool(found: entry.key, suggestion: suggestion), at: entry.keyRange)
      return nil
    }
  }
}
