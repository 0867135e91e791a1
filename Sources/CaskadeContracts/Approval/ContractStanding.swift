package import CaskadeSyntax

/// Where a contract was read from, and who approved it.
package struct ContractStanding: Hashable, Sendable {
  package enum Source: String, Hashable, Sendable, CaseIterable {
    /// The tip of the base: its bytes are approved by having been merged.
    case base
    /// Only the branch has it.
    case branch
    /// A file outside the repository.
    case file
  }

  package let source: Source
  /// Nil for a file outside the repository.
  package let path: RepositoryPath?
  /// The name for people: the path, or the file's name.
  package let name: String
  package let why: String
  /// The head holds other bytes at the contract's path than the base; nil when it holds the same.
  package let amendment: Amendment?
  /// Approvals of the very bytes that judge.
  package let approvals: ContractApprovals
  /// Approvals of the branch's version, where the base's judges.
  package let pending: ContractApprovals
  /// Approvals of the base's version, where an amendment of the branch judges in its place.
  package let earlier: ContractApprovals
  /// What the caller named in the base's place with `--contract-from`; nil where the base is the root of trust.
  package let callersRoot: String?
  /// The base keeps a closed contract of this name.
  package let isClosed: Bool
  /// What the branch's version grants beyond the base's, and what no more; nil without an amendment.
  package let difference: AuthorityDifference?
  /// What it waits for, and the locks that it takes.
  package let turn: ContractTurn

  package enum Amendment: Hashable, Sendable {
    case changed
    case deleted
    /// The branch's version can't be read, or is a draft.
    case unreadable
    /// Signed by those whom the base names: the branch's version judges.
    case approved
    /// Moved to `Contracts/closed/` as done, which takes effect when the branch is merged.
    case closed
  }

  package init(
    source: Source, path: RepositoryPath?, name: String, why: String, amendment: Amendment?,
    approvals: ContractApprovals = .none, pending: ContractApprovals = .none, earlier: ContractApprovals = .none,
    callersRoot: String? = nil, isClosed: Bool = false, difference: AuthorityDifference? = nil,
    turn: ContractTurn = .free
  ) {
    self.source = source
    self.path = path
    self.name = name
    self.why = why
    self.amendment = amendment
    self.approvals = approvals
    self.pending = pending
    self.earlier = earlier
    self.callersRoot = callersRoot
    self.isClosed = isClosed
    self.difference = difference
    self.turn = turn
  }

  /// The same with what was found out about its approvals.
  package func with(
    source: Source? = nil, amendment: Amendment? = nil, approvals: ContractApprovals? = nil,
    pending: ContractApprovals? = nil,
    earlier: ContractApprovals? = nil, isClosed: Bool? = nil, difference: AuthorityDifference? = nil,
    turn: ContractTurn? = nil
  ) -> ContractStanding {
    ContractStanding(
      source: source ?? self.source, path: path, name: name, why: why, amendment: amendment ?? self.amendment,
      approvals: approvals ?? self.approvals, pending: pending ?? self.pending,
      earlier: earlier ?? self.earlier, callersRoot: callersRoot, isClosed: isClosed ?? self.isClosed,
      difference: difference ?? self.difference, turn: turn ?? self.turn)
  }

  /// Signatures without which the contract counts as nobody's, whatever the policy asks for.
  package var leastApprovals: Int {
    switch source {
    case .base: 0
    case .branch: 1
    case .file: callersRoot == nil ? 1 : 0
    }
  }

  /// What names the contract on a command line: `login` for `Contracts/login.yaml`.
  package var word: String {
    guard let path else { return name }
    let text = EscapedText.line(path.name)
    return text.hasSuffix(".yaml") ? String(text.dropLast(5)) : path.display
  }

  /// What writes into the contract what a run needed; nil for a file outside the repository.
  package var amendCommand: String? {
    source == .file ? nil : "caskade amend \(word)"
  }

  /// True for the governing contract, its own approvals, and its place among the closed ones where the branch closes it:
  /// gate `approval` judges them, no other.
  package func isOwn(_ path: RepositoryPath) -> Bool { ownPaths(path) }

  /// The same question, for many paths.
  package var ownPaths: (RepositoryPath) -> Bool {
    guard let contract = path else { return { _ in false } }
    let approvals = Self.approvals(of: contract)
    let closed = amendment == .closed ? ContractFolder.closedPath(of: contract) : nil
    return { $0 == contract || $0 == closed || $0.isInside(approvals) }
  }

  /// `Contracts/approvals/<name>` for `Contracts/<name>.yaml`.
  package static func approvals(of contract: RepositoryPath) -> RepositoryPath {
    var parts = contract.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    var name = parts.popLast() ?? []
    if let dot = name.lastIndex(of: UInt8(ascii: ".")) { name.removeSubrange(dot...) }
    parts += [Array("approvals".utf8), name]
    return RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }
}
