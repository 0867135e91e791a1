import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// Each rule, with whole messages; beside each finding a text that differs by little and has none.
final class ContractLintTests: XCTestCase {
  private let repository = LintContext.repository(
    [
      "Makefile", "Package.swift", "Sources/Login/Keychain.swift", "Sources/Login/Page.swift", "Sources/a.strings",
      "db/migrations/1.sql", "docs/guide.md", "scripts/test.sh",
    ], programs: ["make", "sh", "bash", "node"])

  private func check(_ rows: [Row<String, [String]>], _ context: LintContext? = nil) {
    for row in rows {
      XCTAssertEqual(lintLines(row.input, context ?? repository), row.expected, file: row.file, line: row.line)
    }
  }

  func testNothingToSay() {
    check([Row(soundContract(), []), Row(soundContract(allow: ["Sources/**", "docs/**"]), [])])
  }

  func testBlanks() {
    check([
      Row(
        soundContract(title: "<what is broken>", more: "owner: your-team"),
        [
          "2:8: error: a blank is left: '<what is broken>' [lint.blank] / write what is meant here, or remove the line",
          "13:8: error: a blank is left: 'your-team' [lint.blank] / write what is meant here, or remove the line",
        ]),
      Row(
        "caskade: 1\ntitle: a\noutcome: TODO\nexpires: <a day>\nband: <low or high>\nfoo: 1\n",
        [
          "3:10: error: a blank is left: 'TODO' [lint.blank] / write what is meant here, or remove the line",
          "4:10: error: a blank is left: '<a day>' [lint.blank] / write what is meant here, or remove the line",
          "5:7: error: a blank is left: '<low or high>' [lint.blank] / write what is meant here, or remove the line",
          "6:1: error: unknown key 'foo' [schema.unknown-key] / known here: caskade, title, outcome, ticket, owner, "
            + "template, band, branch, expires, acceptance, after, locks, paths, tools, setup, validation, stop_when, notes",
        ]),
      Row(soundContract(title: "Use Array<Int> in <div>", more: "notes: a TODO list of your team"), []),
    ])
  }

  /// What a blank would otherwise look like: a path that nothing matches, a redirection and a program of its second word.
  func testABlankIsOneFinding() {
    check([
      Row(
        soundContract(allow: ["<path that may change>"], validation: ["<command that proves it>"]),
        [
          "8:7: error: a blank is left: '<path that may change>' [lint.blank] / write what is meant here, or remove the line",
          "10:5: error: a blank is left: '<command that proves it>' [lint.blank] / write what is meant here, or remove the line",
        ])
    ])
  }

  func testAcceptance() {
    let lines = [
      "acceptance:", "  - a sentence", "  - { says: b, proof: make tst }", "  - { says: c, proof: make test }",
      "  - { says: d, test: x }", "  - a sentence",
    ]
    check([
      Row(
        soundContract(more: lines.joined(separator: "\n")),
        [
          "14:5: note: nothing proves 'a sentence', so a person has to decide it at each check [lint.open-line]"
            + " / add 'proof: COMMAND' or 'test: NAME' if a machine can tell",
          "15:23: error: no validation command is called 'make tst', so the line can't be proven [lint.unknown-proof]"
            + " / did you mean 'make test'?",
          "18:5: note: nothing proves 'a sentence', so a person has to decide it at each check [lint.open-line]"
            + " / add 'proof: COMMAND' or 'test: NAME' if a machine can tell",
          "18:5: warning: 'a sentence' stands twice in 'acceptance' [lint.duplicate] / remove one of the two",
        ])
    ])
  }

  func testWhatItComesAfter() {
    let context = LintContext(policy: BuiltInPolicy.policy, contracts: ["session-store", "store"])
    check(
      [
        Row(
          soundContract(more: "after: [session-store, sesion-store, cart]"),
          [
            "13:24: warning: no contract here is called 'sesion-store', open or closed, so this one is never in force "
              + "[lint.unknown-after] / did you mean 'session-store'?",
            "13:38: warning: no contract here is called 'cart', open or closed, so this one is never in force "
              + "[lint.unknown-after] / write the name of a contract's file without its ending, or draft that contract too",
          ])
      ], context)
    // Where nothing is known of other contracts, nothing is said.
    check([Row(soundContract(more: "after: [cart]"), [])])
  }

