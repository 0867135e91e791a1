import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// The facts of one check, all in order unless a test says otherwise.
struct JudgementWorld {
  var contract: Contract
  var standing = ContractStanding(
    source: .base, path: RepositoryPath("Contracts/login.yaml"), name: "Contracts/login.yaml", why: "named",
    amendment: nil)
  var policy = BuiltInPolicy.policy
  var changes: [Change] = []
  var links: LinkMap?
  var nested: [RepositoryPath] = []
  var unreadable: [RepositoryPath] = []
  var branch: String? = "fix/login"
  var pinned = false
  var today = JudgementWorld.day("2026-06-01")
  var secrets: SecretScan? = SecretScan(hits: [], addedLines: 10)
  var unseen: [Unseen] = []
  var areaHits: [AreaHit] = []
  var integrity: [IntegrityFinding]? = []
  var validation = ValidationFacts.none
  var baseChecks: BaseChecks?
  var tools: ToolsRecord?
  var joint: [JointWork] = []
  var baseName = "main"
  var request = JudgementInput.Request()

  /// - Parameter rest: what follows title and outcome.
  init(_ rest: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let text = "caskade: 1\ntitle: T\noutcome: O is reached in full\n" + rest + "\n"
    let result = ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8)))
    XCTAssertEqual(result.diagnostics.map(\.message), [], file: file, line: line)
    contract = try XCTUnwrap(result.contract, file: file, line: line)
    validation = passing
  }

  /// Allows `Sources/**`, validates with `make test`, governs `fix/*`.
  static func usual(_ more: String = "") throws -> JudgementWorld {
    try JudgementWorld("branch: fix/*\npaths:\n  allow: [Sources/**]\nvalidation: [make test]\n\(more)")
  }

  var input: JudgementInput {
    let areas = AreaFinder(policy, hits: areaHits)
    let changes = ChangeSet(self.changes)
    return JudgementInput(
      contract: contract, standing: standing, policy: policy, changes: changes,
      run: JudgedRun(contract: contract, standing: standing, changes: changes, areas: areas), links: links,
      nestedRepositories: nested, branch: branch, baseName: baseName, mergeBase: Self.id("c"), pinned: pinned,
      today: today, secrets: secrets, integrity: integrity, validation: validation, request: request,
      unreadableSubmodules: unreadable, areas: areas, unseen: unseen, baseChecks: baseChecks, tools: tools,
      joint: joint)
  }

  /// Whatever a test looks for, every finding is one that the catalogue describes.
  var judgement: Judgement {
    let judgement = Judgement(input)
    for finding in judgement.findings {
      describe(finding.rule, finding.gate, finding.severity)
      for also in finding.also { describe(also.rule, also.gate, also.severity) }
    }
    return judgement
  }

  private func describe(_ id: String, _ gate: GateName, _ severity: Finding.Severity) {
    guard id != "secrets.\(Self.key.id)" else { return }
    guard let rule = RuleCatalogue.rule(id) else { return XCTFail("\(id) is not in the catalogue") }
    XCTAssertTrue(rule.severities.contains(severity), "\(id): \(severity)")
    if rule != .scopeChangedAndBack { XCTAssertEqual(rule.gate, gate, id) }
  }

  func gate(_ name: GateName) -> String {
    guard let gate = judgement.gates.first(where: { $0.name == name }) else { return "absent" }
    return "\(gate.state.rawValue)\(gate.skipped ? " (skipped)" : ""): \(gate.summary)"
  }

  /// `rule path: message (contract line)`.
  var findings: [String] {
    judgement.findings.map {
      "\($0.rule) \($0.path?.display ?? "-")\($0.line.map { ":\($0)" } ?? ""): \($0.message)"
        + ($0.contractLine.map { " (line \($0))" } ?? "")
    }
  }

  var rules: [String] { judgement.findings.map(\.rule) }

  /// Every command of the contract passed.
  var passing: ValidationFacts {
    ValidationFacts(records: (contract.validation ?? []).map { Self.record($0.name, .pass, line: $0.line) })
  }

  static func record(
    _ name: String, _ state: ValidationRecord.State, line: Int = 1, place: ValidationRecord.Place = .cleanCheckout,
    status: Int? = nil, signal: Int? = nil, reason: String? = nil, expected: ValidationCommand.OnBase? = nil,
    onBase: ValidationRecord.State? = nil
  ) -> ValidationRecord {
    func run(_ state: ValidationRecord.State, _ place: ValidationRecord.Place) -> ValidationRecord.Run {
      ValidationRecord.Run(
        place: place, state: state, exitStatus: status, signal: signal, reason: reason,
        log: ValidationRecord.Log(head: "", tail: "", omittedBytes: 0, totalBytes: 0))
    }
    return ValidationRecord(
      name: name, command: name, contractLine: line, run: run(state, place), expectedOnBase: expected,
      onBase: onBase.map { run($0, .baseCheckout) })
  }

  static func change(
    _ path: String, _ operation: CaskadeSyntax.Operation = .modify, added: Int = 1, deleted: Int = 0,
    old: FileMode? = nil,
    new: FileMode? = nil, binary: Bool = false
  ) -> Change {
    let oldMode = old ?? (operation == .create ? .absent : operation == .submodule ? .submodule : .regular)
    let newMode = new ?? (operation == .delete ? .absent : operation == .submodule ? .submodule : .regular)
    return Change(
      path: RepositoryPath(path), operation: operation, oldMode: oldMode, newMode: newMode,
      oldID: oldMode == .absent ? nil : id("a"), newID: newMode == .absent ? nil : id("b"),
      lines: binary ? .binary : .counted(added: added, deleted: deleted))
  }

  /// No kind that a scan finds.
  static let key = SecretKind(id: "key", name: "a key")

  static func id(_ digit: Character) -> ObjectID {
    guard let id = ObjectID(String(repeating: digit, count: 40)) else { preconditionFailure("a hexadecimal digit") }
    return id
  }

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("a day") }
    return day
  }
}
