package import CaskadeSyntax

/// The contracts of a base, as far as one waits for another.
package struct ContractQueue: Sendable {
  /// When a contract came to the base and stayed: the order of its first-parent history. Two of one commit go by their
  /// paths.
  package enum Arrival: Hashable, Sendable {
    case at(Int)
    /// It was there where the history that is here begins.
    case beforeHistory
    /// Only a branch has it.
    case notYet
  }

  package struct Open: Sendable {
    package let path: RepositoryPath
    package let locks: [String]
    /// The names of those that it comes after.
    package let after: [String]
    package let arrival: Arrival

    package init(path: RepositoryPath, locks: [String], after: [String], arrival: Arrival) {
      self.path = path
      self.locks = locks
      self.after = after
      self.arrival = arrival
    }
  }

  private let holders: [String: [Open]]
  private let after: [String: [String]]
  private let open: Set<String>
  private let closed: [String: ContractClosing?]

  /// - Parameters:
  ///   - open: the contracts that are complete and unexpired.
  ///   - waiting: the names of all open contracts, also of those that can't be in force.
  ///   - closed: by name, how it ended; nil where its file doesn't say.
  package init(open: [Open], named waiting: Set<String>, closed: [String: ContractClosing?]) {
    var holders: [String: [Open]] = [:]
    for contract in open { for lock in Set(contract.locks) { holders[lock, default: []].append(contract) } }
    self.holders = holders
    after = Dictionary(open.map { (ContractFolder.name(of: $0.path), $0.after) }) { first, _ in first }
    self.open = waiting
    self.closed = closed
  }

  /// - Parameters:
  ///   - path: where the contract lies or would lie; nil for a file outside the repository.
  ///   - arrival: its own.
  package func turn(of contract: Contract, at path: RepositoryPath?, _ arrival: Arrival) -> ContractTurn {
    ContractTurn(
      waits: contract.after.map { ContractTurn.Wait(name: $0.value, ending: ending(of: $0.value), line: $0.line) },
      locks: contract.locks.map { lock in
        ContractTurn.Lock(name: lock.value, holder: holder(of: lock.value, path, arrival), line: lock.line)
      })
  }

  package func ending(of name: String) -> ContractTurn.Ending {
    if open.contains(name) { return .open }
    guard let closing = closed[name] else { return .missing }
    return closing.map { .closed($0) } ?? .unknown
  }

  private func holder(of lock: String, _ path: RepositoryPath?, _ arrival: Arrival) -> ContractTurn.Holder {
    // One whose turn comes after this contract's would make both wait for ever.
    let name = path.map { ContractFolder.name(of: $0) }
    let others = (holders[lock] ?? []).filter { other in
      other.path != path && !(name.map { comes(ContractFolder.name(of: other.path), after: $0) } ?? false)
    }.sorted { $0.path < $1.path }
    var doubtful: RepositoryPath?
    var first: Open?
    for other in others {
      switch Self.comes(other.arrival, other.path, before: arrival, path) {
      case true?:
        if first.map({ Self.comes(other.arrival, other.path, before: $0.arrival, $0.path) == true }) ?? true {
          first = other
        }
      case false?: break
      case nil: doubtful = doubtful ?? other.path
      }
    }
    return first.map { .other($0.path) } ?? doubtful.map { .unknown($0) } ?? .itself
  }

  /// Whether the one waits for the other, by itself or by way of open contracts.
  private func comes(_ one: String, after other: String) -> Bool {
    var waiting = [one]
    var seen: Set<String> = []
    while let name = waiting.popLast() {
      for before in after[name] ?? [] where seen.insert(before).inserted {
        if before == other { return true }
        waiting.append(before)
      }
    }
    return false
  }

  /// Nil where nobody can say.
  private static func comes(
    _ one: Arrival, _ path: RepositoryPath, before other: Arrival, _ otherPath: RepositoryPath?
  ) -> Bool? {
    switch (one, other) {
    case (.at(let place), .at(let otherPlace)):
      if place != otherPlace { return place < otherPlace }
      return otherPath.map { path < $0 } ?? true
    case (.beforeHistory, .beforeHistory): return nil
    case (.beforeHistory, _): return true
    case (_, .beforeHistory): return false
    case (.at, .notYet): return true
    case (.notYet, .at): return false
    case (.notYet, .notYet): return otherPath.map { path < $0 } ?? true
    }
  }
}
