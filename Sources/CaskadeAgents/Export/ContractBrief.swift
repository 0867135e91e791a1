import CaskadeContracts
import CaskadeSyntax

/// A contract as instructions: what is to be true, what may be touched, what proves it, when to stop and how to ask.
package struct ContractBrief {
  package static let file = "BRIEF.md"
  static let goalFile = "GOAL.txt"
  /// Claude Code takes no longer condition.
  static let mostGoal = 4_000
  private let contract: Contract
  private let name: String

  init(_ request: ExportRequest) {
    contract = request.contract
    name = request.name
  }

  var export: AgentExport {
    var export = AgentExport()
    export.add(Self.file, text)
    export.add(Self.goalFile, goal + "\n")
    return export
  }

  // MARK: The page

  var text: String {
    var parts = [
      "# \(Self.line(contract.title.value))",
      "You work under the Goal Contract `\(name)`, which a person approved. What git says you changed is compared with it.",
      "## What has to be true\n\n\(Self.paragraph(contract.outcome.value))",
    ]
    if !contract.acceptance.isEmpty { parts.append(Self.list(contract.acceptance.map(Self.acceptance))) }
    parts.append("## What you may change\n\n" + Self.list(contract.paths.allow.map(Self.entry)))
    let denied = contract.paths.deny.map { Self.code($0.pattern.text) }
    parts.append(
      (denied.isEmpty ? "" : "Never: \(denied.joined(separator: ", ")).\n\n")
        + "Nothing else, and never contracts, CI definitions, hooks, or the settings and instructions of agents. Don't remove "
        + "or loosen a test or another check\(checks).")
    if let tools { parts.append(tools) }
    parts.append(validation)
    parts.append(stop)
    parts.append(
      """
      ## As you go

      Run `caskade check --skip-validation` after each step: it says in seconds what is outside the contract. Take such a
      change back. Before you say that you are done run `caskade check`, and give its last line with your summary: what you
      did, what you didn't, and what is left for a person.
      """)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var checks: String {
    let paths = contract.paths.checksMayChange.map { Self.code($0.pattern.text) }
    return paths.isEmpty ? "" : ", but below \(paths.joined(separator: ", "))"
  }

  private static func acceptance(_ line: AcceptanceLine) -> String {
    switch line.proof {
    case .command(let name)?: "\(self.line(line.says)) (proof: the command \(code(name)))"
    case .test(let name)?: "\(self.line(line.says)) (proof: the test \(code(name)))"
    case nil: "\(self.line(line.says)) (a person judges it)"
    }
  }

  private static func entry(_ entry: PathEntry) -> String {
    let words = Operation.allCases.filter(entry.may.contains).map(\.rawValue)
    let isPlain = entry.may == Operation.plain
    return code(entry.pattern.text) + (isPlain ? "" : " (\(words.joined(separator: ", ")) only)")
  }

  private var tools: String? {
    let tools = contract.tools
    guard !(tools.allow.isEmpty && tools.ask.isEmpty && tools.deny.isEmpty) else { return nil }
    var lines: [String] = []
    for (word, entries) in [("Use", tools.allow), ("Ask before", tools.ask), ("Never", tools.deny)]
    where !entries.isEmpty {
      lines.append("\(word): " + entries.map { Self.code($0.tool.text) }.joined(separator: ", "))
    }
    return "## Tools\n\n" + Self.list(lines) + "\n\nWhat isn't named here isn't allowed."
  }

  private var validation: String {
    let commands = contract.validation ?? []
    let head = "## What proves it\n\n"
    guard !commands.isEmpty else {
      return head + "The contract names no command: say how a person can see that it is done."
    }
    return head + "These commands, each of which has to end with the status that it expects:\n\n"
      + Self.list(
        commands.map { command in
          let status = command.expect == 0 ? "" : " (status \(command.expect))"
          return command.name == command.run
            ? Self.code(command.run) + status : "\(Self.line(command.name)): \(Self.code(command.run))\(status)"
        })
  }

  private var stop: String {
    var lines = contract.stopWhen.map { condition in
      switch condition.kind {
      case .moreThan(let limit, let unit): "more than \(unit.counted(limit))"
      case .touching(let pattern): "a change of \(Self.code(pattern.text))"
      case .areas(let names): "a change in \(names.joined(separator: ", "))"
      case .question(let text): Self.line(text)
      }
    }
    lines.append("you need a file or a tool that isn't named here")
    return "## Stop and ask\n\nStop at any of these, and don't work around it:\n\n" + Self.list(lines)
      + "\n\nAsk with `caskade ask 'WHAT IS NEEDED, AND WHY'`: what you tried, and what you would do next. A person answers, and "
      + "amends the contract if need be (`caskade amend \(name)`). Don't amend or approve it yourself."
  }

  // MARK: Claude's goal

  /// A condition that a model judges by what the session shows, so it asks for output.
  var goal: String {
    var parts = [Self.line(contract.outcome.value)]
    let commands = (contract.validation ?? []).map { "'\(Self.line($0.run))'" }
    if !commands.isEmpty {
      parts.append("The session shows these commands ending well: \(commands.joined(separator: ", ")).")
    }
    parts.append(
      "'caskade check' was run last, and its output names no finding of scope, protected, secrets or integrity.")
    let limits = contract.limits.map { $0.unit.counted($0.limit) }
    let stop = limits.isEmpty ? "" : "more than \(limits.joined(separator: " or ")) would be needed, or "
    let end = "something outside the Goal Contract '\(name)' is needed, and says what."
    parts.append("Or: the session stopped because \(stop)\(end)")
    let text = "/goal " + parts.joined(separator: " ")
    let bytes = Array(text.utf8)
    guard bytes.count > Self.mostGoal else { return text }
    return
      "/goal 'caskade check' was run last, and its output ends with 'Contract kept'. Or: the session stopped because \(end)"
      + " The brief has the rest."
  }

  // MARK: Text

  private static func line(_ text: String) -> String {
    EscapedText.line(text.split { $0 == "\n" || $0 == " " }.joined(separator: " "))
  }

  private static func paragraph(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { EscapedText.line(String($0)) }
      .joined(separator: "\n").trimmedEnd
  }

  private static func list(_ lines: [String]) -> String { lines.map { "- \($0)" }.joined(separator: "\n") }

  /// As code, with as many marks around it as the text needs.
  private static func code(_ text: String) -> String {
    let text = line(text)
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: longest + 1)
    let space = longest > 0 ? " " : ""
    return "\(marks)\(space)\(text)\(space)\(marks)"
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
