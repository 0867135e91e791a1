import CaskadeContracts
package import CaskadeSyntax

/// What the figures need of one record. A hundred thousand of them are read for a page, so no more is taken from a line,
/// and each of them lies at one place however often it is handed on.
package final class RecordFacts: Sendable {
  package struct Run: Hashable, Sendable {
    /// See `CommandID`.
    package let id: String
    package let state: ValidationRecord.State
    package let milliseconds: Int
  }

  /// A record's gates, as far as they stood in the way.
  struct Gates: Hashable, Sendable {
    /// Required gates that failed or stayed unproven, and those that the caller left out.
    var failed: [String] = []
    var unproven: [String] = []
    var skipped: [String] = []

    mutating func add(_ name: @autoclosure () -> String, _ state: Gate.State, required: Bool, skipped isSkipped: Bool) {
      if required, state == .fail { failed.append(name()) }
      if required, state == .unproven { unproven.append(name()) }
      if isSkipped { skipped.append(name()) }
    }
  }

  /// See `EvidenceDigest`.
  package let evidence: String
  /// Seconds since 1970.
  package let started: Int
  package let milliseconds: Int
  package let place: String
  package let verdict: Verdict
  package let contract: EvidenceRecord.ContractPart?
  package let base: EvidenceRecord.Base
  package let head: EvidenceRecord.Head
  package let agent: String?
  private let gates: Gates
  package let areas: [String]
  package let findings: [EvidenceRecord.FindingPart]
  package let size: EvidenceRecord.Size
  private let paths: PathList
  package let outside: [EvidenceRecord.FolderPart]
  package let questions: Int
  package let notChecked: Int
  package let runs: [Run]
  /// Some of it lies outside of what its contract allows.
  package let isEscaped: Bool
  /// What few records have, together: of a hundred thousand that have it not, none needs room for it.
  private let rest: Rest?

  private final class Rest: Sendable {
    let merged: EvidenceRecord.MergedPart?
    let tools: EvidenceRecord.ToolsPart?
    let agentRuns: AgentRuns?
    let signature: EvidenceSignature?

    init?(
      _ merged: EvidenceRecord.MergedPart?, _ tools: EvidenceRecord.ToolsPart?, _ agentRuns: AgentRuns?,
      _ signature: EvidenceSignature?
    ) {
      guard merged != nil || tools != nil || agentRuns != nil || signature != nil else { return nil }
      (self.merged, self.tools, self.agentRuns, self.signature) = (merged, tools, agentRuns, signature)
    }
  }

  package var merged: EvidenceRecord.MergedPart? { rest?.merged }
  package var tools: EvidenceRecord.ToolsPart? { rest?.tools }
  package var agentRuns: AgentRuns? { rest?.agentRuns }
  /// Not verified.
  package var signature: EvidenceSignature? { rest?.signature }

  package var inside: [RepositoryPath] { paths.all }
  package var insideCount: Int { paths.count }

  package var failed: [String] { gates.failed }
  package var unproven: [String] { gates.unproven }
  package var skipped: [String] { gates.skipped }

  /// As the signature says, which nobody has verified.
  package var signer: String? { signature?.principal.text }

  package var isKept: Bool { verdict == .kept }

  package var lines: Int { size.added + size.deleted }

  package init(_ record: EvidenceRecord, started: Int, signature: EvidenceSignature? = nil) {
    var gates = Gates()
    for gate in record.gates { gates.add(gate.name, gate.state, required: gate.required, skipped: gate.skipped) }
    (evidence, self.started, milliseconds) = (record.evidence, started, record.milliseconds)
    (place, verdict, contract, base, head) = (record.place, record.verdict, record.contract, record.base, record.head)
    (agent, self.gates, areas) = (record.agent, gates, record.areas.map(\.name))
    (findings, size, outside) = (record.findings, record.size, record.outside)
    paths = PathList(record.inside.map(\.path))
    isEscaped = record.contract != nil && !record.outside.isEmpty
    (questions, notChecked) = (record.questions, record.notChecked)
    runs = record.runs.map { Run(id: $0.id, state: $0.state, milliseconds: $0.milliseconds) }
    rest = Rest(record.merged, record.tools, record.agentRuns, signature)
  }

  /// Nil where anything isn't of the form, or not as this version writes it: the line is then read in full, which says what
  /// it is.
  ///
  /// - Parameters:
  ///   - json: at the record's brace.
  ///   - memory: of the records before it.
  init?(_ json: inout PlainJSON, _ memory: inout RecordMemory, digest: inout RecordDigest) {
    var root = json.object()
    guard json.find("schema", in: &root), json.string() == EvidenceRecord.schema else { return nil }
    agent = json.find("agent", in: &root) ? json.string() : nil
    let agentRuns = json.find("agent_runs", in: &root) ? json.agentRuns() : nil
    guard json.find("areas", in: &root), let areas = memory.areas.part(&json, { $0.areas() }),
      json.find("base", in: &root), let base = memory.base.part(&json, { $0.base() }),
      json.find("contract", in: &root)
    else { return nil }
    (self.areas, self.base) = (areas, base)
    if json.isNull() {
      contract = nil
    } else {
      guard let part = json.contract() else { return nil }
      contract = part
    }
    guard json.find("digest", in: &root), digest.state(&json), json.find("evidence", in: &root),
      let evidence = json.string(), json.find("findings", in: &root),
      let findings = memory.findings.part(&json, { $0.findings() }),
      json.find("gates", in: &root), let gates = memory.gates.part(&json, { $0.gates() }),
      json.find("head", in: &root), let head = json.head(), json.find("inside", in: &root),
      let inside = json.inside(), json.find("isolation", in: &root)
    else { return nil }
    (self.evidence, self.findings, self.gates, self.head, paths) = (evidence, findings, gates, head, inside)
    guard json.isNull() || json.word(Isolation.self) != nil,
      !json.find("kind", in: &root) || json.word(Occasion.Kind.self) != nil
    else { return nil }
    let merged = json.find("merged", in: &root) ? json.merged() : nil
    guard json.find("milliseconds", in: &root), let milliseconds = json.amount(),
      !json.find("model", in: &root) || json.text() != nil, json.find("not_checked", in: &root),
      let notChecked = json.amount(), json.find("omitted", in: &root), json.amount() != nil,
      json.find("outside", in: &root), let outside = memory.outside.part(&json, { $0.outside() }),
      json.find("place", in: &root), let place = json.string(), json.find("policy", in: &root),
      json.isNull() || json.id() != nil,
      json.find("questions", in: &root), let questions = json.amount()
    else { return nil }
    (self.milliseconds, self.notChecked, self.outside) = (milliseconds, notChecked, outside)
    (self.place, self.questions) = (place, questions)
    let isSigned = json.find("signature", in: &root)
    guard !isSigned || digest.signature(&json), json.find("size", in: &root), let size = json.size(),
      json.find("started", in: &root), let started = json.string().flatMap(InstantText.milliseconds),
      json.find("tool", in: &root), json.text() != nil
    else { return nil }
    (self.size, self.started) = (size, started / 1_000)
    let tools = json.find("tools", in: &root) ? json.tools() : nil
    guard json.find("validation", in: &root), let runs = memory.runs.part(&json, { $0.runs() }),
      json.find("verdict", in: &root), let verdict = json.word(Verdict.self)
    else { return nil }
    (self.runs, self.verdict) = (runs, verdict)
    isEscaped = contract != nil && !outside.isEmpty
    rest = Rest(merged, tools, agentRuns, digest.signature)
    json.end(&root)
    guard json.isDone else { return nil }
  }
}

