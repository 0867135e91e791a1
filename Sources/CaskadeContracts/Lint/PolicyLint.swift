package import CaskadeSyntax

/// Looks for what a well-formed policy can hardly mean.
package struct PolicyLint {
  private let source: SourceText
  private var found: [Diagnostic] = []

  package static func diagnostics(_ policy: Policy, source: SourceText, context: LintContext) -> [Diagnostic] {
    var lint = PolicyLint(source: source)
    lint.judge(policy, today: context.today)
    if let tracked = context.tracked { lint.judgePatterns(policy, tracked) }
    lint.judgeSignatures(policy, signers: context.signers)
    return lint.found.sortedByPlace()
  }

  private init(source: SourceText) {
    self.source = source
  }

  private mutating func judge(_ policy: Policy, today: CalendarDate?) {
    for (band, below) in zip(Band.allCases.dropFirst(), Band.allCases) {
      if policy[band].asksForLess(than: policy[below]) { report(.bandOrder(band, below: below), key: "bands") }
    }
    let asked = Set(Band.allCases.flatMap { policy[$0].from } + policy.policyChanges.from)
    for group in policy.groups where !asked.contains(group.name) {
      report(.unusedGroup(group.name), key: "groups")
    }
    // A built-in area without paths goes by what a change is, not by where it is.
    let builtIn = BuiltInPolicy.policy.areas.map(\.name)
    for area in policy.areas where area.patterns.isEmpty && !builtIn.contains(area.name) {
      report(.emptyArea(area.name), key: "areas")
    }
    for allowance in policy.secretAllowances {
      let text = allowance.pattern.text
      if let today, allowance.expires < today {
        report(.expiredAllowance(text, allowance.expires), at: source.range(of: text, onLine: allowance.line))
      }
      if allowance.pattern.coversEverything(under: RepositoryPath("")) {
        report(.wideAllowance(text), at: source.range(of: text, onLine: allowance.line))
      }
    }
  }

  private mutating func judgePatterns(_ policy: Policy, _ tracked: TrackedPaths) {
    var places = TextPlaces(source)
    for entry in RestrictionLint.entries(policy) {
      guard let problem = RestrictionLint.problem(entry, in: tracked) else { continue }
      let key = String(entry.place.prefix { $0 != "." })
      if let range = places.range(of: entry.pattern.text, line: nil) {
        report(problem, at: range)
      } else {
        report(problem, key: key)
      }
    }
  }

  /// Signatures that nobody can give, now that the signers are who they are; without knowing them only what can't be
  /// given by anybody.
  private mutating func judgeSignatures(_ policy: Policy, signers: AllowedSigners?) {
    let bands = Band.allCases.map { (place: "bands.\($0.rawValue)", rule: policy[$0].approvals, from: policy[$0].from) }
    let changes = (place: "policy_changes", rule: policy.policyChanges.approvals, from: policy.policyChanges.from)
    let names = Set(signers?.signers.map(\.principal) ?? []).sorted()
    for (place, approvals, from) in bands + [changes] {
      let key = String(place.prefix { $0 != "." })
      let needed = max(approvals, from.isEmpty ? 0 : 1)
      if let people = signers?.people(names), people < needed {
        report(.tooFewSigners(place, needed: needed, people: people), key: key)
        continue
      }
      for name in from {
        guard let group = policy.groups.first(where: { $0.name == name }) else { continue }
        if group.members.isEmpty {
          report(.emptyGroup(place, group: name), key: key)
        } else if signers != nil, !names.contains(where: { group.members.contains($0.text) }) {
          report(.foreignGroup(place, group: group), key: key)
        }
      }
    }
  }

  /// At the top-level key, where the policy has kept no closer place.
  private mutating func report(_ problem: LintProblem, key: String) {
    let line = (1...source.lineCount).first { number in
      let range = source.range(ofLine: number)
      return source.bytes[range.start..<range.end].starts(with: "\(key):".utf8)
    }
    report(problem, at: line.flatMap { source.range(of: key, onLine: $0) })
  }

  private mutating func report(_ problem: LintProblem, at range: SourceRange?) {
    found.append(problem.diagnostic(at: range))
  }
}

extension Policy.BandRule {
  /// Caps aren't compared: more may well be permitted to a band for which more people sign.
  fileprivate func asksForLess(than other: Policy.BandRule) -> Bool {
    approvals < other.approvals || (other.isolated && !isolated) || (other.pinned && !pinned)
      || (other.isOffline && !isOffline) || (other.isSandboxed && !isSandboxed)
  }
}
