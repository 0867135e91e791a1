import CaskadeAgents
import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax

/// What help has pages for, besides the verbs: a row each. A page stands beside the code that it describes.
enum HelpTopics {
  static let pages: [ReferencePage] = [
    ContractReference.page(keys: table(of: .contract)),
    YAMLReference.page,
    DraftReference.page,
    TemplateReference.page,
    PathPattern.reference,
    PolicyReference.page(keys: table(of: .policy)),
    BuiltInProtected.reference,
    Area.reference,
    ApprovalReference.page,
    GateReference.page,
    ProofReference.page,
    EvidenceFormat.reference,
    RecordReference.page,
    CISystem.reference,
    Agent.reference,
    ExitCode.reference,
    TrustReference.unseen,
    TrustReference.trust,
    MeasuredReference.page,
  ]

  private static func table(of format: KeyReference) -> ReferenceTable {
    ReferenceTable(
      ["key", "what it means", "without it"], format.descriptions.map { ["`\($0.path)`", $0.about, $0.absent] })
  }

  /// What is said about a finding's rule, by its id; nil for what is no rule.
  static func rule(_ id: String) -> String? { RulePage.text.text(about: id) }
}
