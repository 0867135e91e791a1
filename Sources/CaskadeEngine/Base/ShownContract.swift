package import CaskadeContracts
package import CaskadeSyntax
package import CaskadeSystem

/// The contract that `show` is about: the working tree's version, which is what a person is about to approve, else the
/// base's.
package struct ShownContract {
  package let contract: Contract
  package let name: String
  package let approval: String
  package let policy: Policy
  package let source: SourceText
  /// Nil for a file outside the repository.
  package let path: RepositoryPath?
  /// Where contracts are approved, and what stands there; nil before there is such a branch.
  package let tip: Revision?
  let shelf: ContractTree?
  /// What it lets somebody change here, and the band that it needs approvals for.
  package let reach: ContractReach
  /// The files of the commit that is checked out.
  package let tracked: [RepositoryPath]

  package init(_ word: String?, base: String?, _ session: Session) throws(CommandError) {
    let objects = session.repository.objects
    // A contract can be reviewed before there is a base to approve it on.
    let hasBase = base == nil ? try BaseAndHead.isThere(session) : true
    let tip = hasBase ? try BaseAndHead.base(base, session) : nil
    var shelf: ContractTree?
    if let tip { shelf = try ContractTree(of: tip.commit, objects) }
    policy = try shelf?.policy().policy ?? BuiltInPolicy.policy
    let (source, path) = try Self.source(word, shelf, session)
    let result = ContractReader.read(source)
    guard let contract = result.contract else {
      throw CommandError.unreadable("the contract '\(source.name)'", result.diagnostics, in: source)
    }
    self.contract = contract
    self.source = source
    self.path = path
    self.tip = tip
    self.shelf = shelf
    name = source.name
    let blob = try asking(objects.hash(source.bytes))
    tracked = try TrackedFiles.paths(session) ?? []
    reach = ContractReach(contract, policy: policy, tracked: tracked)
    guard let path, ContractFolder.holdsContract(path) else {
      approval = "not approved: contracts are approved at Contracts/NAME.yaml, and this file isn't there"
      return
    }
    guard let tip, let shelf, let approved = shelf.blob(at: path) else {
      approval = "not approved: nobody has merged it to \(tip?.name ?? "a base branch")"
      return
    }
    guard approved == blob else {
      approval = "not approved: \(tip.name) has another version"
      return
    }
    let desk = try ApprovalReader(
      session, tip: tip.commit, rootShelf: shelf, branch: nil, asksForBranch: false, now: WallClock.seconds())
    let roll = try desk.roll(of: path, bytes: source.bytes, in: shelf, isAmendment: false)
    approval = Self.approval(roll.tally(for: reach.band, policy: policy, atLeast: 0), reach.band, tip.name)
  }

  /// - Parameter band: the one that the contract reaches; a change of fewer areas may need less.
  private static func approval(_ tally: ApprovalTally, _ band: Band, _ base: String) -> String {
    guard tally.needed > 0 else { return "approved: its bytes are on \(base)" }
    let count = "\(tally.people) of \(tally.needed.counted("signature")) for band \(band.rawValue)"
    guard !tally.isMet else { return "approved: its bytes are on \(base), with \(count)" }
    let groups = tally.missingGroups.isEmpty ? "" : ", and nobody of \(tally.missingGroups.joined(separator: ", "))"
    return "not approved yet: its bytes are on \(base), with \(count)\(groups)"
  }

  private static func source(
    _ word: String?, _ shelf: ContractTree?, _ session: Session
  ) throws(CommandError) -> (SourceText, RepositoryPath?) {
    let root = session.repository.location.workTree
    let name: String
    if let word { name = word } else { name = try onlyOpen(shelf, root) }
    let isName = ContractFolder.isName(name)
    let file = isName ? root.appending(ContractFolder.path(named: name)) : session.host.path(name)
    let path = session.repository.path(of: file)
    if FileSystem.exists(file) {
      let bytes = try CommittedFile.read(file, limit: SourceText.mostBytes, session)
      return (SourceText(name: path?.display ?? EscapedText.line(name), bytes: bytes), path)
    }
    if let path, let source = try shelf?.source(of: path) { return (source, path) }
    throw CommandError(
      "there is no contract '\(name)'", hint: "open contracts are Contracts/NAME.yaml; caskade draft writes one")
  }

  private static func onlyOpen(_ shelf: ContractTree?, _ root: ByteString) throws(CommandError) -> String {
    let entries = (try? FileSystem.entries(of: root.appending(ContractFolder.folder))) ?? []
    let present = entries.map { ContractFolder.path(of: $0.bytes) }
    let open = Set(present.filter(ContractFolder.holdsContract) + (shelf?.contracts ?? [])).sorted()
    if open.count == 1 { return ContractFolder.name(of: open[0]) }
    let names = open.map { ContractFolder.name(of: $0) }.joined(separator: ", ")
    throw CommandError(
      open.isEmpty ? "there is no open contract" : "\(open.count) contracts are open: \(names)",
      hint: open.isEmpty ? "write one: caskade draft 'What has to be done'" : "name one of them")
  }
}
