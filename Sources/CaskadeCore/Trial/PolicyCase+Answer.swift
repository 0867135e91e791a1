package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension PolicyCase {
  /// What the policy says otherwise than it has to, a sentence each; empty where the case holds.
  package func faults(under trial: PolicyTrial) -> [String] {
    let answer = trial.answer(TriedWork(merged: name, changes: changes, hits: []))
    let guarded = all.filter { trial.index.protectedRule(covering: FoldedPath($0)) != nil }
    let stops = answer.stops + guarded.map { "\($0.display) is protected" }
    var faults: [String] = []
    func compare<Value: Equatable>(_ name: String, _ wanted: Value?, _ found: Value, _ why: String) {
      guard let wanted, wanted != found else { return }
      faults.append("\(name) is \(found), not \(wanted)\(why.isEmpty ? "" : ": \(why)")")
    }
    let verdict = stops.isEmpty ? Verdict.kept : .broken
    compare("verdict", expect.verdict, verdict, stops.joined(separator: ", "))
    compare("band", expect.band, answer.band, answer.reason)
    compare("approvals", expect.approvals, answer.approvals, "in band \(answer.band)")
    compare("from", expect.from?.sorted(), answer.from.sorted(), "in band \(answer.band)")
    let isFast = stops.isEmpty && answer.lane?.isEligible == true
    let against = (answer.lane?.reasons.map(\.text) ?? ["the policy has none"]) + stops
    compare("fast_lane", expect.fastLane, isFast, isFast ? "" : against.joined(separator: ", "))
    return faults
  }

  private var changes: [Change] {
    all.enumerated().map { place, path in
      Change(
        path: path, operation: .modify, oldMode: .regular, newMode: .regular, oldID: nil, newID: nil,
        lines: .counted(added: place == 0 ? lines : 0, deleted: 0))
    }
  }
}
