import CaskadeContracts
import CaskadeSyntax

/// Every figure, a row each, in the order of the page.
extension Figure {
  package static let all: [Figure] =
    ofRuns + ofScope + ofValidation + ofAuthority + ofTime + ofReview + ofCost + ofLoops

  private static let ofRuns: [Figure] = [
    Figure(
      "runs", .runs, "runs", column: "runs",
      "The work under one contract on one branch, all its recorded checks taken together. Where no contract judged, the "
        + "work on one branch. What a check found before it that no contract judges isn't counted."
    ) { .count($0.count) },
    Figure("checks", .runs, "checks", "Records in the period; two of the same evidence are one.") {
      .count($0.reduce(0) { $0 + $1.checks.count })
    },
    Figure("kept", .runs, "kept", column: "kept", "Runs whose newest check says kept.") {
      .runs($0) { $0.last.verdict == .kept }
    },
    Figure("broken", .runs, "broken", column: "broken", "Runs whose newest check says broken.") {
      .runs($0) { $0.last.verdict == .broken }
    },
    Figure("unproven", .runs, "unproven", column: "unproven", "Runs whose newest check says unproven.") {
      .runs($0) { $0.last.verdict == .unproven }
    },
    Figure("kept_at_first", .runs, "kept at the first check", column: "at first", "Runs whose oldest check says kept.")
    {
      .runs($0) { $0.checks[0].isKept }
    },
    Figure("checks_per_run", .runs, "checks per run", "Checks of each run.") { .spread($0.map(\.checks.count)) },
    Figure("without_contract", .runs, "without a contract", "Runs whose newest check found no contract to judge by.") {
      .runs($0) { $0.last.contract == nil }
    },
    Figure(
      "gates", .runs, "gates in the way",
      "Required gates that failed or stayed unproven in a run's newest check, by runs."
    ) {
      .names($0) { run, names in
        names.formUnion(run.last.failed)
        names.formUnion(run.last.unproven)
      }
    },
    Figure("rules", .runs, "errors by rule", "Runs in which some check has an error of the rule.") {
      .names($0) { run, names in
        for check in run.checks {
          for finding in check.findings where finding.severity == .error { names.insert(finding.rule) }
        }
      }
    },
  ]

  private static let ofScope: [Figure] = [
    Figure(
      "escaped", .scope, "left their scope", column: "escaped",
      "Runs with a contract in which some check found changed paths that the contract doesn't allow."
    ) { .runs($0) { $0.checks.contains(where: \.isEscaped) } },
    Figure(
      "escaped_at_last", .scope, "still outside at last",
      "The same of the newest check: nobody took it back or approved it."
    ) { .runs($0) { $0.last.isEscaped } },
    Figure(
      "escaped_folders", .scope, "outside, by top folder",
      "Runs that left their scope below the folder; '.' is the repository's root. Records hold no more of such a path."
    ) {
      .names($0) { $0.addFoldersOutside(to: &$1) }
    },
    Figure("escaped_areas", .scope, "outside, by area", "Runs whose paths outside touch the risk area.") {
      .names($0) { run, names in
        for check in run.checks where check.isEscaped { for part in check.outside { names.formUnion(part.areas) } }
      }
    },
    Figure("areas", .scope, "risk areas touched", "Runs whose newest check touches the area, inside or outside.") {
      .names($0) { $1.formUnion($0.last.areas) }
    },
  ]

  private static let ofValidation: [Figure] = [
    Figure(
      "failed_validation", .validation, "validation failed", column: "failed",
      "Runs in which some check has a command that failed or took too long on the head."
    ) { .runs($0) { $0.checks.contains { $0.runs.contains { $0.state == .fail || $0.state == .timedOut } } } },
    Figure(
      "flaky_validation", .validation, "validation flaky", column: "flaky",
      "Runs with a command that was red and green on one tree: in one check with retries, or in two checks."
    ) { .runs($0) { !$0.flakyCommands.isEmpty } },
    Figure(
      "inconclusive_validation", .validation, "validation inconclusive",
      "Runs whose newest check has a command that proved nothing: no test ran, or it couldn't be told."
    ) { .runs($0) { $0.last.runs.contains { $0.state == .inconclusive } } },
    Figure(
      "failed_commands", .validation, "failed, by command",
      "Runs in which the command failed or took too long; by its name where the contract's text is here, else by its id."
    ) {
      .names($0) { $0.addFailedCommands(to: &$1) }
    },
    Figure("flaky_commands", .validation, "flaky, by command", "Runs in which the command was flaky.") {
      .names($0) { run, names in for id in run.flakyCommands { names.insert(run.command(id)) } }
    },
    Figure(
      "validation_time", .validation, "time of the commands", in: .milliseconds,
      "What the commands took on the head in a run's newest check; a run without commands says nothing."
    ) {
      .spread($0.map { $0.last.runs.isEmpty ? nil : $0.last.runs.reduce(0) { $0 + $1.milliseconds } })
    },
  ]

