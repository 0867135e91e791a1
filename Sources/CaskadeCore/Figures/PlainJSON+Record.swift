import CaskadeContracts
import CaskadeSyntax

/// The parts of a record, in the order of their keys: each is as `EvidenceRecord.keys` has it, or nil.
extension PlainJSON {
  mutating func word<Word: RawRepresentable<String>>(_: Word.Type) -> Word? { string().flatMap { Word(rawValue: $0) } }

  /// A number of things.
  mutating func amount() -> Int? { count().flatMap { $0 <= Form<Int>.greatestCount ? $0 : nil } }

  mutating func base() -> EvidenceRecord.Base? {
    var part = object()
    guard find("commit", in: &part), let commit = id(), find("pinned", in: &part), let pinned = bool(),
      find("tip", in: &part), let tip = id(), find("tree", in: &part), let tree = id()
    else { return nil }
    end(&part)
    return EvidenceRecord.Base(tip: tip, commit: commit, tree: tree, pinned: pinned)
  }

  mutating func head() -> EvidenceRecord.Head? {
    var part = object()
    guard find("branch", in: &part) else { return nil }
    let branch = isNull() ? nil : string()
    guard find("commit", in: &part), let commit = id(), find("tree", in: &part), let tree = id(),
      find("uncommitted", in: &part), let uncommitted = bool()
    else { return nil }
    end(&part)
    return EvidenceRecord.Head(branch: branch, commit: commit, tree: tree, uncommitted: uncommitted)
  }

  mutating func contract() -> EvidenceRecord.ContractPart? {
    var part = object()
    guard find("band", in: &part), let band = word(Band.self), find("blob", in: &part), let blob = id(),
      find("needed", in: &part)
    else { return nil }
    let isAsked = !isNull()
    let needed = isAsked ? amount() : nil
    guard !isAsked || needed != nil, find("path", in: &part) else { return nil }
    let path = isNull() ? nil : string()
    guard find("people", in: &part) else { return nil }
    let isTold = !isNull()
    let people = isTold ? amount() : nil
    guard !isTold || people != nil, find("source", in: &part), let source = word(ContractStanding.Source.self) else {
      return nil
    }
    end(&part)
    return EvidenceRecord.ContractPart(
      path: path, blob: blob, source: source, band: band, needed: needed, people: people)
  }

  mutating func size() -> EvidenceRecord.Size? {
    var part = object()
    guard find("added", in: &part), let added = amount(), find("binary", in: &part), let binary = amount(),
      find("deleted", in: &part), let deleted = amount(), find("files", in: &part), let files = amount()
    else { return nil }
    end(&part)
    return EvidenceRecord.Size(files: files, added: added, deleted: deleted, binary: binary)
  }

  mutating func merged() -> EvidenceRecord.MergedPart? {
    var part = object()
    guard find("base_tip", in: &part), let baseTip = id(), find("tree", in: &part), let tree = id() else {
      return self.refused()
    }
    end(&part)
    return EvidenceRecord.MergedPart(baseTip: baseTip, tree: tree)
  }

  mutating func tools() -> EvidenceRecord.ToolsPart? {
    var part = object()
    guard find("after", in: &part), let after = amount(), find("calls", in: &part), let calls = amount(),
      find("claim", in: &part), let claim = word(Claim.self), find("limits", in: &part), let limits = amount(),
      find("loops", in: &part), let loops = amount(), find("refused", in: &part), let refused = amount(),
      find("tokens", in: &part), let tokens = amount()
    else { return self.refused() }
    let isTold = find("usd_millionths", in: &part)
    let cost = isTold ? amount() : nil
    guard !isTold || cost != nil, find("violations", in: &part), let violations = amount(),
      find("work_ms", in: &part), let milliseconds = amount()
    else { return self.refused() }
    end(&part)
    return EvidenceRecord.ToolsPart(
      claim: claim, calls: calls, violations: violations, refused: refused, milliseconds: milliseconds, tokens: tokens,
      cost: cost, loops: loops, limits: limits, after: after)
  }

