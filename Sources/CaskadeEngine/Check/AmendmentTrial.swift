package import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax
import CaskadeSystem

/// A contract that is still to be approved, judged as if it were: what of the change fails all the same.
package struct AmendmentTrial {
  private let run: CheckRun
  private let comparison: BaseAndHead
  private let facts: ChangeFacts

  package init(
    _ options: CheckOptions, _ comparison: BaseAndHead, _ facts: ChangeFacts, _ session: Session, startedAt: Int
  ) {
    run = CheckRun(session, options, startedAt: startedAt)
    self.comparison = comparison
    self.facts = facts
  }

  /// The errors, in a check's order, without those that only say that nobody has approved it yet. No command is run.
  package func failures(of contract: Contract, _ source: SourceText, at path: RepositoryPath) throws(CommandError)
    -> [Finding]
  {
    let governing = try self.governing(contract, source, at: path)
    var request = try run.options.request(for: contract)
    request.skipValidation = true
    let evidence = try run.evidence(comparison, governing, facts, request) { (_, _, _) throws(CommandError) in .none }
    let waiting = [FindingRule.approvalMissing, .approvalGroup, .approvalNotPinned].map(\.id)
    return evidence.findings.filter {
      $0.severity == .error && $0.gate != .validation && !waiting.contains($0.rule)
    }
  }

  /// The base's check files that the work doesn't pass. The commands are run for it, where the branch touched any; nil
  /// where it didn't.
  package func failingChecks(
    of contract: Contract, _ source: SourceText, at path: RepositoryPath
  ) throws(CommandError) -> [RepositoryPath]? {
    let governing = try self.governing(contract, source, at: path)
    let request = try run.options.request(for: contract)
    var hasRun = false
    let evidence = try run.evidence(comparison, governing, facts, request, runsCommands: false) {
      (band, baseChecks, landing) throws(CommandError) in
      guard let baseChecks, !baseChecks.checks.isEmpty else { return .none }
      hasRun = true
      return try run.validate(comparison, contract, request, run.place(comparison, band), band, baseChecks, landing)
    }
    return hasRun ? evidence.failingChecks : nil
  }

  private func governing(
    _ contract: Contract, _ source: SourceText, at path: RepositoryPath
  ) throws(CommandError) -> GoverningContract {
    let objects = run.session.repository.objects
    let standing = ContractStanding(
      source: .base, path: path, name: path.display, why: "named by the caller", amendment: nil,
      isClosed: comparison.rootShelf.holdsClosed(path))
    return GoverningContract(
      contract: contract, standing: standing, blob: try asking(objects.hash(source.bytes)), source: source)
  }
}
