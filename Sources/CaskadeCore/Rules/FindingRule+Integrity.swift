import CaskadeContracts
package import CaskadeInspection

extension FindingRule {
  package static let ofIntegrity =
    IntegrityFact.Kind.allCases.map(FindingRule.init) + [
      integrityBaseChecksFail, integrityBaseChecksOpen, integrityBaseChecksNote, integrityTurnedChecks,
      integrityNotAsShipped,
      integrityJoint,
    ]

  package static let integrityBaseChecksFail = FindingRule(
    "integrity.base-checks-fail", .integrity, .error, .note, says: "the base's checks fail on this code",
    means: """
      The branch touched check files. So the command ran once more on its code with the base's check files in their place,
      and failed; on the base itself it passes. As a note: the policy only has it shown.
      """,
    matters: """
      The branch's own checks don't prove the branch. What the base's checks ask for no longer holds, whether it was meant
      to or not.
      """,
    example: """
      Contracts/login.yaml:21: error: 2 tests of main fail on this code: test_login.test_redirect, test_login.test_once \
      [integrity.base-checks-fail]
      """,
    settle: [
      "Mend the code, such that the base's checks pass on it too.",
      """
      Where a check has to say something else from now on, ask the person who approved the contract to name the file under
      paths.checks_may_change; caskade amend writes the files there, for that person to read.
      """,
    ])

  package static let integrityBaseChecksOpen = FindingRule(
    "integrity.base-checks-unproven", .integrity, .error, .note, says: "the base's checks could not judge this code",
    means: """
      The branch touched check files, and with those of the base in their place the command could not be run to an end: it
      did not run, ran nothing, or broke before any check.
      """,
    matters: "Only checks that the branch didn't write show that its code does what it did before.",
    example: """
      Contracts/login.yaml:21: error: 'swift test' breaks before any check runs with the checks of main \
      [integrity.base-checks-unproven]
      """,
    settle: [
      "See why: --verbose shows the run. Code that the base's checks can't be built with has to keep what they call.",
      "Where an interface was meant to change, ask a person to approve its tests under paths.checks_may_change.",
    ])

  package static let integrityBaseChecksNote = FindingRule(
    "integrity.base-checks-say-nothing", .integrity, .note, says: "the base's checks say nothing of this code",
    means: "With the base's checks the command fails or runs nothing, and it does the same on the base itself.",
    matters: "What failed before shows nothing of the change. Whoever reads the report should know that.",
    example: """
      Contracts/login.yaml:21: note: 'make e2e' doesn't pass with the checks of main, and fails on main too \
      [integrity.base-checks-say-nothing]
      """,
    settle: ["Mend the check on the base, so that it can tell something."])

  package static let integrityTurnedChecks = FindingRule(
    "integrity.turned-checks", .integrity, .error, says: "checks that are wrong don't fail on this code",
    means: """
      The command ran with each assertion of the base's checks turned round, so that it says the opposite. On the base
      tests pass as they are and fail so, as they have to. On this code they pass, or don't run, or don't end as they do
      there. It runs so where the change has words by which code reaches what runs it, or where the policy says
      proof: { turned: always }.
      """,
    matters: """
      What passes both a check and its opposite isn't decided by the check. Something between the two answers for it: the
      runner, its process or its results were reached from the code, or the code shuts them out.
      """,
    example: """
      Contracts/login.yaml:21: error: 'pytest' passes with each assertion of the checks of main turned round, where on \
      main 212 tests fail [integrity.turned-checks]
      """,
    settle: [
      "Take out of the change what replaces, ends or skips what the runner does.",
      "Where it has to be there, ask a person to look at it and to judge the work by hand.",
    ])

  package static let integrityNotAsShipped = FindingRule(
    "integrity.not-as-shipped", .integrity, .error,
    says: "the code does otherwise where it can't tell that it is tested",
    means: """
      The policy says proof: { as_shipped: true }, and the change adds code that asks whether a test runner is there, or
      that is built otherwise for tests (cfg(test), debug_assertions, a build tag, DEBUG). The command ran with the
      base's checks and with these answering as they do elsewhere, and tests failed that pass on the base.
      """,
    matters: "What passes only under test isn't what ships.",
    example: """
      Contracts/login.yaml:21: error: 3 tests of main fail where this code can't tell that it is tested, or is \
      built the other way: test_login.test_redirect [integrity.not-as-shipped]
      """,
    settle: [
      "Have the code do the same under test as elsewhere.",
      "Where it has to differ, ask a person to judge what it does elsewhere.",
    ])

