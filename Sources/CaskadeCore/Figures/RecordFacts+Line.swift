import CaskadeContracts
package import CaskadeSyntax

/// One line of a note, as the figures take it.
package enum FigureLine: Hashable, Sendable {
  case facts(RecordFacts)
  case altered
  case newer
  case unreadable
  case foreign

  private static let own = Array(",\"digest\":\"".utf8)

  /// - Parameter line: without its line break.
  package init(_ line: [UInt8]) {
    guard RecordLine.isMeant(line[...]) else {
      self = FigureLine(slowly: line)
      return
    }
    // As caskade writes it, the digest is that of the line without the digest. Any other line is read in full.
    guard let tape = JSONTape(line).whole, let facts = Self.quick(tape, line) else {
      self = FigureLine(slowly: line)
      return
    }
    self = .facts(facts)
  }

  private static func quick(_ root: JSONNode, _ line: [UInt8]) -> RecordFacts? {
    guard root["schema"]?.isText(EvidenceRecord.schema) == true, root[EvidenceDigest.signature] == nil,
      let digest = root["digest"], let stated = digest.string
    else { return nil }
    let (start, end) = (digest.offset - own.count + 1, digest.offset + digest.bytes.count)
    guard start > 0, line[start...].starts(with: own) else { return nil }
    guard SHA256.text(Array(line[..<start] + line[end...])) == stated else { return nil }
    return RecordFacts(root)
  }

  private init(slowly line: [UInt8]) {
    switch RecordLine(line[...]) {
    case .record(let record, let kept):
      guard let started = InstantText.milliseconds(record.started) else {
        self = .unreadable
        return
      }
      self = .facts(RecordFacts(record, started: started / 1_000, signature: kept.signature))
    case .altered: self = .altered
    case .newer: self = .newer
    case .unreadable: self = .unreadable
    case .foreign: self = .foreign
    }
  }
}

/// Nil where anything isn't of the form: the line is then read in full, which says what it is.
extension RecordFacts {
  fileprivate init?(_ root: JSONNode) {
    guard let evidence = root["evidence"]?.string, let begun = root["started"]?.string,
      let started = InstantText.milliseconds(begun), let milliseconds = root["milliseconds"]?.count,
      let place = root["place"]?.string, let verdict = root["verdict"]?.word(Verdict.self),
      let contract = root["contract"], let base = root["base"].flatMap(EvidenceRecord.Base.init),
      let head = root["head"].flatMap(EvidenceRecord.Head.init), let gates = root["gates"]?.elements,
      let areas = root["areas"]?.elements, let size = root["size"].flatMap(EvidenceRecord.Size.init),
      let questions = root["questions"]?.count, let notChecked = root["not_checked"]?.count
    else { return nil }
    self.evidence = evidence
    self.started = started / 1_000
    self.milliseconds = milliseconds
    (self.place, self.verdict) = (place, verdict)
    if contract.isNull {
      self.contract = nil
    } else {
      guard let part = EvidenceRecord.ContractPart(contract) else { return nil }
      self.contract = part
    }
    (self.base, self.head, self.size) = (base, head, size)
    agent = root["agent"]?.string
    var (failed, unproven, skipped): ([String], [String], [String]) = ([], [], [])
    for gate in gates {
      guard let name = gate["name"]?.string, let state = gate["state"]?.word(Gate.State.self),
        let isRequired = gate["required"]?.bool
      else { return nil }
      if isRequired, state == .fail { failed.append(name) }
      if isRequired, state == .unproven { unproven.append(name) }
      if gate["skipped"]?.bool == true { skipped.append(name) }
    }
    (self.failed, self.unproven, self.skipped) = (failed, unproven, skipped)
    self.areas = areas.compactMap { $0["name"]?.string }
    guard let findings = root["findings"]?.all(EvidenceRecord.FindingPart.init),
      let inside = root["inside"]?.all(RepositoryPath.init), let runs = root["validation"]?.all(Run.init),
      let outside = root["outside"]?.all(EvidenceRecord.FolderPart.init)
    else { return nil }
    (self.findings, self.inside, self.outside, self.runs) = (findings, inside, outside, runs)
    (self.questions, self.notChecked) = (questions, notChecked)
    signature = nil
    merged = root["merged"].flatMap(EvidenceRecord.MergedPart.init)
    tools = root["tools"].flatMap(EvidenceRecord.ToolsPart.init)
    guard (root["merged"] == nil) == (merged == nil), (root["tools"] == nil) == (tools == nil) else { return nil }
  }
}

