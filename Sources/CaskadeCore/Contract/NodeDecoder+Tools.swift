package import CaskadeSyntax

extension NodeDecoder {
  package mutating func tools(_ node: YAMLNode) -> Contract.Tools {
    var tools = Contract.Tools()
    for field in mapping(node, key: "tools", known: ["allow", "ask", "deny"]) ?? [] {
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

  private static let toolNames = ["read", "search", "edit", "agent", "web", "shell", "mcp"]

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
      report(.badTool(found: name, suggestion: Suggestion.closest(to: name, among: Self.toolNames)), at: node.range)
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
      let known = ["shell", "web", "mcp"]
      report(
        .badTool(found: entry.key, suggestion: Suggestion.closest(to: entry.key, among: known)), at: entry.keyRange)
      return nil
    }
  }
}
