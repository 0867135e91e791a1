package import CaskadeSyntax

/// Whether it is a contract's turn: what became of those that it comes after, and who holds the locks that it takes.
package struct ContractTurn: Hashable, Sendable {
  /// What the base says of a contract that another one waits for.
  package enum Ending: Hashable, Sendable {
    case closed(ContractClosing)
    /// Its file doesn't say how it ended.
    case unknown
    case open
    /// It is neither among the open nor among the closed ones.
    case missing

    package var isDone: Bool { self == .closed(.done) }
  }

  package struct Wait: Hashable, Sendable {
    package let name: String
    package let ending: Ending
    package let line: Int
  }

  package enum Holder: Hashable, Sendable {
    case itself
    case other(RepositoryPath)
    /// The history that says which of the two came first isn't there.
    case unknown(RepositoryPath)
  }

  package struct Lock: Hashable, Sendable {
    package let name: String
    package let holder: Holder
    package let line: Int
  }

  /// In the contract's order.
  package let waits: [Wait]
  package let locks: [Lock]

  package static let free = ContractTurn(waits: [], locks: [])

  package init(waits: [Wait], locks: [Lock]) {
    self.waits = waits
    self.locks = locks
  }

  /// Nothing keeps the contract from being in force.
  package var hasCome: Bool { waits.allSatisfy(\.ending.isDone) && locks.allSatisfy { $0.holder == .itself } }
}
