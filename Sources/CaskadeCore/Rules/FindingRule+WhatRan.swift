import CaskadeContracts

/// Findings about what a validation command ran, beside how it ended.
extension FindingRule {
  package static let validationNoTests = FindingRule(
    "validation.no-tests", .validation, .error, says: "a validation command ran no test",
    means: """
      The command ended well, and what its runner says at its end, or the report that it wrote, names not one test that
      was executed: a filter matched nothing, all were skipped, or a target was up to date. A run that is empty in part,
      such as one package without tests, is none of that.
      """,
    matters: "Nothing was tried, so nothing is shown. Many runners exit with 0 all the same.",
    example: """
      Contracts/login.yaml: error: 'python3 -m unittest -k Redirect' ran no test: 'Ran 0 tests in 0.000s' \
      [validation.no-tests]
      """,
    settle: [
      "See that the tests are there, are called as the command names them, and aren't skipped where the check runs.",
      "If the command itself names the wrong ones, have it amended in the contract.",
    ])

  package static let validationHiddenFailures = FindingRule(
    "validation.hidden-failures", .validation, .error, says: "a validation command ended well, and tests failed",
    means: """
      The exit status is the expected one, and what the runner says at its end, or the report, names failures: a pipe
      such as '| tee', '|| true' or a second command behind it took the status of the tests away. Where no reader knows
      the command, and a line of its own says '2 FAILED, 3 passed', 'FAIL: parse.sh' or 'not ok 3', it is inconclusive.
      """,
    matters: "A failed test is a failure, whatever the line around it ends with.",
    example: """
      Contracts/login.yaml: error: 'pytest | tee out.log' exited with 0, and tests failed: \
      '1 failed, 2 passed in 0.12s' [validation.hidden-failures]
      """,
    settle: [
      "Mend what fails.",
      "Have the command amended such that it ends as its tests do: with 'bash -o pipefail -c', and nothing behind it.",
    ])

  package static let validationTooFewTests = FindingRule(
    "validation.too-few-tests", .validation, .error, says: "fewer tests ran than the contract asks for",
    means: """
      The contract says 'at_least:' for the command, and fewer tests were executed, or nobody knows how many.
      """,
    matters: "A suite that lost half of its tests is as green as before.",
    example: """
      Contracts/login.yaml: error: 'swift test' ran too little: 3 tests ran, and 'at_least' asks for 5 \
      [validation.too-few-tests]
      """,
    settle: [
      "Find the tests that no longer run, and have them run again.",
      "Where the number isn't known, have the runner say it: 'go test -v', or a report that 'report:' names.",
      "Only where the number itself is wrong, have 'at_least:' amended.",
    ])

  package static let validationFewerTests = FindingRule(
    "validation.fewer-tests", .validation, .warning, says: "a command ran fewer tests than on the base",
    means: "The command ran on the base too, and executed more tests there.",
    matters: "Tests that no longer run are no longer kept. They may as well have been merged into others.",
    example: """
      Contracts/login.yaml: warning: 'swift test' ran 3 tests, and 5 on the base [validation.fewer-tests]
      """,
    settle: ["See which of them no longer run, and why. A person decides whether that is right."])

  package static let validationReport = FindingRule(
    "validation.report", .validation, .error, says: "a command wrote no report that can be counted",
    means: """
      The contract says 'report:' for the command, and after the run no such file was written by it, or it is no JUnit
      XML, TRX, TAP or output of 'go test -json', or it contradicts itself. A file that lay there before and is as it was
      is none of this run.
      """,
    matters: "What ran is to be read, and can't be.",
    example: """
      Contracts/login.yaml: error: 'swift test' is inconclusive: it wrote no report 'build/tests.xml' \
      [validation.report]
      """,
    settle: [
      "Run the command, and see where it writes its report, and whether that is whole.",
      "If 'report:' names the wrong place, have it amended. It is taken from the repository's root.",
    ])

  package static let validationNoSummary = FindingRule(
    "validation.no-summary", .validation, .error, says: "a runner that says how much it ran said nothing",
    means: """
      The command calls a test runner whose closing lines are known, ended well, and printed none of them; nor is there a
      report, nor did it end so on the base. Or code of the change ends the process as a success, and what ran before
      that isn't counted test by test.
      """,
    matters: """
      It may never have been reached, may have been ended from inside with status 0, or keeps quiet. Neither shows that
      tests passed.
      """,
    example: """
      Contracts/login.yaml: error: 'pytest > /dev/null' is inconclusive: pytest says how much it ran, and nothing of \
      that was printed or reported [validation.no-summary]
      """,
    settle: [
      "Run it, and see what it prints at its end.",
      "Have the quiet option or the redirection taken out of the command, or 'report:' added to it.",
    ])

  package static let validationNotCounted = FindingRule(
    "validation.not-counted", .validation, .error, says: "no command says how much it ran, and the policy asks for one",
    means: "The policy says 'proof: { counted: required }', and no command that passed says how many tests it ran.",
    matters: "An exit status alone can stand for nothing at all.",
    example: """
      Contracts/login.yaml: error: no command says how much it ran, and the policy asks for one that does \
      [validation.not-counted]
      """,
    settle: ["Have a command added that runs tests and says how many, or 'report:' added to one that is there."])

  package static let validationBaseMissing = FindingRule(
    "validation.base-missing", .validation, .note, says: "what a command tests can't be built on the base",
    means: """
      The contract says 'on_base: missing', and on the base the command doesn't build, import or collect what it tests,
      or finds nothing to run.
      """,
    matters: """
      That is what a new interface looks like, and also what a misspelt one does: it shows less than a test that runs
      on the base and fails.
      """,
    example: """
      Contracts/login.yaml: note: 'swift test' can't be built on the base, or finds nothing to run there \
      [validation.base-missing]
      """,
    settle: ["Read what it prints on the base, and see that it is the work that it lacks there."])
}
