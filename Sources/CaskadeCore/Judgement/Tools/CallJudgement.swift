package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Judges calls before they happen, by the same rules as those of a transcript afterwards, and the files that they would
/// write by the same as those of a change.
package struct CallJudgement {
  private let contract: Contract
  private let policy: Policy
  private let rules: ToolRules

  package init(_ contract: Contract, _ policy: Policy) {
    self.contract = contract
    self.policy = policy
    rules = ToolRules(contract, policy)
  }

  /// - Parameter places: of all the call's paths.
  package func answer(_ call: ToolCall, at places: [CallPlace]) -> CallAnswer {
    var (denied, asked, allowed): ([CallReason], [CallReason], [CallReason]) = ([], [], [])
    var says = false
    for tool in call.parts.tools {
      let answer = rules.answer(tool)
      let reason = CallReason.tool(tool.text, answer.decision, line: answer.line)
      switch answer.decision {
      case .denied, .notAllowed, .notUnderstood: denied.append(reason)
      case .asked: asked.append(reason)
      case .allowed: allowed.append(reason)
      case .unstated: break
      }
      says = says || answer.decision != .unstated
    }
    if call.parts.isUnknown {
      let answer = rules.answerToUnknown
      if answer.decision.isViolation {
        let text = call.use.command.map { "shell: \($0.text)" } ?? call.use.tool
        denied.append(.tool(text, .notUnderstood, line: nil))
      }
      // Who may do anything but isn't understood is left to the agent's own flow.
      says = false
    } else if call.parts.tools.isEmpty, call.use.action == .shell {
      says = rules.isStated
    }
    if call.use.action == .edit, call.paths.isEmpty { denied.append(.unnamedFile(call.use.tool)) }
    if call.use.escalation == .sandboxLeft { asked.append(.tool("outside the sandbox", .asked, line: nil)) }
    let files = FileJudgement(contract, policy)
    for place in places {
      guard let reason = files.reason(place) else { continue }
      if case .credential = reason { asked.append(reason) } else { denied.append(reason) }
    }
    if !denied.isEmpty { return CallAnswer(.deny, Self.distinct(denied)) }
    if !asked.isEmpty { return CallAnswer(.ask, Self.distinct(asked)) }
    return CallAnswer(says ? .allow : .none, Self.distinct(allowed))
  }

  /// Work that needs a contract and has none: reading and searching pass, and what steers nothing.
  package static func withoutContract(_ call: ToolCall, at places: [CallPlace], why: String) -> CallAnswer {
    switch call.use.action {
    case .own: return CallAnswer(.none)
    case .read, .search: break
    case .shell:
      let isReading = call.parts.tools.allSatisfy { tool in
        if case .shell(let text) = tool { ReadingCommand.matches(text.split(separator: " ")) } else { false }
      }
      let writes = call.parts.actions?.writes ?? [ShellActions.unknown]
      guard isReading, !call.parts.isUnknown, writes.isEmpty, call.use.escalation == nil else {
        return CallAnswer(.deny, [.noContract(why)])
      }
    case .edit, .web, .mcp, .agent, .unknown: return CallAnswer(.deny, [.noContract(why)])
    }
    let secrets = places.filter { AgentPath($0.path.text, in: "/").isCredential }
    return secrets.isEmpty ? CallAnswer(.allow) : CallAnswer(.ask, secrets.map { .credential($0.shown) })
  }

  private static func distinct(_ reasons: [CallReason]) -> [CallReason] {
    var seen: Set<CallReason> = []
    return reasons.filter { seen.insert($0).inserted }
  }
}
