package import CaskadeContracts
package import CaskadeSyntax

/// All that a board knows of one contract.
package struct ContractFacts: Sendable {
  /// A branch that it governs, with work that the base hasn't.
  package struct Branch: Hashable, Sendable {
    package let name: String
    package let commit: ObjectID

    package init(name: String, commit: ObjectID) {
      self.name = name
      self.commit = commit
    }
  }

  /// The newest check that is recorded.
  package struct Check: Hashable, Sendable {
    package let verdict: Verdict
    /// As the record has it: `2026-11-27T10:00:00Z`.
    package let started: String
    package let commit: ObjectID

    package init(verdict: Verdict, started: String, commit: ObjectID) {
      self.verdict = verdict
      self.started = started
      self.commit = commit
    }
  }

  /// A run of an agent under it that goes on.
  package struct Run: Hashable, Sendable {
    /// As its record has it: `2026-11-27T10:00:00Z`.
    package let started: String
    /// Since the last commit, check or tool call, in seconds.
    package let quiet: Int
    package let isStuck: Bool

    package init(started: String, quiet: Int, isStuck: Bool) {
      self.started = started
      self.quiet = quiet
      self.isStuck = isStuck
    }
  }

  package let path: RepositoryPath
  /// Nil for one that can't be read.
  package let contract: Contract?
  /// Of a closed one.
  package var ending: ContractClosing?
  /// Why it was closed, one of a few words; nil where nobody said.
  package var reason: ClosingReason?
  /// The branch that alone has it, or the working tree; nil for one that the base has.
  package var proposedOn: String?
  /// The approvals that are there are enough for its band.
  package var isApproved = true
  /// How many people have signed, of those that the band asks for.
  package var people = 0
  package var needed = 0
  package var band = Band.low
  package var branches: [Branch] = []
  /// Branches with a version of their own.
  package var amendedOn: [String] = []
  package var check: Check?
  package var run: Run?
  /// When it came to the base, in seconds since 1970; nil where that isn't known.
  package var since: Int?
  package var arrival = ContractQueue.Arrival.notYet
  package var reach = FleetReach.Part()
  package var turn = ContractTurn.free

  package init(path: RepositoryPath, contract: Contract?) {
    self.path = path
    self.contract = contract
  }

  package var name: String { ContractFolder.name(of: path) }

  var isDraft: Bool { contract.map { !$0.blanks.isEmpty } ?? true }

  /// The newest check, if it is of work that is still as it was then.
  var currentCheck: Check? {
    check.flatMap { check in branches.contains { $0.commit == check.commit } ? check : nil }
  }

  /// The run of contracts that it was drafted in, which its `x-campaign` names.
  var campaign: String? {
    guard let value = contract?.extensions.first(where: { $0.key == "x-campaign" })?.value,
      case .scalar(let text, _) = value.content
    else { return nil }
    return text
  }
}
