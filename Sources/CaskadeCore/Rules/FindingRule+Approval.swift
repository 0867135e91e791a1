import CaskadeContracts

extension FindingRule {
  package static let ofApproval: [FindingRule] =
    [
      approvalExpired, approvalClosed, approvalOrder, approvalLock, approvalBranch, approvalBranchUnknown,
      approvalQueueBranch, approvalPolicyTool,
      approvalSelfDeclared,
      approvalMissing, approvalGroup, approvalNotPinned, approvalBaseBehind, approvalAmendment, approvalDifference,
      approvalNoContract, approvalPolicyChange,
    ] + ofRefusals

  package static let approvalExpired = FindingRule(
    "approval.expired", .approval, .error, says: "the contract is past its last day",
    means: """
      The contract's 'expires:' names a day that has passed. Until that day, and on it, the contract was in force; now it
      grants nothing.
      """,
    matters: """
      A grant without an end outlives the reason for it. The day is there so that somebody looks again before more is
      done under old words.
      """,
    example: "Contracts/login.yaml: error: the contract expired on 2026-06-01 [approval.expired]",
    settle: [
      "Ask whoever approved it to approve it again with a later 'expires:'.",
      "If the work is done, close the contract: caskade close NAME --as done.",
    ])

  package static let approvalClosed = FindingRule(
    "approval.closed", .approval, .error, says: "a contract of this name was closed on the base",
    means: """
      Contracts/closed/ on the base has a contract of the same name: this work was finished, cancelled or taken over.
      """,
    matters: """
      A closed contract that comes back would be a grant that a person has ended. Its name stays taken, so that records
      of the old work can't be read as records of the new.
      """,
    example: "Contracts/login.yaml: error: a contract of this name is closed on main [approval.closed]",
    settle: ["Write a contract of another name for the work that goes on, and have it approved."])

  package static let approvalOrder = FindingRule(
    "approval.order", .approval, .error, says: "the contract comes after another one that isn't done",
    means: """
      The contract's 'after:' names another one, and on the base that is still open, or it ended otherwise than as done.
      """,
    matters: """
      Whoever approved it approved it for what the other one leaves behind. Work that begins before that builds on what
      isn't there, and two agents change the same things at once.
      """,
    example: """
      Contracts/login.yaml: error: it comes after 'session-store', which is still open \
      on main [approval.order]
      """,
    settle: [
      "Wait until the other contract is closed as done on the base. 'caskade status' shows the order of all.",
      "If the other one was cancelled or taken over, ask a person whether the order still holds, and have 'after:' amended.",
    ])

  package static let approvalLock = FindingRule(
    "approval.lock", .approval, .error, says: "another open contract holds a lock that this one takes",
    means: """
      The contract's 'locks:' names something that one contract at a time may hold, and another open contract that takes it
      too came to the base before this one: by the order of the base's first-parent history, then of their paths.
      """,
    matters: """
      Some things can't be shared, such as the number of the next migration. Two runs that take it at once are both right
      by themselves, and wrong together.
      """,
    example: """
      Contracts/login.yaml: error: 'Contracts/session-store.yaml' holds the lock \
      'db-migration-number': it came to main first [approval.lock]
      """,
    settle: [
      "Wait until the contract that holds it is closed on the base. 'caskade status' shows who holds what.",
      "If that contract is given up, a person closes it: caskade close NAME --as cancelled.",
      "Where the history is too short to say who came first, fetch the whole of it: git fetch --unshallow.",
    ])

  package static let approvalBranch = FindingRule(
    "approval.branch", .approval, .error, says: "the contract governs other branches than this one",
    means: """
      The contract's 'branch:' lists patterns, and the branch that is judged matches none of them.
      """,
    matters: """
      Whoever approved the contract approved it for the work on those branches. On any other branch nobody has approved
      anything.
      """,
    example: """
      Contracts/login.yaml: error: the contract governs 'fix/login-*', and this is \
      branch 'tidy-up' [approval.branch]
      """,
    settle: [
      "Name the contract of this branch: caskade check NAME.",
      "If the work was begun on a branch of the wrong name, move it to a branch that the contract governs.",
      "Else have 'branch:' amended on the base by somebody who may approve it.",
    ])