  private static let ofAuthority: [Figure] = [
    Figure(
      "amended", .authority, "amended", column: "amended",
      "Runs whose checks judged by more than one version of their contract."
    ) { .runs($0) { $0.versions > 1 } },
    Figure("amendments", .authority, "amendments", "Versions of their contracts beyond the first, over all runs.") {
      .count($0.reduce(0) { $0 + max(0, $1.versions - 1) })
    },
    Figure(
      "refused_calls", .authority, "calls asked for and refused",
      "Calls that the agent asked for and a person or a hook refused, by the newest check's transcripts."
    ) { .spread($0.map { $0.last.tools?.refused }) },
    Figure(
      "requests", .authority, "asked for more",
      "Runs in which the agent left a person a question or a request for more ('caskade ask'); of those of which the "
        + "worktrees' files told the newest check that knew of any."
    ) { runs in .runs(runs.filter { $0.agentRuns != nil }) { $0.agentRuns?.asked ?? 0 > 0 } },
    Figure(
      "requests_open", .authority, "their questions left open",
      "Of all that was asked so, by the same files: what nobody had answered by then."
    ) { runs in
      let told = runs.compactMap(\.agentRuns)
      return .part(told.reduce(0) { $0 + $1.open }, of: told.reduce(0) { $0 + $1.asked })
    },
    Figure(
      "requests_granted", .authority, "granted",
      "Of what was asked so, by the same files: what a person granted. Records of before these were told apart are left out."
    ) { requests($0, \.granted) },
    Figure("requests_declined", .authority, "declined", "The same of what a person declined.") {
      requests($0, \.declined)
    },
    Figure(
      "interventions", .authority, "with an intervention",
      "Runs in which a person or a condition stepped in: somebody refused a call, by the newest check's transcripts; or, by "
        + "the worktrees' files, the agent was stopped, suspended or broken off, or a request of it was answered. Of those "
        + "with a transcript or such files."
    ) { runs in
      .runs(runs.filter { $0.last.tools != nil || $0.agentRuns != nil }) {
        $0.last.tools?.refused ?? 0 > 0 || $0.agentRuns?.isIntervention == true
      }
    },
    Figure(
      "signatures_missing", .authority, "signatures missing", "Runs whose newest check counts fewer people than asked."
    ) {
      .runs($0) { run in
        guard let needed = run.last.contract?.needed, let people = run.last.contract?.people else { return false }
        return people < needed
      }
    },
    Figure("skipped_gates", .authority, "gates left out", "Runs whose newest check left the gate out by name.") {
      .names($0) { $1.formUnion($0.last.skipped) }
    },
  ]

  private static func requests(_ runs: [RecordedRun], _ decided: (AgentRuns) -> Int?) -> FigureValue {
    let told = runs.compactMap(\.agentRuns).filter { decided($0) != nil }
    return .part(told.reduce(0) { $0 + (decided($1) ?? 0) }, of: told.reduce(0) { $0 + $1.asked })
  }

  private static let ofTime: [Figure] = [
    Figure(
      "proposed_to_approved", .time, "from proposed to approved", in: .seconds,
      "From the commit that first held the contract's file to its arrival at the base, by first parents."
    ) { .spread($0.map { span($0.times.proposed, $0.times.approved) }) },
    Figure(
      "approved_to_kept", .time, "from approved to kept", in: .seconds,
      "From there to the run's first check that says kept."
    ) { .spread($0.map { span($0.times.approved, $0.kept) }) },
    Figure(
      "kept_to_merged", .time, "from kept to merged", in: .seconds,
      "From there to the first-parent commit of the base that brought what was judged."
    ) { .spread($0.map { span($0.kept, $0.times.merged) }) },
    Figure("merged", .time, "merged", column: "merged", "Runs of which a judged commit or tree reached the base.") {
      .runs($0) { $0.times.merged != nil }
    },
  ]

  private static func span(_ start: Int?, _ end: Int?) -> Int? {
    guard let start, let end, start <= end else { return nil }
    return end - start
  }

  private static let ofReview: [Figure] = [
    Figure("files", .review, "files per run", column: "files", "Changed files of a run's newest check.") {
      .spread($0.map(\.last.size.files))
    },
    Figure("lines", .review, "lines per run", column: "lines", "Added and deleted lines of a run's newest check.") {
      .spread($0.map(\.last.lines))
    },
    Figure("findings", .review, "findings per run", "Errors, warnings and notes of a run's newest check.") {
      .spread($0.map { $0.last.findings.reduce(0) { $0 + $1.count } })
    },
    Figure(
      "questions", .review, "questions per run", column: "questions",
      "Questions that its newest check leaves to a person."
    ) {
      .spread($0.map(\.last.questions))
    },
    Figure("not_checked", .review, "not checked, per run", "Things that no gate of its newest check has looked at.") {
      .spread($0.map(\.last.notChecked))
    },
  ]

