package import CaskadeContracts

/// Where a contract stands. It is derived from files, approvals, branches and records, and never typed by anybody.
package enum ContractState: String, Hashable, Sendable, CaseIterable {
  /// It has blanks, or can't be read.
  case draft
  /// It waits for approval, or is only on a branch.
  case proposed
  case approved
  /// An agent works under it, in this clone.
  case running
  /// The same, and for long there was no commit, no check and no tool call.
  case stuck
  /// A branch that it governs has work that the base hasn't.
  case inReview = "in review"
  /// What the newest check recorded of that work as it is now.
  case kept, broken, unproven
  /// A branch has another version of it, for which nobody has decided.
  case amended
  case done, cancelled, takeover
  case expired

  package var isClosed: Bool {
    switch self {
    case .done, .cancelled, .takeover: true
    case .draft, .proposed, .approved, .running, .stuck, .inReview, .kept, .broken, .unproven, .amended, .expired:
      false
    }
  }

  /// The first that holds, of those that say most.
  package init(_ facts: ContractFacts, today: CalendarDate) {
    if let ending = facts.ending {
      self = ending.state
    } else if facts.isDraft {
      self = .draft
    } else if let expires = facts.contract?.expires, expires.value < today {
      self = .expired
    } else if let run = facts.run {
      self = run.isStuck ? .stuck : .running
    } else if facts.proposedOn != nil || !facts.isApproved {
      self = .proposed
    } else if !facts.amendedOn.isEmpty {
      self = .amended
    } else if let check = facts.currentCheck, let state = ContractState(check.verdict) {
      self = state
    } else {
      self = facts.branches.isEmpty ? .approved : .inReview
    }
  }

  private init?(_ verdict: Verdict) {
    switch verdict {
    case .kept: self = .kept
    case .broken: self = .broken
    case .unproven: self = .unproven
    case .nothing: return nil
    }
  }
}

extension ContractClosing {
  var state: ContractState {
    switch self {
    case .done: .done
    case .cancelled: .cancelled
    case .takeover: .takeover
    }
  }
}
