import CaskadeContracts

extension FindingRule {
  package static let ofValidation: [FindingRule] = [
    validationFailed, validationTimeout, validationNone, validationNotRun, validationSetup, validationNotIsolated,
    validationNotSandboxed,
    validationInterrupted, validationSkipped, validationInconclusive, validationBase, validationBasePasses,
    validationBaseFails, validationBaseInconclusive, validationCarried, validationTreeChanged,
    validationLeftFiles, validationRepositoryChanged, validationLeftProcesses,
  ]

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
    matters: "The next check finds them in the working tree, and takes them for work of the branch.",
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
}
