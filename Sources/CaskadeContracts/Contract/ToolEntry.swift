/// One tool that an agent may or may not use, in neutral words.
package enum Tool: Hashable, Sendable {
  case read, search, edit, agent
  /// A command line, with `*` for anything; `swift test *` also means a bare `swift test`.
  case shell(String)
  /// Nil for any host.
  case web(host: String?)
  /// `SERVER/TOOL`, or `SERVER/*`.
  case mcp(String)

  /// The tool as a contract writes it on one line.
  package var text: String {
    switch self {
    case .read: "read"
    case .search: "search"
    case .edit: "edit"
    case .agent: "agent"
    case .shell(let pattern): "shell: \(pattern)"
    case .web(nil): "web"
    case .web(let host?): "web: \(host)"
    case .mcp(let name): "mcp: \(name)"
    }
  }
}

package struct ToolEntry: Hashable, Sendable {
  package let tool: Tool
  package let line: Int

  package init(tool: Tool, line: Int) {
    self.tool = tool
    self.line = line
  }
}
