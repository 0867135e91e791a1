import CaskadeSyntax

/// The page `measured`: figures that no table of the code can give, with the data that they were taken on.
enum MeasuredReference {
  static let page = ReferencePage(
    "measured", "how well caskade sees, and what it costs",
    [
      .text(
        "Measured, not promised; November 2026. The rules were tuned on some of this: expect a little less elsewhere."),
      .table(
        ReferenceTable(
          ["what", "figure"],
          [
            [
              "secrets, on 814 lines that gitleaks and detect-secrets label (a part of their samples; not in this repository): precision, recall",
              ".974, .991; detect-secrets 1.5.0 with its defaults: .857, .636",
            ],
            [
              "secrets, on 3.3 million lines of released source code: alarms in 100,000 lines",
              "4.2; detect-secrets 91.5",
            ],
            [
              "checks removed or loosened, on 325 commits that touch tests (patches in Debian's source packages; Python, Go, Java, JavaScript, Rust): flagged",
              "54, of which 53 rightly: most skip a test on purpose. Of 209 that fix something, 7",
            ],
            [
              "the same, on 4,926 cheats made in real test files: seen",
              "98.5 %",
            ],
            [
              "draft, on 154 changes of other repositories, the text without file names: of the files truly touched inside the scope, mean; with one right file given",
              ".72 at 4 % of the files; .84",
            ],
            [
              "a world of its own for a command, beside the command",
              "24 ms, in a small repository",
            ],
            [
              "a pinned working tree of 20,000 files, against `git hash-object` of them",
              "1.15 times",
            ],
            [
              "109 commits over 60 files, against `git diff-tree --raw`, `-p -U0` and `git log --raw`; against `git log -p -U0` of them",
              "3.7 times; 0.81 times",
            ],
            [
              "`guard`, a call under a contract of 200 patterns; against a hook in Node, in Python that asks git and compares patterns",
              "4 ms in a static binary, of which its start takes half; 7 and 21 times faster",
            ],
            [
              "a check of 1 or 20 files without validation, processor time with git's",
              "20 and 22 ms in a static binary; `git diff-tree --raw` and `-p -U0` take 3",
            ],
            [
              "`stats` over 100,000 records; `audit` of 50,000 commits; `draft` in 85,000 files",
              "2.7 s; 1.8 s; 1.6 s, on two cores",
            ],
            [
              "the base's checks",
              "one more run of each command, and only where a check was changed",
            ],
            [
              "checks turned round; code that can't tell that it is tested",
              "two or three more runs of what counts its tests, where the change gives a reason; one or two more, where the "
                + "policy asks for it",
            ],
          ])),
      .text(
        "`swift run -c release caskade-bench` measures speed anew, as ratios to the git commands that fetch the same bytes."
      ),
    ])
}
