import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax
package import CaskadeSystem

/// Reads what the figures are taken from: records, the contracts that they name, and what git tells of both.
package struct FigureReader {
  /// Records, and what lies among them.
  package struct Records: Sendable {
    package var facts: [RecordFacts] = []
    package var unread = FigureSheet.Unread()

    package init() {}

    /// - Parameter text: lines of a note or a file.
    mutating func add(_ text: [UInt8]) {
      var memory = RecordMemory()
      for line in RecordNote.lines(of: text) {
        switch FigureLine(line, &memory) {
        case .facts(let record): facts.append(record)
        case let other: unread.count(other)
        }
      }
    }

    package mutating func add(_ other: Records) {
      facts += other.facts
      unread.add(other.unread)
    }
  }

  private let session: Session

  private static let width = 4
  private static let mostFileBytes = 1 << 24
  /// Contracts whose text is read, the newest records' first.
  private static let mostContracts = 5_000

  package init(_ session: Session) {
    self.session = session
  }

  // MARK: Records

  package func notes() throws(CommandError) -> Records {
    let content = try asking(NotesReference(RecordStore.reference, of: session.repository).content())
    let blobs = Self.blobs(of: content.notes)
    let parts = try asking(
      session.repository.objects.sweep(blobs, atMost: Self.width, { NotedRecords() }) { $0.add($2, at: $1) })
    var all = NotedRecords()
    for part in parts { all.add(part) }
    var records = all.sorted
    records.unread.others = content.others.count
    return records
  }

  /// A note may lie at two places of the tree: git reads both as one.
  ///
  /// - Parameter notes: sorted by their objects.
  private static func blobs(of notes: [NotesReference.Note]) -> [ObjectID] {
    var blobs: [ObjectID] = []
    blobs.reserveCapacity(notes.count)
    var object: ObjectID?
    var seen: Set<ObjectID> = []
    for note in notes {
      if note.object != object { seen.removeAll(keepingCapacity: true) }
      object = note.object
      if seen.insert(note.blob).inserted { blobs.append(note.blob) }
    }
    return blobs
  }

  /// The records that lie in a folder, a file each, as `record --to` writes them.
  package static func folder(_ path: ByteString, named name: String) throws(CommandError) -> Records {
    guard FileSystem.isFolder(path) else {
      throw CommandError("there is no folder '\(EscapedText.line(name))'", hint: "caskade record --to DIR writes one")
    }
    var records = Records()
    for entry in try touching(FileSystem.entries(of: path)).sorted() where entry.bytes.first != UInt8(ascii: ".") {
      let file = path.appending(entry)
      guard !FileSystem.isFolder(file) else { continue }
      guard entry.text.hasSuffix(".json"), let bytes = try? FileReader.read(file, limit: mostFileBytes) else {
        records.unread.others += 1
        continue
      }
      records.add(bytes)
    }
    return records
  }

  /// Leaves those that a runner of the base signed.
  package func dropUnsigned(_ records: inout Records, now: Int) throws(CommandError) {
    guard let signatures = RunnerSignatures(atBaseOf: session, now: now) else {
      throw CommandError(
        "there is no base that names runners", hint: "caskade help evidence tells how records are signed")
    }
    var counted: [RecordFacts] = []
    for record in records.facts {
      guard let signature = record.signature else { continue }
      if case .counted = try signatures.standing(of: signature, evidence: record.evidence) { counted.append(record) }
    }
    records.unread.unsigned = records.facts.count - counted.count
    records.facts = counted
  }

  // MARK: What they name

  /// The contracts that records judge by, as far as their text is here; and how many are not.
  package func contracts(
    of records: [RecordFacts]
  ) throws(CommandError) -> (found: [ObjectID: FigureContract], missing: Int) {
    var ids: [ObjectID] = []
    var seen: Set<ObjectID> = []
    for record in records.reversed() {
      if let blob = record.contract?.blob, seen.insert(blob).inserted { ids.append(blob) }
    }
    ids = Array(ids.prefix(Self.mostContracts))
    let objects = session.repository.objects
    let sizes = try asking(objects.sizesIfPresent(ids))
    let here = zip(ids, sizes).filter { $1.map { $0 <= SourceText.mostBytes } ?? false }.map(\.0)
    let texts = try asking(objects.blobs(here))
    let parts = min(Self.width, max(1, here.count / 50))
    let size = max(1, (here.count + parts - 1) / parts)
    let read = SideBySide.run(0..<parts, atMost: parts) { part in
      texts.dropFirst(part * size).prefix(size).map { bytes -> FigureContract? in
        let result = ContractReader.read(SourceText(name: "contract", bytes: bytes))
        return (result.contract ?? result.draft).map(FigureContract.init)
      }
    }
    var found: [ObjectID: FigureContract] = [:]
    for (id, contract) in zip(here, read.joined()) { found[id] = contract }
    return (found, seen.count - found.count)
  }

  /// What the base tells of contracts and work: it is read while the records are.
  package struct BaseHistory: Sendable {
    fileprivate let base: Errand<(history: [LandedCommit], additions: [RepositoryPath: [Int]]), CommandError>
    fileprivate let made: Errand<[RepositoryPath: [Int]], CommandError>
  }

  /// - Parameter base: as the caller names it. Nil for no base, if none was named.
  package func history(base: String?) throws(CommandError) -> BaseHistory? {
    let tip: Revision
    do throws(CommandError) {
      tip = try BaseAndHead.base(base, session)
    } catch {
      // Without a base there are no such times; one that was named has to be there.
      guard base == nil else { throw error }
      return nil
    }
    let (repository, commit) = (session.repository, tip.commit)
    let base = Errand { () throws(CommandError) in
      try asking(repository.arriving(below: ContractFolder.folder, to: commit))
    }
    let made = Errand { () throws(CommandError) in
      let branch = try base.result()
      // Without a merge the branch has all that there is.
      guard branch.history.contains(where: { $0.parents.count > 1 }) else { return branch.additions }
      return try asking(repository.additions(below: ContractFolder.folder, to: commit))
    }
    return BaseHistory(base: base, made: made)
  }

  /// When the contracts of runs, and their work, came to the base.
  package func addTimes(to runs: inout [RecordedRun], _ history: BaseHistory?) throws(CommandError) {
    guard let history else { return }
    let base = try history.base.result()
    let (landings, approved, proposed) = (Landings(base.history), base.additions, try history.made.result())
    for index in runs.indices {
      let run = runs[index]
      runs[index].times.merged = landings.time(of: run)
      guard let path = run.last.contract?.path.map({ RepositoryPath($0) }) else { continue }
      let arrival = approved[path]?.last { $0 <= run.last.started } ?? approved[path]?.first
      runs[index].times.approved = arrival
      runs[index].times.proposed = proposed[path]?.last { $0 <= arrival ?? run.last.started }
    }
  }

  // MARK: Rework

  /// What became of the changes that reached the base in a period.
  ///
  /// - Parameter records: all that there are, whatever their time.
  package func rework(
    _ records: [RecordFacts], since: Int?, until: Int, base: String?
  ) throws(CommandError) -> ReworkFigures {
    let tip = try BaseAndHead.base(base, session)
    let history = try asking(session.repository.firstParents(of: tip.commit, messages: true))
    let period = history.drop { $0.seconds >= until }.prefix { $0.seconds >= since ?? .min }
    guard let last = period.last else { return ReworkFigures() }
    let index = RecordIndex(records)
    // What came after the period can have changed its lines too.
    let commits = Array(history[..<period.endIndex].reversed())
    let changes = commits.map { commit in
      ReworkCounter.Change(
        seconds: commit.seconds, isInPeriod: commit.seconds < until,
        isGoverned: AuditedChange(commit, index, signs: []).standing == .kept, message: commit.message)
    }
    var counter = ReworkCounter(changes, ids: commits.map { [$0.id] + $0.parents.dropFirst() })
    try asking { () throws(GitError) in
      try session.repository.patches(of: tip.commit, beyond: last.parents.first) { counter.consume($0) }
    }
    return counter.finished()
  }
}

