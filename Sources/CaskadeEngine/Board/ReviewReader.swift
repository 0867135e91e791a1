import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Reads what a reviewer of a contract can know beside its text.
package struct ReviewReader {
  private let shown: ShownContract
  private let session: Session
  private let now: Int

  /// Commits that are looked at, the newest ones.
  private static let mostCommits = 500
  private static let mostNamed = 8

  package init(_ shown: ShownContract, _ session: Session, now: Int) {
    self.shown = shown
    self.session = session
    self.now = now
  }

  package func facts() throws(CommandError) -> ReviewFacts {
    let recent = Errand { [session] () throws(CommandError) -> [RecentCommit] in
      guard let head = try? session.repository.revisions.head() else { return [] }
      return try asking(session.repository.recent(Self.mostCommits, of: head.commit))
    }
    var facts = ReviewFacts()
    facts.owners = try owners()
    facts.lint = try lint()
    try addOthers(to: &facts)
    facts.approvals = try approvals()
    facts.history = history(try recent.result())
    return facts
  }

  // MARK: People

  private func owners() throws(CommandError) -> [ReviewFacts.Counted]? {
    guard let tip = shown.tip else { return nil }
    let objects = session.repository.objects
    let entries = try asking { () throws(GitError) in
      try objects.entries(at: CodeOwners.paths, in: objects.tree(of: tip.commit))
    }
    // The first place that holds one counts.
    let file = CodeOwners.paths.lazy.compactMap { path in entries.first { $0.path == path } }.first
    guard let file else { return nil }
    let owners = CodeOwners(try asking(objects.blobs([file.id]))[0])
    return owners.owners(of: shown.reach.changeable).map { ReviewFacts.Counted(name: $0.owner, count: $0.files) }
  }

  private func history(_ commits: [RecentCommit]) -> ReviewFacts.History? {
    guard !commits.isEmpty else { return nil }
    let reached = Set(shown.reach.changeable)
    var files: [RepositoryPath: Int] = [:]
    var authors: [String: Int] = [:]
    var touching = 0
    for commit in commits {
      let paths = commit.paths.filter(reached.contains)
      guard !paths.isEmpty else { continue }
      touching += 1
      authors[commit.author, default: 0] += 1
      for path in paths { files[path, default: 0] += 1 }
    }
    return ReviewFacts.History(
      commits: commits.count, touching: touching,
      busiest: Self.most(Dictionary(files.map { ($0.key.display, $0.value) }) { $0 + $1 }.filter { $0.value > 1 }),
      authors: Self.most(authors))
  }

  private static func most(_ counts: [String: Int]) -> [ReviewFacts.Counted] {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(mostNamed).map { ReviewFacts.Counted(name: $0.key, count: $0.value) }
  }

  // MARK: Approvals

  /// Those of the very bytes that are shown, wherever they lie.
  private func approvals() throws(CommandError) -> ReviewFacts.Approvals {
    var found = ReviewFacts.Approvals()
    let band = shown.reach.band
    let none = ContractApprovals.none.tally(for: band, policy: shown.policy, atLeast: 0)
    found.needed = none.needed
    found.missingGroups = none.missingGroups.map(describe)
    guard let path = shown.path, ContractFolder.holdsContract(path), let tip = shown.tip, let shelf = shown.shelf else {
      return found
    }
    let root = session.repository.location.workTree
    let folder = ContractStanding.approvals(of: path)
    var files: [ApprovalReader.File] = []
    for name in ((try? FileSystem.entries(of: root.appending(folder))) ?? []).sorted() {
      guard name.text.hasSuffix(".approval") else { continue }
      let path = RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")] + name.bytes)
      let bytes = try CommittedFile.read(root.appending(path), limit: ApprovalFile.mostBytes * 2, session)
      files.append(ApprovalReader.File(path: path, blob: nil, bytes: bytes))
    }
    let present = Set(files.map(\.path))
    for entry in shelf.approvals(of: path) where !present.contains(entry.path) {
      let bytes = try asking(session.repository.objects.blobs([entry.id]))[0]
      files.append(ApprovalReader.File(path: entry.path, blob: entry.id, bytes: bytes))
    }
    let desk = try ApprovalReader(
      session, tip: tip.commit, rootShelf: shelf, branch: nil, asksForBranch: false, now: now)
    let isAmendment = try shelf.source(of: path)?.bytes != shown.source.bytes
    let roll = try desk.roll(of: path, bytes: shown.source.bytes, files: files, isAmendment: isAmendment)
    let tally = roll.tally(for: band, policy: shown.policy, atLeast: 0)
    found.people = tally.people
    found.missingGroups = tally.missingGroups.map(describe)
    found.signatures = (tally.counting + tally.refused).sorted { $0.path < $1.path }.map { entry in
      ReviewFacts.Signature(
        principal: entry.header?.principal.text ?? EscapedText.line(entry.path.name), band: entry.header?.band,
        refusal: entry.refusal?.message(root: tip.name))
    }
    let signed = Set(tally.names)
    found.signers = Set(roll.signers.signers.map(\.principal)).subtracting(signed).sorted().map(\.text)
    return found
  }

  private func describe(_ group: String) -> String {
    let members = shown.policy.groups.first { $0.name == group }?.members ?? []
    return members.isEmpty ? group : "\(group) (\(members.joined(separator: ", ")))"
  }

  // MARK: Other contracts

  private func addOthers(to facts: inout ReviewFacts) throws(CommandError) {
    guard let tip = shown.tip, let shelf = shown.shelf else { return }
    let turns = TurnReader(session, root: tip, shelf: shelf, now: now)
    facts.turn = try turns.turn(of: shown.contract, at: shown.path)
    let others = try turns.inForce().filter { $0.path != shown.path }
    guard !others.isEmpty else { return }
    let index = PolicyIndex(shown.policy)
    let reach = FleetScope([shown.contract] + others.map(\.contract), index: index).reach(among: shown.tracked)
    let own = ComparedPaths(shown.contract.paths)
    for (place, other) in others.enumerated() {
      let shares = reach.shares.filter { $0.contracts.contains(0) && $0.contracts.contains(place + 1) }
      let name = ContractFolder.name(of: other.path)
      if let first = shares.flatMap(\.first).min() {
        let files = shares.map(\.files).reduce(0, +)
        facts.neighbours.append(ReviewFacts.Neighbour(name: name, example: first, files: files))
        continue
      }
      switch ContractOverlap(own, ComparedPaths(other.contract.paths), policy: index).answer {
      case .path(let path): facts.neighbours.append(ReviewFacts.Neighbour(name: name, example: path, files: 0))
      case .undecided: facts.neighbours.append(ReviewFacts.Neighbour(name: name, example: nil, files: 0))
      case .none: break
      }
    }
    let place = shown.path ?? RepositoryPath(shown.name)
    let all =
      [ContractFacts(path: place, contract: shown.contract)]
      + others.map { ContractFacts(path: $0.path, contract: $0.contract) }
    guard all.contains(where: { $0.contract?.paths.checksMayChange.isEmpty == false }) else { return }
    let name = ContractFolder.name(of: place)
    facts.joint = JointEffect.all(all, checks: shown.tracked.filter { CheckFileKind($0) != nil })
      .filter { $0.loosens == name || $0.guarded == name }
  }

  // MARK: Lint

  private func lint() throws(CommandError) -> [String] {
    let context = try LintFacts.context(session)
    return DocumentLint.diagnostics(shown.source, context: context).map { found in
      let line = found.range.map { "line \(shown.source.line(at: $0.start)): " } ?? ""
      return "\(line)\(found.severity): \(found.message) [\(found.rule)]"
    }
  }
}
