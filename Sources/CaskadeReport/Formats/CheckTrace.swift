import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// A check as a trace: the check itself, with what it is bound to, budget and use, and below it the commands that ran.
///
/// A command whose beginning older evidence doesn't tell has no span; how long it took stands among the metrics.
struct CheckTrace {
  private let evidence: Evidence
  private let times: CheckTimes
  private let trace: String

  init(_ evidence: Evidence) {
    self.evidence = evidence
    times = CheckTimes(evidence)
    let parts = [
      evidence.base.tip.text, evidence.head.tree.text, evidence.contract?.blob.text ?? "", evidence.timing.started,
      "\(evidence.timing.milliseconds)",
    ]
    trace = String(SHA256.text(Array(parts.joined(separator: "\n").utf8)).prefix(32))
  }

  var spans: [JSONValue] {
    let commands = evidence.timing.commands.enumerated().compactMap { place, command in
      command.began.map { span(of: command, began: $0, place: place) }
    }
    return [check] + commands.prefix(OTLPReport.mostCommands)
  }

  private func id(_ place: Int) -> String {
    String(SHA256.text(Array("\(trace) \(place)".utf8)).prefix(16))
  }

  // MARK: The check

  private var check: JSONValue {
    let findings = evidence.knownFindings
    let events = Finding.Severity.allCases.flatMap { severity in findings.filter { $0.finding.severity == severity } }
      .prefix(OTLPReport.mostEvents)
    return .members([
      "traceId": .string(trace), "spanId": .string(id(-1)), "name": "caskade check", "kind": 1,
      "startTimeUnixNano": times.nanoseconds(0), "endTimeUnixNano": times.nanoseconds(evidence.timing.milliseconds),
      "attributes": .array((bound + budget + run).map(\.json)), "events": .array(events.map(event)),
      "droppedEventsCount": findings.count > events.count ? .integer(findings.count - events.count) : nil,
      "status": .members(["code": .integer(evidence.verdict.status)]),
    ])
  }

  private var bound: [Attribute] {
    let head = evidence.head
    var all = [
      Attribute("cicd.pipeline.name", "caskade check"), Attribute("cicd.pipeline.result", evidence.verdict.result),
      Attribute("caskade.verdict", evidence.verdict.rawValue),
      Attribute("vcs.ref.base.name", evidence.base.name), Attribute("vcs.ref.base.revision", evidence.base.tip.text),
      Attribute("vcs.ref.base.type", "branch"), Attribute("vcs.ref.head.revision", head.commit.text),
      Attribute("caskade.base.merge_base", evidence.base.commit.text),
      Attribute("caskade.base.pinned", evidence.base.pinned), Attribute("caskade.head.tree", head.tree.text),
      Attribute("caskade.head.uncommitted", head.uncommitted),
    ]
    if let branch = head.branch {
      all += [Attribute("vcs.ref.head.name", branch), Attribute("vcs.ref.head.type", "branch")]
    }
    if let eligible = evidence.eligible { all.append(Attribute("caskade.eligible", eligible.isEligible)) }
    if let contract = evidence.contract {
      all += [
        Attribute("caskade.contract.path", contract.path), Attribute("caskade.contract.blob", contract.blob.text),
        Attribute("caskade.band", contract.band.rawValue),
      ]
    }
    return all
      + evidence.gates.reduce(into: [GateName: Gate]()) { $0[$1.name] = $0[$1.name] ?? $1 }.values
      .sorted { $0.name.rawValue < $1.name.rawValue }
      .map { Attribute("caskade.gate.\($0.name.rawValue)", $0.state.rawValue) }
  }

  /// The lowest limit of a kind, where several are stated.
  private var budget: [Attribute] {
    var lowest: [String: BudgetUse] = [:]
    for use in evidence.budget {
      let key = "caskade.budget.\(use.by.rawValue).\(use.unit.attribute)"
      if use.limit < lowest[key]?.limit ?? .max { lowest[key] = use }
    }
    return lowest.sorted { $0.key < $1.key }.flatMap { key, use in
      [Attribute("\(key).limit", use.limit), Attribute("\(key).used", use.used)]
    }
  }

