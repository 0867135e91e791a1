package import CaskadeSyntax

/// What an approval is held against, before its signature is verified.
package struct ApprovalContext: Sendable {
  /// What is known of a commit that a header names as its base.
  package struct Base: Hashable, Sendable {
    package let isAncestor: Bool
    /// The base's tip holds the same version of the contract as that commit, or none like it.
    package let holdsSameContract: Bool
    /// The list of signers there.
    package let signers: AllowedSigners

    package init(isAncestor: Bool, holdsSameContract: Bool, signers: AllowedSigners) {
      self.isAncestor = isAncestor
      self.holdsSameContract = holdsSameContract
      self.signers = signers
    }
  }

  package let contract: RepositoryPath
  package let signers: AllowedSigners
  package let branch: String?
  /// False where approvals are only listed, and no branch is judged.
  package let asksForBranch: Bool
  package let secondsSince1970: Int
  /// True for a contract that the base hasn't, or has in another version: then an approval that was given before the
  /// base's version changed is an old one.
  package let isAmendment: Bool
  package let bases: [ObjectID: Base]

  package init(
    contract: RepositoryPath, signers: AllowedSigners, branch: String?, asksForBranch: Bool = true,
    secondsSince1970: Int, isAmendment: Bool, bases: [ObjectID: Base]
  ) {
    self.contract = contract
    self.signers = signers
    self.branch = branch
    self.asksForBranch = asksForBranch
    self.secondsSince1970 = secondsSince1970
    self.isAmendment = isAmendment
    self.bases = bases
  }

  /// Why the approval doesn't count, whatever its signature is worth; nil when all hangs on the signature.
  package func refusal(of file: ApprovalFile) -> ApprovalRefusal? {
    let header = file.header
    if header.contract != contract { return .otherContract(header.contract) }
    if file.signature.namespace != ApprovalHeader.namespace { return .otherNamespace(file.signature.namespace) }
    if let refusal = refusalOfSigner(file) { return refusal }
    if file.signature.isUntouched { return .untouched(header.principal) }
    let base = bases[header.base]
    guard let base, base.isAncestor else { return .notAnAncestor(header.base) }
    if isAmendment, !base.holdsSameContract { return .superseded(header.base) }
    if let expires = header.expires, expires < CalendarDate(secondsSince1970: secondsSince1970) {
      return .expired(expires)
    }
    if asksForBranch, !header.branches.isEmpty {
      let patterns = header.branches.map(\.pattern.text).joined(separator: " ")
      guard let branch else { return .unknownBranch(patterns: patterns) }
      if !header.covers(branch: branch) { return .otherBranch(patterns: patterns, branch: branch) }
    }
    return nil
  }

  private func refusalOfSigner(_ file: ApprovalFile) -> ApprovalRefusal? {
    let name = file.header.principal
    let key = file.signature.key
    let lines = signers.signers(named: name)
    let matching = lines.filter { $0.key == key }
    let now = KeyTime(secondsSince1970: secondsSince1970)
    if matching.contains(where: {
      ($0.validAfter.map { $0 <= now } ?? true) && ($0.validBefore.map { now <= $0 } ?? true)
    }) {
      return nil
    }
    if let late = matching.compactMap(\.validBefore).filter({ $0 < now }).max() {
      return .keyNoLongerValid(name, until: late)
    }
    if let early = matching.compactMap(\.validAfter).min() { return .keyNotYetValid(name, from: early) }
    if let base = bases[file.header.base], base.isAncestor,
      base.signers.signers(named: name).contains(where: { $0.key == key })
    {
      return .revokedSigner(name)
    }
    if !lines.isEmpty { return .otherKey(name) }
    if let ignored = signers.ignored.first(where: { $0.principals.contains(name.text) }) {
      return .ignoredSigner(name, ignored)
    }
    return .unknownSigner(name)
  }
}
