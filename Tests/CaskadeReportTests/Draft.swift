import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// Evidence in the making: a kept contract, until something is changed.
struct Draft {
  var verdict = Verdict.kept
  var title = "Fix the login redirect loop"
  var place = "local"
  var pinned = false
  var uncommitted = false
  var ignored: Int? = 0
  var changes = [
    Change(
      path: RepositoryPath("Sources/Login/Redirect.swift"), operation: .modify, oldMode: .regular, newMode: .regular,
      oldID: nil, newID: nil, lines: .counted(added: 42, deleted: 38)),
    Change(
      path: RepositoryPath("logo.png"), operation: .create, oldMode: .absent, newMode: .regular, oldID: nil, newID: nil,
      lines: .binary),
  ]
  var areas: [AreaRecord] = []
  var gates = [
    Gate(.approval, .pass, required: true, summary: "its bytes are on main, enough for band low"),
    Gate(.scope, .pass, required: true, summary: "7 of 7 changed files are inside the approved paths"),
    Gate(.protected, .pass, required: true, summary: "no protected file changed"),
    Gate(.budget, .notApplicable, required: false, summary: "the contract states none"),
    Gate(.secrets, .pass, required: true, summary: "none in 142 added lines"),
    Gate(.integrity, .pass, required: true, summary: "no check was removed or loosened"),
    Gate(.validation, .pass, required: true, summary: "2 of 2 commands passed, 1 tells base from head"),
    Gate(.stop, .pass, required: true, summary: "no condition met; 1 for a human to answer, 2 not checked"),
    Gate(.tools, .unproven, required: false, summary: "no transcript was given (not required)"),
  ]
  var findings: [Finding] = []
  var budget: [BudgetUse] = []
  var merged: MergedRecord?
  /// In the contract's place.
  var occasion: OccasionRecord?
  var isolation: Isolation? = .inPlace
  var setup: [ValidationRecord.Setup] = []
  var validation = [Draft.record("swift test")]
  var baseChecks: BaseChecks?
  var acceptance: [AcceptanceRecord] = []
  var forHuman = [HumanQuestion(text: "The session cookie format has to change.", contractLine: 51)]
  var notChecked: [NotChecked] = [.stop("more than 45 minutes"), .stop("more than 3 failed validations")]
  /// Of the contract, as evidence quotes them.
  var lines: [ContractLine] = []
  var outcome = "People sign in."
  var ticket: String?
  var forge: ForgeRecord?
  var dependencies: DependencyRecord?
  var agentRuns: AgentRuns?
  /// A check of today records it.
  var request: CheckRequest? = CheckRequest()
  var timing = [
    Evidence.Timing.Command(
      name: "swift test", place: "working tree", wallMilliseconds: 48_230, cpuMilliseconds: 1, peakMemoryBytes: 1)
  ]
  /// Takes the place of every text that has no type of its own.
  var everyText: String?

  init(_ change: (inout Draft) -> Void = { _ in }) { change(&self) }

  mutating func state(_ name: GateName, _ state: Gate.State, _ summary: String, skipped: Bool = false) {
    gates = gates.map {
      $0.name == name ? Gate(name, state, required: true, summary: summary, skipped: skipped) : $0
    }
  }

  static func id(_ digits: String) -> ObjectID {
    let text = digits + String(repeating: "0", count: 40 - digits.count)
    guard let id = ObjectID(text) else { preconditionFailure("no object id: \(text)") }
    return id
  }

  static func record(
    _ name: String, _ place: ValidationRecord.Place = .workingTree, line: Int = 30,
    state: ValidationRecord.State = .pass, status: Int? = nil, signal: Int? = nil, reason: String? = nil,
    log: String = "", omitted: Int = 0, containment: Containment? = nil
  ) -> ValidationRecord {
    ValidationRecord(
      name: name, command: name, contractLine: line,
      run: ValidationRecord.Run(
        place: place, state: state, exitStatus: state == .pass ? 0 : status, signal: signal, reason: reason,
        log: ValidationRecord.Log(
          head: "", tail: log, omittedBytes: omitted, totalBytes: log.utf8.count + omitted), containment: containment))
  }

