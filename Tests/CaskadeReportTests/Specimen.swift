import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax

/// Evidence to render, each a situation that a reader may meet.
struct Specimen {
  let name: String
  let evidence: Evidence
  var provenance = Provenance.witnessed

  static let all: [Specimen] = [
    Specimen(name: "kept", evidence: Draft().evidence),
    Specimen(name: "kept-pinned", evidence: keptPinned), Specimen(name: "kept-warning", evidence: keptWarning),
    Specimen(name: "asserted", evidence: Draft().evidence, provenance: .asserted(by: "artifacts/e`v@team.json")),
    Specimen(name: "broken", evidence: broken), Specimen(name: "one-change", evidence: oneChange),
    Specimen(name: "broken-without-findings", evidence: brokenWithoutFindings),
    Specimen(name: "unproven", evidence: unproven), Specimen(name: "skipped", evidence: skipped),
    Specimen(name: "runs", evidence: runs), Specimen(name: "on-base", evidence: onBase),
    Specimen(name: "hostile", evidence: hostile, provenance: .asserted(by: Draft.hostileText)),
    Specimen(name: "paths", evidence: paths), Specimen(name: "nothing", evidence: nothing),
    Specimen(name: "many", evidence: many), Specimen(name: "setup", evidence: setup),
    Specimen(name: "everything", evidence: everything),
    Specimen(name: "base-checks", evidence: baseChecks), Specimen(name: "acceptance", evidence: acceptance),
    Specimen(name: "kinds", evidence: kinds), Specimen(name: "timeline", evidence: timeline),
  ]

  private static let keptPinned = Draft {
    $0.pinned = true
    $0.place = "GitHub Actions"
    $0.areas = (1...10).map { AreaRecord(name: "area-\($0)", band: $0 < 3 ? .high : .low, hits: [], omitted: 0) }
    $0.isolation = .cleanCheckout
    $0.validation = [Draft.record("swift test", .cleanCheckout)]
    $0.forHuman = []
    $0.notChecked = []
  }.evidence

  private static let keptWarning = Draft {
    $0.findings = [
      Finding(
        .warning, gate: .approval, ruleID: "approval.amendment", path: RepositoryPath("Contracts/login.yaml"),
        "amended on the branch, and nobody has approved that: the version on main judges",
        hint: "merge the amendment to main first if it is meant")
    ]
  }.evidence

  private static let broken = Draft {
    $0.verdict = .broken
    $0.uncommitted = true
    $0.ignored = 3
    $0.state(.scope, .fail, "6 of 7 changed files are inside the approved paths")
    $0.state(.protected, .fail, "1 protected file changed")
    $0.state(.budget, .fail, "14 of 12 files, 180 of 400 lines")
    $0.findings = [
      Finding(
        .note, gate: .integrity, ruleID: "integrity.moved", path: RepositoryPath("Tests/B.swift"), "a test moved"),
      Finding(
        .warning, gate: .approval, ruleID: "approval.amendment", path: RepositoryPath("Contracts/login.yaml"),
        "amended on the branch, and nobody has approved that: the version on main judges"),
      Finding(
        .error, gate: .protected, ruleID: "protected.ci", path: RepositoryPath(".github/workflows/ci.yml"), line: 14,
        "CI definition modified, outside the approved paths",
        hint: "revert it (git checkout 4f2c91a -- .github/workflows/ci.yml), or amend the contract"),
      Finding(
        .error, gate: .scope, ruleID: "scope.denied", path: RepositoryPath("Sources/Login/Keychain.swift"),
        "modified, and 'Sources/Login/Keychain.swift' is denied", contractLine: 20),
      Finding(
        .error, gate: .budget, ruleID: "budget.files", "14 files changed, and the contract stops at more than 12",
        hint: "make the change smaller, or amend the contract ('more_than: 14 files')", contractLine: 44),
    ]
  }.evidence