  mutating func agentRuns() -> AgentRuns? {
    var (part, found) = (object(), AgentRuns())
    guard find("answered", in: &part), let answered = amount(), find("asked", in: &part), let asked = amount(),
      let declined = amount("declined", in: &part), let granted = amount("granted", in: &part),
      find("interrupted", in: &part), let interrupted = amount(), find("killed", in: &part), let killed = amount(),
      find("reasons", in: &part)
    else { return self.refused() }
    var list = self.list()
    while next(&list) {
      guard let reason = word(AgentRuns.Reason.self) else { return self.refused() }
      found.reasons.append(reason)
    }
    guard find("runs", in: &part), let runs = amount(), find("seconds", in: &part), let seconds = amount(),
      find("stopped", in: &part), let stopped = amount(), find("suspended", in: &part), let suspended = amount(),
      find("warned", in: &part), let warned = amount()
    else { return self.refused() }
    end(&part)
    (found.answered, found.asked, found.interrupted, found.killed) = (answered, asked, interrupted, killed)
    (found.declined, found.granted) = (declined, granted)
    (found.runs, found.seconds, found.stopped) = (runs, seconds, stopped)
    (found.suspended, found.warned) = (suspended, warned)
    return found
  }

  /// One that a record may lack. Nil where it is there and is none.
  private mutating func amount(_ key: StaticString, in part: inout Object) -> Int?? {
    guard find(key, in: &part) else { return .some(nil) }
    return amount().map { .some($0) }
  }

  /// Where nil would else mean that there is none.
  private mutating func refused<Part>() -> Part? {
    refuse()
    return nil
  }

  // MARK: Lists

  mutating func areas() -> [String]? {
    var (list, names): (List, [String]) = (self.list(), [])
    while next(&list) {
      var part = object()
      guard find("band", in: &part), word(Band.self) != nil, find("hits", in: &part), amount() != nil,
        find("name", in: &part), let name = string()
      else { return nil }
      end(&part)
      names.append(name)
    }
    return names
  }

  mutating func gates() -> RecordFacts.Gates? {
    var (list, gates) = (self.list(), RecordFacts.Gates())
    while next(&list) {
      var part = object()
      guard find("claim", in: &part), word(Claim.self) != nil, find("name", in: &part), let name = string(),
        find("required", in: &part), let isRequired = bool(), find("skipped", in: &part), let isSkipped = bool(),
        find("state", in: &part), let state = word(Gate.State.self)
      else { return nil }
      end(&part)
      gates.add(name, state, required: isRequired, skipped: isSkipped)
    }
    return gates
  }

  mutating func findings() -> [EvidenceRecord.FindingPart]? {
    var (list, findings): (List, [EvidenceRecord.FindingPart]) = (self.list(), [])
    while next(&list) {
      var part = object()
      guard find("count", in: &part), let count = amount(), find("gate", in: &part), let gate = string(),
        find("rule", in: &part), let rule = string(), find("severity", in: &part),
        let severity = word(Finding.Severity.self)
      else { return nil }
      end(&part)
      findings.append(EvidenceRecord.FindingPart(rule: rule, gate: gate, severity: severity, count: count))
    }
    return findings
  }

  mutating func inside() -> PathList? {
    var (list, paths) = (self.list(), PathList())
    while next(&list) {
      var part = object()
      guard find("added", in: &part), amount() != nil, find("deleted", in: &part), amount() != nil,
        find("operation", in: &part), word(Operation.self) != nil, find("path", in: &part), let path = text(),
        // Its bytes aren't UTF-8, which is rare.
        !find("path_bytes", in: &part)
      else { return nil }
      end(&part)
      paths.append(bytes[path])
    }
    return paths
  }

  mutating func outside() -> [EvidenceRecord.FolderPart]? {
    var (list, folders): (List, [EvidenceRecord.FolderPart]) = (self.list(), [])
    while next(&list) {
      var part = object()
      guard find("areas", in: &part) else { return nil }
      var (inner, areas): (List, [String]) = (self.list(), [])
      while next(&inner) {
        guard let area = string() else { return nil }
        areas.append(area)
      }
      guard find("files", in: &part), let files = amount(), find("folder", in: &part), let folder = string() else {
        return nil
      }
      end(&part)
      folders.append(EvidenceRecord.FolderPart(folder: folder, files: files, areas: areas))
    }
    return folders
  }

  mutating func runs() -> [RecordFacts.Run]? {
    var (list, runs): (List, [RecordFacts.Run]) = (self.list(), [])
    while next(&list) {
      var part = object()
      guard find("claim", in: &part), word(Claim.self) != nil, find("id", in: &part), let id = string(),
        find("line", in: &part), amount() != nil, find("milliseconds", in: &part), let milliseconds = amount(),
        !find("on_base", in: &part) || word(ValidationRecord.State.self) != nil, find("state", in: &part),
        let state = word(ValidationRecord.State.self)
      else { return nil }
      end(&part)
      runs.append(RecordFacts.Run(id: id, state: state, milliseconds: milliseconds))
    }
    return runs
  }
}
