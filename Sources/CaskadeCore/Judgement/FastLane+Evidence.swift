package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

extension FastLane {
  /// Only what is kept, on a pinned base, with every required gate proven, without a warning and without a question to a
  /// person; small enough, in a band and in places that the policy names. What isn't known is a no.
  package func eligibility(of evidence: Evidence) -> Eligibility {
    Eligibility(trust(evidence) + open(evidence) + unknown(evidence) + reach(evidence))
  }

  private typealias Reason = Eligibility.Reason

  private func trust(_ evidence: Evidence) -> [Reason] {
    var reasons: [Reason] = []
    if evidence.verdict != .kept { reasons.append(Reason(.verdict, "the verdict is '\(evidence.verdict.rawValue)'")) }
    if !evidence.base.pinned { reasons.append(Reason(.base, "the base is not pinned")) }
    if evidence.head.uncommitted { reasons.append(Reason(.head, "the work is not committed")) }
    return reasons
  }

  private func open(_ evidence: Evidence) -> [Reason] {
    let gates = evidence.gates.filter { $0.required && $0.state != .pass && $0.state != .notApplicable }
    let grave = evidence.findings.flatMap { finding in
      [(finding.rule, finding.severity)] + finding.also.map { ($0.rule, $0.severity) }
    }.filter { $0.1 != .note }
    let counts = grave.reduce(into: [String: Int]()) { $0[$1.0, default: 0] += 1 }
    return gates.map { Reason(.gate, "gate '\($0.name.rawValue)' is \($0.state == .fail ? "failed" : "unproven")") }
      + counts.sorted { $0.key < $1.key }.map { rule, count in
        Reason(.warning, "\(count.counted("finding")) of rule '\(EscapedText.line(rule))'")
      } + evidence.forHuman.map { Reason(.question, "a person has to answer: \(EscapedText.line($0.text))") }
  }

  private func unknown(_ evidence: Evidence) -> [Reason] {
    var reasons: [Reason] = []
    if evidence.request == nil { reasons.append(Reason(.unknown, "it isn't recorded what the caller left out")) }
    reasons += evidence.notChecked.filter(\.isOfContent).map {
      Reason(.unknown, "not looked at: \(EscapedText.line($0.text))")
    }
    let modules = evidence.changes.count { $0.operation == .submodule }
    if modules > 0 {
      reasons.append(Reason(.unknown, "\(modules.counted("submodule")) moved, whose content isn't here"))
    }
    return reasons
  }

  private func reach(_ evidence: Evidence) -> [Reason] {
    guard let contract = evidence.contract else { return [Reason(.unknown, "no contract says of which band it is")] }
    let own = bands.contains(contract.band) ? [] : [Reason(.band, "it is of band \(contract.band)")]
    return own + reach(changes: evidence.changes)
  }

  /// What the size and the places of a change alone say.
  package func reach(changes: [Change]) -> [Eligibility.Reason] {
    var reasons: [Reason] = []
    if let files, changes.count > files {
      reasons.append(Reason(.files, "\(changes.count) of \(files.counted("file"))"))
    }
    let binary = changes.count(where: \.isBinary)
    if lines != nil, binary > 0 {
      reasons.append(Reason(.unknown, "nobody knows how many lines \(binary.counted("binary file")) would have"))
    }
    let used = changes.reduce(0) { min($0 + $1.added + $1.deleted, 1 << 52) }
    if let lines, used > lines { reasons.append(Reason(.lines, "\(used) of \(lines.counted("line"))")) }
    let outside = changes.filter { change in !paths.contains { $0.matches(change.path) } }.map(\.path).sorted()
    if let first = outside.first {
      let more = outside.count == 1 ? "" : " and \((outside.count - 1).counted("more file"))"
      reasons.append(Reason(.paths, "\(first.display)\(more) lies outside of the fast lane's paths"))
    }
    return reasons
  }
}

extension NotChecked {
  /// Something of what would be merged wasn't looked at. Limits of the run tell of the run, and what lies in a working tree
  /// isn't part of a commit.
  fileprivate var isOfContent: Bool {
    switch kind {
    case .filteredFiles, .filtered, .secrets, .check, .link, .pointer, .submodule, .checkout, .merge, .wrongChecks,
      .notRecorded, .unknownWord, .other:
      true
    case .stopCondition, .ignoredFiles, .ignored, .leftover, .sparseCheckout, .lineEndings, .worktree, .baseRun, .hunks,
      .hunk, .containment, .transcript:
      false
    }
  }
}
