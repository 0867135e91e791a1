import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// What people are told of a check, in the one order in which every rendering tells it: the verdict and what it rests on,
/// what was to be true, what fails by what is done about it, what a person has to decide, what nobody looked at, what
/// changed, the gates. A rendering lays it out, and decides nothing.
///
/// Texts in it are free of control characters and bounded, but not escaped for a markup.
package struct HandoffReport {
  let phrases: EvidencePhrases
  /// Those that make a gate fail, gravest first.
  let failures: [FindingGroup]
  /// Warnings and notes.
  let looks: [FindingGroup]
  let tree: ChangedTree
  let links: ForgeLinks?

  package init(_ evidence: Evidence, _ provenance: Provenance) {
    phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    let groups = FindingGroup.all(phrases.findings)
    failures = groups.filter { $0.concern != .looks && $0.concern != .notes }
    looks = groups.filter { $0.concern == .looks || $0.concern == .notes }
    tree = ChangedTree(evidence)
    links = ForgeLinks(evidence)
  }

  var evidence: Evidence { phrases.evidence }

  /// "1 leaked secret, 2 outside the scope": what makes it fail, in one line; nil where nothing does.
  var failing: String? {
    failures.isEmpty ? nil : failures.map { $0.concern.counted($0.count) }.joined(separator: ", ")
  }

  /// Failures and what deserves a look, with so many lines of findings at most, and how many lines are left out.
  func groups(_ groups: [FindingGroup], most: Int) -> (shown: [FindingGroup], omitted: Int) {
    var left = most
    var omitted = 0
    let shown = groups.compactMap { group -> FindingGroup? in
      let part = group.prefix(left)
      left -= part.lines
      omitted += group.lines - part.lines
      return part.lines == 0 ? nil : part
    }
    return (shown, omitted)
  }

  // MARK: What was to be true

  struct Goal {
    let outcome: String
    let ticket: String?
    /// "3 of 5 acceptance lines are proven"; nil where the contract has none.
    let summary: String?
    let lines: [AcceptanceRecord]
  }

  /// Nil where no contract judges.
  var goal: Goal? {
    evidence.contract.map { contract in
      Goal(
        outcome: EvidencePhrases.line(contract.outcome.split(whereSeparator: \.isWhitespace).joined(separator: " ")),
        ticket: contract.ticket.map { EvidencePhrases.line($0) }, summary: phrases.acceptance,
        lines: evidence.acceptance)
    }
  }

  // MARK: Authority

  /// Who stands for what judged, in one line: by whom it is approved, whether the branch amends it, and whether the base
  /// is pinned.
  var authority: [String] {
    var facts: [String] = []
    if let contract = evidence.contract { facts.append(EvidencePhrases.line(contract.approval.summary)) }
    if isAmended { facts.append("amended on the branch") }
    return facts + [evidence.base.pinned ? "base pinned" : "base not pinned"]
  }

  /// The branch changes the contract that judged it.
  var isAmended: Bool { evidence.findings.contains { $0.rule == FindingRule.approvalAmendment.id } }

  /// Where a finding's place is to be seen; nil where no forge is known to have it.
  func address(of finding: Finding) -> String? {
    guard let path = finding.path else { return finding.contractLine.flatMap(contractAddress) }
    if let contract = evidence.contract, contract.source == .base, path == RepositoryPath(contract.path) {
      return contractAddress(finding.line ?? finding.contractLine)
    }
    return links?.file(path, line: finding.line)
  }

  /// A line of the contract that judged, where it lies on the base.
  func contractAddress(_ line: Int?) -> String? {
    guard let contract = evidence.contract, contract.source == .base else { return nil }
    return links?.ofBase(RepositoryPath(contract.path), line: line)
  }

  // MARK: Packages

  struct PackageLine {
    /// Where it is pinned, escaped.
    let path: RepositoryPath
    let text: String
  }

  /// Added ones first, as those are new to whoever reviews.
  var packages: [PackageLine] {
    let all = evidence.dependencies?.packages ?? []
    return DependencyRecord.Change.allCases.flatMap { change in
      all.filter { $0.change == change }.map { PackageLine(path: $0.path, text: Self.text(of: $0)) }
    }
  }

  private static func text(of package: DependencyRecord.Package) -> String {
    let (old, new) = (package.old.joined(separator: ", "), package.new.joined(separator: ", "))
    let license = package.license.map { " (\($0))" } ?? ""
    let versions =
      switch package.change {
      case .added: new
      case .removed: old
      case .changed: "\(old) to \(new)"
      }
    return EvidencePhrases.line(
      "\(package.change.rawValue) \(package.name)\(versions.isEmpty ? "" : " ")\(versions)\(license)")
  }

  /// "2 added, 1 changed"; nil where no lock file changed.
  var packageSummary: String? {
    guard let record = evidence.dependencies else { return nil }
    var parts = DependencyRecord.Change.allCases.compactMap { change in
      let count = record.packages.count { $0.change == change }
      return count == 0 ? nil : "\(count) \(change.rawValue)"
    }
    if record.omitted > 0 { parts.append("\(record.omitted) more") }
    if !record.unread.isEmpty { parts.append("\(record.unread.count.counted("lock file")) not read") }
    return parts.isEmpty ? "no package of another version" : parts.joined(separator: ", ")
  }
}