  /// What several gates say of one change, and more of it than is shown.
  private static let oneChange = Draft {
    $0.verdict = .broken
    $0.state(.scope, .fail, "5 of 7 changed files are inside the approved paths")
    $0.state(.protected, .fail, "1 protected file changed")
    $0.state(.integrity, .fail, "8 checks removed or loosened")
    $0.areas = [
      AreaRecord(name: "deploys", band: .high, hits: [], omitted: 0),
      AreaRecord(name: "checks", band: .medium, hits: [], omitted: 0),
    ]
    func also(_ rule: String, _ message: String, line: Int? = nil) -> Finding.Companion {
      Finding.Companion(.error, gate: .integrity, ruleID: rule, line: line, message)
    }
    $0.findings = [
      Finding(
        .error, gate: .scope, ruleID: "scope.operation", path: RepositoryPath("Tests/LoginTests.swift"),
        "deleted, and 'Tests/**' may only be changed by: create, modify",
        hint: "revert it (git checkout 4f2c91a -- Tests/LoginTests.swift), or amend the contract", contractLine: 20,
        also: [also("integrity.test-file-deleted", "test file deleted with 4 tests")]),
      Finding(
        .error, gate: .protected, ruleID: "protected.ci", path: RepositoryPath(".github/workflows/ci.yml"), line: 14,
        "CI definition modified, outside the approved paths",
        hint: "revert it (git checkout 4f2c91a -- .github/workflows/ci.yml), or amend the contract",
        also: [
          Finding.Companion(
            .error, gate: .scope, ruleID: "scope.outside", "modified, outside the approved paths"),
          also("integrity.failure-ignored", "a failure is ignored now by '|| true'", line: 14),
        ]
          + (1...6).map {
            also("integrity.ci-step-removed", "a step `of` CI that checks was removed: ::\($0)", line: 20 + $0)
          }),
    ]
  }.evidence

  private static let brokenWithoutFindings = Draft {
    $0.verdict = .broken
    $0.state(.scope, .fail, "6 of 7 changed files are inside the approved paths")
    $0.state(.budget, .fail, "14 of 12 files")
  }.evidence

  private static let unproven = Draft {
    $0.verdict = .unproven
    $0.state(.approval, .unproven, "the contract 'Contracts/login.yaml' is only on the branch: nobody has approved it")
    $0.state(.validation, .unproven, "no commands")
    $0.validation = []
    $0.timing = []
    $0.findings = [
      Finding(
        .error, gate: .approval, ruleID: "approval.self-declared", path: RepositoryPath("Contracts/login.yaml"),
        "the contract 'Contracts/login.yaml' is only on the branch: nobody has approved it",
        hint: "have it merged to main first, or judge it as your own word with --allow-self-declared"),
      Finding(
        .error, gate: .validation, ruleID: "validation.none", path: RepositoryPath("Contracts/login.yaml"),
        "the contract has no validation commands, so nothing shows that the outcome is reached",
        hint: "add commands below 'validation:', or have 'validation: []' approved"),
    ]
  }.evidence

  private static let skipped = Draft {
    $0.verdict = .unproven
    $0.state(.validation, .unproven, "skipped by the caller (--skip-validation)", skipped: true)
    $0.validation = []
    $0.timing = []
  }.evidence

  private static let runs = Draft {
    $0.verdict = .broken
    $0.state(.validation, .fail, "0 of 6 commands passed")
    let log = "\nTests.swift:12: error: 3 is not 4\nmake: *** [test] Error 2"
    $0.validation = [
      Draft.record("make test", line: 31, state: .fail, status: 2, log: log),
      Draft.record("sleep 900", line: 32, state: .timedOut, reason: "it did not end within 10m", log: "waiting"),
      Draft.record("crash", line: 33, state: .fail, signal: 11, log: ""),
      Draft.record("nowhere --at all", line: 34, state: .fail, status: 127, log: "sh: nowhere: not found"),
      Draft.record("later", line: 35, state: .interrupted, reason: "caskade was asked to stop"),
      Draft.record("never", line: 36, state: .skipped, reason: "the setup failed"),
      Draft.record("shaky", line: 37, state: .inconclusive, reason: "the program could not be started"),
      Draft.record(
        "verbose", line: 38, state: .fail, status: 1,
        log: (1...80).map { "line \($0) of the end" }.joined(separator: "\n"), omitted: 1 << 20),
    ]
    $0.findings = $0.validation.map { record in
      Finding(
        .error, gate: .validation, ruleID: "validation.failed", path: RepositoryPath("Contracts/login.yaml"),
        "'\(record.name)' \(record.run.ending)",
        hint: record.name == "sleep 900" ? "make it faster" : "run it yourself: \(record.command)",
        contractLine: record.contractLine)
    }
  }.evidence

