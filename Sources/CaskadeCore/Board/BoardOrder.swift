import CaskadeContracts
package import CaskadeSyntax

/// An order of open contracts in which none gets into another's way, and why.
///
/// What a contract comes after, and who holds a lock, is given. Of two that overlap the one goes first that came to the
/// base first. Contracts of one wave can run side by side.
package enum BoardOrder {
  package struct Step: Hashable, Sendable {
    package let name: String
    /// From 1. Nil for one that waits for itself by way of others.
    package let wave: Int?
    /// By the place of what it waits for.
    package let why: [Reason]
  }

  package enum Reason: Hashable, Sendable {
    case after(String)
    case lock(String, heldBy: String)
    case overlap(with: String, at: RepositoryPath?)

    package var name: String {
      switch self {
      case .after(let name), .lock(_, let name), .overlap(let name, _): name
      }
    }
  }

  /// Those that have to do with another one, in the order in which they can go.
  static func steps(_ contracts: [ContractFacts], _ overlaps: [Board.Overlap]) -> [Step] {
    let queue = contracts.sorted { ($0.arrival.rank, $0.path) < ($1.arrival.rank, $1.path) }
    let names = Set(queue.map(\.name))
    var why: [String: [Reason]] = [:]
    for facts in queue {
      for wait in facts.turn.waits where !wait.ending.isDone && names.contains(wait.name) {
        why[facts.name, default: []].append(.after(wait.name))
      }
      for lock in facts.turn.locks {
        guard case .other(let holder) = lock.holder else { continue }
        why[facts.name, default: []].append(.lock(lock.name, heldBy: ContractFolder.name(of: holder)))
      }
    }
    // What is given comes first; overlaps then follow the order that it leaves.
    var placed: [String] = []
    var left = queue.map(\.name)
    while let next = left.first(where: { name in
      (why[name] ?? []).allSatisfy { placed.contains($0.name) || !names.contains($0.name) }
    }) {
      placed.append(next)
      left.removeAll { $0 == next }
    }
    let places = Dictionary((placed + left).enumerated().map { ($1, $0) }) { first, _ in first }
    for overlap in overlaps {
      guard let one = places[overlap.one], let other = places[overlap.other], one != other else { continue }
      let (first, second) = one < other ? (overlap.one, overlap.other) : (overlap.other, overlap.one)
      why[second, default: []].append(.overlap(with: first, at: overlap.example))
    }
    var waves: [String: Int] = [:]
    for name in placed {
      let before = (why[name] ?? []).compactMap { waves[$0.name] }
      waves[name] = (before.max() ?? 0) + 1
    }
    let concerned = Set(why.keys).union(why.values.joined().map(\.name))
    return (placed + left).filter(concerned.contains).map { name in
      let reasons = (why[name] ?? []).enumerated().sorted { one, other in
        (places[one.element.name] ?? -1, one.offset) < (places[other.element.name] ?? -1, other.offset)
      }
      return Step(name: name, wave: waves[name], why: reasons.map(\.element))
    }.enumerated().sorted { one, other in
      (one.element.wave ?? .max, one.offset) < (other.element.wave ?? .max, other.offset)
    }.map(\.element)
  }
}

extension ContractQueue.Arrival {
  fileprivate var rank: Int {
    switch self {
    case .beforeHistory: -1
    case .at(let place): place
    case .notYet: .max
    }
  }
}
