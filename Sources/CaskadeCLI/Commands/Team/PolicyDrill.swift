import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade policy drill`: ways to cheat, and honest work, played in a throw-away clone under the policy of the base.
struct PolicyDrill {
  let base: String?
  let command: String?
  let isJSON: Bool

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
      let report = try DrillRun(session, base: base, command: command, now: WallClock.seconds()).report()
      if isJSON {
        try host.write(JSONWriter(.pretty, order: .sorted).bytes(Self.json(report)) + [0x0A])
      } else {
        try host.write(WorkflowCommands.disarmed(Self.text(report)))
      }
      return report.isRight ? .good : .bad
    }
  }

  // MARK: Text

  private static func text(_ report: DrillReport) -> String {
    var lines = [
      "Under the policy of \(EscapedText.line(report.base)) \(report.commit.short), in a clone that is gone again:",
      "  \(report.right(.cheat)) of \(report.count(.cheat)) ways to cheat were stopped",
      "  \(report.right(.honest)) of \(report.count(.honest)) pieces of honest work were let through", "",
    ]
    let width = report.outcomes.map(\.drill.name.count).max() ?? 0
    for kind in [Drill.Kind.cheat, .honest] {
      lines.append(kind == .cheat ? "Cheats" : "Honest work")
      for outcome in report.outcomes where outcome.drill.kind == kind {
        let mark = outcome.isRight ? "ok   " : "WRONG"
        lines.append("  \(mark)  \(outcome.drill.name.padded(to: width))  \(answer(outcome))")
        if !outcome.isRight { lines.append("         \(EscapedText.line(outcome.drill.about))") }
      }
      lines.append("")
    }
    if !report.blind.isEmpty {
      lines.append("Not looked at, because the plainest honest work doesn't pass it here:")
      lines += report.blind.map { "  \($0.gate): \(EscapedText.line($0.why))" }
      lines.append("")
    }
    let own =
      report.command.map { "'\(EscapedText.line($0))' ran along" }
      ?? "only the drill's own test ran: --validate COMMAND adds one of this repository's"
    lines.append("\(seconds(report.milliseconds)) s; \(own)")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func answer(_ outcome: DrillOutcome) -> String {
    let rules = outcome.rules.isEmpty ? "" : " [\(outcome.rules.joined(separator: ", "))]"
    return switch outcome.answer {
    case .stopped(let gates): "stopped by \(gates.joined(separator: ", "))\(rules)"
    case .passed: "nothing stopped it"
    case .left(let why): "not played: \(EscapedText.line(why))"
    }
  }

  private static func seconds(_ milliseconds: Int) -> String { "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100)" }

  // MARK: JSON

  private static func json(_ report: DrillReport) -> JSONValue {
    let outcomes = report.outcomes.map { outcome -> JSONValue in
      let (word, gates, why): (String, [String], String?) =
        switch outcome.answer {
        case .stopped(let gates): ("stopped", gates, nil)
        case .passed: ("passed", [], nil)
        case .left(let why): ("not played", [], why)
        }
      return .object([
        JSONMember("name", .string(outcome.drill.name)), JSONMember("kind", .string(outcome.drill.kind.rawValue)),
        JSONMember("about", .string(outcome.drill.about)), JSONMember("answer", .string(word)),
        JSONMember("right", .bool(outcome.isRight)), JSONMember("gates", .array(gates.map { .string($0) })),
        JSONMember("rules", .array(outcome.rules.map { .string($0) })),
        JSONMember("why", why.map { .string($0) } ?? .null),
      ])
    }
    return .object([
      JSONMember("schema", "caskade.drill/1"), JSONMember("base", .string(report.base)),
      JSONMember("commit", .string(report.commit.text)), JSONMember("drills", .array(outcomes)),
      JSONMember("stopped", .integer(report.right(.cheat))), JSONMember("cheats", .integer(report.count(.cheat))),
      JSONMember("let_through", .integer(report.right(.honest))),
      JSONMember("honest", .integer(report.count(.honest))),
      JSONMember(
        "not_looked_at",
        .array(
          report.blind.map { .object([JSONMember("gate", .string($0.gate)), JSONMember("why", .string($0.why))]) })),
      JSONMember("command", report.command.map { .string($0) } ?? .null),
    ])
  }
}