  /// What a transcript tells of the agent's run, by whose word.
  private var run: [Attribute] {
    guard let tools = evidence.tools else { return [] }
    var all = [
      Attribute("caskade.run.claim", tools.claim.rawValue), Attribute("caskade.run.tool_calls", tools.calls),
      Attribute("caskade.run.milliseconds", tools.milliseconds), Attribute("caskade.run.tokens", tools.tokens),
    ]
    if let cost = tools.cost { all.append(Attribute("caskade.run.cost_micro_usd", cost)) }
    return all
  }

  private func event(_ known: KnownFinding) -> JSONValue {
    let finding = known.finding
    var attributes = [
      Attribute("caskade.finding.id", known.id), Attribute("caskade.finding.rule", finding.rule),
      Attribute("caskade.finding.gate", finding.gate.rawValue),
      Attribute("caskade.finding.severity", finding.severity.rawValue),
      Attribute("caskade.finding.message", finding.message),
    ]
    if let path = finding.path { attributes.append(Attribute("code.file.path", path.display)) }
    if let line = finding.line { attributes.append(Attribute("code.line.number", line)) }
    return .members([
      "timeUnixNano": times.nanoseconds(evidence.timing.milliseconds), "name": "caskade.finding",
      "attributes": .array(attributes.map(\.json)),
    ])
  }

  // MARK: Commands

  private func span(of command: Evidence.Timing.Command, began: Int, place: Int) -> JSONValue {
    let run = evidence.validation.first { $0.name == command.name }?.runs
      .first { $0.place.rawValue == command.place }
    var attributes = [
      Attribute("cicd.pipeline.task.name", command.name), Attribute("cicd.pipeline.task.type", "test"),
      Attribute("caskade.command.place", command.place), Attribute("caskade.command.cpu_ms", command.cpuMilliseconds),
      Attribute("caskade.command.peak_memory_bytes", command.peakMemoryBytes),
    ]
    if let run {
      attributes += [
        Attribute("cicd.pipeline.task.run.result", run.state.result), Attribute("test.suite.name", command.name),
        Attribute("test.suite.run.status", run.state.suite), Attribute("caskade.command.state", run.state.rawValue),
      ]
      if let status = run.exitStatus { attributes.append(Attribute("process.exit.code", status)) }
    }
    let (end, overflow) = max(0, began).addingReportingOverflow(max(0, command.wallMilliseconds))
    return .members([
      "traceId": .string(trace), "spanId": .string(id(place)), "parentSpanId": .string(id(-1)),
      "name": .string(BoundedText.line(command.name, limit: OTLPReport.longest)), "kind": 1,
      "startTimeUnixNano": times.nanoseconds(began), "endTimeUnixNano": times.nanoseconds(overflow ? .max : end),
      "attributes": .array(attributes.map(\.json)),
      "status": .members(["code": .integer(run.map { $0.state == .pass ? 1 : 2 } ?? 0)]),
    ])
  }
}

extension Verdict {
  /// `cicd.pipeline.result`.
  var result: String {
    switch self {
    case .kept: "success"
    case .broken, .unproven: "failure"
    case .nothing: "skip"
    }
  }

  /// Of a span: unset, ok or error.
  fileprivate var status: Int {
    switch self {
    case .kept: 1
    case .broken, .unproven: 2
    case .nothing: 0
    }
  }
}

extension ValidationRecord.State {
  /// `cicd.pipeline.task.run.result`.
  var result: String {
    switch self {
    case .pass: "success"
    case .fail, .flaky: "failure"
    case .timedOut: "timeout"
    case .skipped: "skip"
    case .interrupted: "cancellation"
    case .inconclusive: "error"
    }
  }

  /// `test.suite.run.status`.
  fileprivate var suite: String {
    switch self {
    case .pass: "success"
    case .fail, .flaky: "failure"
    case .timedOut: "timed_out"
    case .skipped: "skipped"
    case .interrupted, .inconclusive: "aborted"
    }
  }
}
