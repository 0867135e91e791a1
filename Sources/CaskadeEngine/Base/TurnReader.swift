import CaskadeContracts
import CaskadeSyntax
import CaskadeSystem

/// Reads on the base whose turn it is: what became of the contracts that another one comes after, and who came first.
struct TurnReader {
  private let session: Session
  private let root: Revision
  private let shelf: ContractTree
  private let today: CalendarDate

  /// - Parameters:
  ///   - root: where authority is read.
  ///   - now: seconds since 1970.
  init(_ session: Session, root: Revision, shelf: ContractTree, now: Int) {
    self.session = session
    self.root = root
    self.shelf = shelf
    today = CalendarDate(secondsSince1970: now)
  }

  /// Nothing is read for a contract that waits for nobody.
  func turn(of contract: Contract, at path: RepositoryPath?) throws(CommandError) -> ContractTurn {
    guard !contract.after.isEmpty || !contract.locks.isEmpty else { return .free }
    let locks = Set(contract.locks.map(\.value))
    let others = locks.isEmpty ? [] : try inForce().filter { $0.path != path }
    let arrivals = others.contains { takes($0.contract, locks) } ? try arrivals() : nil
    func arrival(_ path: RepositoryPath?) -> ContractQueue.Arrival { path.flatMap { arrivals?[$0] } ?? .notYet }
    let open = others.map { other in
      ContractQueue.Open(
        path: other.path, locks: other.contract.locks.map(\.value), after: other.contract.after.map(\.value),
        arrival: arrival(other.path))
    }
    let queue = ContractQueue(
      open: open, named: Set(shelf.contracts.map { ContractFolder.name(of: $0) }),
      closed: try closed(contract.after.map(\.value)))
    let own = path.flatMap { shelf.blob(at: $0) == nil ? nil : $0 }
    return queue.turn(of: contract, at: path, arrival(own))
  }

  private func takes(_ contract: Contract, _ locks: Set<String>) -> Bool {
    contract.locks.contains { locks.contains($0.value) }
  }

  /// The contracts of the base that can be judged by, and are not past their last day.
  func inForce() throws(CommandError) -> [(path: RepositoryPath, contract: Contract)] {
    let paths = shelf.contracts
    try shelf.load(paths)
    var found: [(path: RepositoryPath, contract: Contract)] = []
    for path in paths {
      guard let source = try shelf.source(of: path), let contract = ContractReader.read(source).contract,
        contract.blanks.isEmpty, contract.expires.map({ $0.value >= today }) ?? true
      else { continue }
      found.append((path, contract))
    }
    return found
  }

  /// How closed contracts of these names ended; the names of which there is none are left out.
  private func closed(_ names: [String]) throws(CommandError) -> [String: ContractClosing?] {
    var endings: [String: ContractClosing?] = [:]
    for name in names {
      for ending in [".yaml", ".yml"] {
        let path = ContractFolder.closedPath(of: RepositoryPath("\(name)\(ending)"))
        guard endings[name] == nil, let source = try shelf.source(of: path) else { continue }
        endings.updateValue(ContractClosing(closed: source.bytes), forKey: name)
      }
    }
    return endings
  }

  /// When each open contract of the base came there.
  func arrivals() throws(CommandError) -> [RepositoryPath: ContractQueue.Arrival] {
    let arrivals = try asking(session.repository.arrivals(below: ContractFolder.folder, at: root.commit))
    return arrivals.mapValues { $0.isAtStart ? .beforeHistory : .at($0.place) }
  }
}