  package static let approvalBranchUnknown = FindingRule(
    "approval.branch-unknown", .approval, .error, says: "nobody can say to which branch the head belongs",
    means: """
      The contract governs certain branches, and the head is a commit that is on none: a detached head, as CI systems
      check it out.
      """,
    matters: "Without the branch's name it isn't known whether this contract governs the work at all.",
    example: """
      Contracts/login.yaml: error: the head is on no branch, and the contract governs \
      'fix/login-*' [approval.branch-unknown]
      """,
    settle: ["Say which branch it is: --branch NAME. In CI take the name from the system's own variable."])

  package static let approvalQueueBranch = FindingRule(
    "approval.queue-branch", .approval, .error, says: "nobody said whose work a merge queue's head is",
    means: """
      The head is what a merge queue made, on a branch of the queue's own such as gh-readonly-queue/main/pr-12-0f3c, and
      the contract governs certain branches. The queue's name says nothing about the branch of the work.
      """,
    matters: "Without the branch's name it isn't known whether this contract governs the work at all.",
    example: """
      Contracts/login.yaml: error: a merge queue's branch is nobody's work, and the \
      contract governs 'fix/login-*' [approval.queue-branch]
      """,
    settle: [
      """
      Let the job ask the forge for the branch of the pull request that the queue's ref names, and hand it over as
      --branch NAME: gh pr view N --json headRefName. 'caskade init' writes a job that does.
      """,
      "In GitLab the variable CI_MERGE_REQUEST_SOURCE_BRANCH_NAME has it, and is read without an option.",
    ])

  package static let approvalPolicyTool = FindingRule(
    "approval.policy-tool", .approval, .error, says: "the contract lists a tool that the policy denies",
    means: """
      An entry below 'tools.allow' or 'tools.ask' is covered by an entry below 'tools.deny' of the policy on the base.
      """,
    matters: """
      The policy is for the whole repository, and no contract can open what it denies. An entry that reads like a grant
      and is none misleads the agent and whoever reviews it.
      """,
    example: """
      Contracts/login.yaml: error: the contract lists 'shell: git push' under \
      'tools.allow', and the policy denies 'shell: git push *' [approval.policy-tool]
      """,
    settle: [
      "Have the entry taken out of the contract, and the contract approved again.",
      "See the policy's reason first: caskade policy show --why tools.",
    ])

  package static let approvalSelfDeclared = FindingRule(
    "approval.self-declared", .approval, .error, says: "nobody has approved the contract",
    means: """
      The contract is only on the branch, or not at Contracts/NAME.yaml, and no signature of a known signer covers its
      bytes. Whoever did the work may have written the rules for it as well.
      """,
    matters: """
      A contract that the agent wrote for itself permits whatever the agent did. Only the word of a person whom the base
      names makes it more than that.
      """,
    example: """
      Contracts/login.yaml: error: the contract 'Contracts/login.yaml' is only on the \
      branch: nobody has approved it [approval.self-declared]
      """,
    settle: [
      "Ask a person to review and sign it: caskade approve NAME.",
      "Or have the contract merged to the base by itself, before the work.",
      """
      A person who judges it as their own word says so with --allow-self-declared. The verdict is then at best unproven, which is
      the truth.
      """,
    ])

  package static let approvalNoContract = FindingRule(
    "approval.no-contract", .approval, .error, says: "work that needs a contract has none",
    means: """
      No open contract on the base names this branch, the branch brings none, and the policy on the base wants one for
      such work.
      """,
    matters: "Nobody has said what this work may do, so that there is nothing to judge it by.",
    example:
      "the change: error: no contract governs this work: the policy wants a contract for all work [approval.no-contract]",
    settle: [
      "Draft one, have a person review it, and merge it to the base: caskade draft TITLE.",
      "If a contract is there and names another branch, have its 'branch:' amended.",
    ])

  package static let approvalPolicyChange = FindingRule(
    "approval.policy-change", .approval, .error, says: "a change of policy or signers lacks its signatures",
    means: """
      'policy_changes:' of the policy on the base says how many people have to sign a change of Contracts/policy.yaml or
      Contracts/allowed_signers, and fewer have signed these bytes.
      """,
    matters: "Whoever writes the rules can permit whatever they forbid. The rules in force say who may change them.",
    example: """
      Contracts/policy.yaml: error: a change of it asks for 2 approvals, and none counts [approval.policy-change]
      """,
    settle: [
      "Ask the people whom the base names to review and sign it: caskade approve Contracts/policy.yaml.",
      "Or take the change back, and propose it apart from the work.",
    ])

