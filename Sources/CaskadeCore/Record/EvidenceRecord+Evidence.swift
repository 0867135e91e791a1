import CaskadeContracts
import CaskadeInspection
package import CaskadeSyntax

extension EvidenceRecord {
  /// More paths than these say no more to anybody who asks later; the trees are named.
  static let mostPaths = 200

  /// - Parameter document: the evidence as it stands in its file.
  package init(_ evidence: Evidence, _ document: JSONValue) {
    self.evidence = EvidenceDigest.text(document)
    (toolVersion, place) = (evidence.toolVersion, evidence.place)
    (started, milliseconds) = (evidence.timing.started, evidence.timing.milliseconds)
    (verdict, kind) = (evidence.verdict, evidence.occasion?.kind)
    base = Base(
      tip: evidence.base.tip, commit: evidence.base.commit, tree: evidence.base.tree, pinned: evidence.base.pinned)
    head = Head(
      branch: evidence.head.branch, commit: evidence.head.commit, tree: evidence.head.tree,
      uncommitted: evidence.head.uncommitted)
    contract = evidence.contract.map(ContractPart.init)
    policy = evidence.policy.blob
    (agent, model) = (evidence.request?.agent, evidence.request?.model)
    gates = evidence.gates.map {
      GatePart(name: $0.name.rawValue, state: $0.state, required: $0.required, skipped: $0.skipped, claim: $0.claim)
    }
    areas = evidence.areas.map { AreaPart(name: $0.name, band: $0.band, hits: Self.sum([$0.hits.count, $0.omitted])) }
    findings = Self.findings(evidence.findings)
    size = Size(
      files: evidence.changes.count, added: Self.sum(evidence.changes.map(\.added)),
      deleted: Self.sum(evidence.changes.map(\.deleted)), binary: evidence.changes.count(where: \.isBinary))
    let parted = PartedChanges(evidence)
    inside = parted.inside.prefix(Self.mostPaths).map {
      PathPart(path: $0.path, operation: $0.operation, added: $0.added, deleted: $0.deleted)
    }
    omitted = max(0, parted.inside.count - Self.mostPaths)
    outside = parted.folders
    (questions, notChecked) = (evidence.forHuman.count, evidence.notChecked.count)
    isolation = evidence.isolation
    runs = evidence.validation.map { RunPart($0, evidence.timing) }
    merged = evidence.merged.flatMap { merged in
      merged.state == .clean ? merged.tree.map { MergedPart(baseTip: merged.baseTip, tree: $0) } : nil
    }
    tools = evidence.tools.map(ToolsPart.init)
    agentRuns = evidence.agentRuns
  }

  /// No more than can be read back.
  fileprivate static func sum(_ numbers: [Int]) -> Int { min(numbers.reduce(0, +), Form<Int>.greatestCount) }

  private static func findings(_ findings: [Finding]) -> [FindingPart] {
    struct Kind: Hashable {
      let rule: String
      let gate: String
      let severity: Finding.Severity
    }
    var counts: [Kind: Int] = [:]
    for finding in findings {
      counts[Kind(rule: finding.rule, gate: finding.gate.rawValue, severity: finding.severity), default: 0] += 1
      for also in finding.also {
        counts[Kind(rule: also.rule, gate: also.gate.rawValue, severity: also.severity), default: 0] += 1
      }
    }
    return counts.map { FindingPart(rule: $0.rule, gate: $0.gate, severity: $0.severity, count: $1) }.sorted {
      ($0.gate, $0.rule, $0.severity.rawValue) < ($1.gate, $1.rule, $1.severity.rawValue)
    }
  }
}

extension EvidenceRecord.ContractPart {
  fileprivate init(_ contract: Evidence.ContractRecord) {
    self.init(
      path: contract.source == .file ? nil : contract.path, blob: contract.blob, source: contract.source,
      band: contract.band, needed: contract.approval.needed?.approvals, people: contract.approval.people)
  }
}

extension EvidenceRecord.RunPart {
  fileprivate init(_ record: ValidationRecord, _ timing: Evidence.Timing) {
    let base = ValidationRecord.Place.baseCheckout.rawValue
    self.init(
      id: CommandID.text(name: record.name, run: record.command), line: record.contractLine, state: record.run.state,
      onBase: record.onBase?.state, claim: record.run.claim,
      milliseconds: EvidenceRecord.sum(
        timing.commands.filter { $0.name == record.name && $0.place != base }.map(\.wallMilliseconds)))
  }
}

extension EvidenceRecord.ToolsPart {
  fileprivate init(_ record: ToolsRecord) {
    let met = record.limits.filter(\.isMet)
    self.init(
      claim: record.claim, calls: record.calls, violations: record.violations, refused: record.refused,
      milliseconds: record.milliseconds, tokens: record.tokens, cost: record.cost,
      loops: record.marks.count { $0.kind == .loop }, limits: met.count, after: EvidenceRecord.sum(met.map(\.after)))
  }
}

/// The changes, parted by whether the contract's patterns cover them. What wasn't judged is taken for outside.
private struct PartedChanges {
  private(set) var inside: [Change] = []
  private(set) var folders: [EvidenceRecord.FolderPart] = []

  init(_ evidence: Evidence) {
    let gates: Set<GateName> = [.scope, .protected]
    let judged = evidence.gates.filter { gates.contains($0.name) && !$0.skipped && $0.state != .notApplicable }
    let isJudged = evidence.contract != nil && judged.count == gates.count
    var refused: Set<RepositoryPath> = []
    for finding in evidence.findings {
      let asked = [finding.gate] + finding.also.map(\.gate)
      if let path = finding.path, asked.contains(where: gates.contains) { refused.insert(path) }
    }
    var areas: [RepositoryPath: Set<String>] = [:]
    for area in evidence.areas {
      for hit in area.hits { areas[hit.path, default: []].insert(area.name) }
    }
    var outside: [String: (files: Int, areas: Set<String>)] = [:]
    for change in evidence.changes {
      if isJudged, !refused.contains(change.path) {
        inside.append(change)
        continue
      }
      let parts = change.path.components
      let folder = parts.count > 1 ? RepositoryPath(bytes: Array(parts[0])).display : ""
      let seen = outside[folder] ?? (0, [])
      outside[folder] = (seen.files + 1, seen.areas.union(areas[change.path] ?? []))
    }
    inside.sort { $0.path < $1.path }
    folders = outside.map { EvidenceRecord.FolderPart(folder: $0, files: $1.files, areas: $1.areas.sorted()) }
      .sorted { $0.folder < $1.folder }
  }
}
