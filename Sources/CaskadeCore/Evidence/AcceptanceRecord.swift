package import CaskadeContracts

/// What became of one line of the outcome.
package struct AcceptanceRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// What shows it tells base from head, or is the base's own check.
    case proven
    /// It passes, and the branch wrote what says so.
    case ownTest = "passes by the branch's own test"
    case question = "question for a person"
    case failed, unproven
  }

  package let line: AcceptanceLine
  package let state: State
  /// Why it is no better; nil where it can't be, or where a person decides.
  package let why: String?

  package init(_ line: AcceptanceLine, _ state: State, why: String? = nil) {
    self.line = line
    self.state = state
    self.why = why
  }
}

extension [AcceptanceRecord] {
  /// "3 of 5 acceptance lines are proven, 1 by its own test"; nil where there is no line.
  package var summary: String? {
    guard !isEmpty else { return nil }
    let proven = count { $0.state == .proven }
    let own = count { $0.state == .ownTest }
    let text = "\(proven) of \(count) acceptance line\(count == 1 ? "" : "s") \(proven == 1 ? "is" : "are") proven"
    return own == 0 ? text : "\(text), \(own) by \(own == 1 ? "its" : "their") own test\(own == 1 ? "" : "s")"
  }
}