extension JSONNode {
  fileprivate var count: Int? { integer.flatMap { (0...Form<Int>.greatestCount).contains($0) ? $0 : nil } }

  fileprivate var id: ObjectID? {
    isString ? ObjectID(digits: bytes.dropFirst().dropLast()) : nil
  }

  fileprivate func word<Word: RawRepresentable<String>>(_: Word.Type) -> Word? { string.flatMap { Word(rawValue: $0) } }

  /// Nil if one of them can't be made.
  fileprivate func all<Value>(_ make: (JSONNode) -> Value?) -> [Value]? {
    guard isArray else { return nil }
    var values: [Value] = []
    for element in elements {
      guard let value = make(element) else { return nil }
      values.append(value)
    }
    return values
  }
}

extension RepositoryPath {
  fileprivate init?(_ node: JSONNode) {
    if let bytes = node["path_bytes"]?.string.flatMap(Base64.decode) {
      self.init(bytes: bytes)
    } else if let text = node["path"]?.string {
      self.init(text)
    } else {
      return nil
    }
  }
}

extension RecordFacts.Run {
  fileprivate init?(_ node: JSONNode) {
    guard let id = node["id"]?.string, let state = node["state"]?.word(ValidationRecord.State.self),
      let milliseconds = node["milliseconds"]?.count
    else { return nil }
    self.init(id: id, state: state, milliseconds: milliseconds)
  }
}

extension EvidenceRecord.Base {
  fileprivate init?(_ node: JSONNode) {
    guard let tip = node["tip"]?.id, let commit = node["commit"]?.id, let tree = node["tree"]?.id,
      let pinned = node["pinned"]?.bool
    else { return nil }
    self.init(tip: tip, commit: commit, tree: tree, pinned: pinned)
  }
}

extension EvidenceRecord.Head {
  fileprivate init?(_ node: JSONNode) {
    guard let branch = node["branch"], let commit = node["commit"]?.id, let tree = node["tree"]?.id,
      let uncommitted = node["uncommitted"]?.bool, branch.isNull || branch.isString
    else { return nil }
    self.init(branch: branch.string, commit: commit, tree: tree, uncommitted: uncommitted)
  }
}

extension EvidenceRecord.ContractPart {
  fileprivate init?(_ node: JSONNode) {
    guard let path = node["path"], let blob = node["blob"]?.id,
      let source = node["source"]?.word(ContractStanding.Source.self), let band = node["band"]?.word(Band.self),
      let needed = node["needed"], let people = node["people"]
    else { return nil }
    self.init(
      path: path.string, blob: blob, source: source, band: band, needed: needed.count, people: people.count)
  }
}

extension EvidenceRecord.FindingPart {
  fileprivate init?(_ node: JSONNode) {
    guard let rule = node["rule"]?.string, let gate = node["gate"]?.string,
      let severity = node["severity"]?.word(Finding.Severity.self), let count = node["count"]?.count
    else { return nil }
    self.init(rule: rule, gate: gate, severity: severity, count: count)
  }
}

extension EvidenceRecord.Size {
  fileprivate init?(_ node: JSONNode) {
    guard let files = node["files"]?.count, let added = node["added"]?.count, let deleted = node["deleted"]?.count,
      let binary = node["binary"]?.count
    else { return nil }
    self.init(files: files, added: added, deleted: deleted, binary: binary)
  }
}

extension EvidenceRecord.FolderPart {
  fileprivate init?(_ node: JSONNode) {
    guard let folder = node["folder"]?.string, let files = node["files"]?.count,
      let areas = node["areas"]?.all({ $0.string })
    else { return nil }
    self.init(folder: folder, files: files, areas: areas)
  }
}

extension EvidenceRecord.MergedPart {
  fileprivate init?(_ node: JSONNode) {
    guard let baseTip = node["base_tip"]?.id, let tree = node["tree"]?.id else { return nil }
    self.init(baseTip: baseTip, tree: tree)
  }
}

extension EvidenceRecord.ToolsPart {
  fileprivate init?(_ node: JSONNode) {
    guard let claim = node["claim"]?.word(Claim.self), let calls = node["calls"]?.count,
      let violations = node["violations"]?.count, let refused = node["refused"]?.count,
      let milliseconds = node["work_ms"]?.count, let tokens = node["tokens"]?.count, let loops = node["loops"]?.count,
      let limits = node["limits"]?.count, let after = node["after"]?.count
    else { return nil }
    self.init(
      claim: claim, calls: calls, violations: violations, refused: refused, milliseconds: milliseconds, tokens: tokens,
      cost: node["usd_millionths"]?.count, loops: loops, limits: limits, after: after)
  }
}