  private static let ofCost: [Figure] = [
    Figure(
      "cost", .cost, "cost per run", in: .dollars, column: "cost",
      "What the newest check's transcripts say that the run cost; by their word."
    ) { .spread($0.map { $0.last.tools?.cost }) },
    Figure("tokens", .cost, "tokens per run", "In and out, by the same word; 0 is taken for not told.") {
      .spread($0.map { $0.last.tools.flatMap { $0.tokens == 0 ? nil : $0.tokens } })
    },
    Figure(
      "agent_time", .cost, "time of the agent", in: .milliseconds,
      "Between the records of a transcript, without the time before a person's."
    ) { .spread($0.map { $0.last.tools?.milliseconds }) },
    Figure("check_time", .cost, "time of a check", in: .milliseconds, "Of every check as a whole.") {
      .spread($0.flatMap { $0.checks.map(\.milliseconds) })
    },
  ]

  private static let ofLoops: [Figure] = [
    Figure(
      "loops", .loops, "loops", column: "loops",
      "Runs with a command that the agent ran over and over, by the transcripts or as 'caskade run' saw it, or with "
        + "\(RecordedRun.longest) checks in a row that were not kept."
    ) { .runs($0, \.isLoop) },
    Figure(
      "runaways", .loops, "runaways", column: "runaways",
      "Runs of which some check says that a stop condition or the budget was met and the work went on."
    ) { .runs($0, \.isRunaway) },
    Figure(
      "stopped_runs", .loops, "agents stopped",
      "Runs in which 'caskade run' made the agent end, by the worktrees' files; of those of which they tell."
    ) { runs in .runs(runs.filter { $0.agentRuns != nil }) { $0.agentRuns?.stopped ?? 0 > 0 } },
    Figure(
      "stop_reasons", .loops, "conditions met, by kind",
      "Runs in which 'caskade run' saw a condition of the kind met, whether it stopped the agent or only warned: a limit of "
        + "the contract, a loop, a change that no check would pass, or that nothing could be watched."
    ) { .names($0) { $1.formUnion($0.agentRuns?.reasons.map(\.rawValue) ?? []) } },
    Figure(
      "calls_after_stop", .loops, "calls after a stop", "Calls after a stop condition was met, by the transcripts."
    ) {
      .spread($0.map { $0.last.tools?.after })
    },
  ]
}

extension RecordedRun {
  /// So many checks in a row that are not kept are a loop.
  static let longest = 5

  var isLoop: Bool {
    if checks.contains(where: { $0.tools?.loops ?? 0 > 0 || $0.agentRuns?.reasons.contains(.loop) == true }) {
      return true
    }
    var row = 0
    for check in checks {
      row = check.isKept ? 0 : row + 1
      if row >= Self.longest { return true }
    }
    return false
  }

  var isRunaway: Bool {
    checks.contains { check in
      check.tools?.limits ?? 0 > 0
        || check.findings.contains { $0.severity == .error && ($0.gate == "stop" || $0.gate == "budget") }
    }
  }

  /// Of its contract, that checks judged by.
  var versions: Int { Set(checks.compactMap { $0.contract?.blob }).count }

  /// Ids of commands that were red and green on one tree, sorted.
  var flakyCommands: [String] {
    // Few runs have any: red and green are looked for first.
    var seen: (red: Bool, green: Bool, both: Bool) = (false, false, false)
    for check in checks {
      for run in check.runs {
        seen.red = seen.red || run.state == .fail
        seen.green = seen.green || run.state == .pass
        seen.both = seen.both || run.state == .flaky
      }
    }
    guard seen.both || seen.red && seen.green else { return [] }
    struct Place: Hashable {
      let id: String
      let tree: ObjectID
    }
    var states: [Place: Set<ValidationRecord.State>] = [:]
    for check in checks {
      let tree = check.merged?.tree ?? check.head.tree
      for run in check.runs { states[Place(id: run.id, tree: tree), default: []].insert(run.state) }
    }
    let flaky = states.filter { $0.value.contains(.flaky) || $0.value.isSuperset(of: [.pass, .fail]) }
    return Set(flaky.keys.map(\.id)).sorted()
  }

  /// Top folders outside of its contract; '.' is the root.
  func addFoldersOutside(to names: inout Set<String>) {
    for check in checks where check.isEscaped {
      for part in check.outside { names.insert(part.folder.isEmpty ? "." : part.folder + "/") }
    }
  }

  func addFailedCommands(to names: inout Set<String>) {
    for check in checks {
      for run in check.runs where run.state == .fail || run.state == .timedOut { names.insert(command(run.id)) }
    }
  }

  /// Its name where that is known.
  func command(_ id: String) -> String { contract?.commands[id] ?? id }
}
