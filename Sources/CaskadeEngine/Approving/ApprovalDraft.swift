package import CaskadeContracts
package import CaskadeSyntax
package import CaskadeSystem

/// An approval before it is signed: the contract's bytes as they were shown, and the header to sign with them.
package struct ApprovalDraft {
  /// What the person says of the approval; nil is what the repository says.
  package struct Wish {
    package var contract: String?
    package var base: String?
    package var key: String?
    package var principal: String?
    package var band: String?
    package var expires: String?
    package var branch: String?
    package var note: String?

    package init() {}
  }

  package let shown: ShownContract
  package let path: RepositoryPath
  package let tip: Revision
  package let shelf: ContractTree
  package let key: SigningKey
  package let header: ApprovalHeader
  /// What keeps the approval from counting as things are, one line each.
  package let doubts: [String]

  package init(
    _ wish: Wish, _ program: SigningProgram, _ session: Session, now: Int
  ) throws(CommandError) {
    let shown = try ShownContract(wish.contract, base: wish.base, session)
    guard shown.contract.blanks.isEmpty else {
      throw CommandError(
        "'\(shown.name)' is a draft: a blank can't be approved",
        hint: "fill in the blanks, until 'caskade lint' is silent")
    }
    if let path = shown.path, ContractFolder.isMisnamed(path) { throw .misnamed(path) }
    guard let path = shown.path, ContractFolder.holdsContract(path) else {
      throw CommandError(
        "'\(shown.name)' is not a contract of this repository", hint: "approve what lies at Contracts/NAME.yaml")
    }
    try CommittedFile.refuseUnknown(path, read: shown.source.bytes, session)
    guard let tip = shown.tip, let shelf = shown.shelf else {
      throw CommandError(
        "there is no base branch yet on which the approval could stand", hint: "make the first commit of main first")
    }
    self.shown = shown
    self.path = path
    self.tip = tip
    self.shelf = shelf
    let key = try SigningKey(wish.key, program, session)
    self.key = key
    let signers = try shelf.signers()
    let principal = try Self.principal(wish.principal, key.key, signers, session)
    let band = try Self.band(wish.band, shown)
    let expires = try Self.expires(wish.expires, shown)
    let branches = try Self.branches(wish.branch, shown, tip, session)
    guard
      let header = ApprovalHeader(
        contract: path, principal: principal, band: band, branches: branches, base: tip.commit,
        time: Timestamp.text(now), expires: expires, note: wish.note ?? "")
    else {
      throw CommandError("a note is one line of visible text", hint: "leave line breaks out of --note")
    }
    self.header = header
    var doubts: [String] = []
    if !signers.signers(named: principal).contains(where: { $0.key == key.key }) {
      doubts.append(
        "\(tip.name) doesn't name '\(principal.text)' with this key in \(ContractFolder.signers.display): until it does, "
          + "the approval won't count")
    }
    if let expires, expires < CalendarDate(secondsSince1970: now) { doubts.append("it has expired: \(expires.text)") }
    let least = ContractBand(shown.contract, policy: shown.policy).band
    if band < least {
      doubts.append("the contract is of band \(least.rawValue): an approval for band \(band.rawValue) won't count")
    } else if band < shown.reach.band {
      let areas = shown.reach.reached(above: band).map(\.title).joined(separator: ", ")
      doubts.append(
        "an approval for band \(band.rawValue) won't count once a change touches what is of a higher band: \(areas)")
    }
    let isOneBranch = wish.branch.map { name in !name.contains { "*?[\\".contains($0) } } ?? false
    if isOneBranch, let branch = wish.branch, !shown.contract.governs(branch: branch) {
      let governed = shown.contract.branch.map { "'\($0.pattern.text)'" }.joined(separator: ", ")
      doubts.append("the contract governs \(governed): an approval for '\(branch)' alone won't count there")
    }
    self.doubts = doubts
  }

  package var file: RepositoryPath {
    RepositoryPath(
      bytes: ContractStanding.approvals(of: path).bytes + Array("/\(header.principal.text).approval".utf8))
  }

  /// Exactly what will be signed.
  package var message: [UInt8] { Array(header.text.utf8) + [0x0A] + shown.source.bytes }

  static func principal(
    _ named: String?, _ key: SSHPublicKey, _ signers: AllowedSigners, _ session: Session
  ) throws(CommandError) -> Principal {
    if let named {
      guard let principal = Principal(named) else {
        throw CommandError("'--as' can't be '\(named)'", hint: "one literal name, such as dev@example.com")
      }
      return principal
    }
    let known = Set(signers.signers.filter { $0.key == key }.map(\.principal)).sorted()
    if known.count > 1 {
      throw CommandError(
        "the key stands under several names: \(known.map(\.text).joined(separator: ", "))", hint: "say which: --as NAME"
      )
    }
    if let only = known.first { return only }
    let mail = try asking(session.repository.setting("user.email"))
    guard let principal = mail.flatMap({ Principal($0) }) else {
      throw CommandError(
        "who are you? The key is not among the signers, and git's user.email names nobody",
        hint: "say it: --as dev@example.com")
    }
    return principal
  }

  private static func band(_ named: String?, _ shown: ShownContract) throws(CommandError) -> Band {
    guard let named else { return shown.reach.band }
    guard let band = Band(rawValue: named) else {
      throw CommandError(
        "'--band' can't be '\(named)'", hint: "one of: \(Band.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return band
  }

  private static func expires(_ named: String?, _ shown: ShownContract) throws(CommandError) -> CalendarDate? {
    guard let named else { return shown.contract.expires?.value }
    guard let date = CalendarDate(named) else {
      throw CommandError("'--expires' can't be '\(named)'", hint: "a day, such as 2027-01-31")
    }
    return date
  }

  /// The contract's own branches; for a contract of every branch the one that is checked out, unless it is the base.
  private static func branches(
    _ named: String?, _ shown: ShownContract, _ tip: Revision, _ session: Session
  ) throws(CommandError) -> [BranchPattern] {
    var name = named
    if name == nil, shown.contract.branch.isEmpty {
      name = try asking(session.repository.revisions.head().branch)
      if name == tip.branch { name = nil }
    }
    guard let name else { return shown.contract.branch }
    guard let pattern = try? PathPattern(name), !name.contains(" ") else {
      throw CommandError("'--branch' can't be '\(name)'", hint: "a branch's name, or a pattern such as fix/login-*")
    }
    return [BranchPattern(pattern: pattern, line: 0)]
  }
}
