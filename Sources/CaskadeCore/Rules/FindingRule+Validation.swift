import CaskadeContracts

extension FindingRule {
  package static let ofValidation: [FindingRule] = [
    validationFailed, validationTimeout, validationNone, validationNotRun, validationSetup, validationNotIsolated,
    validationNotSandboxed,
    validationInterrupted, validationSkipped, validationInconclusive, validationBase, validationBasePasses,
    validationBaseFails, validationBaseInconclusive, validationBaseMissing, validationCarried, validationTreeChanged,
    validationLeftFiles, validationRepositoryChanged, validationLeftProcesses, validationFlaky,
    validationAcceptance,
    validationNoTests, validationHiddenFailures, validationTooFewTests, validationFewerTests, validationReport,
    validationNoSummary, validationNotCounted, validationStatusLost,
    validationPassesEmpty, validationMergeConflict, validationNotMerged, validationPart, validationUnsigned,
  ]

  package static let validationMergeConflict = FindingRule(
    "validation.merge-conflict", .validation, .error, says: "the head can't be merged with the base's tip",
    means: """
      The commands were to run on what will land, the merge of the base's tip and the head, and git can't merge this file.
      No command ran.
      """,
    matters: "What can't be merged can't land, and what will stand there after the conflict is settled nobody has run.",
    example: "src/login.swift: error: can't be merged with main 4f2c91a [validation.merge-conflict]",
    settle: ["Merge the base into the branch, settle the conflict, and check again."])

  package static let validationNotMerged = FindingRule(
    "validation.not-merged", .validation, .error,
    says: "the commands didn't run on the merge with the base, where the policy asks for it",
    means: """
      The policy says 'proof: { merged: true }' for the run's band, and the commands ran on the head's own tree. The
      message gives the reason, where git is it.
      """,
    matters: "Two changes that each pass alone can break each other, and only the merge of them shows it.",
    example: """
      Contracts/login.yaml: error: the commands didn't run on the merge with main, and the policy \
      asks for that: git 2.37.1 can't merge two trees, which 2.38 can [validation.not-merged]
      """,
    settle: ["Check where git is 2.38 or later, in a clone that has the history of base and head."])

  package static let validationStatusLost = FindingRule(
    "validation.status-lost", .validation, .warning, says: "a command's exit status isn't that of its check",
    means: """
      The status that the command ends with belongs to something else than what checks: the end of a pipe, '|| true',
      what follows ';'. Or an option makes every failure a pass. 'caskade lint' says it of the contract too.
      """,
    matters: "A check whose failure nobody is told of can't fail, and proves nothing.",
    example: """
      Contracts/login.yaml: warning: the status is that of 'tee log.txt', so a failure of \
      'pytest' is lost [validation.status-lost]
      """,
    settle: [
      "Ask the person who approves the contract to write the line of the hint there: one command for each entry.",
      "Until then read the command's output in the log: its status says little.",
    ])

  package static let validationPassesEmpty = FindingRule(
    "validation.passes-empty", .validation, .warning, says: "a command passes where it has nothing to check",
    means: "By one of its options the command passes although it runs nothing, or finds nothing to run.",
    matters: "A command that checks nothing passes whatever the work does.",
    example: """
      Contracts/login.yaml: warning: '--passWithNoTests' makes 'jest' pass where it finds \
      nothing to run [validation.passes-empty]
      """,
    settle: [
      "Ask the person who approves the contract to leave the option out.",
      "Until then see in the log that something ran.",
    ])

  package static let validationFailed = FindingRule(
    "validation.failed", .validation, .error, says: "a validation command failed",
    means: """
      The command ended with an exit status other than 0, or by a signal. 126 means that it couldn't be executed, 127
      that it wasn't found. Its output stands in the report.
      """,
    matters: "These commands are what shows that the outcome is reached. One that fails shows the contrary.",
    example: "Contracts/login.yaml: error: 'swift test' exited with 1 [validation.failed]",
    settle: [
      "Run it yourself, read what it prints, and mend the work.",
      """
      If it passes in your working tree and fails here, it needs something that a clean checkout doesn't have: commit
      it, or have 'setup:' make it.
      """,
      "--baseline tells what failed on the base already.",
    ])

