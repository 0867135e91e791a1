import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// The figures of a check, each a point at its end.
struct CheckMetrics {
  private let evidence: Evidence
  private let times: CheckTimes

  init(_ evidence: Evidence) {
    self.evidence = evidence
    times = CheckTimes(evidence)
  }

  var all: [JSONValue] {
    [duration, size, findings, gates, budget("used", \.used), budget("limit", \.limit), acceptance, commands]
      .compactMap(\.self)
  }

  /// The convention's histogram, with the one check in it.
  private var duration: JSONValue {
    let attributes = [
      Attribute("cicd.pipeline.name", "caskade check"), Attribute("cicd.pipeline.run.state", "executing"),
      Attribute("cicd.pipeline.result", evidence.verdict.result),
    ]
    let point = point(
      attributes,
      [
        JSONMember("count", "1"), JSONMember("sum", CheckTimes.seconds(evidence.timing.milliseconds)),
        JSONMember("bucketCounts", .array(["1"])),
      ])
    return .members([
      "name": "cicd.pipeline.run.duration", "unit": "s", "description": "of the whole check",
      "histogram": .members(["dataPoints": .array([point]), "aggregationTemporality": 1]),
    ])
  }

  private var size: JSONValue? {
    let changes = evidence.changes
    func lines(_ part: (Change) -> Int) -> Int {
      changes.reduce(0) { min($0 + part($1), 1 << 52) }
    }
    return gauge(
      "caskade.change.size", "1", "what the change is made of",
      [("files", changes.count), ("added lines", lines(\.added)), ("deleted lines", lines(\.deleted))]
        .map { kind, count in ([Attribute("caskade.change.unit", kind)], .integer(count)) })
  }

  private var findings: JSONValue? {
    struct Kind: Hashable {
      let gate: GateName
      let severity: Finding.Severity
    }
    let counts = evidence.findings.reduce(into: [Kind: Int]()) {
      $0[Kind(gate: $1.gate, severity: $1.severity), default: 0] += 1
    }
    let sorted = counts.sorted {
      ($0.key.severity.rank, $0.key.gate.rawValue) < ($1.key.severity.rank, $1.key.gate.rawValue)
    }
    return gauge(
      "caskade.findings", "{finding}", "by gate and severity",
      sorted.map { kind, count in
        let severity = Attribute("caskade.finding.severity", kind.severity.rawValue)
        return ([Attribute("caskade.finding.gate", kind.gate.rawValue), severity], .integer(count))
      })
  }

  /// 1 for the answer that a gate gave.
  private var gates: JSONValue? {
    gauge(
      "caskade.gate.state", "1", "1 for the answer of each gate",
      evidence.gates.map { gate in
        let attributes = [
          Attribute("caskade.gate.name", gate.name.rawValue), Attribute("caskade.gate.state", gate.state.rawValue),
          Attribute("caskade.gate.required", gate.required),
        ]
        return (attributes, 1)
      })
  }

  private func budget(_ name: String, _ part: (BudgetUse) -> Int) -> JSONValue? {
    gauge(
      "caskade.budget.\(name)", "1", "of each limit of size",
      evidence.budget.map { use in
        let attributes = [
          Attribute("caskade.budget.unit", use.unit.rawValue), Attribute("caskade.budget.by", use.by.rawValue),
        ]
        return (attributes, .integer(part(use)))
      })
  }

  private var acceptance: JSONValue? {
    let counts = evidence.acceptance.reduce(into: [AcceptanceRecord.State: Int]()) { $0[$1.state, default: 0] += 1 }
    return gauge(
      "caskade.acceptance.lines", "{line}", "of the outcome, by what became of them",
      AcceptanceRecord.State.allCases.compactMap { state in
        counts[state].map { ([Attribute("caskade.acceptance.state", state.rawValue)], .integer($0)) }
      })
  }

  private var commands: JSONValue? {
    gauge(
      "caskade.command.duration", "s", "of each run of a command",
      evidence.timing.commands.prefix(OTLPReport.mostCommands).map { command in
        let attributes = [
          Attribute("cicd.pipeline.task.name", command.name), Attribute("caskade.command.place", command.place),
        ]
        return (attributes, CheckTimes.seconds(command.wallMilliseconds))
      })
  }

  // MARK: Points

  /// Nil without a point: empty envelopes aren't written.
  private func gauge(
    _ name: String, _ unit: String, _ about: String, _ points: [([Attribute], JSONValue)]
  ) -> JSONValue? {
    guard !points.isEmpty else { return nil }
    let points = points.map { attributes, value in
      if case .integer(let number) = value { return point(attributes, [JSONMember("asInt", .string(String(number)))]) }
      return point(attributes, [JSONMember("asDouble", value)])
    }
    return .members([
      "name": .string(name), "unit": .string(unit), "description": .string(about),
      "gauge": .members(["dataPoints": .array(points)]),
    ])
  }

  private func point(_ attributes: [Attribute], _ values: [JSONMember]) -> JSONValue {
    .object(
      [
        JSONMember("attributes", .array(attributes.map(\.json))),
        JSONMember("startTimeUnixNano", times.nanoseconds(0)),
        JSONMember("timeUnixNano", times.nanoseconds(evidence.timing.milliseconds)),
      ] + values)
  }
}
