package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// A policy that is tried on work that is over.
package struct PolicyTrial: Sendable {
  package let policy: Policy
  let index: PolicyIndex

  package init(_ policy: Policy) {
    self.policy = policy
    index = PolicyIndex(policy)
  }

  package func answer(_ work: TriedWork) -> PolicyAnswer { PolicyAnswer(work, self) }

  /// What it says of all of them, beside what another policy says.
  package struct Comparison: Sendable {
    package struct Row: Sendable {
      package let work: TriedWork
      package let answer: PolicyAnswer
      /// By the policy in force.
      package let today: PolicyAnswer
    }

    package let rows: [Row]

    package var stopped: [Row] { rows.filter { !$0.answer.stops.isEmpty } }
    package var stoppedToday: Int { rows.count { !$0.today.stops.isEmpty } }
    package var signed: [Row] { rows.filter { $0.answer.approvals > 0 } }
    package var signedToday: Int { rows.count { $0.today.approvals > 0 } }
    package var unattended: [Row] { rows.filter { $0.answer.stops.isEmpty && $0.answer.lane?.isEligible == true } }
    package var unattendedToday: Int {
      rows.count { $0.today.stops.isEmpty && $0.today.lane?.isEligible == true }
    }
  }

  package static func compare(_ policy: Policy, today: Policy, on works: [TriedWork]) -> Comparison {
    let (one, other) = (PolicyTrial(policy), PolicyTrial(today))
    return Comparison(
      rows: works.map { Comparison.Row(work: $0, answer: one.answer($0), today: other.answer($0)) })
  }
}
