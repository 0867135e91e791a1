import CaskadeContracts
import CaskadeInspection

/// What contract and policy say of a tool. Deny beats ask, and ask beats allow.
struct ToolRules {
  struct Answer: Hashable {
    let decision: ToolsRecord.Decision
    /// The contract's line that decided.
    var line: Int?
  }

  private let tools: Contract.Tools
  private let denied: [ToolEntry]
  let isStated: Bool

  init(_ contract: Contract, _ policy: Policy) {
    tools = contract.tools
    denied = policy.deniedTools
    isStated = !(tools.allow.isEmpty && tools.ask.isEmpty && tools.deny.isEmpty)
  }

  func answer(_ tool: Tool) -> Answer {
    if denied.contains(where: { $0.tool.covers(tool) }) { return Answer(decision: .denied) }
    if let entry = tools.deny.first(where: { $0.tool.covers(tool) }) {
      return Answer(decision: .denied, line: entry.line)
    }
    guard isStated else { return Answer(decision: .unstated) }
    if let entry = tools.ask.first(where: { $0.tool.covers(tool) }) {
      return Answer(decision: .asked, line: entry.line)
    }
    if let entry = tools.allow.first(where: { $0.tool.covers(tool) }) {
      return Answer(decision: .allowed, line: entry.line)
    }
    if case .shell(let text) = tool, ReadingCommand.matches(text.split(separator: " ")),
      let entry = tools.allow.first(where: { $0.tool == .read })
    {
      return Answer(decision: .allowed, line: entry.line)
    }
    return Answer(decision: .notAllowed)
  }

  /// What can't be told isn't allowed, where the contract says what is.
  var answerToUnknown: Answer { Answer(decision: isStated ? .notUnderstood : .unstated) }

  /// Every entry that allows the tool.
  func allowing(_ tool: Tool) -> [Tool] {
    let covering = tools.allow.map(\.tool).filter { $0.covers(tool) }
    guard covering.isEmpty, case .shell = tool, answer(tool).decision == .allowed else { return covering }
    return [.read]
  }

  /// Entries that allow something.
  var allowing: [ToolEntry] { tools.allow }
}