  package static let validationTimeout = FindingRule(
    "validation.timeout", .validation, .error, says: "a validation command took too long and was ended",
    means: "The command ran longer than its 'timeout:', and was ended with all that it had started.",
    matters: "A command that hangs shows nothing, and neither does one that nobody waits for.",
    example: "Contracts/login.yaml: error: 'swift test' did not end within 10m [validation.timeout]",
    settle: [
      "See whether it hangs: run it yourself. A command that waits for input gets none here.",
      "Make it faster, or have a longer 'timeout:' approved.",
    ])

  package static let validationFlaky = FindingRule(
    "validation.flaky", .validation, .error, .warning, says: "a command failed and passed on the same tree",
    means: """
      The contract grants the command 'retries:', it failed, and run again it passed. As a warning: the contract with the
      retries is approved. Both outputs stand in the report.
      """,
    matters: "What passes by luck shows little, and a real fault that shows now and then looks the same.",
    example: """
      Contracts/login.yaml: warning: 'swift test' is flaky: 1 of 2 runs of this tree did not pass [validation.flaky]
      """,
    settle: [
      "Mend the check: look what it waits for, shares or assumes.",
      "Mend the code, where it is the code that does otherwise now and then.",
      "Have 'retries:' approved, where a person accepts that for now.",
    ])

  package static let validationAcceptance = FindingRule(
    "validation.acceptance", .validation, .error, says: "an acceptance line is not proven by what it names",
    means: """
      The contract's line names a command or a test that shows it. That failed, was skipped, or is not known to have run.
      """,
    matters: "The line says what is to be true. What was named as its proof doesn't show that it is.",
    example: """
      Contracts/login.yaml:14: error: 'The redirect happens exactly once.' is not reached: the test 'testOnce' fails \
      [validation.acceptance]
      """,
    settle: [
      "Make the work do what the line says.",
      "See that the test runs: its name is the full reported one, or the last part of it.",
      "Have the line amended, where another command or test shows it.",
    ])

  package static let validationNone = FindingRule(
    "validation.none", .validation, .error, says: "the contract has no validation commands",
    means: """
      The contract lists nothing below 'validation:'. An approved contract on the base that says 'validation: []' says
      that there is nothing to run, and that counts.
      """,
    matters: "Without a command nothing shows that the outcome is reached.",
    example: """
      Contracts/login.yaml: error: the contract has no validation commands, so nothing \
      shows that the outcome is reached [validation.none]
      """,
    settle: [
      "Have commands added below 'validation:' that fail without the work and pass with it.",
      "Where there is truly nothing to run, have 'validation: []' approved on the base.",
    ])

  package static let validationNotRun = FindingRule(
    "validation.not-run", .validation, .error, says: "a validation command did not run",
    means: "The contract has the command, and there is no record of a run of it.",
    matters: "What didn't run shows nothing.",
    example: "Contracts/login.yaml: error: 'swift test' did not run [validation.not-run]",
    settle: ["Check again without leaving anything out."])

  package static let validationSetup = FindingRule(
    "validation.setup", .validation, .error, says: "a command of 'setup:' failed, so nothing was run",
    means: "The contract's 'setup:' prepares the tree before any validation command, and one of its lines failed.",
    matters: "A command that runs in a half prepared tree fails or passes for the wrong reason.",
    example: """
      Contracts/login.yaml: error: the setup command 'npm ci' exited with 1 in a clean \
      checkout of the head [validation.setup]
      """,
    settle: [
      "Run the lines of 'setup:' in a fresh clone, and mend what they miss. What is ignored by git isn't there.",
      "If the line itself is wrong, have it amended in the contract.",
    ])

  package static let validationNotIsolated = FindingRule(
    "validation.not-isolated", .validation, .error,
    says: "a command ran in the working tree where the band asks for a clean checkout",
    means: "The policy says 'isolated: true' for the run's band, and the command ran where the work lies about.",
    matters: "A working tree has ignored files and leftovers that nobody will merge. They may be why a command passes.",
    example: """
      Contracts/login.yaml: error: 'swift test' ran in the working tree, and band high \
      asks for a clean checkout [validation.not-isolated]
      """,
    settle: ["Commit the work and judge that: --head HEAD. Or keep it uncommitted and say --isolated."])

