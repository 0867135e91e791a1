import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// `caskade approve --list`: every approval of contracts, policy and signers in the working tree and on the base, and whether it counts there.
package struct ApprovalListing {
  private let session: Session
  private let contracts: [RepositoryPath]
  private let tip: Revision
  private let shelf: ContractTree
  private let branch: String?

  package init(of contract: String?, base: String?, branch named: String?, _ session: Session) throws(CommandError) {
    self.session = session
    let revisions = session.repository.revisions
    let objects = session.repository.objects
    let tip = try BaseAndHead.base(base, session)
    self.tip = tip
    shelf = try ContractTree(of: tip.commit, objects)
    branch = try asking { () throws(GitError) in
      if let named { return named }
      return try revisions.head().branch
    }
    if let path = RuleApprovalDraft.path(contract, session) {
      contracts = [path]
    } else if let word = contract {
      let shown = try ShownContract(word, base: base, session)
      contracts = shown.path.map { [$0] } ?? []
    } else {
      let folder = session.repository.location.workTree.appending(ContractFolder.folder)
      let present = ((try? FileSystem.entries(of: folder)) ?? []).map { ContractFolder.path(of: $0.bytes) }
      contracts =
        Set(present.filter(ContractFolder.holdsContract) + shelf.contracts).sorted() + [
          ContractFolder.signers, ContractFolder.policy,
        ]
    }
  }

  package func write() throws(CommandError) -> ExitCode {
    let desk = try ApprovalReader(
      session, tip: tip.commit, rootShelf: shelf, branch: branch, asksForBranch: branch != tip.branch,
      now: WallClock.seconds())
    var lines: [String] = []
    for contract in contracts { lines += try self.lines(of: contract, desk) }
    if lines.isEmpty { lines = ["nothing has an approval"] }
    lines.append("")
    let signers = try shelf.signers()
    let pinned = tip.pinned ? "pinned" : "not pinned"
    lines.append("signers: \(signers.signers.count) on \(tip.name) \(tip.commit.short) (\(pinned))")
    for ignored in signers.ignored {
      lines.append("  line \(ignored.line) is ignored: \(ignored.reason.message)")
    }
    try session.host.write(lines.joined(separator: "\n") + "\n")
    return .good
  }

  private func lines(of contract: RepositoryPath, _ desk: ApprovalReader) throws(CommandError) -> [String] {
    // A change of policy or signers is signed, never the version that the base has.
    let isRule = ContractFile(contract)?.isRule ?? false
    var lines: [String] = []
    if !isRule, let source = try shelf.source(of: contract) {
      let roll = try desk.roll(of: contract, bytes: source.bytes, in: shelf, isAmendment: false)
      lines += roll.entries.map { line($0, "on \(tip.name)") }
    }
    let root = session.repository.location.workTree
    let file = root.appending(contract)
    guard isRule || FileSystem.exists(file) else { return titled(contract, lines) }
    let bytes = FileSystem.exists(file) ? try CommittedFile.read(file, limit: SourceText.mostBytes, session) : []
    let folder = ContractStanding.approvals(of: contract)
    var files: [ApprovalReader.File] = []
    for name in (try? FileSystem.entries(of: root.appending(folder))) ?? [] {
      guard name.text.hasSuffix(".approval") else { continue }
      let path = RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")] + name.bytes)
      let file = root.appending(path)
      let bytes = try CommittedFile.read(file, limit: ApprovalFile.mostBytes * 2, session)
      files.append(ApprovalReader.File(path: path, blob: nil, bytes: bytes))
    }
    let approved = try shelf.source(of: contract)?.bytes
    let isAmendment = isRule ? (approved ?? []) != bytes : approved != bytes
    guard !isRule || isAmendment else {
      return titled(contract, files.map { ruleLine($0) })
    }
    let roll = try desk.roll(of: contract, bytes: bytes, files: files, isAmendment: isAmendment)
    // Bytes that the base has are approved by what the base has: a branch alone approves an amendment, if anything.
    lines += roll.entries.map { entry in
      let isWaiting = !isAmendment && shelf.blob(at: entry.path) == nil
      return line(
        entry, "in the working tree", counts: isWaiting ? "counts once it is merged to \(tip.name)" : "counts")
    }
    return titled(contract, lines)
  }

  /// Of a signature under a change that the base has, or that nobody makes.
  private func ruleLine(_ file: ApprovalReader.File) -> String {
    let header = try? ApprovalFile(file.bytes).header
    let name = header?.principal.text ?? EscapedText.line(file.path.name)
    return "  \(name) (in the working tree): doesn't count: there is no change here against \(tip.name)"
      + (header.map { "; signed \($0.time)" } ?? "")
  }

  private func titled(_ contract: RepositoryPath, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [contract.display] + lines
  }

  private func line(_ entry: ContractApprovals.Entry, _ place: String, counts: String = "counts") -> String {
    let name = entry.header?.principal.text ?? EscapedText.line(entry.path.name)
    let facts = entry.header.map { header in
      let expires = header.expires.map { ", until \($0.text)" } ?? ""
      let note = header.note.isEmpty ? "" : ", '\(EscapedText.line(header.note))'"
      return "band \(header.band.rawValue), signed \(header.time)\(expires)\(note)"
    }
    let state = entry.refusal.map { "doesn't count: \($0.message(root: tip.name))" } ?? counts
    return "  \(name) (\(place)): " + [state, facts].compactMap { $0 }.joined(separator: "; ")
  }
}
