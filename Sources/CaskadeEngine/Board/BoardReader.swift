import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Reads what a board shows: the contracts of the base, of branches and of the working tree, and what became of them.
package struct BoardReader {
  private let session: Session
  private let tip: Revision
  private let shelf: ContractTree
  private let policy: Policy
  private let index: PolicyIndex
  private let now: Int
  private let stuckAfter: Int

  /// A run that shows nothing for so many hours is stuck.
  package static let stuckAfterHours = 2
  /// Branches that are looked at, those first that were committed to last.
  private static let mostBranches = 500
  /// Closed contracts that count for hotspots.
  private static let mostClosed = 300

  /// - Parameters:
  ///   - base: where contracts are approved, as the caller names it.
  ///   - stuckAfter: hours without a sign of a run.
  package init(
    _ session: Session, base: String?, now: Int, stuckAfter: Int = BoardReader.stuckAfterHours
  ) throws(CommandError) {
    self.session = session
    self.stuckAfter = stuckAfter * 3_600
    self.now = now
    tip = try BaseAndHead.base(base, session)
    shelf = try ContractTree(of: tip.commit, session.repository.objects)
    policy = try shelf.policy().policy
    index = PolicyIndex(policy)
  }

  package func board() throws(CommandError) -> Board {
    let listing = Errand { [session] () throws(CommandError) in try RecordStore(session).listing() }
    let files = Errand { [shelf] () throws(CommandError) in try shelf.files() }
    let came = Errand { [session, tip] () throws(CommandError) in
      try asking(session.repository.arrivals(below: ContractFolder.folder, at: tip.commit))
    }
    var facts = try onBase()
    try addBranches(to: &facts)
    try addWorkingTree(to: &facts)
    try addRecords(listing.result(), to: &facts)
    let arrivals = try came.result()
    for index in facts.indices where facts[index].proposedOn == nil && facts[index].ending == nil {
      guard let arrival = arrivals[facts[index].path] else { continue }
      facts[index].since = arrival.seconds
      facts[index].arrival = arrival.isAtStart ? .beforeHistory : .at(arrival.place)
    }
    addTurns(to: &facts)
    let tracked = try files.result()
    let reach = try addReach(tracked, to: &facts)
    let folders = GitFolders(around: session.repository.location.workTree)
    let runs = folders.map { Self.runs($0) } ?? []
    try addRuns(runs, to: &facts)
    let loosens = facts.contains { $0.ending == nil && $0.contract?.paths.checksMayChange.isEmpty == false }
    var board = Board(
      facts, reach: reach, policy: index, checks: loosens ? tracked.filter { CheckFileKind($0) != nil } : [],
      base: tip.name, baseCommit: tip.commit, tracked: tracked.count, now: now)
    board.runs = runs.map { run in
      Board.Run(contract: run.contract, state: run.state.rawValue, started: run.started, line: run.line)
    }
    board.questions = folders.map { Self.questions($0) } ?? []
    return board
  }

  /// This worktree's first.
  private static func questions(_ folders: GitFolders) -> [Board.Question] {
    let others = folders.ofEveryWorktree.filter { $0 != folders.own }
    return ([folders.own] + others).flatMap { own in
      let name = own == folders.own ? nil : own == folders.common ? "main" : own.lastComponent.text
      return Questions(own: own).all().map { question in
        Board.Question(
          number: question.number, contract: question.contract, text: question.text, asked: question.asked,
          answer: question.answer, isGranted: question.isGranted, worktree: name)
      }
    }
  }

  /// The newest of each contract, in whichever worktree, that goes on or came to no end.
  private static func runs(_ folders: GitFolders) -> [RunRecord] {
    var latest: [String: RunRecord] = [:]
    for record in folders.ofEveryWorktree.flatMap({ RunShelf(own: $0).records() }) {
      let isNewer = latest[record.contract].map { ($0.started, $0.id) < (record.started, record.id) } ?? true
      if isNewer { latest[record.contract] = record }
    }
    return latest.values.filter { $0.state == .running || $0.state == .killed }.sorted { $0.contract < $1.contract }
  }

  // MARK: Contracts

  /// The open ones, and those that were closed last by their files' order.
  private func onBase() throws(CommandError) -> [ContractFacts] {
    let closed = shelf.paths.filter { ContractFile($0) == .closed }.sorted()
    try shelf.load(shelf.contracts + closed.suffix(Self.mostClosed))
    var facts: [ContractFacts] = []
    for path in shelf.contracts {
      guard let source = try shelf.source(of: path) else { continue }
      facts.append(ContractFacts(path: path, contract: Self.read(source)))
    }
    for path in closed.suffix(Self.mostClosed) {
      guard let source = try shelf.source(of: path) else { continue }
      var closed = ContractFacts(path: path, contract: Self.read(source))
      closed.ending = ContractClosing(closed: source.bytes) ?? .done
      closed.reason = ContractClosing.reason(closed: source.bytes)
      facts.append(closed)
    }
    return facts
  }

  /// The contract, or as much of a draft as can be read; nil where nothing can.
  private static func read(_ source: SourceText) -> Contract? {
    let result = ContractReader.read(source)
    return result.contract ?? result.draft
  }

  /// Work under the contracts, versions of them that only a branch has, and contracts that only one has.
  private func addBranches(to facts: inout [ContractFacts]) throws(CommandError) {
    let repository = session.repository
    let branches = try asking(repository.branches(beyond: tip.commit, atMost: Self.mostBranches))
    for index in facts.indices where facts[index].ending == nil {
      guard let contract = facts[index].contract else { continue }
      facts[index].branches = branches.filter { contract.governs(branch: $0.name) }
        .map { ContractFacts.Branch(name: $0.name, commit: $0.commit) }
    }
    let folders = try asking(repository.trees(at: ContractFolder.folder, in: branches.map(\.commit)))
    let own = try asking(repository.trees(at: ContractFolder.folder, in: [tip.commit]))[tip.commit]
    var listed: [ObjectID: [TreeEntry]] = [:]
    for branch in branches {
      guard let folder = folders[branch.commit], folder != own else { continue }
      let entries: [TreeEntry]
      if let known = listed[folder] {
        entries = known
      } else {
        entries = try asking(repository.objects.entries(of: folder))
      }
      listed[folder] = entries
      let versions = entries.compactMap { entry -> (path: RepositoryPath, id: ObjectID)? in
        let path = ContractFolder.path(of: entry.path.bytes)
        let isOne = entry.mode.kind == FileMode.regular.kind && ContractFolder.holdsContract(path)
        return isOne && shelf.blob(at: path) != entry.id ? (path, entry.id) : nil
      }
      guard !versions.isEmpty else { continue }
      let fork = try asking(repository.objects.mergeBases(tip.commit, branch.commit)).first
      for version in versions {
        // What the branch has from where it began isn't its own, however old it is.
        if let fork, try asking(repository.blobs(at: version.path, in: [fork]))[fork] == version.id { continue }
        try add(version.path, version.id, of: branch.name, to: &facts)
      }
    }
  }

  private func add(
    _ path: RepositoryPath, _ id: ObjectID, of branch: String, to facts: inout [ContractFacts]
  ) throws(CommandError) {
    if let index = facts.firstIndex(where: { $0.path == path && $0.ending == nil && $0.proposedOn == nil }) {
      if !facts[index].amendedOn.contains(branch) { facts[index].amendedOn.append(branch) }
      return
    }
    guard !shelf.holdsClosed(path), !facts.contains(where: { $0.path == path && $0.proposedOn != nil }) else { return }
    let bytes = try asking(session.repository.objects.trustedBlob(id))
    var proposed = ContractFacts(path: path, contract: Self.read(SourceText(name: path.display, bytes: bytes)))
    proposed.proposedOn = branch
    facts.append(proposed)
  }

  /// Contracts that no commit holds yet.
  private func addWorkingTree(to facts: inout [ContractFacts]) throws(CommandError) {
    let root = session.repository.location.workTree
    let names = (try? FileSystem.entries(of: root.appending(ContractFolder.folder))) ?? []
    let paths = names.map { ContractFolder.path(of: $0.bytes) }.filter(ContractFolder.holdsContract).sorted()
    let head = try? session.repository.revisions.head()
    for path in paths where !facts.contains(where: { $0.path == path && $0.ending == nil }) {
      let isCommitted = try head.map { (head) throws(CommandError) in
        try !asking(session.repository.blobs(at: path, in: [head.commit])).isEmpty
      }
      guard isCommitted != true,
        let bytes = try? FileReader.read(root.appending(path), limit: SourceText.mostBytes)
      else { continue }
      var proposed = ContractFacts(path: path, contract: Self.read(SourceText(name: path.display, bytes: bytes)))
      proposed.proposedOn = "the working tree"
      facts.append(proposed)
    }
  }

  // MARK: What became of them

  private func addRecords(_ listing: RecordStore.Listing, to facts: inout [ContractFacts]) throws(CommandError) {
    var newest: [String: EvidenceRecord] = [:]
    for record in listing.lines.compactMap(\.line.record) {
      guard let path = record.contract?.path else { continue }
      let known = newest[path]
      if known.map({ ($0.started, $0.evidence) < (record.started, record.evidence) }) ?? true { newest[path] = record }
    }
    for index in facts.indices where facts[index].ending == nil {
      guard let record = newest[facts[index].path.display] else { continue }
      facts[index].check = ContractFacts.Check(
        verdict: record.verdict, started: record.started, commit: record.head.commit)
    }
  }

  /// Runs that go on, with the time of the last sign of them.
  private func addRuns(_ runs: [RunRecord], to facts: inout [ContractFacts]) throws(CommandError) {
    for index in facts.indices where facts[index].ending == nil {
      guard let record = runs.first(where: { $0.contract == facts[index].name && $0.state == .running }) else {
        continue
      }
      var signs = [record.started, record.active, facts[index].check?.started].compactMap { text in
        text.flatMap(InstantText.milliseconds).map { $0 / 1_000 }
      }
      for branch in facts[index].branches {
        if let time = try asking(session.repository.time(of: branch.commit)) { signs.append(time) }
      }
      let quiet = max(0, now - (signs.filter { $0 <= now }.max() ?? now))
      facts[index].run = ContractFacts.Run(
        started: record.started, quiet: quiet, isStuck: quiet >= stuckAfter)
    }
  }

  private func addTurns(to facts: inout [ContractFacts]) {
    let today = CalendarDate(secondsSince1970: now)
    let standing = facts.filter { $0.ending == nil && $0.proposedOn == nil }
    let inForce = standing.filter { facts in
      ContractState(facts, today: today) != .draft && ContractState(facts, today: today) != .expired
    }
    var closed: [String: ContractClosing?] = [:]
    for ended in facts where ended.ending != nil { closed.updateValue(ended.ending, forKey: ended.name) }
    let queue = ContractQueue(
      open: inForce.map { facts in
        ContractQueue.Open(
          path: facts.path, locks: facts.contract?.locks.map(\.value) ?? [],
          after: facts.contract?.after.map(\.value) ?? [], arrival: facts.arrival)
      }, named: Set(standing.map(\.name)), closed: closed)
    for index in facts.indices where facts[index].ending == nil {
      guard let contract = facts[index].contract else { continue }
      facts[index].turn = queue.turn(of: contract, at: facts[index].path, facts[index].arrival)
    }
  }

  /// What each may change, the band that makes, and whether it is approved for that.
  private func addReach(
    _ tracked: [RepositoryPath], to facts: inout [ContractFacts]
  ) throws(CommandError) -> FleetReach {
    let readable = facts.indices.filter { facts[$0].contract != nil }
    let scope = FleetScope(readable.compactMap { facts[$0].contract }, index: index)
    let half = max(1, (tracked.count + 3) / 4)
    let parts = SideBySide.run(0..<4, atMost: 4) { part in
      scope.reach(among: tracked.dropFirst(part * half).prefix(half))
    }
    var reach = scope.reach(among: [])
    for part in parts { reach.add(part) }
    let desk = try ApprovalReader(
      session, tip: tip.commit, rootShelf: shelf, branch: nil, asksForBranch: false, now: now)
    for (place, index) in readable.enumerated() {
      facts[index].reach = reach.contracts[place]
      facts[index].band = scope.band(of: place, reach, policy: policy)
      guard facts[index].ending == nil, facts[index].proposedOn == nil else { continue }
      var tally = ContractApprovals.none.tally(for: facts[index].band, policy: policy, atLeast: 0)
      if !tally.isMet, let source = try shelf.source(of: facts[index].path) {
        tally = try desk.roll(of: facts[index].path, bytes: source.bytes, in: shelf, isAmendment: false)
          .tally(for: facts[index].band, policy: policy, atLeast: 0)
      }
      (facts[index].people, facts[index].needed) = (tally.people, tally.needed)
      facts[index].isApproved = tally.isMet
    }
    return reach
  }
}
