package import CaskadeSyntax

/// Many contracts at once, held against the files of a repository in one pass.
///
/// For each contract the answers are those of `ContractReach`.
package struct FleetScope: Sendable {
  private let contracts: [Contract]
  private let index: PolicyIndex
  /// The entries of all contracts, and whose each is.
  private let allow: FolderPatterns
  private let entries: [(entry: PathEntry, contract: Int)]
  private let deny: FolderPatterns
  private let deniers: [Int]

  package init(_ contracts: [Contract], index: PolicyIndex) {
    self.contracts = contracts
    self.index = index
    entries = contracts.enumerated().flatMap { number, contract in contract.paths.allow.map { ($0, number) } }
    allow = FolderPatterns(entries.map(\.entry.pattern), isFolded: false)
    let denied = contracts.enumerated().flatMap { number, contract in contract.paths.deny.map { ($0.pattern, number) } }
    deny = FolderPatterns(denied.map(\.0), isFolded: true)
    deniers = denied.map(\.1)
  }

  /// - Parameter paths: some of the tracked files, in any order.
  package func reach(among paths: some Sequence<RepositoryPath>) -> FleetReach {
    var reach = FleetReach(contracts: contracts.count)
    for path in paths { add(FoldedPath(path), to: &reach) }
    return reach
  }

  private func add(_ path: FoldedPath, to reach: inout FleetReach) {
    let covering = allow.matches(path)
    guard !covering.isEmpty else { return }
    let denied = Set(deny.matches(path).map { deniers[$0] })
    let isProtected = index.protectedRule(covering: path) != nil
    var changing: [Int] = []
    var creating: [Int] = []
    var place = 0
    // Entries come in the order of the contracts.
    while place < covering.count {
      let contract = entries[covering[place]].contract
      var may: Operations = []
      var opened: Operations = []
      while place < covering.count, entries[covering[place]].contract == contract {
        let entry = entries[covering[place]].entry
        may.formUnion(entry.may)
        if isProtected, entry.pattern.names(path.path) { opened.formUnion(entry.may) }
        place += 1
      }
      guard !denied.contains(contract) else { continue }
      let operations = may.intersection([.modify, .delete])
      if operations.isEmpty {
        if may.contains(.create) { creating.append(contract) }
      } else if isProtected, operations.isDisjoint(with: opened) {
        reach.contracts[contract].guarded += 1
      } else {
        changing.append(contract)
      }
    }
    guard !changing.isEmpty || !creating.isEmpty else { return }
    let areas = index.areas(covering: path).map(\.name)
    for contract in changing {
      reach.contracts[contract].changeable += 1
      for area in areas { reach.contracts[contract].areas[area, default: 0] += 1 }
    }
    for contract in creating { reach.contracts[contract].growing.formUnion(areas) }
    if !changing.isEmpty { reach.add(path.path, sharedBy: changing) }
  }

  /// The band that a contract needs approvals for, as `ContractReach` has it.
  package func band(of contract: Int, _ reach: FleetReach, policy: Policy) -> Band {
    let found = reach.contracts[contract]
    let own = ContractBand(contracts[contract], index: index).band
    return policy.areas.filter { found.areas[$0.name] != nil || found.growing.contains($0.name) }.map(\.band)
      .reduce(own, max)
  }
}

/// Patterns by the folders that their texts begin with: of many contracts few speak of one file.
private struct FolderPatterns: Sendable {
  private let patterns: [PathPattern]
  private let inFolder: [RepositoryPath: [Int]]
  /// Those that begin in no folder, and which ones of `patterns` they are.
  private let anywhere: PatternSet
  private let places: [Int]
  private let isFolded: Bool

  init(_ patterns: [PathPattern], isFolded: Bool) {
    self.patterns = patterns
    self.isFolded = isFolded
    var inFolder: [RepositoryPath: [Int]] = [:]
    var places: [Int] = []
    for (index, pattern) in patterns.enumerated() {
      let folder = pattern.folder.bytes
      if folder.isEmpty {
        places.append(index)
      } else {
        inFolder[RepositoryPath(bytes: isFolded ? CaseFolding.fold(folder) : folder), default: []].append(index)
      }
    }
    self.inFolder = inFolder
    self.places = places
    anywhere = PatternSet(places.map { patterns[$0] })
  }

  /// In order.
  func matches(_ path: FoldedPath) -> [Int] {
    var found = (isFolded ? anywhere.allMatchesFolded(path) : anywhere.allMatches(path)).map { places[$0] }
    guard !inFolder.isEmpty else { return found }
    let bytes = isFolded ? CaseFolding.fold(path.path.bytes) : path.path.bytes
    var end = bytes.count
    while end > 0 {
      for index in inFolder[RepositoryPath(bytes: bytes[..<end])] ?? []
      where isFolded ? patterns[index].matchesFolded(path) : patterns[index].matches(path.path) { found.append(index) }
      end = bytes[..<end].lastIndex(of: UInt8(ascii: "/")) ?? 0
    }
    return found.sorted()
  }
}

/// What many contracts let somebody change, by the files that are there.
package struct FleetReach: Sendable {
  package struct Part: Hashable, Sendable {
    /// Files that may be modified or deleted.
    package var changeable = 0
    /// Files that a pattern allows and that are protected all the same.
    package var guarded = 0
    /// How many changeable files lie in each area.
    package var areas: [String: Int] = [:]
    /// Areas of files at whose paths only new ones may be made.
    package var growing: Set<String> = []

    package init() {}
  }

  /// Files that exactly these contracts may change.
  package struct Share: Hashable, Sendable {
    package let contracts: [Int]
    package var files: Int
    /// The first of them by their paths, a few.
    package var first: [RepositoryPath]
  }

  package internal(set) var contracts: [Part]
  private var found: [[Int]: Share] = [:]

  private static let mostShown = 5

  init(contracts: Int) {
    self.contracts = [Part](repeating: Part(), count: contracts)
  }

  mutating func add(_ path: RepositoryPath, sharedBy contracts: [Int]) {
    add(Share(contracts: contracts, files: 1, first: [path]))
  }

  private mutating func add(_ share: Share) {
    guard var known = found[share.contracts] else {
      found[share.contracts] = share
      return
    }
    known.files += share.files
    if known.first.count < Self.mostShown || share.first.contains(where: { path in known.first.contains { path < $0 } })
    {
      known.first = Array((known.first + share.first).sorted().prefix(Self.mostShown))
    }
    found[share.contracts] = known
  }

  /// The same contracts' reach among other files.
  package mutating func add(_ other: FleetReach) {
    for (index, part) in other.contracts.enumerated() {
      contracts[index].changeable += part.changeable
      contracts[index].guarded += part.guarded
      contracts[index].areas.merge(part.areas, uniquingKeysWith: +)
      contracts[index].growing.formUnion(part.growing)
    }
    for share in other.found.values { add(share) }
  }

  /// By the contracts.
  package var shares: [Share] { found.values.sorted { $0.contracts.lexicographicallyPrecedes($1.contracts) } }
}