extension RecordFacts: Hashable {
  package static func == (one: RecordFacts, other: RecordFacts) -> Bool {
    one === other
      || one.evidence == other.evidence && one.started == other.started && one.milliseconds == other.milliseconds
        && one.place == other.place && one.verdict == other.verdict && one.contract == other.contract
        && one.base == other.base && one.head == other.head && one.agent == other.agent && one.gates == other.gates
        && one.areas == other.areas && one.findings == other.findings && one.size == other.size
        && one.paths == other.paths && one.outside == other.outside && one.questions == other.questions
        && one.notChecked == other.notChecked && one.runs == other.runs && one.merged == other.merged
        && one.tools == other.tools && one.agentRuns == other.agentRuns && one.signature == other.signature
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(evidence) }
}

/// Parts of records as they were read before: most records are like others in most of their parts. What has the same bytes
/// is the same, and isn't walked through again.
///
/// It stands in the file of those who ask it: elsewhere its parts would have no types of their own when it is compiled.
package struct RecordMemory: Sendable {
  struct Shelf<Part: Sendable>: Sendable {
    private var known: [(bytes: [UInt8], part: Part)] = []

    /// So many are compared; the oldest one is forgotten.
    private static var most: Int { 6 }
    private static var mostBytes: Int { 8_192 }

    /// The list or the object that stands there, read by a walk that goes behind it.
    mutating func part(_ json: inout PlainJSON, _ read: (inout PlainJSON) -> Part?) -> Part? {
      for place in known.indices where json.takes(known[place].bytes) {
        let part = known[place].part
        // What comes often is compared first.
        if place > 0 { known.swapAt(place, place - 1) }
        return part
      }
      let start = json.offset
      guard let part = read(&json), json.isPlain else { return nil }
      let bytes = json.walked(from: start)
      if bytes.count <= Self.mostBytes {
        if known.count == Self.most { known.removeLast() }
        known.append((bytes, part))
      }
      return part
    }
  }

  var base = Shelf<EvidenceRecord.Base>()
  var gates = Shelf<RecordFacts.Gates>()
  var areas = Shelf<[String]>()
  var findings = Shelf<[EvidenceRecord.FindingPart]>()
  var outside = Shelf<[EvidenceRecord.FolderPart]>()
  var runs = Shelf<[RecordFacts.Run]>()

  package init() {}
}
