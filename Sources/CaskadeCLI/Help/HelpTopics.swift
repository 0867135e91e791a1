import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax

/// What help has pages for, besides the verbs: a row each. A page stands beside the code that it describes.
enum HelpTopics {
  static let pages: [ReferencePage] = [
    ContractReference.page(keys: ReferenceTable(keysOf: ContractSchema.value)),
    PathPattern.reference,
    PolicyReference.page(keys: ReferenceTable(keysOf: PolicySchema.value)),
    BuiltInProtected.reference,
    Area.reference,
    ApprovalReference.page,
    GateReference.page,
    EvidenceFormat.reference,
    CISystem.reference,
    Agent.reference,
    ExitCode.reference,
    TrustReference.unseen,
    TrustReference.trust,
  ]

  /// What is said about a finding's rule, by its id; nil for what is no rule.
  static func rule(_ id: String) -> String? { ExplainCommand.text(about: id) }
}