  private static let setup = Draft {
    $0.verdict = .unproven
    $0.state(.validation, .unproven, "the setup command 'npm ci | cat' exited with 1 in a clean checkout of the head")
    $0.isolation = .cleanCheckout
    $0.validation = []
    $0.setup = [
      ValidationRecord.Setup(command: "true", contractLine: 26, run: Draft.record("true", .cleanCheckout).run),
      ValidationRecord.Setup(
        command: "npm ci | cat", contractLine: 27,
        run: Draft.record("", .cleanCheckout, state: .fail, status: 1, log: "no lock file").run),
    ]
  }.evidence

  private static let baseChecks = Draft {
    $0.verdict = .broken
    $0.state(
      .integrity, .fail,
      "no check was removed or loosened, 1 of 2 commands fails with the checks of main, "
        + "2 check files are the branch's own, by line 12")
    $0.isolation = .cleanCheckout
    var failing = Draft.record("swift test", .cleanCheckout)
    failing.baseChecks =
      Draft.record("swift test", .baseChecks, state: .fail, status: 1, log: "testOnce failed").run
    failing.onPlainBase = Draft.record("swift test", .baseCheckout).run
    var flaky = Draft.record("make e2e", .cleanCheckout, line: 31, state: .flaky, status: 0, log: "green now")
    flaky.run.earlier = [
      ValidationRecord.Attempt(
        state: .fail, exitStatus: 1, signal: nil,
        log: ValidationRecord.Log(head: "", tail: "red first", omittedBytes: 0, totalBytes: 9))
    ]
    $0.validation = [failing, flaky]
    $0.baseChecks = BaseChecks(
      demand: .required, restored: [RepositoryPath("Tests/LoginTests.swift")],
      leftOut: [RepositoryPath("Tests/NewTests.swift")], rewritten: [RepositoryPath("pyproject.toml")],
      own: ["Tests/A.swift", "Tests/B.swift"].map { BaseChecks.Own(RepositoryPath($0), contractLine: 12) })
    $0.findings = [
      Finding(
        .error, gate: .integrity, rule: .integrityBaseChecksFail, "1 test of main fails on this code: testOnce",
        hint: "mend the code; or, where 'Tests/LoginTests.swift' has to check otherwise from now on, a person has to "
          + "approve that under paths.checks_may_change (caskade amend login)", contractLine: 30, subject: "swift test"),
      Finding(
        .warning, gate: .validation, rule: .validationFlaky, path: RepositoryPath("Contracts/login.yaml"),
        "'make e2e' is flaky: 1 of 2 runs of this tree did not pass", hint: "look at both outputs, and mend the check",
        contractLine: 31, subject: "make e2e"),
    ]
  }.evidence

  private static let acceptance = Draft {
    func record(
      _ says: String, _ proof: AcceptanceLine.Proof?, _ state: AcceptanceRecord.State, _ why: String? = nil
    ) -> AcceptanceRecord {
      AcceptanceRecord(AcceptanceLine(says, by: proof, line: 9), state, why: why)
    }
    $0.acceptance = [
      record("The redirect happens exactly once.", .command("Redirect regression"), .proven),
      record("Nothing else redirects.", .test("testOtherPages"), .proven),
      record("It says so in the log.", .test("testLog"), .ownTest, "the test 'LogTests.testLog' is the branch's own"),
      record("The session cookie keeps its format.", nil, .question),
    ]
    $0.forHuman = [HumanQuestion(text: "The session cookie keeps its format.", contractLine: 9)]
  }.evidence

