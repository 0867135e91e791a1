import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeTemplates

/// All that a draft is made of; what a person changes of it changes what depends on it.
struct DraftWork {
  let template: BuiltInTemplate
  var title: String
  let session: Session
  let reader: ScopeReader
  let policy: Policy
  var scope = ScopeProposal.none
  /// From a past change; nil for work that is to come.
  var past: PastDiff?
  var reference: String?
  var ticket: TicketReading?
  /// In the place of what the ticket says.
  var outcome: String?
  var owner: String?
  var branches: [String] = []
  var expires = ""
  /// The campaign that the contract is one of.
  var campaign: String?
  var deny: [String] = []
  /// In the place of what the repository says.
  var validate: [String] = []

  init(_ template: BuiltInTemplate, title: String, reader: ScopeReader, policy: Policy, _ session: Session) {
    self.template = template
    self.title = title
    self.reader = reader
    self.policy = policy
    self.session = session
  }

  /// Whether nothing says how the work is proven.
  var lacksCommands: Bool { validate.isEmpty && (facts.commands?.commands.isEmpty ?? true) }

  var text: String {
    var draft = ContractDraft(template: template.text)
    draft.title = title
    draft.ticket = reference
    draft.owner = owner
    draft.branch = branches.first
    draft.expires = expires
    draft.scope = scope
    draft.idlePatterns = ContractDraft.idlePatterns(of: template.text, tracked: reader.tracked)
    draft.deny = deny
    draft.validate = validate
    draft.areas = DraftAreas.needed(
      by: scope.patterns, likely: scope.choices.prefix(2).map(\.pattern), tracked: reader.tracked, policy: policy)
    draft.sections = DraftSections.sections(template: template.text, facts)
    let band = max(draft.templateBand, draft.areas.map(\.band).max() ?? .low)
    draft.limits = DraftLimit.capped(
      past?.work.limits ?? (isOfAnySize ? DraftLimit.past(reader.sizes) : []), template: template.text,
      tracked: reader.tracked.count, rule: policy[band])
    return draft.text
  }

  private var facts: DraftFacts {
    var facts = DraftFactsReader.facts(allow: scope.patterns, tracked: reader.tracked, policy: policy, session)
    facts.title = title
    facts.ticket = ticket
    facts.outcome = outcome
    facts.validate = validate
    facts.deny = deny
    facts.branches = branches
    facts.owner = owner
    facts.campaign = campaign
    return facts
  }

  /// The limits of other templates say what their kind of work is.
  private var isOfAnySize: Bool { ["bug-fix", "docs", "feature", "test-coverage"].contains(template.name) }
}