  func testOutcome() {
    check([
      Row(
        soundContract(outcome: "\"  fix the LOGIN!\""),
        [
          "3:1: warning: the outcome only repeats the title, so nobody can check it [lint.outcome]"
            + " / say what is true when the work is done, such that a reviewer can look"
        ]),
      Row(soundContract(outcome: "The login is fixed"), []),
    ])
  }

  func testAbsence() {
    check([
      Row(
        "caskade: 1\ntitle: a\noutcome: b\n",
        [
          "-: warning: 'paths.allow' has no entry, so that nothing may be changed [lint.no-paths]"
            + " / list below 'paths: allow:' what may be changed",
          "-: warning: no validation command shows that the outcome is reached [lint.no-validation]"
            + " / add commands below 'validation:', or write 'validation: []' if there is nothing to run",
          "-: warning: no condition stops the run [lint.no-stop]"
            + " / add one below 'stop_when:', such as '- more_than: 12 files'",
          "-: warning: no 'branch:', so the contract governs every branch [lint.no-branch]"
            + " / add a line such as 'branch: fix/login-*'",
          "-: warning: no 'expires:', so the contract stays in force forever [lint.no-expires]"
            + " / add a line such as 'expires: 2027-01-31'",
        ]),
      Row(
        "caskade: 1\ntitle: a\noutcome: b\nbranch: c\nexpires: 2027-01-31\npaths: { allow: [docs] }\n"
          + "validation: []\nstop_when: [Ask me.]\n", []),
    ])
  }

  func testExpired() {
    let text = soundContract()
    XCTAssertEqual(
      lintLines(text, .repository(["Sources/a", "b"], today: "2027-02-01")),
      [
        "5:10: warning: the contract expired on 2027-01-31 [lint.expired]"
          + " / write a later day, and have the contract approved again"
      ])
    XCTAssertEqual(lintLines(text, .repository(["Sources/a", "b"], today: "2027-01-31")), [])
  }

  func testAllowPatterns() {
    check([
      Row(
        soundContract(allow: ["\"**\"", "\"**/*\""]),
        [
          "8:8: warning: '**' allows the whole repository [lint.wide] / name the folders that the work needs",
          "9:8: warning: '**/*' allows the whole repository [lint.wide] / name the folders that the work needs",
        ]),
      Row(
        soundContract(allow: ["Source/**", "src/**", "Sources/Login/Pages.swift", "{ path: new/**, may: [create] }"]),
        [
          "8:7: warning: 'Source/**' matches no file of the repository [lint.no-match] / did you mean 'Sources/**'?",
          "9:7: warning: 'src/**' matches no file of the repository [lint.no-match]"
            + " / for files that are yet to come write '- { path: \"src/**\", may: [create] }'",
          "10:7: warning: 'Sources/Login/Pages.swift' matches no file of the repository [lint.no-match]"
            + " / did you mean 'Sources/Login/Page.swift'?",
        ]),
      Row(
        soundContract(allow: ["\"*.strings\"", "\"**/*.strings\"", "Sources/*.strings", "\"*.swift\""]),
        [
          "8:8: warning: '*.strings' matches only at the root, and not 'Sources/a.strings' [lint.bare-extension]"
            + " / write '- \"**/*.strings\"' for every folder",
          "11:8: warning: '*.swift' matches only at the root, and not 'Sources/Login/Keychain.swift'"
            + " [lint.bare-extension] / write '- \"**/*.swift\"' for every folder",
        ]),
      Row(
        soundContract(more: "  - touching: \"*.sql\"\n  - touching: \"*.toml\""),
        [
          "13:16: warning: '*.sql' matches only at the root, and not 'db/migrations/1.sql' [lint.bare-extension]"
            + " / write '- \"**/*.sql\"' for every folder",
          "14:16: warning: '*.toml' in 'stop_when.touching' matches no file of the repository, and so does nothing"
            + " [lint.no-match] / check how it is spelt; for files that are yet to come it may stay",
        ]),
    ])
  }

  private func denying(_ deny: String, allow: [String]) -> String {
    var text = soundContract(allow: allow)
    if let place = text.range(of: "validation:") {
      text.insert(contentsOf: "  deny: [\(deny)]\n", at: place.lowerBound)
    }
    return text
  }

