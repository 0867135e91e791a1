import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax
package import CaskadeSystem

extension AuditReader {
  /// Who let a line be there.
  ///
  /// - Parameter now: seconds since 1970.
  package func line(
    _ line: Int, of path: RepositoryPath, at tip: Revision, now: Int
  ) throws(CommandError) -> LineAudit {
    let objects = session.repository.objects
    let entry = try asking { () throws(GitError) in
      try objects.entry(at: path, in: objects.tree(of: tip.commit))
    }
    guard let entry, entry.mode.kind == FileMode.regular.kind else {
      throw CommandError(
        "'\(path.display)' is no file of \(EscapedText.line(tip.name)) \(tip.commit.short)",
        hint: "name it from the repository's root, as that commit has it; --base names another one")
    }
    guard
      let brought = try asking(
        session.repository.origin(of: path, line: line, at: tip.commit, firstParents: true)),
      let written = try asking(
        session.repository.origin(of: path, line: line, at: tip.commit, firstParents: false))
    else {
      throw CommandError(
        "'\(path.display)' has no line \(line) at \(EscapedText.line(tip.name)) \(tip.commit.short)",
        hint: "lines are counted from 1")
    }
    // Its parent, tree and message stand in the history; nothing newer than it is read.
    let parent = try asking(session.repository.firstParents(of: brought.commit, atMost: 1, messages: true))
    guard let commit = parent.first else { throw CommandError(GitError(.missingObject(brought.commit))) }
    var changes = changes([commit])
    try compare(&changes)
    try addApprovers(to: &changes, tip: tip)
    let change = changes[0]
    let (text, signatures) = try contract(of: change, path, now: now)
    return LineAudit(
      path: path, line: line, text: brought.text, author: written.author, written: written.commit, change: change,
      contract: text, signatures: signatures)
  }

  /// The contract as the record names it, and its approvals, verified now with the signers of the base that the check had.
  private func contract(
    of change: AuditedChange, _ path: RepositoryPath, now: Int
  ) throws(CommandError) -> (LineAudit.Text?, [LineAudit.Signature]) {
    let objects = session.repository.objects
    guard let record = change.record, let part = record.contract,
      try asking(objects.sizesIfPresent([part.blob]))[0] ?? .max <= SourceText.mostBytes
    else { return (nil, []) }
    let bytes = try asking(objects.trustedBlob(part.blob))
    let name = part.path ?? "contract"
    let text = ContractReader.read(SourceText(name: name, bytes: bytes)).contract.map {
      LineAudit.Text($0, allowing: path)
    }
    guard let contract = part.path.map({ RepositoryPath($0) }),
      try asking(objects.sizesIfPresent([record.base.tip]))[0] != nil
    else { return (text, []) }
    let shelf = try ContractTree(of: record.base.tip, objects)
    let reader = try ApprovalReader(
      session, tip: record.base.tip, rootShelf: shelf, branch: nil, asksForBranch: false, now: record.started)
    // An approval can have come with the branch.
    var places = [shelf]
    if try asking(objects.sizesIfPresent([record.head.commit]))[0] != nil {
      places.append(try ContractTree(of: record.head.commit, objects))
    }
    let isAmendment = try shelf.source(of: contract)?.bytes != bytes
    var found: [LineAudit.Signature] = []
    for place in places {
      let roll = try reader.roll(of: contract, bytes: bytes, in: place, isAmendment: isAmendment)
      let tally = roll.tally(for: part.band, policy: try shelf.policy().policy, atLeast: 0)
      for entry in tally.counting + tally.refused {
        let signature = LineAudit.Signature(
          path: entry.path, principal: entry.header?.principal.text ?? "", time: entry.header?.time ?? "",
          refusal: entry.refusal?.message(root: "the base"))
        if !found.contains(signature) { found.append(signature) }
      }
    }
    return (text, found)
  }
}