  package static let validationNotSandboxed = FindingRule(
    "validation.not-sandboxed", .validation, .error,
    says: "a command had no sandbox where the band asks for one",
    means: """
      The policy says 'sandbox: required' for the run's band, and there was no sandbox to be had: bubblewrap isn't
      installed, or the machine doesn't let it make one. The message gives the reason.
      """,
    matters: "What a command can write outside of its folders, the next command can read, and so can everything else.",
    example: """
      Contracts/login.yaml: error: 'swift test' had no sandbox, and band high asks for one: \
      cannot find 'bwrap' in any absolute folder of PATH [validation.not-sandboxed]
      """,
    settle: [
      "Have bubblewrap (bwrap) installed where the check runs, and user namespaces allowed there.",
      "Or check on a machine that has it.",
    ])

  package static let validationInterrupted = FindingRule(
    "validation.interrupted", .validation, .error, says: "a validation command was interrupted",
    means: "The check was interrupted while the command ran, so that it neither passed nor failed.",
    matters: "What didn't end shows nothing.",
    example: "Contracts/login.yaml: error: 'swift test' is interrupted: it did not run [validation.interrupted]",
    settle: ["Check again, and let it end."])

  package static let validationSkipped = FindingRule(
    "validation.skipped", .validation, .error, says: "a validation command was skipped",
    means: "The command wasn't started, for the reason that the message gives.",
    matters: "What didn't run shows nothing.",
    example: "Contracts/login.yaml: error: 'swift test' is skipped: it did not run [validation.skipped]",
    settle: ["Settle the reason that the message gives, and check again."])

  package static let validationInconclusive = FindingRule(
    "validation.inconclusive", .validation, .error, says: "a validation command ended without an answer",
    means: """
      The command was run, and how it ended says neither that the work is right nor that it is wrong. The message gives
      the reason.
      """,
    matters: "An accident is no pass, and no failure of the work either.",
    example: """
      Contracts/login.yaml: error: 'swift test' is inconclusive: it could not be started \
      [validation.inconclusive]
      """,
    settle: ["Settle the reason that the message gives, and check again."])

  package static let validationBase = FindingRule(
    "validation.base", .validation, .error, says: "what a command does on the base wasn't seen in this check",
    means: """
      The contract says 'on_base:' for the command, and there is no run of it on the base, or only the word of an earlier
      check for one.
      """,
    matters: "That a test tells the change from what was there before rests on a run that this check saw itself.",
    example: "Contracts/login.yaml: error: 'swift test' did not run on the base [validation.base]",
    settle: ["Check again, with --no-cache where an earlier result was taken."])

  package static let validationBasePasses = FindingRule(
    "validation.base-passes", .validation, .error, says: "a command passes on the base too, and should fail there",
    means: """
      The contract says 'on_base: fails', and the command passes without the change, also with the files of 'carry:' that
      were taken from the head.
      """,
    matters: "A test that passes before the work and after it doesn't test the work.",
    example: """
      Contracts/login.yaml: error: 'swift test' passes on the base too, so it doesn't \
      show the change [validation.base-passes]
      """,
    settle: [
      "Make the test fail without the change: it has to look at what the change mends.",
      "If the new tests lie elsewhere than 'carry:' says, have 'carry:' amended.",
      "Only where the expectation itself is wrong, have 'on_base: fails' removed by whoever approved it.",
    ])

  package static let validationBaseFails = FindingRule(
    "validation.base-fails", .validation, .error, says: "a command fails on the base, and should pass there",
    means: "The contract says 'on_base: passes', and the command fails without the change.",
    matters: """
      Either the base is broken, so that a pass on the head can't be told from luck, or the command needs something that
      the base doesn't have.
      """,
    example: """
      Contracts/login.yaml: error: 'make lint' fails on the base, where the contract says \
      that it passes [validation.base-fails]
      """,
    settle: [
      "Mend the base first, in a change of its own.",
      "Only where the expectation itself is wrong, have 'on_base: passes' removed by whoever approved it.",
    ])

  package static let validationBaseInconclusive = FindingRule(
    "validation.base-inconclusive", .validation, .error, says: "a command on the base ended without an answer",
    means: """
      The command could not do its work on the base: it took too long, something that it needs isn't there, or it was
      ended from outside.
      """,
    matters:
      "A run on the base that fails for want of a file says nothing of the change, though it looks like a failure.",
    example: """
      Contracts/login.yaml: error: 'swift test' on the base is inconclusive: exit status \
      127 [validation.base-inconclusive]
      """,
    settle: ["See that what the command needs is there on the base too: 'setup:' and 'carry:' of the contract."])

