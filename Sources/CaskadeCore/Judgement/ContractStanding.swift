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

  package enum Amendment: Hashable, Sendable {
    case changed
    case deleted
  }

  package init(source: Source, path: RepositoryPath?, name: String, why: String, amendment: Amendment?) {
    self.source = source
    self.path = path
    self.name = name
    self.why = why
    self.amendment = amendment
  }

  /// True for the governing contract and its own approvals: gate `approval` judges them, no other.
  package func isOwn(_ path: RepositoryPath) -> Bool {
    guard let contract = self.path else { return false }
    if path == contract { return true }
    return path.isInside(Self.approvals(of: contract))
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
