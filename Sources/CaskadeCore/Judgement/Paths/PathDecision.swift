import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What contract and policy say of one change. Gates `scope`, `protected` and `stop` make their findings of it.
struct PathDecision: Sendable {
  let change: Change
  let scope: ScopeDecision
  /// The rule that protects the path, whether or not the contract opens it.
  let rule: ProtectedRule?
  /// The rule protects it, and no entry of the contract names it.
  let isGuarded: Bool
  /// What is wrong with where a link leads.
  let link: LinkFault?
  /// The first stop condition that it meets.
  let stop: StopRules.Condition?
}

/// The same of a path that was changed and changed back.
struct PassingDecision: Sendable {
  let change: PassingChange
  let scope: ScopeDecision
  let isGuarded: Bool
}
