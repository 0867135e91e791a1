import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Validation that is shared out among machines: which share is run here, and how the parts come together again.
extension CheckRun {
  /// Evidence of a part that is longer than this was written by no check.
  private static let mostBytes = 256 << 20

  /// What the evidence records of the request; a share is the names of its commands.
  func request(for contract: Contract) throws(CommandError) -> CheckRequest {
    var request = try options.request(for: contract)
    request.vouch = options.vouch
    guard let share = options.share else { return request }
    let commands = contract.validation ?? []
    let head = try asking(session.repository.revisions.head()).commit
    let times = try RecordStore(session).times(near: head)
    let plan = ValidationShares(commands, of: share.of, times: times)
    request.share = plan.share(share.number)
    request.onlyCommands = plan.shares[share.number - 1].sorted()
    return request
  }

  /// What the parts say of the commands, in place of running them.
  func joined(
    _ comparison: BaseAndHead, _ governing: GoverningContract, _ request: CheckRequest, _ landing: Landing.Trees?
  ) throws(CommandError) -> ValidationOutcome {
    let commands = governing.contract.validation ?? []
    guard request.onlyGates?.contains(.validation) ?? true, !commands.isEmpty else { return .none }
    let signatures = try RunnerSignatures(comparison.rootShelf, comparison.policy, session, now: startedAt)
    let sources = try options.join.map { (word) throws(CommandError) in
      let name = EscapedText.line(word)
      let bytes = try touching(FileReader.read(session.host.path(word), limit: Self.mostBytes))
      let evidence: Evidence
      do throws(EvidenceError) {
        evidence = try EvidenceReader.read(bytes)
      } catch {
        return ValidationJoin.Source(name, .unreadable(error.message))
      }
      guard let document = try? JSONReader.read(bytes) else { return ValidationJoin.Source(name, .unreadable("")) }
      let digest = EvidenceDigest.text(document)
      switch try signatures.standing(of: evidence, document) {
      case .bad: return ValidationJoin.Source(name, .altered)
      case .counted(let runner, _):
        return ValidationJoin.Source(name, .evidence(evidence, digest: digest, by: runner.text))
      case .unsigned, .notCounted: return ValidationJoin.Source(name, .evidence(evidence, digest: digest, by: nil))
      }
    }
    let subject = ValidationJoin.Subject(
      headTree: comparison.headTree, baseTree: comparison.baseTree,
      ranOn: landing?.merged.tree ?? comparison.headTree, against: landing?.base.commit ?? comparison.mergeBase,
      contract: governing.blob, policy: comparison.policyRecord.blob, commands: commands, toolVersion: Version.text)
    let join = ValidationJoin(sources, of: subject, vouched: options.vouch)
    return ValidationOutcome(
      facts: ValidationFacts(records: join.records, setup: join.setup, moved: join.moved, joined: join.joined),
      isolation: join.isolation, notChecked: join.notChecked, timing: join.timing, programs: [])
  }
}