  package static let integrityJoint = FindingRule(
    "integrity.joint", .integrity, .note, says: "another contract may loosen what guards this work",
    means: """
      The checks_may_change of another contract, open or done since this branch began, covers checks that guard what this
      contract may change: by a command that names or carries them, or by their names.
      """,
    matters: """
      Each of the two is harmless by itself. Together they are code that changed while its checks were loosened, and no
      check of one of them sees that.
      """,
    example: """
      Contracts/login.yaml: note: the open contract 'old-tests' lets somebody loosen checks that guard what this contract \
      may change: Tests/LoginTests/test_login.py [integrity.joint]
      """,
    settle: ["Have one of the two done before the other begins; caskade status proposes an order."])

  package init(_ kind: IntegrityFact.Kind) {
    let (severities, summary, help) = Self.text(of: kind)
    let id = "integrity.\(kind.rawValue)"
    self.init(id, .integrity, severities, summary, help.showing(id))
  }

  private static func text(of kind: IntegrityFact.Kind) -> ([Severity], summary: String, RuleHelp) {
    switch kind {
    case .testFileDeleted:
      weakened(
        [.error], "a test file was deleted",
        "The base has a file of tests at this path, and the head has none there or under another name.",
        "Tests that are gone can't fail. The work may have been made to pass by taking away what it broke.",
        "Tests/LoginTests.swift: error: test file deleted with 4 tests")
    case .testFileShrunk:
      weakened(
        [.warning], "a test file lost much of its text",
        "The file is in a language that caskade doesn't read test by test, and many of its lines are gone.",
        "Tests may have gone with the lines. Nobody can say by counting, so it is for a person to look at.",
        "spec/login.exs: warning: test file lost 80 of its 120 lines")
    case .testRemoved:
      weakened(
        [.error], "a test was removed",
        "A test that the base has is in no test file of the head, under this name or with this body.",
        "A test that is gone can't fail. The work may have been made to pass by taking away what it broke.",
        "Tests/LoginTests.swift: error: test 'testRedirect' removed; line 12 of the base was 'func testRedirect() {'")
    case .testDisabled:
      weakened(
        [.error, .warning], "a test is no longer run",
        """
        The body is still there, and no runner takes it for a test any more: it was renamed, lost its attribute, or its
        file or module is no longer collected.
        """,
        "It looks as if it were tested, and isn't.",
        "Tests/LoginTests.swift:12: error: test 'testRedirect' no longer runs: it is now 'xtestRedirect'")
    case .testSkipped:
      weakened(
        [.error, .warning], "a test is skipped, or expected to fail",
        """
        A marker, a call or a build condition keeps the test from counting. As a warning: only under a condition, which
        may be a good one.
        """,
        "A skipped test is green and shows nothing.",
        "tests/test_login.py:8: error: test 'test_redirect' is skipped now")
    case .testFocused:
      text(
        [.error], "only focused tests run",
        "A test is marked so that the runner leaves out every other one: 'it.only', 'fit', 'fdescribe'.",
        "All other tests are silently left out while the focus stands. It is often left in by accident.",
        "src/login.test.ts:20: error: only focused tests run now",
        ["Take the focus away."]
      )
    case .assertionsRemoved:
      weakened(
        [.error, .warning], "a test asserts less than it did",
        """
        The test has an empty body, or no assertion is left. As a warning: fewer are left, or it calls something new
        that may assert.
        """,
        "A test without an assertion passes whatever the code does.",
        "Tests/LoginTests.swift:12: error: test 'testRedirect' asserts nothing now, of 3 assertions")
    case .rowsRemoved:
      look(
        "a test's table has fewer rows",
        "The test runs over a table of cases, and the table is shorter than it was.",
        "The case that the work breaks may be the one that is missing.",
        "Tests/LoginTests.swift:12: warning: test 'testRedirect' has 3 rows now, of 7")
    case .goldenDeleted:
      weakened(
        [.error], "expected output was deleted",
        "A golden or snapshot file that tests compare with is gone.",
        "Many runners write a missing one anew and pass, so that the next run agrees with whatever comes out.",
        "Tests/Goldens/page.txt: error: expected output deleted")
    case .fixtureDeleted:
      look(
        "test data was deleted",
        "A file that tests read is gone.",
        "A test that goes over all files of a folder passes with fewer of them.",
        "Tests/Fixtures/broken.yaml: warning: test data deleted")
    case .goldenRewritten:
      text(
        [.warning], "expected output was rewritten together with the code",
        "The change alters code, and the golden or snapshot files that say what the code should print.",
        "Rewriting them makes any output the right one. Often it is meant, and only a person can tell.",
        "Tests/Goldens/page.txt: warning: expected output rewritten together with the code",
        [
          "Compare the goldens with what the change was meant to alter.",
          "Restore those that the change should not have touched: git checkout BASE -- PATH.",
        ]
      )
    case .thresholdLowered:
      weakened(
        [.error], "a threshold was lowered or removed",
        "A number below which a check fails is smaller than it was, such as the least coverage.",
        "The check passes for less than it did.",
        ".coveragerc:4: error: threshold 'fail_under' lowered to '60'; it was 'fail_under = 80'")
    case .settingLoosened:
      weakened(
        [.error, .warning], "a setting of a check was loosened",
        """
        The configuration of a linter, type checker or test runner checks less: a strict setting is off, a rule is no
        longer selected, a path is left out.
        """,
        "What the tool no longer looks at, it can't find. Code that broke the rule passes from now on.",
        "pyproject.toml:12: error: 'strict' loosened to 'false'")
    case .configurationDeleted:
      weakened(
        [.error], "the configuration of a check was deleted",
        "A file that configures a linter, type checker or test runner is gone.",
        "The tool goes back to what it does by default, which is usually less.",
        ".swiftlint.yml: error: configuration of a check deleted")
    case .failureIgnored:
      weakened(
        [.error], "a failure no longer stops a check",
        "A step of CI or a script goes on where it failed before: '|| true', 'continue-on-error', 'allow_failure'.",
        "The check still runs, and its answer no longer counts.",
        ".github/workflows/ci.yml:14: error: a failure is ignored now by '|| true'")
    case .ciStepRemoved:
      weakened(
        [.error, .warning], "a step of CI that checks was removed",
        """
        A step that ran tests, a linter or another check is gone. As a warning: another line was rewritten that may
        stand for it.
        """,
        "What CI doesn't run, nobody runs before the merge.",
        ".github/workflows/ci.yml: error: a step of CI that checks was removed; line 9 of the base was 'run: make'")
    case .ciCondition:
      weakened(
        [.error, .warning], "a job of CI runs on fewer occasions",
        """
        A condition or a trigger was changed, so that a check runs less often. As an error: it never runs any more, or a
        trigger is gone.
        """,
        "A job that doesn't run shows as green or not at all, and is not missed.",
        ".github/workflows/ci.yml:5: error: condition 'if' is 'false' now")
    case .commandChanged:
      weakened(
        [.error, .warning], "what a validation command runs, or how it is built, was changed",
        """
        The contract's command goes through a target, a script or an entry of a file in the repository, or through a build
        file, and the branch changed that. As a warning: names were only added to a list of what is built, or the line
        doesn't concern checks.
        """,
        "The command that was approved is still called the same, and does something else.",
        "package.json:8: error: what 'npm test' runs was changed, in 'scripts.test'")
    case .unread:
      text(
        [.error, .note], "a check that caskade doesn't read was changed or removed",
        """
        The file is a test, or the settings of a tool that checks, in a language that isn't read here or of a size that
        isn't compared. What the change does to it nobody has looked at. Or a build file that the base's could be read of
        can't be read any more, so that what it says of runners can't be put back. As a note: the base's version of it
        passes on this code, so it doesn't matter.
        """,
        "Whether a test was loosened or a setting relaxed can't be told. What wasn't looked at is not a pass.",
        "spec/login_spec.rb: error: a check in a language that isn't read was changed",
        [
          "Have the contract's commands run it: the base's version is then put back, and has to pass on this code.",
          "Have a person compare it with the base's.",
        ])
    case .suppressionAdded:
      look(
        "a line tells a checker to look away",
        "An added line holds a mark by which a linter, a type checker, a scanner or a coverage tool leaves something out.",
        "A suppressed warning is a check that was switched off at one place, where few people look for it.",
        "src/login.py:14: warning: a checker is told to look away: '# noqa'")
    case .runnerProbed:
      aware(
        "code asks whether a test runner is there",
        """
        An added line outside of check files asks for what only a test runner leaves: a variable that it sets, its module
        among those that are loaded, its program's name.
        """,
        "Code that behaves under test as nowhere else is green, and does something else for everybody who uses it.",
        "src/login.py:14: warning: the code asks whether a test runner is there, by 'PYTEST_CURRENT_TEST'",
        "Make it do under test what it does everywhere: pass in what differs, as a test passes in a clock.")
    case .processEnded:
      aware(
        "code of a library ends the process as a success",
        """
        An added line outside of check files and programs ends the whole process with status 0. The file has no main
        function, reads no arguments, and isn't named as a program. What ends it at once, such as 'os._exit', is said of
        programs too.
        """,
        "A test runner that is ended so reports no failure, and whoever asked for its status is told that all is well.",
        "src/login.py:14: warning: code of a library ends the process as a success, by 'sys.exit(0)'",
        "Return, or throw, and leave it to the program whether to end.", [.error, .warning])
    case .runnerImitated:
      aware(
        "code prints what a test runner says at its end",
        """
        An added line outside of check files prints a line by which a test runner tells how many tests it ran. It is an
        error where the change also ends the process.
        """,
        "Whoever reads the output for how much was tested reads that, and the runner may never have come so far.",
        "src/login.py:14: warning: what a test runner says at its end is printed here, as '5 passed in 0.01s'",
        "Take it out. What counts tests stands in check files, where it is judged as a check.", [.error, .warning])
    case .alwaysEqual:
      aware(
        "a comparison is true whatever it compares",
        """
        A method by which two values are compared, such as '__eq__', 'equals' or '==', only says true, or code outside of
        check files takes 'mock.ANY'.
        """,
        "An assertion that compares with such a value can't fail.",
        "src/money.py:30: warning: '__eq__' is true whatever it compares",
        "Compare what makes two of them equal, or leave the method out.")
    case .assertionPatched:
      aware(
        "code takes the place of what tests assert with",
        """
        An added line outside of check files replaces a function of a test framework, adds to its matchers, or hooks into
        how it runs tests. Where that can be nothing else, it leaves the gate unproven.
        """,
        "Tests that call it check what the branch says that they check.",
        "src/login.py:14: error: what tests assert with is replaced, by 'pytest.raises ='",
        "Take it out. What tests need stands in check files, where it is judged as a check.",
        [.error, .warning])
    }
  }

