package import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax

/// A contract on one page, for the person who is asked to approve it: first what will be true, what may be touched at worst
/// and what proves it; then what a reviewer asks.
package struct ContractPage: Sendable {
  let contract: Contract
  let name: String
  let approval: String
  private let policy: Policy
  /// The files that the repository tracks now, sorted.
  private let tracked: [RepositoryPath]
  private let reach: ContractReach
  let review: ContractReview

  package init(
    contract: Contract, name: String, approval: String, policy: Policy, tracked: [RepositoryPath],
    facts: ReviewFacts = ReviewFacts()
  ) {
    self.contract = contract
    self.name = name
    self.approval = approval
    self.policy = policy
    self.tracked = tracked.sorted()
    reach = ContractReach(contract, policy: policy, tracked: tracked)
    review = ContractReview(contract: contract, policy: policy, reach: reach, tracked: tracked.count, facts: facts)
  }

  /// What is asked, each with its answer.
  struct Question {
    let title: String
    /// Safe to print, a line each.
    let blocks: [String]
    let lines: [ReviewLine]
    /// What stands below the lines.
    var more: (title: String, lines: [ReviewLine])?
  }

  var questions: [Question] {
    [
      Question(title: "What authority does the agent get?", blocks: [paths, tools] + stopsIfAny, lines: []),
      Question(title: "What would make this run unsafe?", blocks: [], lines: review.dangers),
      Question(
        title: "What will prove success?", blocks: [proof] + (contract.acceptance.isEmpty ? [] : [acceptance]),
        lines: [],
        more: ("No command proves, and a person has to see", review.unproven)),
      Question(title: "Who approves it?", blocks: [], lines: review.approvals),
    ]
  }

  private var stopsIfAny: [String] { contract.stopWhen.isEmpty ? [] : [stops] }

  /// What stands below the questions, safe to print.
  var rest: [String] {
    var blocks: [String] = []
    if contract.outcome.value.utf8.contains(0x0A) { blocks.append("Outcome\n" + indented(contract.outcome.value)) }
    if let notes = contract.notes { blocks.append("Notes\n" + indented(notes)) }
    if !contract.blanks.isEmpty {
      blocks.append(
        "Still blank\n"
          + contract.blanks.map { "  line \($0.line): \(EscapedText.line($0.text))" }.joined(separator: "\n"))
    }
    if !review.facts.lint.isEmpty {
      blocks.append("Lint\n" + review.facts.lint.map { "  \(EscapedText.line($0))" }.joined(separator: "\n"))
    }
    return blocks
  }

  /// Title, place and the facts of the contract as a whole; safe to print.
  var headingLines: (title: String, facts: String) {
    let lines = heading.split(separator: "\n", maxSplits: 1).map(String.init)
    return (lines.first ?? "", lines.dropFirst().first ?? "")
  }

  private var heading: String {
    var facts: [String] = []
    if let ticket = contract.ticket { facts.append("ticket \(ticket.value)") }
    if let owner = contract.owner { facts.append("owner \(owner.value)") }
    let branches = contract.branch.map(\.pattern.text).joined(separator: ", ")
    facts.append(branches.isEmpty ? "any branch" : "branch \(branches)")
    facts.append(contract.expires.map { "expires \($0.value.text)" } ?? "never expires")
    return "\(EscapedText.line(contract.title.value))   \(EscapedText.line(name))\n"
      + EscapedText.line(facts.joined(separator: " · "))
  }

  private var acceptance: String {
    let lines = contract.acceptance.map { line in
      "  \(EscapedText.line(line.says))\n    shown by \(EscapedText.line(line.proof.words))"
    }
    return (["Acceptance"] + lines).joined(separator: "\n")
  }

  // MARK: Paths

  private var paths: String {
    var lines = ["May change (\(reach.changeable.count) of \(tracked.count) tracked files)"]
    if contract.paths.allow.isEmpty { lines.append("  nothing") }
    for entry in contract.paths.allow {
      let may = Operation.allCases.filter(entry.may.contains).map(\.rawValue).joined(separator: ", ")
      let count = reach.changeable.count { entry.pattern.matches($0) }
      let files = entry.may == [.create] ? "new files only" : count.counted("file")
      lines.append("  \(column(entry.pattern.text))\(may), \(files)")
    }
    if !reach.guarded.isEmpty {
      let files = reach.guarded.count.counted("protected file")
      lines.append("  and not \(files) that these patterns cover: only an entry with the very path opens one")
    }
    if !contract.paths.deny.isEmpty {
      lines.append("May not change")
      lines += contract.paths.deny.map { "  \(EscapedText.line($0.pattern.text))" }
    }
    if !contract.paths.checksMayChange.isEmpty {
      lines.append("Checks may be removed or loosened in")
      lines += contract.paths.checksMayChange.map { "  \(EscapedText.line($0.pattern.text))" }
    }
    return lines.joined(separator: "\n")
  }

  /// The tracked files in scope, each with the entry that decides.
  package var files: String {
    reach.changeable.map { path in
      guard case .allowed(let entry) = contract.paths.decision(for: .modify, on: FoldedPath(path)) else {
        return "\(path.display)\tnot to be modified\n"
      }
      return "\(path.display)\t\(EscapedText.line(entry.pattern.text)) (line \(entry.line))\n"
    }.joined()
  }

  /// What the contract says of one path, for each operation.
  package func why(_ path: RepositoryPath) -> String {
    let folded = FoldedPath(path)
    var lines = [path.display]
    for operation in Operation.allCases {
      let answer =
        switch contract.paths.decision(for: operation, on: folded) {
        case .allowed(let entry): "allowed by '\(entry.pattern.text)' (line \(entry.line))"
        case .denied(let entry): "denied by '\(entry.pattern.text)' (line \(entry.line))"
        case .operationNotGranted(let entry, _):
          "not allowed: '\(entry.pattern.text)' (line \(entry.line)) doesn't grant it"
        case .outside: "not allowed: no entry covers it"
        }
      lines.append("  \(operation.rawValue.padded(to: 11))\(EscapedText.line(answer))")
    }
    if let rule = policy.protected.first(where: { $0.covers(folded) }) {
      let opened = contract.paths.namesExactly(path)
      lines.append(
        "  protected  \(EscapedText.line("\(rule.what) [\(rule.rule)]"))\(opened ? ", opened by an entry that names it" : ", whatever a pattern says")"
      )
    }
    for area in policy.areas where area.covers(folded) {
      lines.append("  area       \(EscapedText.line(area.title)), band \(area.band.rawValue)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: The rest

  private var tools: String {
    func line(_ title: String, _ entries: [ToolEntry]) -> String? {
      entries.isEmpty
        ? nil : "  \(title.padded(to: 7))\(entries.map { EscapedText.line($0.tool.text) }.joined(separator: ", "))"
    }
    let tools = contract.tools
    let lines = [line("allow", tools.allow), line("ask", tools.ask), line("deny", tools.deny)].compactMap { $0 }
    return (["Tools"] + (lines.isEmpty ? ["  none are named"] : lines)).joined(separator: "\n")
  }

  private var proof: String {
    guard let commands = contract.validation else { return "Proof\n  none: a check will be unproven" }
    if commands.isEmpty { return "Proof\n  none, as the contract says" }
    var lines = ["Proof (each command has to pass)"]
    for setup in contract.setup { lines.append("  setup: \(EscapedText.line(setup.value))") }
    for command in commands {
      var facts = ["within \(command.timeout.text)"]
      switch command.onBase {
      case .fails: facts.append("must fail on the base")
      case .missing: facts.append("what it needs must be missing on the base, or it must fail there")
      case .passes: facts.append("must pass on the base too")
      case nil: break
      }
      if let folder = command.directory { facts.append("in \(folder.display)") }
      if !command.carry.isEmpty {
        facts.append(
          "there with the head's \(command.carry.map { EscapedText.line($0.pattern.text) }.joined(separator: ", "))")
      }
      if let before = command.begins { facts.append("in what '\(before)' left") }
      if command.retries > 0 { facts.append("again after a failure, up to \(command.retries) times") }
      if let report = command.report { facts.append("writes the report \(EscapedText.line(report.text))") }
      if let least = command.atLeast { facts.append("runs \(least.counted("test")) at least") }
      if command.isOffline { facts.append("without a network") }
      if command.isUncontained { facts.append("not contained: it may reach the rest of the machine") }
      if command.expect != 0 { facts.append("with exit status \(command.expect)") }
      lines.append("  \(EscapedText.line(command.run)) (\(EscapedText.line(facts.joined(separator: ", "))))")
    }
    return lines.joined(separator: "\n")
  }

  private var stops: String {
    var lines = ["Stops at"]
    for condition in contract.stopWhen {
      let text =
        switch condition.kind {
        case .moreThan(let limit, let unit): "more than \(unit.counted(limit))"
        case .touching(let pattern): "changes of \(pattern.text)"
        case .areas(let names): "the area\(names.count == 1 ? "" : "s") \(names.joined(separator: ", "))"
        case .question(let text): "a person's answer: \(text)"
        }
      lines.append("  \(EscapedText.line(text))")
    }
    return lines.joined(separator: "\n")
  }

  private var risk: String {
    let band = ContractBand(contract, policy: policy)
    var lines = ["Risk", "  band \(band.band.rawValue): \(EscapedText.line(band.reason))"]
    func raised(_ area: Area) -> String {
      EscapedText.line(area.title) + (area.band > band.band ? ", which makes it band \(area.band.rawValue)" : "")
    }
    for (area, count) in reach.areas {
      lines.append("  may change \(count.counted("file")) of the area \(raised(area))")
    }
    for area in reach.growing { lines.append("  may add files to the area \(raised(area))") }
    return lines.joined(separator: "\n")
  }

  private func column(_ text: String) -> String {
    let line = EscapedText.line(text)
    return line + String(repeating: " ", count: max(2, 30 - DisplayWidth.of(line)))
  }

  func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \(EscapedText.line(String($0)))" }
      .joined(separator: "\n")
  }
}
