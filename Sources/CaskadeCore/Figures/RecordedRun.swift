package import CaskadeContracts
package import CaskadeSyntax

/// What the figures need of a contract, as a record's blob has it.
package final class FigureContract: Sendable {
  package let template: String?
  package let owner: String?
  /// By `CommandID`.
  package let commands: [String: String]
  package let allow: [PathPattern]

  package init(_ contract: Contract) {
    template = contract.template?.value
    owner = contract.owner?.value
    commands = Dictionary(
      (contract.validation ?? []).map { (CommandID.text(name: $0.name, run: $0.run), $0.name) }
    ) { first, _ in first }
    allow = contract.paths.allow.map(\.pattern)
  }
}

/// When things happened to the contract of a run, in seconds since 1970; nil where git doesn't tell.
package struct RunTimes: Hashable, Sendable {
  /// The commit that first held the contract's file was made.
  package var proposed: Int?
  /// It came to the base.
  package var approved: Int?
  /// The work came to the base.
  package var merged: Int?

  package init() {}
}

/// The work under one contract on one branch: all its checks that are recorded.
package struct RecordedRun: Sendable {
  /// What doesn't change lies at one place: each figure goes through all runs.
  private let body: Body
  package var times = RunTimes()

  private final class Body: Sendable {
    let checks: [RecordFacts]
    let last: RecordFacts
    let told: RecordFacts?
    let contract: FigureContract?

    init(_ checks: [RecordFacts], _ contract: FigureContract?) {
      (self.checks, last, self.contract) = (checks, checks[checks.count - 1], contract)
      told = checks.last { $0.agentRuns != nil }
    }
  }

  /// Oldest first; never empty.
  package var checks: [RecordFacts] { body.checks }
  package var last: RecordFacts { body.last }
  /// Of the newest check; nil where there is no contract or its text isn't here.
  package var contract: FigureContract? { body.contract }

  /// `login` for `Contracts/login.yaml`; nil where no contract judged.
  package var name: String? {
    last.contract.map { $0.path.map { ContractFolder.name(of: RepositoryPath($0)) } ?? "a file outside" }
  }

  /// As the newest check says that knew of any: one in CI sees no files of a worktree.
  var agentRuns: AgentRuns? { body.told?.agentRuns }

  /// When it was first judged as kept.
  package var kept: Int? { checks.first { $0.isKept }?.started }

  private struct Work: Hashable {
    let path: String?
    let blob: ObjectID?
    let branch: String?
    let commit: ObjectID?
  }

  /// Records of one check that are kept twice, signed and not, count once.
  ///
  /// - Parameter contracts: by their blobs.
  package static func all(_ records: [RecordFacts], contracts: [ObjectID: FigureContract]) -> [RecordedRun] {
    var seen: Set<String> = []
    var groups: [Work: [RecordFacts]] = [:]
    for record in records where record.verdict != .nothing && seen.insert(record.evidence).inserted {
      let path = record.contract?.path
      groups[
        Work(
          path: path, blob: path == nil ? record.contract?.blob : nil, branch: record.head.branch,
          commit: record.head.branch == nil ? record.head.commit : nil), default: []
      ].append(record)
    }
    return groups.values.map { checks in
      let sorted = checks.count == 1 ? checks : checks.sorted { $0.isOlder(than: $1) }
      return RecordedRun(body: Body(sorted, sorted[sorted.count - 1].contract.flatMap { contracts[$0.blob] }))
    }.sorted { $0.last.isOlder(than: $1.last) }
  }
}

extension RecordFacts {
  /// Of two that began in one second, the one whose digest comes first.
  func isOlder(than other: RecordFacts) -> Bool {
    started == other.started ? evidence < other.evidence : started < other.started
  }
}
