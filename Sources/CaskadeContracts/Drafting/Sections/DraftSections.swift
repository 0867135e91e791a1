import CaskadeSyntax

/// The parts of a draft that the repository and the ticket fill in: the line of each key and those below it, as they stand
/// in the file. A part that nothing is known of isn't there, and the template's own stays.
package enum DraftSections {
  package static func sections(template: String, _ facts: DraftFacts) -> [String: [String]] {
    let document = DraftDocument(template)
    func part(_ key: String) -> [String]? {
      document.parts.first { $0.key == key }.flatMap { part in part.head.map { [$0] + part.body } }
    }
    var sections: [String: [String]] = [:]
    if let ticket = facts.ticket {
      if let lines = TicketSections.outcome(ticket, title: facts.title, template: part("outcome") ?? []) {
        sections["outcome"] = lines
      }
      if !ticket.acceptance.isEmpty { sections["acceptance"] = TicketSections.acceptance(ticket) }
    }
    if let outcome = facts.outcome { sections["outcome"] = ["outcome: \(YAMLText.line(outcome))"] }
    if let campaign = facts.campaign { sections["x-campaign"] = ["x-campaign: \(YAMLText.line(campaign))", ""] }
    if let lines = owner(facts) { sections["owner"] = lines }
    if facts.branches.count > 1 {
      sections["branch"] = ["branch: [\(facts.branches.map(item).joined(separator: ", "))]"]
    }
    if let own = part("paths.deny") {
      let lines = denied(own, facts)
      if lines.count > 1 { sections["paths.deny"] = lines } else { sections["paths.deny"] = [] }
    }
    let validation = ValidationSection(template: part("validation") ?? [], facts)
    if let lines = validation.lines {
      sections["validation"] = lines
      if let setup = facts.commands?.setup, !setup.isEmpty {
        sections["setup"] = ["", "setup:"] + setup.map { "  - \(YAMLText.line($0))" }
      }
    }
    let tools = ToolSections(facts, commands: validation.commands)
    for key in ["tools.allow", "tools.ask"] {
      if let own = part(key), let lines = tools.lines(own, key) { sections[key] = lines }
    }
    return sections
  }

  /// In brackets: plain where that is safe there too.
  private static func item(_ text: String) -> String {
    let isPlain = YAMLText.line(text) == text && !text.utf8.contains { ",[]{}".utf8.contains($0) }
    return isPlain ? text : YAMLText.anywhere(text)
  }

  private static func owner(_ facts: DraftFacts) -> [String]? {
    guard !facts.codeOwners.isEmpty else { return nil }
    let names = facts.codeOwners.prefix(6).joined(separator: ", ")
    let comment = "# CODEOWNERS of what is allowed: \(names)\(facts.codeOwners.count > 6 ? ", ..." : "")"
    return [comment] + (facts.owner.map { ["owner: \(YAMLText.line($0))"] } ?? [])
  }

  /// What matches nothing here is left out; what a person gave stays.
  private static func denied(_ own: [String], _ facts: DraftFacts) -> [String] {
    let blank = "<path that must not change>"
    let given = facts.deny.map { "    - \(YAMLText.line($0))" }
    let kept = TemplateItems(Array(own.dropFirst()), indent: 4).lines { value in
      value == blank ? !given.isEmpty : !facts.isIdle(value)
    }
    return own.prefix(1) + kept.flatMap { $0.contains(blank) ? given : [$0] }
  }
}
