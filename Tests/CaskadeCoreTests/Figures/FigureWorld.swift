import CaskadeInspection
import CaskadeSyntax

@testable import CaskadeContracts
@testable import CaskadeCore

/// A record with the least that a figure needs, and what a test changes in it.
struct FigureWorld {
  var contract: String? = "Contracts/login.yaml"
  var blob = "a"
  var branch: String? = "login"
  var head = "b"
  var tree = "c"
  var verdict = Verdict.kept
  /// Days since 2026-01-01.
  var day = 0
  var failed: [String] = []
  var findings: [EvidenceRecord.FindingPart] = []
  var outside: [EvidenceRecord.FolderPart] = []
  var inside = ["src/a.txt"]
  var runs: [EvidenceRecord.RunPart] = []
  var tools: EvidenceRecord.ToolsPart?
  var agentRuns: AgentRuns?
  var agent: String?
  var uncommitted = false
  var merged: String?

  static let start = 1_767_225_600

  /// An id of one digit over and over.
  static func id(_ digit: String) -> ObjectID {
    guard let id = ObjectID(String(repeating: digit, count: 40)) else { preconditionFailure("a digit") }
    return id
  }

  static func run(_ id: String, _ state: ValidationRecord.State) -> EvidenceRecord.RunPart {
    EvidenceRecord.RunPart(id: id, line: 1, state: state, onBase: nil, claim: .witnessed, milliseconds: 1_000)
  }

  static func finding(
    _ rule: String, _ gate: String, _ severity: Finding.Severity = .error
  ) -> EvidenceRecord.FindingPart {
    EvidenceRecord.FindingPart(rule: rule, gate: gate, severity: severity, count: 1)
  }

  static func tools(refused: Int = 0, cost: Int? = nil, loops: Int = 0, limits: Int = 0) -> EvidenceRecord.ToolsPart {
    EvidenceRecord.ToolsPart(
      claim: .asserted, calls: 10, violations: 0, refused: refused, milliseconds: 60_000, tokens: 0, cost: cost,
      loops: loops, limits: limits, after: 0)
  }

  /// - Parameter evidence: what tells it from another one's.
  func record(_ evidence: String) -> EvidenceRecord {
    EvidenceRecord(
      evidence: evidence, toolVersion: "1", place: "local",
      started: InstantText.text(milliseconds: (Self.start + day * 86_400) * 1_000), milliseconds: 2_000,
      verdict: verdict, kind: nil,
      base: EvidenceRecord.Base(tip: Self.id("1"), commit: Self.id("1"), tree: Self.id("2"), pinned: true),
      head: EvidenceRecord.Head(
        branch: branch, commit: Self.id(head), tree: Self.id(tree), uncommitted: uncommitted),
      contract: contract.map {
        EvidenceRecord.ContractPart(
          path: $0, blob: Self.id(blob), source: .base, band: .low, needed: 0, people: 0)
      }, policy: nil, agent: agent, model: nil,
      gates: failed.map {
        EvidenceRecord.GatePart(name: $0, state: .fail, required: true, skipped: false, claim: .witnessed)
      }, areas: [], findings: findings,
      size: EvidenceRecord.Size(
        files: inside.count + outside.reduce(0) { $0 + $1.files }, added: 3, deleted: 1, binary: 0),
      inside: inside.map {
        EvidenceRecord.PathPart(path: RepositoryPath($0), operation: .modify, added: 3, deleted: 1)
      }, omitted: 0, outside: outside, questions: 1, notChecked: 0, isolation: nil, runs: runs,
      merged: merged.map { EvidenceRecord.MergedPart(baseTip: Self.id("1"), tree: Self.id($0)) }, tools: tools,
      agentRuns: agentRuns)
  }

  func facts(_ evidence: String) -> RecordFacts { RecordFacts(record(evidence), started: Self.start + day * 86_400) }

  /// Records of `count` runs, each on a branch of its own.
  static func many(_ count: Int, _ change: (inout FigureWorld, Int) -> Void) -> [RecordFacts] {
    (0..<count).map { number in
      var world = FigureWorld()
      world.branch = "work-\(number)"
      change(&world, number)
      return world.facts("e\(number)")
    }
  }
}
