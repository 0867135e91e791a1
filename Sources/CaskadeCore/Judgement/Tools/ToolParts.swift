import CaskadeContracts
import CaskadeInspection

/// What one call does, in the contract's words: one tool, or every command of a command line.
struct ToolParts {
  /// The tools, each with the text by which it is shown.
  private(set) var tools: [Tool] = []
  /// Nil for no command line.
  private(set) var actions: ShellActions?
  /// A part of it can't be told.
  private(set) var isUnknown = false

  /// They change nothing by themselves; what they are redirected into is judged as a file.
  private static let idle: Set<String> = [
    ":", "[", "cd", "echo", "exit", "false", "popd", "printf", "pushd", "pwd", "return", "sleep", "test", "true",
    "wait",
  ]
  /// They run another command, as it is.
  private static let wrappers: Set<String> = [
    "builtin", "command", "env", "exec", "nice", "nohup", "stdbuf", "time", "timeout",
  ]
  private static let shells: Set<String> = ["bash", "dash", "sh", "zsh"]

  init(_ use: ToolUse) {
    switch use.action {
    case .read: tools = [.read]
    case .search: tools = [.search]
    case .edit: tools = [.edit]
    case .web(let host): tools = [.web(host: host)]
    case .mcp(let name): tools = [.mcp(name)]
    case .agent: tools = [.agent]
    case .own: break
    case .unknown: isUnknown = true
    case .shell:
      guard let command = use.command else {
        isUnknown = true
        return
      }
      let actions = ShellActionReader.read(command.text)
      self.actions = actions
      isUnknown = actions.isOpaque
      for (index, words) in actions.commands.enumerated() where !isPassedOver(words, actions.commands[(index + 1)...]) {
        tools.append(.shell(words.joined(separator: " ")))
      }
    }
  }

  private func isPassedOver(_ words: [String], _ rest: ArraySlice<[String]>) -> Bool {
    guard let first = words.first else { return true }
    let name = first.split(separator: "/").last.map(String.init) ?? first
    if Self.idle.contains(first) || OwnCommand.matches(words) { return true }
    guard let inner = rest.first else { return false }
    if Self.wrappers.contains(name) {
      return words.count > inner.count && words.suffix(inner.count).elementsEqual(inner)
    }
    return Self.shells.contains(name) && words.count == 3 && words[1].hasPrefix("-") && words[1].hasSuffix("c")
  }
}