/// Records as they are read, and the places of their notes, whose order is that of the records whatever was read first.
private struct NotedRecords: Sendable {
  private var facts: [(place: Int, record: RecordFacts)] = []
  private var unread = FigureSheet.Unread()
  private var memory = RecordMemory()

  mutating func add(_ text: [UInt8], at place: Int) {
    for line in RecordNote.lines(of: text) {
      switch FigureLine(line, &memory) {
      case .facts(let record): facts.append((place, record))
      case let other: unread.count(other)
      }
    }
  }

  mutating func add(_ other: NotedRecords) {
    facts += other.facts
    unread.add(other.unread)
  }

  var sorted: FigureReader.Records {
    var records = FigureReader.Records()
    records.unread = unread
    let order = facts.indices.sorted { (facts[$0].place, $0) < (facts[$1].place, $1) }
    records.facts = order.map { facts[$0].record }
    return records
  }
}

/// When commits and trees came to the base by first parents.
private struct Landings {
  private var commits: [ObjectID: Int] = [:]
  private var trees: [ObjectID: [Int]] = [:]

  /// - Parameter history: newest first.
  init(_ history: [LandedCommit]) {
    for commit in history.reversed() {
      for id in [commit.id] + commit.parents.dropFirst() where commits[id] == nil { commits[id] = commit.seconds }
      trees[commit.tree, default: []].append(commit.seconds)
    }
  }

  /// The earliest for any of its checks. A tree counts from the check on: it can have been there before.
  func time(of run: RecordedRun) -> Int? {
    run.checks.compactMap { check -> Int? in
      if check.head.uncommitted { return nil }
      if let time = commits[check.head.commit] { return time }
      let judged = [check.head.tree, check.merged?.tree].compactMap { $0 }
      return judged.compactMap { trees[$0]?.first { $0 >= check.started } }.min()
    }.min()
  }
}
