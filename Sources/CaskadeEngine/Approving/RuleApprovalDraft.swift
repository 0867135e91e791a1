package import CaskadeContracts
package import CaskadeSyntax
package import CaskadeSystem

/// An approval of a change of policy or signers before it is signed. A file that is gone is signed as empty bytes.
package struct RuleApprovalDraft {
  package let path: RepositoryPath
  package let bytes: [UInt8]
  package let tip: Revision
  package let key: SigningKey
  package let header: ApprovalHeader
  /// What the signer has to know of the change, one line each.
  package let lines: [String]
  /// What keeps the approval from counting as things are, one line each.
  package let doubts: [String]

  /// The file that somebody named, where it is policy or signers; nil for everything else. `policy` alone is the policy,
  /// as no contract is called so.
  package static func path(_ word: String?, _ session: Session) -> RepositoryPath? {
    if let word, ContractFolder.isTaken(word) {
      return [ContractFolder.policy, ContractFolder.signers].first { ContractFolder.name(of: $0) == word }
    }
    guard let word, let path = session.repository.path(of: session.host.path(word)) else { return nil }
    return [ContractFolder.policy, ContractFolder.signers].contains(path) ? path : nil
  }

  package init(
    of path: RepositoryPath, _ wish: ApprovalDraft.Wish, _ program: SigningProgram, _ session: Session, now: Int
  ) throws(CommandError) {
    guard wish.band == nil || wish.band == Band.high.rawValue, wish.branch == nil else {
      throw CommandError(
        "'\(path.display)' is signed for band high and for no branch", hint: "leave '--band' and '--branch' out")
    }
    let expires = wish.expires.flatMap { CalendarDate($0) }
    if let word = wish.expires, expires == nil {
      throw CommandError("'--expires' can't be '\(word)'", hint: "a day, such as 2027-01-31")
    }
    let file = session.repository.location.workTree.appending(path)
    self.path = path
    bytes = FileSystem.exists(file) ? try CommittedFile.read(file, limit: SourceText.mostBytes, session) : []
    tip = try BaseAndHead.base(wish.base, session)
    let shelf = try ContractTree(of: tip.commit, session.repository.objects)
    let old = try shelf.source(of: path)
    guard old?.bytes ?? [] != bytes else {
      throw CommandError(
        "'\(path.display)' is the same on \(tip.name): there is no change to sign",
        hint: "change it first, or name the branch that the change is for: --base NAME")
    }
    key = try SigningKey(wish.key, program, session)
    let signers = try shelf.signers()
    let principal = try ApprovalDraft.principal(wish.principal, key.key, signers, session)
    guard
      let header = ApprovalHeader(
        contract: path, principal: principal, band: .high, branches: [], base: tip.commit, time: Timestamp.text(now),
        expires: expires, note: wish.note ?? "")
    else {
      throw CommandError("a note is one line of visible text", hint: "leave line breaks out of --note")
    }
    self.header = header
    lines = try Self.lines(path, bytes, shelf)
    let key = key.key
    doubts =
      signers.signers(named: principal).contains { $0.key == key }
      ? []
      : [
        "\(tip.name) doesn't name '\(principal.text)' with this key in \(ContractFolder.signers.display): until it does, "
          + "the approval won't count"
      ]
  }

  package var file: RepositoryPath {
    RepositoryPath(
      bytes: ContractStanding.approvals(of: path).bytes + Array("/\(header.principal.text).approval".utf8))
  }

  /// Exactly what will be signed.
  package var message: [UInt8] { Array(header.text.utf8) + [0x0A] + bytes }

  private static func lines(
    _ path: RepositoryPath, _ bytes: [UInt8], _ shelf: ContractTree
  ) throws(CommandError) -> [String] {
    if path == ContractFolder.signers {
      return AllowedSigners.changes(from: try shelf.signers(), to: AllowedSigners(bytes))
    }
    let old = try shelf.policy().policy
    if bytes.isEmpty { return AuthorityDifference(from: old, to: BuiltInPolicy.policy).loosenedFirst }
    let source = SourceText(name: path.display, bytes: bytes)
    let result = PolicyReader.read(source)
    guard let new = result.policy else {
      throw CommandError.unreadable("the policy '\(source.name)'", result.diagnostics, in: source)
    }
    return AuthorityDifference(from: old, to: new).loosenedFirst
  }
}
