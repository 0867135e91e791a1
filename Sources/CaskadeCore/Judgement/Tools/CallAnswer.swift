package import CaskadeContracts
import CaskadeInspection
package import CaskadeSyntax

/// What contract and policy say of a call that is about to happen.
package struct CallAnswer: Hashable, Sendable {
  package enum Decision: String, Hashable, Sendable, CaseIterable {
    /// Nothing is said: the agent's own flow goes on.
    case none
    case allow, ask, deny
  }

  package let decision: Decision
  /// Why not, gravest first; of one that may go ahead, why it may.
  package let reasons: [CallReason]

  package init(_ decision: Decision, _ reasons: [CallReason] = []) {
    self.decision = decision
    self.reasons = reasons
  }
}

package enum CallReason: Hashable, Sendable {
  /// A tool, or a command, as the contract would name it.
  case tool(String, ToolsRecord.Decision, line: Int?)
  case scope(String, Operation, ScopeDecision)
  case protected(String, what: String, rule: String)
  case gitFolder(String)
  case otherWork(String)
  case outside(String)
  /// A test or another check would be taken away.
  case check(String)
  case stop(String, String, FindingRule, line: Int)
  case credential(String)
  case tooMany(String)
  /// Where it leads can't be told.
  case lost(String)
  /// A file would be changed, and the call doesn't tell which.
  case unnamedFile(String)
  /// The work needs a contract, and none is for it.
  case noContract(String)

  /// As findings are called that say the same of what was done.
  package var rule: String {
    switch self {
    case .tool(_, .denied, _): FindingRule.toolsDenied.id
    case .tool(_, .notUnderstood, _), .lost, .unnamedFile, .tooMany: FindingRule.toolsNotUnderstood.id
    case .tool(_, .asked, _): "tools.asked"
    case .tool(_, .allowed, _): "tools.allowed"
    case .tool: FindingRule.toolsNotAllowed.id
    case .scope(_, _, let decision):
      switch decision {
      case .denied: FindingRule.scopeDenied.id
      case .operationNotGranted: FindingRule.scopeOperation.id
      case .outside, .allowed: FindingRule.scopeOutside.id
      }
    case .protected(_, _, let rule): rule
    case .gitFolder: "protected.git"
    case .otherWork, .outside: FindingRule.toolsOutside.id
    case .check: FindingRule(.testFileDeleted).id
    case .stop(_, _, let rule, _): rule.id
    case .credential: FindingRule.toolsSecret.id
    case .noContract: FindingRule.approvalNoContract.id
    }
  }
}
