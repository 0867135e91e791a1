import CaskadeSyntax

/// What the contract grants, held against the policy.
extension ContractLint {
  mutating func judgeGrants() {
    let declared = contract.band?.value
    for entry in contract.paths.allow {
      let text = entry.pattern.text
      if let rule = protectedRule(named: entry.pattern) {
        if declared != .high {
          report(.protected(entry.pattern.folder, what: rule.what), line: entry.line, text: text)
        }
      } else if let rule = context.policy.protected.first(where: { rule in
        rule.patterns.contains { $0.covers(entry.pattern) }
      }) {
        report(.protectedPattern(text, what: rule.what), line: entry.line, text: text)
      } else if let declared, let area = gravestArea(of: entry.pattern), area.band > declared {
        report(
          .band(declared: declared, needed: area.band, pattern: text, area: area.name), line: entry.line, text: text)
      }
    }
  }

  private func protectedRule(named pattern: PathPattern) -> ProtectedRule? {
    guard pattern.namesOnePath else { return nil }
    let path = FoldedPath(pattern.folder)
    return context.policy.protected.first { $0.covers(path) }
  }

  /// The area of the highest band that holds all that the pattern matches.
  private func gravestArea(of pattern: PathPattern) -> Area? {
    let path = FoldedPath(pattern.folder)
    let holding = context.policy.areas.filter { area in
      pattern.namesOnePath && area.covers(path) || area.patterns.contains { $0.covers(pattern) }
    }
    return holding.max { $0.band < $1.band }
  }

  mutating func judgeTools() {
    for entry in contract.tools.allow + contract.tools.ask {
      if let denied = contract.tools.deny.first(where: { $0.tool.covers(entry.tool) }) {
        report(.toolConflict(entry.tool, denied: denied.tool), line: entry.line, text: entry.tool.text)
      } else if let denied = context.policy.deniedTools.first(where: { $0.tool.covers(entry.tool) }) {
        report(.policyTool(entry.tool, denied: denied.tool), line: entry.line, text: entry.tool.text)
      }
    }
  }
}
