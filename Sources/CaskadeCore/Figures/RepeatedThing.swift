import CaskadeContracts
import CaskadeSyntax

/// Something that happens again and again, and what to do about it. The deed never lowers what has to be proven: it
/// narrows, adds a check, or has a person decide.
package struct RepeatedThing: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case folder, rule, warning, command, flaky, gate, left, template, workflow, grant
  }

  package let kind: Kind
  /// A folder, a rule, a command, a template or a pattern.
  package let subject: String
  package let runs: Int
  package let of: Int
  /// The template of most of those runs; nil where they have none.
  package let template: String?

  /// So often is again and again.
  private static let fewest = 3
  private static let most = 5
  private static let unusedDays = 90
  /// Contracts whose grants are held against what was changed, the newest.
  private static let mostContracts = 2_000

  static func all(_ runs: [RecordedRun], until: Int) -> [RepeatedThing] {
    let judged = runs.filter { $0.last.contract != nil }
    var found = again(.folder, judged) { $0.addFoldersOutside(to: &$1) }
    found += again(.rule, runs) { run, names in
      for check in run.checks {
        for finding in check.findings where finding.severity == .error && finding.gate != "scope" {
          names.insert(finding.rule)
        }
      }
    }
    found += again(.warning, runs.filter(\.last.isKept)) { run, names in
      for finding in run.last.findings where finding.severity == .warning { names.insert(finding.rule) }
    }
    found += again(.command, runs) { $0.addFailedCommands(to: &$1) }
    found += again(.flaky, runs) { run, names in for id in run.flakyCommands { names.insert(run.command(id)) } }
    found += again(.gate, runs) { $1.formUnion($0.last.unproven) }
    found += again(.left, runs) { $1.formUnion($0.last.skipped) }
    return found + templates(judged) + unused(judged, until: until)
  }

  private static func again(
    _ kind: Kind, _ runs: [RecordedRun], _ add: (RecordedRun, inout Set<String>) -> Void
  ) -> [RepeatedThing] {
    var members: [String: [Int]] = [:]
    var names: Set<String> = []
    for (place, run) in runs.enumerated() {
      add(run, &names)
      if names.isEmpty { continue }
      for name in names { members[name, default: []].append(place) }
      names.removeAll(keepingCapacity: true)
    }
    let sorted = members.filter { $0.value.count >= fewest }.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    return sorted.prefix(most).map { name, members in
      RepeatedThing(
        kind: kind, subject: name, runs: members.count, of: runs.count, template: usual(members.map { runs[$0] }))
    }
  }

  private static func usual(_ runs: [RecordedRun]) -> String? {
    var counts: [String: Int] = [:]
    for run in runs { if let template = run.contract?.template { counts[template, default: 0] += 1 } }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { $0.value * 2 > runs.count ? $0.key : nil }
  }

  /// Templates under which nearly all runs are kept at once, and those under which few ever are.
  private static func templates(_ runs: [RecordedRun]) -> [RepeatedThing] {
    let groups = Dictionary(grouping: runs.filter { $0.contract?.template != nil }) { $0.contract?.template ?? "" }
    var found: [RepeatedThing] = []
    for name in groups.keys.sorted() {
      let members = groups[name] ?? []
      guard members.count >= 2 * fewest else { continue }
      let first = members.count { $0.checks[0].isKept }
      let kept = members.count(where: \.last.isKept)
      if first * 10 >= members.count * 9 {
        found.append(RepeatedThing(kind: .template, subject: name, runs: first, of: members.count, template: name))
      } else if kept * 3 <= members.count {
        found.append(RepeatedThing(kind: .workflow, subject: name, runs: kept, of: members.count, template: name))
      }
    }
    return found
  }

  /// Patterns that contracts of the last 90 days allow and under which no run of those days changed anything. One that a
  /// record can't tell of, because it leaves paths out, isn't among them: such a record has more paths than it holds.
  private static func unused(_ runs: [RecordedRun], until: Int) -> [RepeatedThing] {
    struct Grant {
      var runs = 0
      var isUsed = false
      var members: [RecordedRun] = []
    }
    let recent = runs.filter { $0.last.started >= until - unusedDays * 86_400 && $0.contract != nil }
    var grants: [String: Grant] = [:]
    for run in recent.suffix(mostContracts) {
      let paths = Set(run.checks.flatMap(\.inside))
      let isCut = run.checks.contains { $0.size.files > $0.insideCount + $0.outside.reduce(0) { $0 + $1.files } }
      for pattern in run.contract?.allow ?? [] {
        var grant = grants[pattern.text] ?? Grant()
        grant.runs += 1
        grant.members.append(run)
        if !grant.isUsed { grant.isUsed = isCut || paths.contains { pattern.matches($0) } }
        grants[pattern.text] = grant
      }
    }
    let idle = grants.filter { !$0.value.isUsed && $0.value.runs >= fewest }.sorted {
      ($1.value.runs, $0.key) < ($0.value.runs, $1.key)
    }
    return idle.prefix(most).map { pattern, grant in
      RepeatedThing(
        kind: .grant, subject: pattern, runs: grant.runs, of: recent.count, template: usual(grant.members))
    }
  }
}

extension RepeatedThing {
  /// Not yet safe to print: subjects are others' text.
  package var fact: String {
    let many = "\(runs) of \(of) runs"
    return switch kind {
    case .folder: "\(many) left their scope below '\(subject)'"
    case .rule: "\(many) had an error of the rule \(subject)"
    case .warning: "\(many) that were kept have a warning of the rule \(subject)"
    case .command: "the command '\(subject)' failed in \(many)"
    case .flaky: "the command '\(subject)' was flaky in \(many)"
    case .gate: "the gate \(subject) stayed unproven in \(many)"
    case .left: "the gate \(subject) was left out by name in \(many)"
    case .template: "\(many) of the template '\(subject)' were kept at the first check"
    case .workflow: "only \(many) of the template '\(subject)' were kept in the end"
    case .grant: "\(runs.counted("contract")) of the last 90 days allow '\(subject)', and no run changed anything there"
    }
  }

  package var deed: String {
    let source = template.map { "the template '\($0)'" } ?? "the next contracts"
    return switch kind {
    case .folder: "decide whether \(source) should allow it, or say in it that the work stops there"
    case .rule: "read what it means (caskade explain \(subject)), and put what avoids it into \(source)"
    case .warning: "decide in the policy whether it should fail a check (caskade explain \(subject))"
    case .command: "have agents run it before they hand over: name it in the brief of \(source)"
    case .flaky: "mend the test, or approve 'retries:' for the command until it is mended"
    case .gate: "give the check what it lacks: caskade explain lists the rules of the gate"
    case .left: "take the option out of the job that checks, so that the gate judges again"
    case .template: "make it standard in the policy: templates: { \(subject): { standing: standard } }"
    case .workflow: "mend it, or retire it in the policy: templates: { \(subject): { standing: retired } }"
    case .grant: "take it out of \(source): authority that nobody needs"
    }
  }
}
