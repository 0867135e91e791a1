import CaskadeContracts

extension FindingRule {
  package static let ofStop: [FindingRule] = [stopTouching, stopArea, stopRun, stopUnknownArea, stopUnstated]

  package static let stopTouching = FindingRule(
    "stop.touching", .stop, .error, says: "a changed path meets a stop condition",
    means: """
      The contract says 'touching: PATTERN' below 'stop_when:', and a changed path matches it. The run should have
      stopped there and asked.
      """,
    matters: """
      A stop condition is where somebody wants to be asked before the work goes on. That the path is also allowed doesn't
      answer the question.
      """,
    example: """
      db/migrate/7_add.rb: error: created, and the contract stops at changes of \
      'db/**' [stop.touching]
      """,
    settle: [
      "Revert the change if the work can do without it: git checkout BASE -- PATH, or rm -- PATH.",
      "Else ask the person who approved the contract, who may take the condition out and approve that.",
    ])

  package static let stopArea = FindingRule(
    "stop.area", .stop, .error, says: "a change touches an area at which the contract stops",
    means: """
      The contract says 'area: NAME' below 'stop_when:'. A change belongs to an area by its path, by what one of its
      added lines says, or by what it is, such as a file made executable.
      """,
    matters: "In these areas a mistake costs more, and somebody wants to be asked before anything changes there.",
    example: """
      Sources/Store.swift:12: error: modified, adds 'DROP TABLE', and the contract stops \
      in the area 'migrations' [stop.area]
      """,
    settle: [
      "Revert the change if the work can do without it: git checkout BASE -- PATH, or rm -- PATH.",
      """
      Else ask the person who approved the contract. That a phrase of the area is meant harmlessly here is for them to
      say.
      """,
    ])

  package static let stopUnknownArea = FindingRule(
    "stop.unknown-area", .stop, .error, says: "a stop condition names an area that the policy doesn't have",
    means: "The condition says 'area: NAME', and neither the built-in areas nor the policy's have one of that name.",
    matters: "A condition that can't be judged would be met by nothing, and read as if it guarded something.",
    example: """
      Contracts/login.yaml: error: no area is called 'biling', so the condition can't be \
      judged [stop.unknown-area]
      """,
    settle: ["Have the name mended in the contract: caskade policy show --why areas lists them."])

  package static let stopRun = FindingRule(
    "stop.run", .stop, .error, says: "the run took more than the contract permits",
    means: """
      The contract says 'more_than:' minutes, tool calls, failed validations, tokens or USD below 'stop_when:', and a
      transcript tells more. Time before a person's words isn't counted; failed validations are counted in a row.
      """,
    matters: """
      A run that fails again and again, or that goes on for hours, is where somebody wants to be asked. What it made after
      that point was made without an answer.
      """,
    example: """
      Contracts/login.yaml: error: the run took 61 tool calls, and went on for 11 calls, and the contract stops at more \
      than 50 tool calls, by the word of session.jsonl [stop.run]
      """,
    settle: [
      "Have the person who approved the contract look at what came after, and decide whether it may stand.",
      "Where the work needs more, have the condition amended, and the contract approved again.",
    ])

  package static let stopUnstated = FindingRule(
    "stop.unstated", .stop, .error, says: "the policy requires stop conditions, and the contract states none",
    means: "The policy lists 'stop' among the gates that it requires, and nothing for it stands below 'stop_when:'.",
    matters: "A gate that has nothing to judge passes everything. Where the policy requires it, that is no answer.",
    example: """
      Contracts/login.yaml: error: the policy requires gate 'stop', and the contract \
      states no condition for it [stop.unstated]
      """,
    settle: ["Have a condition added below 'stop_when:', and the contract approved again."])
}
