package import CaskadeContracts
import CaskadeSyntax

/// Gate `tools`: the run used the tools that the contract lists.
///
/// A transcript is asserted by its file: what it tells may break a verdict, and it passes this gate only where the policy
/// asks for no more than that.
package enum ToolsGate: GateRule {
  package static let name = GateName.tools
  package static let question = "was what the agent used allowed? From a transcript"
  package static let demand = GateDemand.byPolicy
  package static let rules = FindingRule.ofTools

  package static func ruling(on input: JudgementInput) -> Ruling {
    let demand = input.policy.tools(in: input.run.band.band)
    guard let record = input.tools else {
      let why = demand == nil ? "not required" : "the policy requires one"
      return Ruling(
        Gate(.tools, .unproven, required: demand != nil, summary: "no transcript was given (\(why))"), findings: [])
    }
    let errors = record.uses.filter(\.decision.isViolation).map { finding($0, input) }
    let warnings = record.marks.map(warning)
    let notes = record.sources.filter { $0.standing != .read || !$0.isComplete }.map(note)
    let (state, summary) = answer(record, demand)
    let gate = Gate(
      .tools, state, required: demand != nil || state == .fail, summary: summary, claim: record.claim)
    return Ruling(gate, findings: errors + warnings + notes, notChecked: record.notChecked)
  }

  private static func answer(_ record: ToolsRecord, _ demand: Policy.ToolsDemand?) -> (Gate.State, String) {
    let violations = record.uses.filter(\.decision.isViolation)
    let word = record.claim == .asserted ? ", asserted by \(record.names)" : ""
    let calls = record.calls.counted("call")
    if !violations.isEmpty {
      return (.fail, "\(record.violations) of \(calls) not allowed\(word)")
    }
    if !record.isComplete {
      let bad = record.sources.count { $0.standing != .read || !$0.isComplete }
      let what = record.sources.count == 1 ? "the transcript" : "\(bad) of \(record.sources.count) transcripts"
      return (.unproven, "\(what) couldn't be read as a whole\(record.calls > 0 ? "; \(calls) read\(word)" : "")")
    }
    if record.calls == 0 { return (.unproven, "no call is told\(word)") }
    let asked = record.uses.filter { $0.decision == .asked }.reduce(0) { $0 + $1.calls }
    let stated =
      record.uses.contains { $0.decision == .unstated } ? ", and the contract names no tools" : ", all allowed"
    let part = asked > 0 ? ", \(asked) of them for a person to allow" : ""
    if demand == .witnessed, record.claim != .witnessed {
      return (.unproven, "\(calls)\(stated)\(part)\(word); the policy counts only what 'caskade run' heard itself")
    }
    return (.pass, "\(calls)\(stated)\(part)\(word)")
  }

  // MARK: Findings

  private static func finding(_ use: ToolsRecord.Use, _ input: JudgementInput) -> Finding {
    let tool = EscapedText.line(use.tool)
    let times = use.calls == 1 ? "" : " \(use.calls) times"
    let place = EscapedText.line(use.place)
    let (rule, says): (FindingRule, String)
    switch use.decision {
    case .denied:
      (rule, says) = (.toolsDenied, use.contractLine == nil ? "the policy denies it" : "the contract denies it")
    case .notUnderstood: (rule, says) = (.toolsNotUnderstood, "what it does can't be told")
    case .notAllowed, .allowed, .asked, .unstated: (rule, says) = (.toolsNotAllowed, "the contract doesn't allow it")
    }
    return Finding(
      .error, gate: .tools, rule: rule, path: use.contractLine == nil ? nil : input.standing.path,
      "'\(tool)' was used\(times), and \(says) (\(place))",
      hint: "ask a person to look at what it did, and to decide", contractLine: use.contractLine, subject: tool)
  }

  private static func warning(_ mark: ToolsRecord.Mark) -> Finding {
    let subject = EscapedText.line(mark.subject)
    let place = EscapedText.line(mark.place)
    let (rule, says): (FindingRule, String)
    switch mark.kind {
    case .readOutside: (rule, says) = (.toolsOutside, "'\(subject)' was read, outside of the repository")
    case .wroteOutside: (rule, says) = (.toolsOutside, "'\(subject)' was written, outside of the repository")
    case .wroteUnknown: (rule, says) = (.toolsOutside, "'\(subject)' writes where can't be told")
    case .secret: (rule, says) = (.toolsSecret, "a secret was touched: '\(subject)'")
    case .production: (rule, says) = (.toolsProduction, "a host of production was touched: '\(subject)'")
    case .escalation: (rule, says) = (.toolsEscalated, "the run took more power than it was given: \(subject)")
    case .loop: (rule, says) = (.toolsLoop, "'\(subject)' was called \(mark.calls) times in a row")
    case .claim: (rule, says) = (.toolsClaim, "'\(subject)' is said to pass, and fails here")
    case .other: (rule, says) = (.toolsOutside, "'\(subject)'")
    }
    let isQuiet = mark.kind == .readOutside || mark.kind == .wroteUnknown
    return Finding(
      isQuiet ? .note : .warning, gate: .tools, rule: rule, "\(says) (\(place))", subject: subject)
  }

  private static func note(_ source: ToolsRecord.Source) -> Finding {
    let name = EscapedText.line(source.name)
    let says: String
    switch source.standing {
    case .foreign: says = "is of other work: nothing in it is of this repository or this change"
    case .unreadable: says = "couldn't be read"
    case .read: says = "couldn't be read as a whole"
    }
    let faults = source.faults.map { EscapedText.line($0) }.joined(separator: "; ")
    return Finding(
      .warning, gate: .tools, rule: .toolsUnread,
      "the transcript '\(name)' \(says)\(faults.isEmpty ? "" : ": \(faults)")",
      hint: "give the transcript of this run as the agent left it: --transcript FILE", subject: name)
  }
}

extension ToolsRecord {
  /// What the transcripts leave open.
  fileprivate var notChecked: [NotChecked] {
    guard calls > 0, claim == .asserted else { return [] }
    return [.transcripts(names)]
  }
}