  package static let validationCarried = FindingRule(
    "validation.carried", .validation, .note, says: "a command ran on the base with files that the branch changed",
    means: """
      The contract's 'carry:' takes files from the head to the base, so that a new test can fail there. The branch
      wrote, changed or removed some of them.
      """,
    matters: "A test that the branch wrote can fail on the base for any reason at all, such as a misspelt name.",
    example: """
      Contracts/login.yaml: note: on the base 'swift test' ran with what the branch \
      changed: Tests/LoginTests/Redirect.swift [validation.carried]
      """,
    settle: ["Read the output on the base, and see that the test fails there for the reason that the contract gives."])

  package static let validationTreeChanged = FindingRule(
    "validation.tree-changed", .validation, .error, says: "a command changed the tree that is judged",
    means: """
      After the command a file of the judged tree had other bytes, or was gone. The message names the command.
      """,
    matters: "From then on what ran isn't what was judged, and isn't what will be merged.",
    example: """
      Package.resolved: error: changed while 'swift test' ran, so what ran is not what was judged \
      [validation.tree-changed]
      """,
    settle: ["Make the command leave the file alone, or commit the file as the command writes it."])

  package static let validationLeftFiles = FindingRule(
    "validation.left-files", .validation, .note, says: "a command left files in the working tree",
    means: """
      After the command files were there that were not there before and that nothing ignores. They are in neither tree,
      so nothing of them was judged.
      """,
    matters: """
      In CI, with a pinned base and with --thorough the next check takes them for work of the branch. As advice it knows
      them again by their bytes, and lists them as what the command left.
      """,
    example: """
      out/report.xml: note: left behind by 'swift test', and not judged: no tree had it [validation.left-files]
      """,
    settle: [
      "Remove them before the next check, or have the command write to TMPDIR.",
      "Or check with --isolated: then commands run in a checkout of their own, and leave nothing in yours.",
    ])

  package static let validationRepositoryChanged = FindingRule(
    "validation.repository-changed", .validation, .error, says: "a name moved in the repository while commands ran",
    means: "The base or the head stands for another commit than before the commands ran, or can't be read any more.",
    matters: """
      A command that moves a branch can make the same words mean another change. It may also have been you, in another
      window.
      """,
    example: """
      error: the head moved from 3f2a9c1d04b7 to 91bb02c7e6a5 while the commands ran \
      [validation.repository-changed]
      """,
    settle: ["Let validation commands leave the repository alone, and check again."])

  package static let validationLeftProcesses = FindingRule(
    "validation.left-processes", .validation, .note, says: "a command left processes running",
    means: "The command ended before processes that it had started. They were ended then.",
    matters: "What runs on can write files that the next command reads, and may hide that the command wasn't done.",
    example: """
      Contracts/login.yaml: note: 'make test' left processes running, which were ended \
      [validation.left-processes]
      """,
    settle: ["Have the command wait for what it starts, or stop it."])

  package static let validationPart = FindingRule(
    "validation.part", .validation, .error, says: "a part of the validation is missing, or doesn't fit",
    means: """
      Validation was taken from evidence of other checks (--join). This part is of other trees, another contract, policy
      or command, or it is there twice, or not at all.
      """,
    matters: "What ran elsewhere shows something here only if it ran for the very same thing, all of it and each once.",
    example: "Contracts/login.yaml: error: 'part3.json' is of another head [validation.part]",
    settle: [
      "Run that part again for what is judged here, and join again.",
      "Where commands were shared out otherwise, have all parts begin with the same commits and the same records.",
    ])

  package static let validationUnsigned = FindingRule(
    "validation.unsigned", .validation, .error, says: "nobody whose word counts signed what ran elsewhere",
    means: """
      A part of the validation has no signature, or one that doesn't fit, or one by somebody whom the base's policy
      doesn't name below 'runners:'.
      """,
    matters: "A file that says that commands passed can be written by anybody, without running one.",
    example: """
      Contracts/login.yaml: error: 2 of 6 parts are signed by no runner that the policy names [validation.unsigned]
      """,
    settle: [
      "Have the runner sign what it ran: caskade check --share 2/6 --sign KEY --evidence part2.json.",
      """
      Have its key in Contracts/allowed_signers with namespaces="evidence@caskade", and its name below 'runners:' in the
      policy, both on the base.
      """,
      "Or run the commands here.",
    ])
}
