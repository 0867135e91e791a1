import CaskadeSyntax

/// The template's tools with the drafted commands: those that prove the work are allowed, those that install are asked
/// for. What the policy denies is left out.
struct ToolSections {
  private static let blank = "<command that proves it>"

  private let patterns: [String]
  private let setup: [String]
  private let denied: [ToolEntry]

  init(_ facts: DraftFacts, commands: [DraftedCommand]) {
    patterns = ShellTools.patterns(commands.map(\.command), exactly: !facts.validate.isEmpty)
    setup = ShellTools.patterns(
      (commands.isEmpty ? [] : facts.commands?.setup ?? []).map { ValidationCommand(name: $0, run: $0, line: 1) },
      exactly: true)
    denied = facts.deniedTools
  }

  /// Nil where the template's own lines stay as they are.
  func lines(_ template: [String], _ key: String) -> [String]? {
    guard let head = template.first else { return nil }
    var kept: [String] = []
    for line in template.dropFirst() {
      if line.contains(Self.blank) {
        kept += patterns.isEmpty ? [line] : written(patterns)
      } else if let tool = Self.tool(line), let by = denial(of: tool) {
        kept.append("    # Left out, since the policy denies it ('\(EscapedText.line(by.text))'): \(tool.text)")
      } else {
        kept.append(line)
      }
    }
    if key == "tools.ask", !setup.isEmpty {
      kept += ["    # What setup runs."] + written(setup)
    }
    // A list of comments alone would be a key without a value.
    guard kept.contains(where: { $0.drop { $0 == " " }.hasPrefix("- ") }) else { return [] }
    return [head] + kept
  }

  private func written(_ patterns: [String]) -> [String] {
    patterns.map { pattern in
      if let by = denial(of: .shell(pattern)) {
        return
          "    # Left out, since the policy denies it ('\(EscapedText.line(by.text))'): \(EscapedText.line(pattern))"
      }
      return "    - shell: \(YAMLText.line(pattern))"
    }
  }

  private func denial(of tool: Tool) -> Tool? { denied.first { $0.tool.covers(tool) }?.tool }

  /// The tool of a line of the template, as far as its own words are plain.
  private static func tool(_ line: String) -> Tool? {
    let value = TemplateItems.value(of: line)
    guard line.hasPrefix("    - "), !value.contains("<") else { return nil }
    if value.hasPrefix("shell: ") { return .shell(String(value.dropFirst(7))) }
    return ["read": .read, "search": .search, "edit": .edit, "agent": .agent, "web": .web(host: nil)][value]
  }
}