  var evidence: Evidence {
    func text(_ usual: String) -> String { everyText ?? usual }
    return Evidence(
      toolVersion: text("1.0.0"), verdict: verdict, place: text(place), programs: [], request: request,
      base: Evidence.Base(
        name: text("main"), why: text("the usual"), tip: Self.id("b5"), commit: Self.id("4f2c91a"), tree: Self.id("77"),
        pinned: pinned),
      head: Evidence.Head(
        name: text("HEAD"), branch: text("fix/login-loop"), commit: Self.id("9be01d3"), tree: Self.id("acde"),
        uncommitted: uncommitted, ignored: ignored),
      contract: occasion != nil
        ? nil
        : Evidence.ContractRecord(
          title: text(title), outcome: text(outcome), owner: nil, ticket: everyText ?? ticket,
          path: text("Contracts/login.yaml"), blob: Self.id("c0ffee1"), source: .base, why: text("the only one"),
          approval: ApprovalRecord(summary: text("approved: its bytes are on main")), band: .low,
          lines: everyText.map { [ContractLine(4, $0)] } ?? lines), occasion: occasion,
      policy: Evidence.PolicyRecord(path: nil, blob: nil), changes: changes, areas: areas, gates: gates,
      findings: findings, budget: budget,
      isolation: isolation, setup: setup,
      validation: validation, baseChecks: baseChecks, merged: merged, acceptance: acceptance, forHuman: forHuman,
      notChecked: notChecked,
      timing: Evidence.Timing(
        started: text("2026-01-02T03:04:05Z"), milliseconds: 51_000, commands: timing), forge: forge,
      dependencies: dependencies, agentRuns: agentRuns)
  }
}

extension Draft {
  /// Everything at once that means something to Markdown, HTML, a terminal or a CI system.
  static let hostileText =
    "]]> ```` ` | @team #123 GH-7 <b>&amp;</b> <!-- --> </details> [l](https://evil.example) www.evil.example :tada: "
    + "*a* _b_ ~~c~~ $x$ \\ line\nbreak\r\ttab \u{1B}[31m \u{0}\u{1}\u{1F}\u{7F} \u{202E}\u{2066}\u{200B}\u{FEFF}\u{2028} "
    + "::error::x ##[group]y ##vso[task.complete]z - 1. --- ==="

  /// The same text wherever evidence holds one, also behind a line break.
  static func filled(with text: String, verdict: Verdict = .broken, count: Int = 2) -> Evidence {
    Draft {
      $0.verdict = verdict
      $0.everyText = text
      $0.gates = [
        Gate(.scope, .fail, required: true, summary: text), Gate(.approval, .unproven, required: true, summary: text),
        Gate(.budget, .pass, required: true, summary: text),
      ]
      $0.findings = [
        Finding(
          .error, gate: .scope, ruleID: text, path: RepositoryPath(text), line: 3, text, hint: text, contractLine: 4),
        Finding(
          .warning, gate: .validation, ruleID: text, text, hint: nil, contractLine: 30,
          also: [Finding.Companion(.note, gate: .stop, ruleID: text, line: 3, "\(text) too")]),
      ]
      $0.areas = Array(repeating: AreaRecord(name: text, band: .high, hits: [], omitted: 0), count: count)
      $0.validation = [
        Draft.record(text, state: .fail, status: 1, log: "\(text)\n\(text)\n::error::x\n~~~\n```"),
        Draft.record(text, state: .inconclusive, reason: text),
      ]
      $0.acceptance = AcceptanceRecord.State.allCases.map {
        AcceptanceRecord(AcceptanceLine(text, by: .test(text), line: 5), $0, why: text)
      }
      $0.forHuman = Array(repeating: HumanQuestion(text: text, contractLine: 1), count: count)
      $0.forge = ForgeRecord(.gitHub, address: "https://github.com/team/app")
      $0.changes += [
        Change(
          path: RepositoryPath(text), operation: .modify, oldMode: .regular, newMode: .regular, oldID: nil, newID: nil,
          lines: .counted(added: 1, deleted: 1))
      ]
      $0.dependencies = DependencyRecord(
        packages: DependencyRecord.Change.allCases.map {
          DependencyRecord.Package(RepositoryPath(text), text, $0, old: [text], new: [text], license: text)
        }, unread: [DependencyRecord.Unread(RepositoryPath(text), text)])
      $0.notChecked = (0..<count).map { _ in NotChecked(line: text) }
      $0.timing = [
        Evidence.Timing.Command(
          name: text, place: text, wallMilliseconds: 1 << 43, cpuMilliseconds: 0, peakMemoryBytes: 0),
        Evidence.Timing.Command(
          name: text, place: text, wallMilliseconds: 1 << 43, cpuMilliseconds: 0, peakMemoryBytes: 0),
      ]
    }.evidence
  }
}
