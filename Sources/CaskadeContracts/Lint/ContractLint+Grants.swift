import CaskadeSyntax

/// What the contract grants, held against the policy.
extension ContractLint {
  mutating func judgeGrants() {
    let declared = contract.band?.value
    for entry in contract.paths.allow {
      let text = entry.pattern.text
      if let rule = protection(of: entry.pattern) {
        if !entry.pattern.namesOnePath {
          report(.protectedPattern(text, what: rule.what), line: entry.line, text: text)
        } else if declared != .high {
          report(.protected(entry.pattern.folder, what: rule.what), line: entry.line, text: text)
        }
      } else if let declared, let area = gravestArea(of: entry.pattern), area.band > declared {
        report(
          .band(declared: declared, needed: area.band, pattern: text, area: area.title), line: entry.line, text: text)
      }
    }
  }

  /// The rule by which all is protected that the pattern matches.
  func protection(of pattern: PathPattern) -> ProtectedRule? {
    let path = FoldedPath(pattern.folder)
    return context.policy.protected.first { rule in
      pattern.namesOnePath ? rule.covers(path) : rule.patterns.contains { $0.covers(pattern) }
    }
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
    for entry in contract.tools.ask where contract.tools.allow.contains(where: { $0.tool == entry.tool }) {
      report(.duplicate(entry.tool.text, place: "tools"), line: entry.line, text: entry.tool.text)
    }
    for entry in contract.tools.allow { judge(entry, in: .allow) }
    for entry in contract.tools.ask { judge(entry, in: .ask) }
  }

  private mutating func judge(_ entry: ToolEntry, in list: LintProblem.ToolList) {
    let tool = entry.tool
    if let denied = contract.tools.deny.first(where: { $0.tool.covers(tool) }) {
      report(.toolConflict(tool, denied: denied.tool, list: list), line: entry.line, text: tool.text)
    } else if let denied = context.policy.deniedTools.first(where: { $0.tool.covers(tool) }) {
      report(.policyTool(tool, denied: denied.tool, list: list), line: entry.line, text: tool.text)
    }
  }
}
