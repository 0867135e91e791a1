package import CaskadeSyntax

/// The page `proof`.
package enum ProofReference {
  package static let page = ReferencePage(
    "proof", "what shows that the work works, and what doesn't",
    [
      .text(
        """
        An exit status of 0 says that a command ended well, and not that anything was tried, nor that the branch's own \
        checks check anything. What counts as proof is said here.
        """),
      .heading("Where commands run"),
      .text(
        """
        In the working tree, or, with `--isolated`, `--head`, a pinned base or in CI, in a clean checkout. There each command \
        has a world of its own: the tree, a home and a folder for temporary files, as `setup:` left them. What one command \
        leaves, another doesn't find, unless it says `with: NAME`: then it begins in what that command left. The base runs \
        first. The home is empty; toolchains in yours (rustup, pyenv, nvm and such) are reached by their own variables, and \
        the policy's `caches: [~/.m2, ~/.npmrc]` are linked into it, read-only where the machine can.
        """),
      .text(
        """
        With `--merged`, by `proof: { merged: true }` in the policy, and without a word in CI with a pinned base, the commands \
        run on the merge of the base's tip and the head: two changes that each pass alone can break each other. A conflict \
        is unproven, with its paths. The evidence names the merged tree, and `verify` says whether the base's tip has moved \
        since, and whether the merge still gives that tree. It takes git 2.38; with an older one the head's own tree is run, \
        and the report says so.
        """),
      .heading("What ran"),
      .text(
        """
        What a test runner says at its end is read (pytest, unittest, `node --test`, jest, vitest, mocha, Playwright, deno, \
        bun, go, cargo, nextest, swift, xcodebuild, ctest, bats, prove, rspec, minitest, phpunit, pest, maven, gradle, \
        dotnet, mix, zig, TAP, make's "up to date"), or the report that it wrote: JUnit XML, TRX, TAP or `go test -json` at \
        `report: PATH`, and where Gradle, surefire and failsafe put theirs.
        """),
      .table(
        ReferenceTable(
          ["what ran", "then"],
          [
            [
              "nothing: a filter without a match, all skipped, a target that is up to date",
              "inconclusive, so unproven, with the line that says so",
            ],
            ["failures, behind an exit status of 0 (`pytest | tee log`)", "failed"],
            ["fewer tests than `at_least: 5 tests`", "failed; unproven where the number isn't known"],
            ["fewer tests than on the base, where it ran there", "a warning"],
            [
              "a known runner, and not a word of it",
              "unproven, unless a report says it, or it ends alike on the base",
            ],
            [
              "what no reader knows, such as `eslint .`",
              "passes by its status, shown as \"what it ran isn't known\"; `proof: { counted: required }` in the policy asks "
                + "for one command that is known",
            ],
          ])),
      .text(
        """
        A run that is empty in part, such as one Go package without tests, is a pass. A report counts where the run wrote it. \
        What a command prints or writes can lower what it is worth, and never raise it: who prints can print anything.
        """),
      .heading("Telling base from head"),
      .text(
        """
        `on_base: fails` wants a test that runs on the base and fails there. Where the new test can't even be built there, as \
        with a feature's, it is `on_base: missing`: that it doesn't build, import or collect, or fails, which shows less. \
        `carry:` names what is taken from the head for that run.
        """),
      .heading("The base's checks"),
      .text(
        """
        The branch's own checks don't prove the branch. Where it changed, removed, moved or added check files (tests, \
        fixtures, expected output, what runners load by name, their settings, scripts that the commands run), each command \
        runs once more, in a clean checkout of the judged tree with the base's check files in their place and the added ones \
        left out:
        """),
      .table(
        ReferenceTable(
          ["there the command", "on the base", "gate `integrity`"],
          [
            ["passes", "", "\"also green with the checks of main\""],
            ["fails", "passes", "fails: \"2 tests of main fail on this code: ...\""],
            ["fails", "fails", "a note"],
            ["breaks before any check, or can't be run", "", "unproven"],
            [
              "runs nothing", "nothing runs either",
              "nothing to say; unproven if no command runs anything and checks were "
                + "touched",
            ],
          ])),
      .text(
        """
        A script that no command names, only another script, may be a check or what is checked. Where one was changed beside \
        other checks, the commands have to pass with the base's version of it and with the branch's: one run more.
        """),
      .text(
        """
        It states facts and blames nobody. Where a check has to say something else from now on, a person approves its file \
        under `paths.checks_may_change`: `caskade amend NAME` runs the commands and writes the failing files there, each by \
        name. Those stay the branch's, and the report counts them. The policy's `proof: { base_checks: shown }` has all that \
        shown without effect, `off` leaves it out, for all bands or below `bands.NAME`; `--no-base-checks` leaves it out \
        once, and the verdict at unproven.
        """),
      .heading("Checks turned round"),
      .text(
        """
        Code can reach the runner that judges it: replace what asserts, end the process, skip a test. How that is written has \
        no end. So where the change has words by which code reaches what runs it (the modules of the process, its stack, its \
        end), what passed and counts its tests, and passes on the base as it is, runs twice more, on the base and on the \
        judged tree, with each assertion of the base's checks turned round (`assert a == b` becomes `assert not (a == b)`). \
        What fails so on the base has to fail so on the code, what runs there has to run, and it has to end in time and say \
        so; where it doesn't, gate `integrity` is unproven. Each may take three times as long as it does otherwise, and 30 seconds. Python, JavaScript, \
        TypeScript, Swift, Go, Rust, Bats, and Java and Kotlin where the opposite can be called are turned; what waits until \
        something holds isn't. Where nothing can be turned, where `checks_may_change` holds for a check that was changed, or \
        where there are more than 2,000 files or 64 MiB of checks, nothing is said. The policy's `proof: { turned: always }` \
        asks for it whatever the change does, and what couldn't be done stands under "Not checked"; `off` leaves it out, as \
        `base_checks: off` does.
        """),
      .text(
        """
        Only where the policy says `proof: { as_shipped: true }`: what the change adds by which code tells that it is tested \
        (`PYTEST_CURRENT_TEST`, `cfg(test)`, `debug_assertions`, `DEBUG`, a build tag) is made to say the opposite, and the \
        commands run once more with the base's checks: tests that pass on the base and fail so leave gate `integrity` \
        unproven. That runs code as if it were not tested, past what \
        keeps tests from sending, paying and listening: ask for it only where that reaches nothing outside. Without it, code \
        that does otherwise under test isn't told from other code by running. Code that knows a test's input, or tells its \
        caller in a way that isn't known here, passes the right checks and fails the turned ones: only people see that.
        """),
      .heading("Flaky commands"),
      .text(
        """
        `retries: 1` runs a command again where it fails, in a fresh world. Red and green on one tree is flaky: a warning \
        with both outputs where an approved contract grants the retries, else unproven; the policy's `flaky: fails` takes \
        that away.
        """),
      .heading("The outcome, line by line"),
      .code(
        """
        acceptance:
          - says: The redirect happens exactly once.
            proof: Redirect regression         # a validation command, by name
          - { says: Nothing else redirects., test: testOtherPages }   # must have run and passed
          - The session cookie keeps its format.                      # a person answers it
        """),
      .text(
        """
        The report's head says "2 of 3 acceptance lines are proven". Proven is what tells base from head, or passes with the \
        base's own checks; what only the branch's own test says is counted apart; a line whose proof didn't pass fails gate \
        `validation`; the rest are questions for a person.
        """),
      .heading("What no command notices"),
      .text(
        """
        `--hunks`, or `hunks: { sample: 20 }` in the policy, is advice and changes no gate: each hunk outside of check files \
        is taken back by itself in a checkout, comments and white space left out, and the commands run. Where all still pass, \
        none of them proves that hunk, and its place stands under "Not checked".
        """),
    ])
}
