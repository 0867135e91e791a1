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

/// Judges one file that a call would read or write.
private struct FileJudgement {
  private let contract: Contract
  private let policy: Policy
  private let stops: StopRules

  init(_ contract: Contract, _ policy: Policy) {
    self.contract = contract
    self.policy = policy
    stops = StopRules(contract: contract, policy: policy)
  }

  func reason(_ place: CallPlace) -> CallReason? {
    if place.path.deed == .read {
      return AgentPath(place.path.text, in: "/").isCredential ? .credential(place.shown) : nil
    }
    switch place.spot {
    case .temporary: return nil
    case .git: return .gitFolder(place.shown)
    case .otherWork: return .otherWork(place.shown)
    case .outside: return .outside(place.shown)
    case .many: return .tooMany(place.shown)
    case .unknown: return .lost(place.shown)
    case .inside(let path): return reason(path, place)
    }
  }

  private func reason(_ path: RepositoryPath, _ place: CallPlace) -> CallReason? {
    let operation: Operation =
      switch place.path.deed {
      case .delete: .delete
      case .read, .write: place.exists && !place.isFolder ? .modify : .create
      }
    // A folder is what may come to lie in it.
    let asFolder =
      place.isFolder || !place.exists && place.path.mayBeFolder
      ? FoldedPath(RepositoryPath(bytes: path.bytes + Array("/new-file".utf8))) : nil
    let folded = FoldedPath(path)
    if path.isNamedLikeGitDirectory { return .gitFolder(place.shown) }
    // What a folder holds is judged file by file; the folder itself is nothing to git.
    if place.isFolder, operation == .delete { return nil }
    let decision = contract.paths.decision(for: operation, on: folded)
    let isAllowed =
      decision.isAllowed || (asFolder.map { contract.paths.decision(for: .create, on: $0).isAllowed } ?? false)
    if let rule = policy.protected.first(where: { $0.covers(folded) }),
      !(decision.isAllowed && contract.paths.namesExactly(path))
    {
      return .protected(place.shown, what: rule.what, rule: rule.rule)
    }
    guard isAllowed else { return .scope(place.shown, operation, decision) }
    if operation == .delete, CheckFileKind(path) != nil,
      !contract.paths.checksMayChange.contains(where: { $0.pattern.matches(path) })
    {
      return .check(place.shown)
    }
    let stop = stops.condition(for: folded) {
      policy.areas.filter { $0.covers(folded) }.map { AreaTouch($0, .path, rule: "area.\($0.name).path") }
    }
    guard let stop else { return nil }
    switch stop.kind {
    case .touching(let pattern):
      return .stop(place.shown, "touching: \(pattern.text)", stop.rule, line: stop.contractLine)
    case .area(let touch): return .stop(place.shown, "area: \(touch.area.title)", stop.rule, line: stop.contractLine)
    }
  }
}
