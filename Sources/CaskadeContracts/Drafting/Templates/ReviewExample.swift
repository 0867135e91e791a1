/// A worked review of one run under a contract of one kind: what was approved, what came, and how a reviewer decides.
package struct ReviewExample: Hashable, Sendable {
  /// The template's name.
  package let template: String
  package let title: String
  /// What the contract says, beyond its template.
  package let approved: [String]
  /// What the check shows.
  package let shown: [String]
  /// What the reviewer asks, finds and decides.
  package let decision: String

  package static let all = [
    ReviewExample(
      template: "bug-fix", title: "Fix the login redirect loop",
      approved: [
        "`src/login/**` and `tests/login/**` may change; `src/login/keychain.py` may not",
        "'Regression test' (`pytest tests/login/test_redirect.py`) fails on the base and passes on the head",
      ],
      shown: [
        "2 of 10 files: `src/login/redirect.py`, `tests/login/test_redirect.py`",
        "on the base 1 of 3 tests failed, on the head 3 passed; all 412 tests passed",
        "for a person: the cause lies outside the allowed paths?",
      ],
      decision:
        "The reviewer reads the test first: it signs in with a stale cookie and counts the redirects, which is what the "
        + "outcome says. The fix compares the session's age in the place where it is read, so the cause lies inside. Kept. "
        + "Had the test passed on the base too, it would show nothing, whatever the fix looks like."),
    ReviewExample(
      template: "dependency-update", title: "Move the HTTP client from 2.4 to 2.6",
      approved: [
        "`pyproject.toml` and `uv.lock` may change, and no code",
        "'The same tests, before and after' passes on the base and on the head",
      ],
      shown: [
        "2 of 4 files, 61 lines; the area `dependencies` is the contract's own, so the band is medium",
        "412 tests passed before and after",
        "for a person: it brings a new dependency that runs a script when it is installed?",
      ],
      decision:
        "The reviewer compares the lock file's names with the base's: one package moved, and a second one came with it. Its "
        + "release notes were in the report of the run; it runs nothing when it is installed. Kept. A manifest whose lock "
        + "file hadn't moved would have been sent back."),
    ReviewExample(
      template: "docs", title: "Explain how vouchers expire",
      approved: ["`docs/**` and `**/*.md` may change", "`validation: []`: nothing is run, and that is approved"],
      shown: [
        "2 of 15 files: `docs/vouchers.md`, `docs/images/expiry.png`", "no command; 3 questions for a person",
      ],
      decision:
        "Nothing proves a text but a reader. The reviewer tries the two commands on the page, finds that one prints another "
        + "date format than the text promises, and answers 'text and code disagree' with yes. Not kept until somebody says "
        + "which of the two is wrong."),
    ReviewExample(
      template: "feature", title: "Show the price per kilogram",
      approved: [
        "`web/src/price/**` may change; areas `billing` and `dependencies` stop the run",
        "'New tests' can't run on the base, and pass on the head",
      ],
      shown: [
        "5 of 25 files, 210 of 800 lines", "New tests: missing on the base, 6 passed on the head; all 96 tests passed",
        "acceptance: 'rounded to cents' proven, 'nobody sees it for pieces' open",
      ],
      decision:
        "One acceptance line has no proof, so it is the reviewer's: the page for a single piece shows no price per kilogram. "
        + "Kept. With a line in `package.json` it would have been broken, though the file lies where changes are allowed."
    ),
    ReviewExample(
      template: "migration", title: "Store the expiry of vouchers",
      approved: [
        "new files in `db/migrate` and `app/voucher.rb`; existing migrations may not change; band high",
        "`bin/migration-roundtrip` goes forward, back and forward again on a filled store",
      ],
      shown: [
        "3 of 12 files, one of them new in `db/migrate`", "signed by 2 people, 1 of them of 'security'",
        "the round trip passed; for a person: a large table is locked while people use it?",
      ],
      decision:
        "The command proves that nothing is lost on the store made for it. Whether the lock hurts depends on the real one: "
        + "the reviewer asks who runs it, and learns that the table has nine million rows. Not kept; the next version adds "
        + "the column without a default."),
    ReviewExample(
      template: "refactor", title: "One type reads dates, and the three copies are gone",
      approved: [
        "`src/**` may change and `tests/**` may not", "'The same tests, before and after' passes on both",
      ],
      shown: [
        "26 of 40 files, 701 of 1500 lines, 3 files deleted", "412 tests passed before and after, none of them changed",
      ],
      decision:
        "Twenty-six files look like much and are what was approved. The reviewer looks for what tests can't see: a public "
        + "function that lost a parameter, a new lock, a slower loop. There is none, and the three copies are gone. Kept."
    ),
    ReviewExample(
      template: "release-support", title: "Prepare 2.6.0",
      approved: [
        "`CHANGELOG.md`, `VERSION` and `docs/releases/**` may change", "the agent may not tag, sign or publish",
      ],
      shown: [
        "3 of 8 files", "all 416 tests passed before and after",
        "for a person: the version number promises less change than was merged?",
      ],
      decision:
        "The reviewer reads the list of merged changes beside the notes: one of them takes away an option, so 2.6.0 promises "
        + "too little change. Not kept; as 3.0.0 it is approved and run again."),
    ReviewExample(
      template: "test-coverage", title: "Test how vouchers expire",
      approved: ["tests may be created and changed, none deleted; no code changes", "all tests pass"],
      shown: ["2 of 15 files, 9 tests more than on the base", "421 tests passed; `--hunks` found nothing unproven"],
      decision:
        "A test that can't fail is worse than none. The reviewer turns the comparison in `expires` round by hand: four of "
        + "the nine new tests fail. Kept. Tests that only call the code and assert nothing would have passed that too."),
  ]

  private init(template: String, title: String, approved: [String], shown: [String], decision: String) {
    self.template = template
    self.title = title
    self.approved = approved
    self.shown = shown
    self.decision = decision
  }
}
