package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What a policy says of a piece of work by itself: its band, whether it stops it, who has to sign, and whether a person has
/// to look. What a contract and its commands say is not in it.
package struct PolicyAnswer: Hashable, Sendable {
  package let band: Band
  /// Why the band isn't lower.
  package let reason: String
  /// What the policy has against it, a sentence each; empty where nothing.
  package let stops: [String]
  package let approvals: Int
  package let from: [String]
  /// Nil where the policy has no fast lane. Of work that no check looked at it says what size and places alone do.
  package let lane: Eligibility?

  package init(_ work: TriedWork, _ trial: PolicyTrial) {
    let policy = trial.policy
    let known = work.changes ?? []
    let areas = AreaFinder(policy, index: trial.index, hits: work.hits, changes: known)
    let least = work.band ?? .low
    let run = RunBand(
      atLeast: least, work.band == nil ? "nothing says otherwise" : "a check found that", changes: known, areas: areas)
    (band, reason) = (run.band, run.reason)
    let rule = policy[run.band]
    (approvals, from) = (rule.approvals, rule.from)
    stops = Self.stops(work, policy, run.band)
    lane = policy.fastLane.map { Self.lane($0, work, run.band) }
  }

  private static func stops(_ work: TriedWork, _ policy: Policy, _ band: Band) -> [String] {
    let rule = policy[band]
    var stops: [String] = []
    if let most = rule.files, work.files > most { stops.append("\(work.files) of \(most.counted("file"))") }
    if let most = rule.lines, work.lines > most { stops.append("\(work.lines) of \(most.counted("line"))") }
    if let people = work.people, people < rule.approvals {
      stops.append("signed by \(people) of \(rule.approvals.counted("person", "people"))")
    }
    if let tools = work.tools, tools != .pass, policy.tools(in: band) != nil {
      stops.append("nothing shows which tools were used")
    }
    if rule.pinned, let evidence = work.evidence, !evidence.base.pinned { stops.append("the base was not pinned") }
    return stops
  }

  private static func lane(_ lane: FastLane, _ work: TriedWork, _ band: Band) -> Eligibility {
    typealias Reason = Eligibility.Reason
    let ofBand = lane.bands.contains(band) ? [] : [Reason(.band, "it is of band \(band)")]
    if let evidence = work.evidence {
      let others = lane.eligibility(of: evidence).reasons.filter { $0.kind != .band }
      return Eligibility(others + ofBand)
    }
    guard let changes = work.changes else {
      return Eligibility(ofBand + [Reason(.unknown, "the record doesn't name every path")])
    }
    return Eligibility(ofBand + lane.reach(changes: changes))
  }
}
