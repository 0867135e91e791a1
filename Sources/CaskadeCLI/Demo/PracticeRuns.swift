extension PracticeRun {
  /// Eight runs, three of them kept. What a hurried reader goes by ("all green", "many files") decides none of them.
  static let all: [PracticeRun] = [
    PracticeRun(
      title: "Fix the login redirect loop",
      contract: [
        "allow     src/login/**, tests/login/**", "stop      more than 10 files; areas secrets, auth, billing",
        "proof     'Redirect regression' has to fail on the base",
      ],
      evidence: [
        "M  src/login/redirect.py            +6 -2", "A  tests/login/test_redirect.py     +24",
        "Redirect regression   on the base: 1 of 3 tests failed   here: 3 passed", "All tests             412 passed",
      ],
      isKept: true, sign: "the test that fails on the base",
      why: "Both files are allowed, and the new test tells the fix from the bug: it failed on the base and passes here."
    ),
    PracticeRun(
      title: "Refuse expired vouchers",
      contract: [
        "allow     src/voucher/**, tests/voucher/**", "stop      more than 10 files",
        "proof     pytest tests/voucher -k expired, and all tests",
      ],
      evidence: [
        "M  src/voucher/check.py             +9 -1", "A  tests/voucher/expiry_cases.py    +31",
        "pytest tests/voucher -k expired     exit status 0, 0 tests ran (88 deselected)",
        "All tests                           412 passed",
      ],
      isKept: false, sign: "a command that ran nothing",
      why:
        "No test ran: the new file isn't called test_*.py, so pytest never collects it. An exit status of 0 with nothing run "
        + "proves nothing, and 'all tests' are as many as before."),
    PracticeRun(
      title: "Round prices to cents",
      contract: [
        "allow     src/price/**, tests/price/**", "stop      a test that passes today has to change",
        "proof     make test",
      ],
      evidence: [
        "M  src/price/round.py               +4 -4", "M  tests/price/test_total.py        +2 -2",
        "     - assert total(cart) == Decimal('10.50')", "     + assert total(cart) is not None",
        "make test   412 passed",
      ],
      isKept: false, sign: "a check that was loosened",
      why:
        "The test still runs and still passes, and no longer says what the total is. The file was allowed, and the contract "
        + "said that a passing test must not change: a person decides that, not the run."),
    PracticeRun(
      title: "One type reads dates, and the three copies are gone",
      contract: [
        "allow     src/**  (not tests/**)", "stop      more than 40 files, more than 1500 lines",
        "proof     'The same tests, before and after' has to pass on the base too",
      ],
      evidence: [
        "A  src/time/date_reader.py          +88", "D  3 files                          -412",
        "M  22 files                         +61 -140", "The same tests   on the base: 412 passed   here: 412 passed",
      ],
      isKept: true, sign: "size alone is no finding",
      why:
        "Much changed, and all of it inside what was approved: 26 of 40 files, 701 of 1500 lines, deletions allowed. As many "
        + "tests passed before as after, and none of them changed."),
    PracticeRun(
      title: "Show the price per kilogram",
      contract: [
        "allow     web/**", "stop      areas secrets, billing, dependencies", "proof     npm test",
      ],
      evidence: [
        "M  web/src/price.ts                 +12 -1", "A  web/src/price.test.ts            +30",
        "M  web/package.json                 +1", "M  web/package-lock.json            +214 -3", "npm test   96 passed",
      ],
      isKept: false, sign: "a new dependency, though the contract stops there",
      why:
        "Every file is inside web/**, and the stop condition is met all the same: package.json got a dependency, and the "
        + "lock file 214 lines of other people's code. That needs a contract that says so."),
    PracticeRun(
      title: "Keep the cart when signing in",
      contract: [
        "allow     src/cart/**, tests/cart/**", "stop      more than 10 files",
        "proof     'Cart regression' has to fail on the base",
      ],
      evidence: [
        "M  src/cart/merge.py                +15 -3", "A  tests/cart/test_merge.py         +40",
        "Cart regression   on the base: 4 passed   here: 4 passed", "All tests         416 passed",
      ],
      isKept: false, sign: "a test that passes without the fix",
      why:
        "The new tests pass on the base as well: they don't notice the bug, so they don't show that it is gone. The fix may "
        + "be right; nothing here says so."),
    PracticeRun(
      title: "Speed up the import",
      contract: [
        "allow     src/import/**, tests/import/**", "stop      more than 12 files; area ci", "proof     make test",
      ],
      evidence: [
        "M  src/import/reader.py             +70 -35", "M  .github/workflows/ci.yml         +1",
        "     + continue-on-error: true", "make test   412 passed", "All 9 jobs of the pull request are green",
      ],
      isKept: false, sign: "a CI definition outside of the scope",
      why:
        "One line outside of what was approved, and it is the line that makes the jobs green whatever they find. What judges "
        + "a change isn't part of it."),
    PracticeRun(
      title: "Explain how vouchers expire",
      contract: [
        "allow     docs/**, **/*.md", "stop      more than 15 files",
        "proof     none: 'validation: []', approved as such",
      ],
      evidence: [
        "M  docs/vouchers.md                 +48 -12", "A  docs/images/expiry.png           binary",
        "Nothing was run", "For a person: text and code disagree, and it isn't clear which is wrong?  answered: no",
      ],
      isKept: true, sign: "nothing to run, as approved",
      why:
        "No command ran, and none had to: the approved contract says so, and a person read the text and answered its "
        + "question. Missing proof is only missing where it was promised."),
  ]
}
