import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Contract files that nothing else changes beside: each linted, and shown for reviewers.
struct OccasionFiles {
  private(set) var shown: [OccasionRecord.Shown] = []
  private(set) var findings: [Finding] = []

  private let comparison: BaseAndHead
  private let context: LintContext

  init(_ run: CheckRun, _ comparison: BaseAndHead, _ facts: ChangeFacts) throws(CommandError) {
    self.comparison = comparison
    context = LintContext(today: CalendarDate(secondsSince1970: run.startedAt), policy: comparison.policy)
    for change in facts.changes.changes { try look(change) }
    findings +=
      SecretsGate.judged(
        facts.secrets, comparison.policy, today: CalendarDate(secondsSince1970: run.startedAt)
      ).findings
  }

  private mutating func look(_ change: Change) throws(CommandError) {
    guard let file = ContractFile(change) else { return }
    // What stands at the merge base is what the change is about; what is in force is the tip's.
    let old = try source(change.path, in: comparison.rootShelf)
    guard change.operation != .delete, let new = try source(change.path, in: comparison.headShelf) else {
      try removed(change.path, file, old)
      return
    }
    switch file {
    case .contract: contract(change.path, old, new)
    case .closed: closed(change.path, new)
    case .template:
      lint(change.path, new)
      shown.append(OccasionRecord.Shown(change.path, old == nil ? "a new template" : "a changed template"))
    case .approval: approval(change.path, new)
    case .policy: policy(change.path, old, new)
    case .signers: signers(change.path, old, new)
    }
  }

  private func source(_ path: RepositoryPath, in shelf: ContractTree) throws(CommandError) -> SourceText? {
    try shelf.source(of: path)
  }

  // MARK: One kind each

  private mutating func contract(_ path: RepositoryPath, _ old: SourceText?, _ new: SourceText) {
    let result = ContractReader.read(new)
    lint(path, new)
    guard let contract = result.contract else {
      unreadable(path, new, result.diagnostics)
      shown.append(OccasionRecord.Shown(path, "no contract that can be read"))
      return
    }
    // What says that it is a template isn't linted for blanks.
    unreadable(path, new, contract.blanks.map { LintFinding.blank($0) })
    let earlier = old.flatMap { ContractReader.read($0).contract }
    let before = earlier ?? Contract(title: contract.title, outcome: contract.outcome)
    let difference = AuthorityDifference(from: before, to: contract, policy: comparison.policy)
    shown.append(
      OccasionRecord.Shown(path, earlier == nil ? "a new contract, which grants" : "an amendment", difference.lines))
  }

  private mutating func closed(_ path: RepositoryPath, _ new: SourceText) {
    let result = ContractReader.read(new)
    if result.contract == nil { unreadable(path, new, result.diagnostics) }
    shown.append(OccasionRecord.Shown(path, "closed"))
  }

  private mutating func approval(_ path: RepositoryPath, _ new: SourceText) {
    do throws(ApprovalFileError) {
      let header = try ApprovalFile(new.bytes).header
      shown.append(
        OccasionRecord.Shown(path, "an approval of \(header.contract.display) that names \(header.principal.text)"))
    } catch {
      let refusal = ApprovalRefusal.unreadable(error)
      findings.append(
        Finding(
          .error, gate: .approval, rule: FindingRule(refusal.kind), path: path,
          refusal.message(root: comparison.base.name), hint: "remove the file, and ask its signer to approve anew"))
      shown.append(OccasionRecord.Shown(path, "no approval that can be read"))
    }
  }

  private mutating func policy(_ path: RepositoryPath, _ old: SourceText?, _ new: SourceText) {
    let result = PolicyReader.read(new)
    lint(path, new)
    guard let policy = result.policy else {
      unreadable(path, new, result.diagnostics)
      shown.append(OccasionRecord.Shown(path, "no policy that can be read"))
      return
    }
    shown.append(OccasionRecord.Shown(path, old == nil ? "a new policy" : "a changed policy", loosened(policy)))
  }

  private mutating func signers(_ path: RepositoryPath, _ old: SourceText?, _ new: SourceText?) {
    let lines = AllowedSigners.changes(
      from: old.map { AllowedSigners($0.bytes) } ?? .none, to: new.map { AllowedSigners($0.bytes) } ?? .none)
    shown.append(OccasionRecord.Shown(path, new == nil ? "the signers are removed" : "changed signers", lines))
  }

  private mutating func removed(_ path: RepositoryPath, _ file: ContractFile, _ old: SourceText?) throws(CommandError) {
    switch file {
    case .contract:
      let isClosed = comparison.headShelf.holdsClosed(path)
      shown.append(OccasionRecord.Shown(path, isClosed ? "moved to closed" : "removed"))
    case .policy: shown.append(OccasionRecord.Shown(path, "the policy is removed", loosened(BuiltInPolicy.policy)))
    case .signers: signers(path, old, nil)
    case .closed, .approval, .template: shown.append(OccasionRecord.Shown(path, "removed"))
    }
  }

  /// What a change of the policy loosens, then what it tightens, then the rest.
  private func loosened(_ policy: Policy) -> [String] {
    AuthorityDifference(from: comparison.policy, to: policy).loosenedFirst
  }

  // MARK: Findings

  private mutating func lint(_ path: RepositoryPath, _ source: SourceText) {
    add(path, source, DocumentLint.diagnostics(source, context: context))
  }

  /// A text that reads as something else than its place says would be linted as that.
  private mutating func unreadable(_ path: RepositoryPath, _ source: SourceText, _ diagnostics: [Diagnostic]) {
    guard !findings.contains(where: { $0.path == path && $0.severity == .error }) else { return }
    add(path, source, diagnostics)
  }

  private mutating func add(_ path: RepositoryPath, _ source: SourceText, _ diagnostics: [Diagnostic]) {
    findings += diagnostics.map { diagnostic in
      let severity: Finding.Severity =
        switch diagnostic.severity {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
      return Finding(
        severity, gate: .approval, ruleID: diagnostic.rule, path: path,
        line: diagnostic.range.map { source.place(at: $0.start).line }, EscapedText.line(diagnostic.message),
        hint: diagnostic.hint.map { EscapedText.line($0) })
    }
  }
}
