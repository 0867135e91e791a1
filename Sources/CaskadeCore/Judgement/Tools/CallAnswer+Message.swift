package import CaskadeContracts
import CaskadeSyntax

/// What the agent is told: what was refused and by which line, what is permitted instead, and how to ask for more.
extension CallAnswer {
  private static let mostReasons = 5
  private static let mostPermitted = 12
  private static let mostCharacters = 160

  /// - Parameters:
  ///   - contract: nil for work that has none.
  ///   - name: where its lines are counted: `Contracts/login.yaml`.
  ///   - masked: takes the secrets out of a text.
  package func message(_ contract: Contract?, named name: String, masked: (String) -> String) -> String {
    var lines = reasons.prefix(Self.mostReasons).map { "caskade: \($0.sentence(name) { Self.shown($0, masked) })" }
    if reasons.count > Self.mostReasons { lines.append("caskade: and \(reasons.count - Self.mostReasons) more") }
    if let contract {
      lines.append("Permitted instead: \(Self.permitted(contract))")
      lines.append("To ask a person for more: caskade ask 'WHAT IS NEEDED, AND WHY'")
    } else {
      lines.append(
        "Reading and searching go ahead. To write a contract for a person to approve: "
          + "caskade draft 'WHAT HAS TO BE DONE'")
    }
    return lines.joined(separator: "\n")
  }

  private static func shown(_ text: String, _ masked: (String) -> String) -> String {
    let line = EscapedText.line(masked(text))
    return line.count > mostCharacters ? "\(line.prefix(mostCharacters))…" : line
  }

  private static func permitted(_ contract: Contract) -> String {
    let tools = contract.tools.allow.map(\.tool.text)
    let paths = contract.paths.allow.map { entry in
      entry.may == Operation.plain
        ? entry.pattern.text
        : "\(entry.pattern.text) (\(Operation.allCases.filter(entry.may.contains).map(\.rawValue).joined(separator: ", ")))"
    }
    let parts = [
      tools.isEmpty ? "" : "tools \(listed(tools))", paths.isEmpty ? "" : "changes of \(listed(paths))",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
  }

  private static func listed(_ texts: [String]) -> String {
    let rest = texts.count - mostPermitted
    return texts.prefix(mostPermitted).joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
  }
}

extension CallReason {
  func sentence(_ name: String, _ shown: (String) -> String) -> String {
    switch self {
    case .tool(let tool, let decision, let line): Self.sentence(shown(tool), decision, Self.place(name, line))
    case .scope(let path, let operation, let decision):
      Self.sentence(shown(path), operation, decision, Self.place(name, decision.line))
    case .protected(let path, let what, let rule): "'\(shown(path))' is protected (\(what)) [\(rule)]"
    case .gitFolder(let path): "'\(shown(path))' is git's own"
    case .otherWork(let path): "'\(shown(path))' is of another repository or worktree"
    case .outside(let path): "'\(shown(path))' is outside of the repository"
    case .check(let path):
      "'\(shown(path))' is a check, and may not be removed: \(Self.place(name, nil)) doesn't name it in 'checks_may_change'"
    case .stop(let path, let condition, _, let line):
      "'\(shown(path))' is where the run has to stop: '\(shown(condition))' (\(Self.place(name, line)))"
    case .credential(let path): "'\(shown(path))' holds what gives access to something"
    case .tooMany(let path): "'\(shown(path))' stands for too many files to be judged: name fewer"
    case .lost(let path): "where '\(shown(path))' leads can't be told: name the file itself"
    case .unnamedFile(let tool): "'\(shown(tool))' doesn't tell which file it changes"
    case .noContract(let why): "this work needs a contract, and has none: \(shown(why))"
    }
  }

  private static func place(_ name: String, _ line: Int?) -> String { line.map { "\(name):\($0)" } ?? name }

  private static func sentence(_ tool: String, _ decision: ToolsRecord.Decision, _ place: String) -> String {
    switch decision {
    case .denied: "'\(tool)' is denied (\(place))"
    case .notAllowed: "'\(tool)' is not among the tools that \(place) allows"
    case .notUnderstood: "what '\(tool)' does can't be told, and \(place) allows only what can: write it plainly"
    case .asked: "'\(tool)' needs a person's yes (\(place))"
    case .unstated, .allowed: "'\(tool)' is allowed (\(place))"
    }
  }

  private static func sentence(
    _ path: String, _ operation: Operation, _ decision: ScopeDecision, _ place: String
  ) -> String {
    switch decision {
    case .denied(let entry): "'\(path)' may not be changed: '\(entry.pattern.text)' is denied (\(place))"
    case .operationNotGranted(let entry, let granted):
      "'\(path)' may not be \(operation.past): '\(entry.pattern.text)' grants only "
        + "\(Operation.allCases.filter(granted.contains).map(\.rawValue).joined(separator: ", ")) (\(place))"
    case .outside, .allowed: "'\(path)' is outside the approved paths of \(place)"
    }
  }
}