  func testDeny() {
    check([
      Row(
        denying("Sources/Login, docs/*.md", allow: ["Sources/Login/*.swift", "Sources/a.strings", "docs/**"]),
        [
          "8:7: warning: all that 'Sources/Login/*.swift' allows is denied by 'Sources/Login' [lint.shadowed]"
            + " / remove one of the two, or narrow the deny",
          "10:7: warning: every file that 'docs/**' allows is denied by 'docs/*.md' [lint.shadowed]"
            + " / remove one of the two, or narrow the deny",
        ]),
      Row(
        denying("docs/**, Sources", allow: ["Sources/Login/**", "docs/**"]),
        [
          "10:19: error: 'Sources' denies all that the contract allows [lint.deny-all]"
            + " / narrow the deny: as it stands the contract can't be kept by any change"
        ]),
      Row(
        denying("docs/*.md", allow: ["{ path: docs/**, may: [modify, delete] }"]),
        [
          "9:10: error: 'docs/*.md' denies all that the contract allows [lint.deny-all]"
            + " / narrow the deny: as it stands the contract can't be kept by any change"
        ]),
      Row(
        denying("docs/**", allow: ["Sources/**", "docs/**"]),
        [
          "9:7: warning: 'docs/**' is allowed and denied, and deny beats allow [lint.shadowed]"
            + " / remove one of the two, or narrow the deny"
        ]),
      Row(denying("Sources/Login/Keychain.swift", allow: ["Sources/**"]), []),
    ])
  }

  func testCommandsThatCannotRun() {
    check([
      Row(
        soundContract(validation: [
          "swft test", "sh scripts/tests.sh", "name: x\n    run: bash -eu ./scripts/none 2>&1",
        ]),
        [
          "10:5: warning: the program 'swft' can't be found here [lint.missing-program]"
            + " / check its name, or install it where the validation runs",
          "11:8: warning: 'scripts/tests.sh' is not in the repository [lint.missing-script]"
            + " / did you mean 'scripts/test.sh'?",
          "13:19: warning: 'scripts/none' is not in the repository [lint.missing-script]"
            + " / write its path from the repository's root, or from 'dir:'",
        ]),
      Row(
        soundContract(validation: [
          "scripts/test.sh && make", "{ run: ./test.sh, dir: scripts }", "{ run: sh new.sh, carry: new.sh }",
          "node_modules/.bin/jest && node node_modules/x.js", "cd docs && ./x.sh",
        ]), []),
    ])
  }

  func testCutShort() {
    check([
      Row(
        soundContract(title: "Fix issue #12", validation: ["make test #fast", "make all # fast", "\"make x #fast\""]),
        [
          "2:8: warning: '#12' is read as a comment, and the value is 'Fix issue' [lint.cut-short]"
            + " / quote the value if it is meant ('Fix issue #12'), or write '# ' for a comment",
          "10:5: warning: '#fast' is read as a comment, and the value is 'make test' [lint.cut-short]"
            + " / quote the value if it is meant ('make test #fast'), or write '# ' for a comment",
        ])
    ])
  }

  func testStops() {
    check([
      Row(
        soundContract(more: "  - more_than: 9 files\n  - more_than: 8 files\n  - area: [secret, billing]"),
        [
          "13:5: warning: the limit of 9 files is larger than the repository, which has 8 [lint.budget]"
            + " / write the number of files that the work should need",
          "15:12: error: no area is called 'secret', so the condition can't be judged [lint.unknown-area]"
            + " / did you mean 'secrets'?",
        ]),
      Row(
        soundContract(more: "  - area: shop"),
        [
          "13:11: error: no area is called 'shop', so the condition can't be judged [lint.unknown-area]"
            + " / known: agents, auth, billing, checks, ci, dependencies, deploys, executables, generated, interfaces, large, "
            + "licences, migrations, production, secrets, vendored"
        ]),
    ])
  }

  func testDuplicates() {
    check([
      Row(
        soundContract(
          allow: ["docs/**", "docs/**", "{ path: docs/**, may: [create] }"],
          more: """
              - more_than: 2 files
            tools:
              allow: [read, { shell: make }]
              ask: [{ shell: make }]
            setup: [make x, make x]
            """),
        [
          "9:7: warning: 'docs/**' stands twice in 'paths.allow' [lint.duplicate] / remove one of the two",
          "15:5: warning: 'more_than: 2 files' stands twice in 'stop_when' [lint.duplicate] / remove one of the two",
          "18:11: warning: 'shell: make' stands twice in 'tools' [lint.duplicate] / remove one of the two",
          "19:9: warning: 'make x' stands twice in 'setup' [lint.duplicate] / remove one of the two",
        ])
    ])
  }

