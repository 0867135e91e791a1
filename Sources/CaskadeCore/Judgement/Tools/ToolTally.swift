/// Calls by tool and by what the contract says of it.
struct ToolTally {
  private struct Key: Hashable {
    let tool: String
    let answer: ToolRules.Answer
  }

  private var found: [Key: ToolsRecord.Use] = [:]

  mutating func add(_ tool: String, _ answer: ToolRules.Answer, isFailed: Bool, _ place: String) {
    let fresh = ToolsRecord.Use(
      tool: tool, decision: answer.decision, calls: 0, failed: 0, place: place, contractLine: answer.line)
    let key = Key(tool: tool, answer: answer)
    found[key, default: fresh].calls += 1
    if isFailed { found[key, default: fresh].failed += 1 }
  }

  /// Gravest first, then the most frequent.
  var rows: [ToolsRecord.Use] {
    found.values.sorted { one, other in
      let (a, b) = (one.decision.rank, other.decision.rank)
      if a != b { return a < b }
      return one.calls != other.calls ? one.calls > other.calls : (one.tool, one.place) < (other.tool, other.place)
    }
  }
}

extension ToolsRecord.Decision {
  fileprivate var rank: Int {
    switch self {
    case .denied: 0
    case .notAllowed: 1
    case .notUnderstood: 2
    case .asked: 3
    case .unstated: 4
    case .allowed: 5
    }
  }
}

/// What deserves a look, each once.
struct MarkTally {
  private struct Key: Hashable {
    let kind: ToolsRecord.Mark.Kind
    let subject: String
  }

  private var found: [Key: ToolsRecord.Mark] = [:]

  mutating func add(_ kind: ToolsRecord.Mark.Kind, _ subject: String, _ place: String, calls: Int = 1) {
    found[Key(kind: kind, subject: subject), default: ToolsRecord.Mark(kind, subject, calls: 0, place: place)].calls +=
      calls
  }

  var rows: [ToolsRecord.Mark] {
    let order = ToolsRecord.Mark.Kind.allCases
    return found.values.sorted { one, other in
      let (a, b) = (order.firstIndex(of: one.kind) ?? 0, order.firstIndex(of: other.kind) ?? 0)
      return a != b ? a < b : one.subject < other.subject
    }
  }
}
