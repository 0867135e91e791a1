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

  /// One approval, and whether it counts.
  private struct Item {
    let text: String
    let json: JSONValue
  }

  package func write(asJSON: Bool = false) throws(CommandError) -> ExitCode {
    let desk = try ApprovalReader(
      session, tip: tip.commit, rootShelf: shelf, branch: branch, asksForBranch: branch != tip.branch,
      now: WallClock.seconds())
    var lines: [String] = []
    var listed: [JSONValue] = []
    for contract in contracts {
      let items = try self.items(of: contract, desk)
      guard !items.isEmpty else { continue }
      lines += [contract.display] + items.map(\.text)
      listed.append(
        .object([
          JSONMember("path", .string(contract.display)), JSONMember("approvals", .array(items.map(\.json))),
        ]))
    }
    if asJSON { return try write(listed) }
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

  private func write(_ listed: [JSONValue]) throws(CommandError) -> ExitCode {
    let report = JSONValue.object([
      JSONMember("schema", "caskade.approvals/1"),
      JSONMember(
        "base",
        .object([
          JSONMember("name", .string(tip.name)), JSONMember("commit", .string(tip.commit.text)),
          JSONMember("pinned", .bool(tip.pinned)),
        ])), JSONMember("files", .array(listed)), JSONMember("signers", .integer(try shelf.signers().signers.count)),
    ])
    try session.host.write(JSONWriter(.pretty, order: .sorted).bytes(report) + [0x0A])
    return .good
  }

  private func items(of contract: RepositoryPath, _ desk: ApprovalReader) throws(CommandError) -> [Item] {
    // A change of policy or signers is signed, never the version that the base has.
    let isRule = ContractFile(contract)?.isRule ?? false
    var items: [Item] = []
    if !isRule, let source = try shelf.source(of: contract) {
      let roll = try desk.roll(of: contract, bytes: source.bytes, in: shelf, isAmendment: false)
      items += roll.entries.map { item($0, "on \(tip.name)") }
    }
    let root = session.repository.location.workTree
    let file = root.appending(contract)
    guard isRule || FileSystem.exists(file) else { return items }
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
      return files.map { ruleItem($0) }
    }
    let roll = try desk.roll(of: contract, bytes: bytes, files: files, isAmendment: isAmendment)
    // Bytes that the base has are approved by what the base has: a branch alone approves an amendment, if anything.
    items += roll.entries.map { entry in
      let isWaiting = !isAmendment && shelf.blob(at: entry.path) == nil
      return item(
        entry, "in the working tree", counts: isWaiting ? "counts once it is merged to \(tip.name)" : "counts")
    }
    return items
  }

  /// Of a signature under a change that the base has, or that nobody makes.
  private func ruleItem(_ file: ApprovalReader.File) -> Item {
    let header = try? ApprovalFile(file.bytes).header
    let name = header?.principal.text ?? EscapedText.line(file.path.name)
    let why = "there is no change here against \(tip.name)"
    return Item(
      text: "  \(name) (in the working tree): doesn't count: \(why)" + (header.map { "; signed \($0.time)" } ?? ""),
      json: Self.json(file.path, name, header, "in the working tree", state: "doesn't count", why: why))
  }

  private func item(_ entry: ContractApprovals.Entry, _ place: String, counts: String = "counts") -> Item {
    let name = entry.header?.principal.text ?? EscapedText.line(entry.path.name)
    let facts = entry.header.map { header in
      let expires = header.expires.map { ", until \($0.text)" } ?? ""
      let note = header.note.isEmpty ? "" : ", '\(EscapedText.line(header.note))'"
      return "band \(header.band.rawValue), signed \(header.time)\(expires)\(note)"
    }
    let why = entry.refusal?.message(root: tip.name)
    let state = why.map { "doesn't count: \($0)" } ?? counts
    return Item(
      text: "  \(name) (\(place)): " + [state, facts].compactMap { $0 }.joined(separator: "; "),
      json: Self.json(
        entry.path, name, entry.header, place, state: why == nil ? counts : "doesn't count", why: why))
  }

  private static func json(
    _ path: RepositoryPath, _ name: String, _ header: ApprovalHeader?, _ place: String, state: String, why: String?
  ) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return .object([
      JSONMember("path", .string(path.display)), JSONMember("principal", .string(name)),
      JSONMember("place", .string(place)), JSONMember("state", .string(state)), JSONMember("why", text(why)),
      JSONMember("band", text(header?.band.rawValue)), JSONMember("time", text(header?.time)),
      JSONMember("expires", text(header?.expires?.text)), JSONMember("note", text(header?.note)),
    ])
  }
}