  func testTools() {
    var policy = BuiltInPolicy.policy
    policy.deniedTools = [ToolEntry(tool: .shell("terraform apply *"), line: 1)]
    let context = LintContext(policy: policy)
    check(
      [
        Row(
          soundContract(
            more: """
              tools:
                allow: [read, { shell: git push origin }, { web: example.com }, { shell: terraform apply }]
                ask: [{ mcp: a/b }]
                deny: [{ shell: git push * }, web, { mcp: a/* }, { shell: git push --force }]
              """),
          [
            "14:19: error: 'shell: git push origin' is allowed, and 'shell: git push *' denies it [lint.tool-conflict]"
              + " / remove it from 'tools.allow': deny beats allow",
            "14:47: error: 'web: example.com' is allowed, and 'web' denies it [lint.tool-conflict]"
              + " / remove it from 'tools.allow': deny beats allow",
            "14:69: error: 'shell: terraform apply' is allowed, and the policy denies 'shell: terraform apply *'"
              + " [lint.policy-tool] / remove it from 'tools.allow': deny beats allow",
            "15:11: error: 'mcp: a/b' is asked for, and 'mcp: a/*' denies it [lint.tool-conflict]"
              + " / remove it from 'tools.ask': deny beats ask",
          ]),
        Row(soundContract(more: "tools: { allow: [{ shell: git * }, web], deny: [{ shell: git push * }] }"), []),
      ], context)
  }

  func testRetiredTemplates() {
    var policy = BuiltInPolicy.policy
    policy.templates = [
      Policy.TemplateRule(name: "docs", standing: .retired, owner: "docs@example.com"),
      Policy.TemplateRule(name: "feature", standing: .experimental),
    ]
    check(
      [
        Row(
          soundContract(more: "template: docs"),
          [
            "13:11: warning: the policy has retired the template 'docs' [lint.retired-template]"
              + " / draft it anew from another one (caskade template list), or ask docs@example.com"
          ]),
        Row(soundContract(more: "template: feature"), []), Row(soundContract(more: "template: our-own"), []),
      ], LintContext(policy: policy))
  }

  func testLimitsOfThePolicy() {
    var policy = BuiltInPolicy.policy
    policy.low.files = 40
    policy.medium = Policy.BandRule(files: 1, lines: 100)
    policy.high.lines = 50
    check(
      [
        Row(soundContract(more: "band: low"), []),
        Row(
          soundContract(more: "band: medium"),
          [
            "12:5: error: 2 files are more than the policy permits in band medium: 1 [lint.policy-budget]"
              + " / write 'more_than: 1 file' or less"
          ]),
        Row(soundContract(more: "band: high"), []),
      ], LintContext(policy: policy))
  }

  func testBand() {
    check([
      Row(
        soundContract(allow: ["db/migrations/**", "Sources/Login/Page.swift", "docs/**"], more: "band: medium"),
        [
          "8:7: warning: band medium is declared, and 'db/migrations/**' is in the area migrations, band high"
            + " [lint.band] / write 'band: high': the higher band counts anyway",
          "9:7: warning: band medium is declared, and 'Sources/Login/Page.swift' is in the area auth, band high"
            + " [lint.band] / write 'band: high': the higher band counts anyway",
        ]),
      Row(soundContract(allow: ["db/migrations/**"], more: "band: high"), []),
      Row(soundContract(allow: ["db/migrations/**"]), []),
      Row(
        soundContract(allow: [".github/workflows/ci.yml", ".husky/**"]),
        [
          "8:7: warning: '.github/workflows/ci.yml' is protected (CI definition), so the band is high [lint.protected]"
            + " / write 'band: high', and have the contract approved for it",
          "9:7: warning: '.husky/**' opens nothing: what it covers is protected (file by which git runs code or hides"
            + " changes) [lint.protected-pattern] / name each file by its very path, and write 'band: high'",
        ]),
      Row(soundContract(allow: [".github/workflows/ci.yml"], more: "band: high"), []),
    ])
  }
}
