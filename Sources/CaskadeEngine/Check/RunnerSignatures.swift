package import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax
import CaskadeSystem

/// What signatures under evidence are worth, by the signers and the policy of the base.
package struct RunnerSignatures {
  package enum Standing: Hashable, Sendable {
    case unsigned
    /// Good, and by a runner that the policy names.
    case counted(Principal, time: String)
    /// Why it doesn't count: one line about who signed.
    case notCounted(String)
    /// The evidence isn't as it was signed.
    case bad
  }

  private let signers: AllowedSigners
  private let runners: [String]
  private let session: Session
  private let now: KeyTime

  init(_ shelf: ContractTree, _ policy: Policy, _ session: Session, now: Int) throws(CommandError) {
    signers = try shelf.signers()
    runners = policy.runners
    self.session = session
    self.now = KeyTime(secondsSince1970: now)
  }

  /// By the base that a check would take here; nil where there is none that can be read.
  package init?(atBaseOf session: Session, now: Int) {
    guard let tip = try? BaseAndHead.base(nil, session),
      let shelf = try? ContractTree(of: tip.commit, session.repository.objects),
      let policy = try? shelf.policy().policy,
      let signatures = try? RunnerSignatures(shelf, policy, session, now: now)
    else { return nil }
    self = signatures
  }

  /// - Parameter document: the evidence as it stands in its file.
  package func standing(of evidence: Evidence, _ document: JSONValue) throws(CommandError) -> Standing {
    guard let signature = evidence.signature else { return .unsigned }
    return try standing(of: signature, evidence: EvidenceDigest.text(document))
  }

  /// - Parameter evidence: its digest.
  package func standing(of signature: EvidenceSignature, evidence: String) throws(CommandError) -> Standing {
    guard let parsed = SSHSignature(armour: Array(signature.armour.utf8)),
      parsed.namespace == SignatureUse.evidence.namespace
    else { return .bad }
    let name = signature.principal
    let question = SigningProgram.Question(
      principal: name, signature: parsed, message: signature.statement(evidence: evidence), use: .evidence)
    let program = try session.signingProgram()
    guard try signing(program.verify([question]))[0].isGood else { return .bad }
    let known = signers.runners.filter { $0.principal == name && $0.key == parsed.key }
    if known.isEmpty { return .notCounted("the base knows no runner '\(name.text)' with this key") }
    let isInTime = known.contains {
      ($0.validAfter.map { $0 <= now } ?? true) && ($0.validBefore.map { now <= $0 } ?? true)
    }
    if !isInTime { return .notCounted("the key of '\(name.text)' is not good today") }
    if parsed.isUntouched { return .notCounted("the security key of '\(name.text)' signed without a touch") }
    if !runners.contains(name.text) {
      return .notCounted("the base's policy doesn't name '\(name.text)' below 'runners:'")
    }
    return .counted(name, time: signature.time)
  }
}
