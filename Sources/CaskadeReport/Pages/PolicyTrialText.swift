import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax

/// What trying a policy showed, for people and for programs.
package struct PolicyTrialText: Sendable {
  private let comparison: PolicyTrial.Comparison
  /// Works of one kind that are named one by one.
  private static let most = 20

  package init(_ comparison: PolicyTrial.Comparison) {
    self.comparison = comparison
  }

  package var text: String {
    let rows = comparison.rows
    guard !rows.isEmpty else { return "There is no work to try it on.\n" }
    let all = rows.count
    let stopped = comparison.stopped
    var lines = ["Tried on \(Self.sources(rows))."]
    lines += ["", "would have stopped \(stopped.count) of \(all) (the policy in force \(comparison.stoppedToday))"]
    lines += Self.listed(stopped) { "\($0.stops.joined(separator: ", ")); band \($0.band): \($0.reason)" }
    let signed = comparison.signed
    lines += [
      "",
      "would have asked for signatures of \(signed.count) of \(all) (the policy in force \(comparison.signedToday))",
    ]
    lines += Self.listed(signed) { answer in
      let from = answer.from.isEmpty ? "" : " from \(answer.from.joined(separator: ", "))"
      return "\(answer.approvals)\(from); band \(answer.band): \(answer.reason)"
    }
    let unattended = comparison.unattended
    lines += [
      "",
      "would have let \(unattended.count) of \(all) through without a person "
        + "(the policy in force \(comparison.unattendedToday))",
    ]
    lines += Self.listed(unattended) { "band \($0.band)" }
    if rows.contains(where: { $0.work.source == .merged }), rows.contains(where: { $0.answer.lane != nil }) {
      lines += [
        "", "Of what was merged only size, places and areas are known: as if each check had been kept, and pinned.",
      ]
    }
    if rows.contains(where: { $0.work.source != .merged }) {
      lines += [
        "",
        "Counted is what the policy itself decides: sizes, signatures, tools and pinning. What a contract or its commands said "
          + "is not in it.",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func listed(
    _ rows: [PolicyTrial.Comparison.Row], _ words: (PolicyAnswer) -> String
  ) -> [String] {
    let shown = rows.prefix(most).map { row in
      let name = BoundedText.line(row.work.name, limit: 60)
      return "  \(name): \(EscapedText.line(words(row.answer)))"
    }
    return shown + (rows.count > shown.count ? ["  ... and \(rows.count - shown.count) more"] : [])
  }

  private static func sources(_ rows: [PolicyTrial.Comparison.Row]) -> String {
    let counts = TriedWork.Source.allCases.compactMap { source -> String? in
      let count = rows.count { $0.work.source == source }
      guard count > 0 else { return nil }
      switch source {
      case .merged: return count.counted("merged change")
      case .record: return count.counted("recorded check")
      case .evidence: return count.counted("file of evidence", "files of evidence")
      }
    }
    guard let last = counts.last, counts.count > 1 else { return counts.joined() }
    return "\(counts.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// `caskade.policy-trial/1`.
  package var json: JSONValue {
    .members([
      "schema": "caskade.policy-trial/1", "tried": .integer(comparison.rows.count),
      "stopped": .integer(comparison.stopped.count), "stopped_today": .integer(comparison.stoppedToday),
      "signed": .integer(comparison.signed.count), "signed_today": .integer(comparison.signedToday),
      "unattended": .integer(comparison.unattended.count), "unattended_today": .integer(comparison.unattendedToday),
      "works": .array(
        comparison.rows.map { row in
          .members([
            "source": .string(row.work.source.rawValue), "name": .string(EscapedText.line(row.work.name)),
            "band": .string(row.answer.band.rawValue), "files": .integer(row.work.files),
            "lines": .integer(row.work.lines), "stops": .array(row.answer.stops.map { .string($0) }),
            "approvals": .integer(row.answer.approvals),
            "eligible": row.answer.lane.map { .bool($0.isEligible) },
            "reasons": row.answer.lane.map { .array($0.reasons.map { .string($0.text) }) },
          ])
        }),
    ])
  }
}