  private static let onBase = Draft {
    $0.verdict = .broken
    $0.state(.validation, .fail, "3 of 3 commands passed, 1 tells base from head, 2 not as expected on the base")
    func record(_ name: String, _ line: Int, _ expected: ValidationCommand.OnBase, _ base: ValidationRecord.State)
      -> ValidationRecord
    {
      ValidationRecord(
        name: name, command: "sh \(line).sh", contractLine: line,
        run: Draft.record(name, .cleanCheckout).run, expectedOnBase: expected,
        onBase: Draft.record(name, .baseCheckout, state: base, status: base == .fail ? 1 : 0, log: "on the base").run)
    }
    $0.validation = [
      record("tells", 31, .fails, .fail), record("tells nothing", 32, .fails, .pass),
      record("breaks", 33, .passes, .fail),
    ]
    $0.findings = [
      Finding(
        .error, gate: .validation, ruleID: "validation.base-passes", path: RepositoryPath("Contracts/login.yaml"),
        "'tells nothing' passes on the base too, so it doesn't show the change",
        hint: "make the command fail without the change, or have 'on_base: fails' removed", contractLine: 32),
      Finding(
        .error, gate: .validation, ruleID: "validation.base-fails", path: RepositoryPath("Contracts/login.yaml"),
        "'breaks' fails on the base, where the contract says that it passes",
        hint: "mend the base first, or have 'on_base: passes' removed", contractLine: 33),
    ]
  }.evidence

