package import CaskadeContracts
package import CaskadeSyntax

/// The contracts of a repository beside each other: where each stands, which get into each other's way, and in which order
/// they don't.
package struct Board: Sendable {
  package struct Row: Hashable, Sendable {
    package let name: String
    package let path: RepositoryPath
    /// What the file's own name says, for one that can't be read.
    package let title: String
    package let owner: String?
    package let branch: [String]
    package let band: Band
    package let state: ContractState
    package let people: Int
    package let needed: Int
    /// Whole days since it came to the base; nil where that isn't known.
    package let days: Int?
    package let check: ContractFacts.Check?
    /// In this clone; nil where none goes on.
    package let run: ContractFacts.Run?
    /// False where the work went on since the check.
    package let isCheckCurrent: Bool
    /// Tracked files that it may change.
    package let files: Int
    package let turn: ContractTurn
    package let proposedOn: String?
    package let amendedOn: [String]
    package let campaign: String?
    package let reason: ClosingReason?
    package let expires: CalendarDate?
  }

  /// Two open contracts under which some path could be changed.
  package struct Overlap: Hashable, Sendable {
    package let one: String
    package let other: String
    /// Nil where their patterns are more than could be followed.
    package let example: RepositoryPath?
    /// Tracked files that both may change.
    package let files: Int
  }

  /// A file that several contracts of narrow scope, open and closed, let somebody change.
  package struct Hotspot: Hashable, Sendable {
    package let path: RepositoryPath
    package let contracts: Int
  }

  package struct Campaign: Hashable, Sendable {
    package let name: String
    package let contracts: Int
    /// In the order of the states; those that some contract is in.
    package let states: [(state: ContractState, contracts: Int)]

    package static func == (one: Campaign, other: Campaign) -> Bool {
      one.name == other.name && one.contracts == other.contracts
        && one.states.elementsEqual(other.states) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(contracts)
    }
  }

  /// The newest run of a contract in this clone, where it goes on or came to no end.
  package struct Run: Hashable, Sendable {
    package let contract: String
    /// `running` or `killed`.
    package let state: String
    package let started: String
    /// In words, safe to print.
    package let line: String

    package init(contract: String, state: String, started: String, line: String) {
      (self.contract, self.state, self.started, self.line) = (contract, state, started, line)
    }
  }

  /// What an agent asked a person in this repository, in whichever of its worktrees.
  package struct Question: Hashable, Sendable {
    package let number: Int
    package let contract: String?
    package let text: String
    package let asked: String
    /// Empty where a person only decided; nil where nobody answered.
    package let answer: String?
    /// Nil where nobody decided.
    package let isGranted: Bool?
    /// Git's name for the worktree that it was asked in, whose number it is; nil for this one.
    package let worktree: String?

    package init(
      number: Int, contract: String?, text: String, asked: String, answer: String?, isGranted: Bool?, worktree: String?
    ) {
      (self.number, self.contract, self.text, self.asked) = (number, contract, text, asked)
      (self.answer, self.isGranted, self.worktree) = (answer, isGranted, worktree)
    }
  }

  package var runs: [Run] = []
  package var questions: [Question] = []
  /// Where contracts are approved.
  package let base: String
  package let baseCommit: ObjectID
  package let tracked: Int
  /// By their paths.
  package let open: [Row]
  package let closed: [Row]
  package let overlaps: [Overlap]
  package let joint: [JointEffect]
  package let order: [BoardOrder.Step]
  package let hotspots: [Hotspot]
  package let campaigns: [Campaign]

  private static let mostHotspots = 5
  /// A file has to be in so many contracts to be told of.
  private static let fewestContracts = 3

  /// - Parameters:
  ///   - reach: of the contracts' readable ones among the facts, in their order, over all tracked files.
  ///   - now: seconds since 1970.
  package init(
    _ facts: [ContractFacts], reach: FleetReach, policy: PolicyIndex, checks: [RepositoryPath], base: String,
    baseCommit: ObjectID, tracked: Int, now: Int
  ) {
    let today = CalendarDate(secondsSince1970: now)
    let rows = facts.map { Row($0, today: today, now: now) }
    self.base = base
    self.baseCommit = baseCommit
    self.tracked = tracked
    open = rows.filter { !$0.state.isClosed }.sorted { $0.path < $1.path }
    closed = rows.filter(\.state.isClosed).sorted { $0.path < $1.path }
    let readable = facts.filter { $0.contract != nil }
    let members = readable.enumerated().filter { _, facts in
      let state = ContractState(facts, today: today)
      return !state.isClosed && state != .draft && state != .expired
    }.map { Member(facts: $1, index: $0) }
    overlaps = Self.overlaps(members, reach, policy)
    joint = JointEffect.all(members.map(\.facts), checks: checks)
    order = BoardOrder.steps(members.map(\.facts), overlaps)
    hotspots = Self.hotspots(reach, tracked: tracked)
    campaigns = Self.campaigns(rows)
  }

  /// An open contract that can be judged by, and its place in the reach.
  private struct Member {
    let facts: ContractFacts
    let index: Int
  }

  private static func overlaps(_ members: [Member], _ reach: FleetReach, _ policy: PolicyIndex) -> [Overlap] {
    var shared: [Pair: (files: Int, first: RepositoryPath?)] = [:]
    let present = Set(members.map(\.index))
    for share in reach.shares where share.contracts.count > 1 {
      let contracts = share.contracts.filter(present.contains)
      for (place, one) in contracts.enumerated() {
        for other in contracts[(place + 1)...] {
          let known = shared[Pair(one, other)] ?? (0, nil)
          let first = [known.first, share.first.first].compactMap { $0 }.min()
          shared[Pair(one, other)] = (known.files + share.files, first)
        }
      }
    }
    let compared = members.map { $0.facts.contract.map { ComparedPaths($0.paths) } }
    var found: [Overlap] = []
    for (place, one) in members.enumerated() {
      for (next, other) in members.enumerated().dropFirst(place + 1) {
        guard let left = compared[place], let right = compared[next] else { continue }
        let known = shared[Pair(one.index, other.index)]
        let overlap = { (example: RepositoryPath?) in
          Overlap(one: one.facts.name, other: other.facts.name, example: example, files: known?.files ?? 0)
        }
        if let first = known?.first {
          found.append(overlap(first))
          continue
        }
        switch ContractOverlap(left, right, policy: policy).answer {
        case .path(let path): found.append(overlap(path))
        case .undecided: found.append(overlap(nil))
        case .none: break
        }
      }
    }
    return found
  }

  private struct Pair: Hashable {
    let one: Int
    let other: Int

    init(_ one: Int, _ other: Int) {
      (self.one, self.other) = (min(one, other), max(one, other))
    }
  }

  /// Contracts of a wide scope say nothing of a single file.
  private static func hotspots(_ reach: FleetReach, tracked: Int) -> [Hotspot] {
    let widest = max(50, tracked / 20)
    let narrow = Set(reach.contracts.indices.filter { reach.contracts[$0].changeable <= widest })
    var found: [Hotspot] = []
    for share in reach.shares {
      let count = share.contracts.count { narrow.contains($0) }
      if count >= fewestContracts { found += share.first.map { Hotspot(path: $0, contracts: count) } }
    }
    return Array(found.sorted { ($1.contracts, $0.path) < ($0.contracts, $1.path) }.prefix(mostHotspots))
  }

  private static func campaigns(_ rows: [Row]) -> [Campaign] {
    let groups = Dictionary(grouping: rows.filter { $0.campaign != nil }) { $0.campaign ?? "" }
    return groups.keys.sorted().map { name in
      let members = groups[name] ?? []
      let states = ContractState.allCases.compactMap { state -> (state: ContractState, contracts: Int)? in
        let count = members.count { $0.state == state }
        return count == 0 ? nil : (state, count)
      }
      return Campaign(name: name, contracts: members.count, states: states)
    }
  }
}

extension Board.Row {
  fileprivate init(_ facts: ContractFacts, today: CalendarDate, now: Int) {
    name = facts.name
    path = facts.path
    title = facts.contract?.title.value ?? facts.name
    owner = facts.contract?.owner?.value
    branch = facts.contract?.branch.map(\.pattern.text) ?? []
    band = facts.band
    state = ContractState(facts, today: today)
    people = facts.people
    needed = facts.needed
    days = facts.since.map { max(0, now - $0) / 86_400 }
    check = facts.check
    run = facts.run
    isCheckCurrent = facts.currentCheck != nil
    files = facts.reach.changeable
    turn = facts.turn
    proposedOn = facts.proposedOn
    amendedOn = facts.amendedOn
    campaign = facts.campaign
    reason = facts.reason
    expires = facts.contract?.expires?.value
  }
}