  /// What fails the gate, or may do less than it did.
  private static func weakened(
    _ severities: [Severity], _ summary: String, _ means: String, _ matters: String, _ example: String
  ) -> ([Severity], summary: String, RuleHelp) {
    text(
      severities, summary, means, matters, example,
      [
        "Restore what was there (git checkout BASE -- PATH), and mend the code instead.",
        """
        If the check has to change with the work, ask the person who approved the contract to name the file under
        paths.checks_may_change. They then know that it checks less.
        """,
      ]
    )
  }

  /// What only a person can tell.
  private static func look(
    _ summary: String, _ means: String, _ matters: String, _ example: String
  ) -> ([Severity], summary: String, RuleHelp) {
    text(
      [.warning], summary, means, matters, example,
      [
        "Look whether the check still checks as much as before.",
        "Restore what went by accident: git checkout BASE -- PATH.",
      ]
    )
  }

  /// What code does because it is tested.
  private static func aware(
    _ summary: String, _ means: String, _ matters: String, _ example: String, _ settle: String,
    _ severities: [Severity] = [.warning]
  ) -> ([Severity], summary: String, RuleHelp) {
    text(
      severities, summary, means, matters, example,
      [
        settle,
        "If it has to be there, ask the person who approves the work to look at the line, and to agree in the contract "
          + "(paths.checks_may_change).",
      ])
  }

  private static func text(
    _ severities: [Severity], _ summary: String, _ means: String, _ matters: String, _ example: String,
    _ settle: [String]
  ) -> ([Severity], summary: String, RuleHelp) {
    (severities, summary, RuleHelp(means: means, matters: matters, example: example, settle: settle))
  }
}