  /// What a reviewer meets in a pull request that went wrong in every way, in a repository whose forge is known.
  static let everything = Draft {
    $0.verdict = .broken
    $0.pinned = true
    $0.place = "GitHub Actions"
    $0.isolation = .cleanCheckout
    $0.forge = ForgeRecord(.gitHub, address: "https://github.com/team/app")
    $0.outcome = "Signing in from any page returns the person to that page, exactly once."
    $0.ticket = "WEB-1423"
    $0.agentRuns = AgentRuns(
      [
        AgentRuns.Run(.stopped, reasons: [.loop, .change], suspended: 1, seconds: 95),
        AgentRuns.Run(.ended, reasons: [.files], seconds: 40),
      ], [.granted, .declined, .open])
    $0.lines = [ContractLine(20, "- Sources/Login/Keychain.swift"), ContractLine(44, "- more_than: 12 files")]
    $0.acceptance = [
      AcceptanceRecord(
        AcceptanceLine("The redirect happens exactly once.", by: .command("swift test"), line: 7), .failed,
        why: "it exited with 1"),
      AcceptanceRecord(AcceptanceLine("The session cookie keeps its format.", line: 9), .question),
    ]
    $0.state(.approval, .unproven, "signed by 1 of 2 for band high (ci)")
    $0.state(.scope, .fail, "3 of 9 changed files are inside the approved paths")
    $0.state(.protected, .fail, "1 protected file changed")
    $0.state(.secrets, .fail, "1 in 142 added lines")
    $0.state(.integrity, .fail, "1 check was removed or loosened")
    $0.state(.validation, .fail, "0 of 1 command passed")
    func change(_ path: String, _ operation: CaskadeSyntax.Operation, _ added: Int, _ deleted: Int) -> Change {
      Change(
        path: RepositoryPath(path), operation: operation, oldMode: operation == .create ? .absent : .regular,
        newMode: operation == .delete ? .absent : .regular, oldID: nil, newID: nil,
        lines: .counted(added: added, deleted: deleted))
    }
    $0.changes += [
      change(".github/workflows/ci.yml", .modify, 2, 9), change("Sources/Login/Keychain.swift", .modify, 3, 1),
      change("Sources/Billing/Price.swift", .modify, 30, 4), change("Sources/Billing/Tax.swift", .create, 80, 0),
      change("Tests/LoginTests.swift", .delete, 0, 120), change("config/prod.env", .create, 4, 0),
    ]
    let amend = "or amend the contract (caskade amend login) and have it approved again"
    func revert(_ path: String) -> String { "revert it (git checkout 4f2c91a -- \(path)), \(amend)" }
    $0.findings = [
      Finding(
        .error, gate: .approval, ruleID: "approval.missing", path: RepositoryPath("Contracts/login.yaml"),
        "band high (ci) asks for 2 approvals, 1 counts", hint: "ask one of: sec@example.com"),
      Finding(
        .error, gate: .scope, ruleID: "scope.outside", path: RepositoryPath("Sources/Billing/Price.swift"),
        "modified, outside the approved paths", hint: revert("Sources/Billing/Price.swift")),
      Finding(
        .error, gate: .scope, ruleID: "scope.outside", path: RepositoryPath("Sources/Billing/Tax.swift"),
        "created, outside the approved paths", hint: "remove it (rm -- Sources/Billing/Tax.swift), \(amend)"),
      Finding(
        .error, gate: .scope, ruleID: "scope.denied", path: RepositoryPath("Sources/Login/Keychain.swift"),
        "modified, and 'Sources/Login/Keychain.swift' is denied", hint: revert("Sources/Login/Keychain.swift"),
        contractLine: 20),
      Finding(
        .error, gate: .protected, ruleID: "protected.ci", path: RepositoryPath(".github/workflows/ci.yml"), line: 14,
        "CI definition modified, outside the approved paths", hint: revert(".github/workflows/ci.yml")),
      Finding(
        .error, gate: .secrets, ruleID: "secrets.aws-access-key", path: RepositoryPath("config/prod.env"), line: 3,
        "looks like AWS access key id",
        hint: "have its owner make it void, then take it out of the commits that hold it"),
      Finding(
        .error, gate: .integrity, ruleID: "integrity.test-file-deleted", path: RepositoryPath("Tests/LoginTests.swift"),
        "test file deleted with 4 tests", hint: "put it back (git checkout 4f2c91a -- Tests/LoginTests.swift)"),
      Finding(
        .error, gate: .validation, ruleID: "validation.failed", path: RepositoryPath("Contracts/login.yaml"),
        "'swift test' exited with 1", hint: "run it yourself: swift test", contractLine: 30),
    ]
    $0.validation = [
      Draft.record("swift test", .cleanCheckout, state: .fail, status: 1, log: "Tests.swift:12: error: 3 is not 4")
    ]
    $0.dependencies = DependencyRecord(
      packages: [
        DependencyRecord.Package(
          RepositoryPath("package-lock.json"), "left-pad", .added, old: [], new: ["1.3.0"], license: "WTFPL"),
        DependencyRecord.Package(
          RepositoryPath("package-lock.json"), "lodash", .changed, old: ["4.17.20"], new: ["4.17.21"], license: "MIT"),
      ], unread: [DependencyRecord.Unread(RepositoryPath("Cargo.lock"), "line 3 is no TOML")])
  }.evidence

  private static let hostile = Draft.filled(with: Draft.hostileText)