  package static let approvalMissing = FindingRule(
    "approval.missing", .approval, .error, says: "fewer people have approved the contract than the band asks for",
    means: """
      The policy asks for a number of signed approvals in each band. The band of a run is the highest of what the
      contract declares, what it grants, and what was changed; the message says what raised it. Each person counts once.
      """,
    matters: """
      The graver the change, the more people have to have seen what is permitted. Signatures that are there and don't
      count are told in findings of their own.
      """,
    example: """
      Contracts/login.yaml: error: band high asks for 2 signed approvals, and 1 counts \
      ('Sources/auth/x.swift' is in the area auth) [approval.missing]
      """,
    settle: [
      "Ask a person who hasn't signed yet to review and sign it: caskade approve NAME --band BAND.",
      "If a change that the work doesn't need raised the band, revert that change.",
    ])

  package static let approvalGroup = FindingRule(
    "approval.group", .approval, .error, says: "nobody of a group whose word the band asks for has approved it",
    means: """
      The policy's 'from:' names groups for a band, and of each at least one member has to be among the signers.
      """,
    matters: """
      Some areas have people who answer for them. A signature of somebody else doesn't say that they have seen it.
      """,
    example: """
      Contracts/login.yaml: error: band high asks for a signer from 'security', and \
      none of them has approved it [approval.group]
      """,
    settle: ["Ask one of the people whom the hint names to review and sign it."])

  package static let approvalNotPinned = FindingRule(
    "approval.not-pinned", .approval, .error, says: "the band asks for a base that is given as a full object id",
    means: """
      The base was given by a name such as 'main', which stands for whatever the local repository says. The policy asks
      in this band for a full object id.
      """,
    matters: """
      Whoever can write the local repository can move a branch, and with it the policy, the contract and the signers that
      everything is judged by. An id that the forge named can't be moved.
      """,
    example: "Contracts/login.yaml: error: band high asks for a pinned base [approval.not-pinned]",
    settle: [
      """
      Give the id that the forge names: --base ID. 'caskade init' writes a CI job that does. An id that was read from
      the same local branch pins nothing.
      """
    ])

  package static let approvalBaseBehind = FindingRule(
    "approval.base-behind", .approval, .error, says: "the base that was given is behind one that judges otherwise",
    means: """
      The base was given as a full object id, and a remote-tracking branch such as origin/main has that commit in its
      history and goes on. The contract that governs, its approvals, the policy or the signers are other ones there.
      """,
    matters: """
      A contract that was narrowed or closed on the base since would still grant what it granted then. A newer tip can
      only take away here: what it grants doesn't count before it is given as the base.
      """,
    example: """
      Contracts/login.yaml: error: the base given is behind origin/main, which has \
      another contract [approval.base-behind]
      """,
    settle: [
      "Give the tip that the hint names: --base ID.",
      """
      In CI take the base's tip when the job runs, and not the id that the event was sent with: 'caskade init' writes
      such a job, and 'caskade help ci' has the words for other systems.
      """,
    ])

  package static let approvalAmendment = FindingRule(
    "approval.amendment", .approval, .warning, .note, says: "the branch changes the contract that governs it",
    means: """
      The head has other bytes at the contract's path than the base. As a note: the branch's version is signed as the
      band asks, and judges. As a warning: nobody has approved it, so the base's version judges.
      """,
    matters: """
      A run may ask for more, but it may not grant it to itself. What it asks for has to be seen by a person, with the
      difference in plain words beside it.
      """,
    example: """
      Contracts/login.yaml: warning: amended on the branch, and nobody has approved \
      that: the version on main judges [approval.amendment]
      """,
    settle: [
      "If it isn't meant, restore the contract as the base has it.",
      "If it is, have it reviewed and signed (caskade approve NAME), or merge it to the base first.",
    ])

  package static let approvalDifference = FindingRule(
    "approval.difference", .approval, .warning, .note, says: "what the amended contract grants beyond the old one",
    means: """
      The differences in authority between the contract on the base and the one on the branch: wider paths, larger
      budgets, dropped commands or stop conditions. As a warning it waits for approval, as a note it has been approved.
      """,
    matters: "A change of one glob can open a whole folder. This says what the change of text means.",
    example: """
      Contracts/login.yaml: warning: waiting for approval: adds 'Sources/Net/**' to \
      paths.allow [approval.difference]
      """,
    settle: [
      "Read the whole of it: caskade diff BASE:CONTRACT CONTRACT.",
      "Ask a person to approve it, or restore the contract as the base has it.",
    ])
}
