package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `protected`: no protected file changed, but one that the contract names by its exact path.
package enum ProtectedGate: GateRule {
  package static let name = GateName.protected
  package static let question =
    "is the protected set untouched?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofProtected
  package static let reproduction = Reproduction.difference
  package static let rankOfWholeChange: Int? = 0

  package static func ruling(on input: JudgementInput) -> Ruling {
    var findings = input.paths.changes.compactMap { finding($0, input.wording) }
    let count = findings.count
    for decision in input.paths.passing where decision.isGuarded { findings.append(decision.finding(.protected)) }
    let gate = Gate(
      .protected, count == 0 ? .pass : .fail, required: true,
      summary: count == 0 ? "no protected file changed" : "\(count.counted("protected file")) changed")
    return Ruling(gate, findings: [], ofChanges: findings)
  }

  private static func finding(_ decision: PathDecision, _ wording: PathWording) -> Finding? {
    let change = decision.change
    if change.isGitName {
      return Finding(
        .error, gate: .protected, rule: .protectedGitName, path: change.path, wording.gitName(change),
        hint: PathWording.withoutGitName)
    }
    guard let rule = decision.rule, decision.isGuarded else { return nil }
    return Finding(
      .error, gate: .protected, rule: FindingRule(rule.kind), path: change.path,
      wording.protected(change, rule, decision.scope), hint: wording.undo(change, isAmendable: false),
      contractLine: decision.scope.line)
  }
}
