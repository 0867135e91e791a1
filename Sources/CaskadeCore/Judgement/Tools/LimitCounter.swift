import CaskadeContracts
import CaskadeInspection

/// Counts what stop conditions limit and two trees can't show, and the calls that came after one was met.
struct LimitCounter {
  private struct Limit {
    let condition: StopCondition
    let most: Int
    let unit: StopCondition.Unit
    var after = 0
  }

  private var limits: [Limit]
  private var calls = 0
  private var failures = 0
  private var mostFailures = 0
  /// Of the transcripts before.
  private var before = ToolUse.Spent()

  init(_ contract: Contract) {
    limits = contract.limits.filter { !$0.unit.isBudget }.map {
      Limit(condition: $0.condition, most: $0.limit, unit: $0.unit)
    }
  }

  /// - Parameter command: the contract's command that the call runs.
  mutating func count(_ use: ToolUse, _ command: String?) {
    for index in limits.indices where exceeds(limits[index], use) { limits[index].after += 1 }
    calls += 1
    guard command != nil else { return }
    failures = use.status == .error ? failures + 1 : use.status == .ok ? 0 : failures
    mostFailures = max(mostFailures, failures)
  }

  private func exceeds(_ limit: Limit, _ use: ToolUse) -> Bool {
    switch limit.unit {
    case .toolCalls: calls > limit.most
    case .failedValidations: mostFailures > limit.most
    case .minutes: (before.milliseconds + use.spent.milliseconds) / 60_000 >= limit.most
    case .tokens: before.tokens + use.spent.tokens > limit.most
    case .dollars: (before.cost + use.spent.cost) / 1_000_000 >= limit.most
    case .files, .lines, .linesOfCode: false
    }
  }

  mutating func end(_ transcript: Transcript) {
    before.milliseconds += transcript.workMilliseconds
    before.tokens += transcript.tokens
    before.cost += transcript.cost ?? 0
    failures = 0
  }

  func limits(_ record: ToolsRecord) -> [ToolsRecord.Limit] {
    limits.map { limit in
      let (value, isMet) = found(limit, record)
      return ToolsRecord.Limit(
        condition: "more than \(limit.unit.counted(limit.most))", contractLine: limit.condition.line, value: value,
        isMet: isMet, after: isMet ? limit.after : 0)
    }
  }

  private func found(_ limit: Limit, _ record: ToolsRecord) -> (value: Int?, isMet: Bool) {
    switch limit.unit {
    case .toolCalls: (calls, calls > limit.most)
    case .failedValidations: (mostFailures, mostFailures > limit.most)
    case .minutes:
      record.milliseconds == 0
        ? (nil, false) : (record.milliseconds / 60_000, record.milliseconds > limit.most.multipliedSafely(60_000))
    case .tokens: record.tokens == 0 ? (nil, false) : (record.tokens, record.tokens > limit.most)
    case .dollars:
      record.cost.map { ($0 / 1_000_000, $0 > limit.most.multipliedSafely(1_000_000)) } ?? (nil, false)
    case .files, .lines, .linesOfCode: (nil, false)
    }
  }
}

extension Int {
  /// At most the greatest number that there is.
  func multipliedSafely(_ factor: Int) -> Int {
    let (product, isTooBig) = multipliedReportingOverflow(by: factor)
    return isTooBig ? .max : product
  }
}