  private static let paths = Draft {
    $0.verdict = .broken
    $0.state(.scope, .fail, "0 of 4 changed files are inside the approved paths")
    let long = (1...30).map { "folder-number-\($0)" }.joined(separator: "/") + "/file.swift"
    let paths: [RepositoryPath] = [
      RepositoryPath(long), RepositoryPath("日本語/ファイル 名.swift"), RepositoryPath(bytes: [0x63, 0x61, 0x66, 0xE9]),
      RepositoryPath("-rf"), RepositoryPath("a|b`c``d"), RepositoryPath("it's\na \"trap\""),
      RepositoryPath("::error::x"),
      RepositoryPath(" leading and trailing "), RepositoryPath(#"back\nslash"#),
    ]
    $0.findings = paths.map {
      Finding(.error, gate: .scope, ruleID: "scope.outside", path: $0, "created, outside the approved paths")
    }
    $0.findings.append(Finding(.error, gate: .scope, ruleID: "scope.somewhere", "no place at all"))
    $0.title = "ログイン画面のリダイレクトがループする問題を修正し、その後のテストも追加する"
  }.evidence

  private static let nothing = Draft {
    $0.verdict = .unproven
    $0.gates = []
    $0.changes = []
    $0.validation = []
    $0.timing = []
    $0.forHuman = []
    $0.notChecked = []
  }.evidence

  /// A finding of each severity from each gate, of a rule that the gate has.
  private static let kinds = Draft {
    $0.verdict = .broken
    $0.gates = GateName.allCases.map { Gate($0, .fail, required: true, summary: "it fails") }
    let gone = RepositoryPath("Sources/Gone.swift")
    $0.changes.append(
      Change(
        path: gone, operation: .delete, oldMode: .regular, newMode: .absent, oldID: nil, newID: nil,
        lines: .counted(added: 0, deleted: 12)))
    $0.findings = Finding.Severity.allCases.flatMap { severity in
      GateName.allCases.enumerated().map { place, gate in
        let rules = RuleCatalogue.all.filter { $0.gate == gate }
        let rule = rules.first { $0.severities.contains(severity) } ?? rules[0]
        return Finding(
          severity, gate: gate, rule: rule, path: [nil, gone, RepositoryPath("Sources/a b:c.swift")][place % 3],
          line: place % 3 == 2 ? place : nil, "\(rule.summary)", hint: "do something about it", contractLine: place + 1)
      }
    }
  }.evidence

  /// What is known of a check of today: limits and their use, the merge, and when each command began.
  private static let timeline = Draft {
    $0.pinned = true
    $0.place = "GitHub Actions"
    $0.isolation = .cleanCheckout
    $0.budget = [
      BudgetUse(.files, used: 2, limit: 12, by: .contract, contractLine: 40),
      BudgetUse(.linesOfCode, used: 80, limit: 60, by: .contract, contractLine: 41),
      BudgetUse(.files, used: 2, limit: 20, by: .policy),
    ]
    $0.merged = MergedRecord(.clean, baseTip: Draft.id("b5"), tree: Draft.id("3e49"))
    var redirect = Draft.record("Redirect regression", .cleanCheckout, line: 31)
    redirect.onBase = Draft.record("", .baseCheckout, state: .fail, status: 1, log: "1 test failed").run
    redirect.run.tests = TestRun(
      TestCounts(run: 2), .closingLines(.pytest),
      names: TestNames(passed: ["testOnce", "testTwice"], failed: [], skipped: [], omitted: 3))
    $0.validation = [Draft.record("swift test", .cleanCheckout), redirect]
    func command(_ name: String, _ place: ValidationRecord.Place, _ began: Int, _ wall: Int)
      -> Evidence.Timing.Command
    {
      Evidence.Timing.Command(
        name: name, place: place.rawValue, wallMilliseconds: wall, cpuMilliseconds: wall, peakMemoryBytes: 1 << 20,
        began: began)
    }
    $0.timing = [
      command("Redirect regression", .baseCheckout, 120, 9_000), command("swift test", .cleanCheckout, 9_200, 31_000),
      command("Redirect regression", .cleanCheckout, 9_200, 12_034),
    ]
  }.evidence

  /// Where nothing is judged by a contract.
  static let noContract = Draft {
    $0.verdict = .nothing
    $0.occasion = OccasionRecord(
      .contractFilesOnly, why: "only contract files changed",
      shown: [OccasionRecord.Shown(RepositoryPath("Contracts/new.yaml"), "a new contract", ["allows docs/**"])])
    $0.gates = []
    $0.validation = []
    $0.isolation = nil
    $0.timing = []
    $0.forHuman = []
    $0.notChecked = []
  }.evidence

  private static let many = Draft {
    $0.verdict = .broken
    $0.state(.scope, .fail, "0 of 120 changed files are inside the approved paths")
    // In the root, where files stay apart.
    $0.findings = (1...120).map {
      Finding(
        .error, gate: .scope, ruleID: "scope.outside", path: RepositoryPath("\($0).txt"),
        "created, outside the approved paths")
    }
    $0.forHuman = (1...60).map { (line: Int) in HumanQuestion(text: "Question \(line)?", contractLine: line) }
    $0.title = String(repeating: "A long title ", count: 10)
  }.evidence
}
