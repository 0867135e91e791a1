import Foundation
import TestSupport
import XCTest

/// `draft`, `lint`, `show`, `diff`, `close` and `template`, run as a person would.
final class ContractVerbTests: XCTestCase {
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("src/a.txt", "one\n")
    try repository.write("Makefile", "all:\n\ntest:\n\ttrue\n")
    try repository.commit("Begin")
    return repository
  }

  func testDraftFillsWhatTheRepositorySays() throws {
    let repository = try repository()
    try repository.write("../ticket.txt", "Prices have cents: 5 is 5.00.\nNobody # comments this away.\n")
    let transcript = try repository.caskade(
      "draft", "Fix: the price", "--template", "bug-fix", "--ticket", "../ticket.txt", "--allow", "src/**", "--allow",
      "**/*.md", "--no-input")
    XCTAssertEqual(
      transcript.text,
      """
      Contracts/fix-the-price.yaml is written.
      next:
        1. review what it grants: caskade show fix-the-price
        2. approve it: commit it to the base branch, by a pull request if that is your way
        3. let the agent work on branch fix/the-price, then: caskade check
      [exit status: 0]

      """)
    let json = try repository.caskade("show", "fix-the-price", "--format", "json")
    let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    XCTAssertEqual(object["title"] as? String, "Fix: the price")
    XCTAssertEqual(object["outcome"] as? String, "Prices have cents: 5 is 5.00.\nNobody # comments this away.")
    let paths = try XCTUnwrap(object["paths"] as? [String: Any])
    let allowed = try XCTUnwrap(paths["allow"] as? [[String: Any]]).compactMap { $0["path"] as? String }
    XCTAssertEqual(allowed, ["src/**", "**/*.md"])
    let commands = try XCTUnwrap(object["validation"] as? [[String: Any]]).compactMap { $0["run"] as? String }
    XCTAssertEqual(commands, ["make test"])
  }

  /// The policy may name another base than the one with the usual name: then that is the base, whichever verb asks.
  func testEveryVerbTakesTheBaseThatThePolicyNames() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbase: develop\n")
    try repository.commit("Begin with contracts")
    try repository.git("switch", "-q", "-c", "develop")
    try repository.write("Contracts/work.yaml", ContractText.small.replacing("Change the source", with: "Change it"))
    try repository.commit("Another contract")
    XCTAssertTrue(try repository.caskade("show", "work").output.hasSuffix("\napproved: its bytes are on develop\n"))
    XCTAssertTrue(try repository.caskade("policy", "show").output.hasPrefix("In force on develop "))
    XCTAssertTrue(try repository.caskade("approve", "--list").output.contains("signers: 0 on develop "))
    XCTAssertEqual(try repository.caskade("draft", "New work", "--no-input").status, 0)
    XCTAssertTrue(try repository.read("Contracts/new-work.yaml").contains("branch: [fix/new-work, claude/*, "))
    XCTAssertTrue(
      try repository.caskade("show", "work", "--base", "main").output.hasSuffix(
        "\nnot approved: main has another version\n"))
  }

  func testDraftNeverReplacesAFile() throws {
    let repository = try repository()
    XCTAssertEqual(try repository.caskade("draft", "Twice", "--no-input").status, 0)
    let before = try repository.read("Contracts/twice.yaml")
    XCTAssertEqual(
      try repository.caskade("draft", "Twice", "--no-input").text,
      """
      ------- stderr -------
      caskade: error: 'Contracts/twice.yaml' is there already
        hint: choose another title, or --output FILE; a draft never replaces a file
      [exit status: 2]

      """)
    XCTAssertEqual(try repository.read("Contracts/twice.yaml"), before)
  }

  func testDraftNamesTheSchemaThatLiesBesideIt() throws {
    let repository = try repository()
    try repository.write("Contracts/contract.schema.json", "{}")
    _ = try repository.caskade("draft", "With a schema", "--no-input")
    XCTAssertTrue(
      try repository.read("Contracts/with-a-schema.yaml").hasPrefix(
        "# yaml-language-server: $schema=contract.schema.json\n"))
  }

  func testEveryTemplateMakesAContractThatLints() throws {
    let repository = try repository()
    let names = try repository.caskade("template", "list").output.split(separator: "\n").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    XCTAssertEqual(names.count, 8)
    for name in names {
      let file = "Contracts/\(name).yaml"
      let transcript = try repository.caskade(
        "draft", "Work of kind \(name)", "--template", name, "--allow", "src/**", "--output", file, "--ticket", "-",
        "--no-input", input: "The ticket says what is true in the end.\n")
      XCTAssertEqual(transcript.status, 2, "a missing folder is not made for --output: \(transcript.text)")
      try FileManager.default.createDirectory(at: repository.url("Contracts"), withIntermediateDirectories: true)
      let second = try repository.caskade(
        "draft", "Work of kind \(name)", "--template", name, "--allow", "src/**", "--output", file, "--ticket", "-",
        "--no-input", input: "The ticket says what is true in the end.\n")
      XCTAssertEqual(second.status, 0, second.text)
      let lint = try repository.caskade("lint", file)
      XCTAssertFalse(lint.output.contains(": error: "), "\(name): \(lint.text)")
      try repository.remove("Contracts")
    }
  }

  func testTheStandingOfTemplates() throws {
    let repository = try repository()
    let plain = try repository.caskade("template", "list").output
    XCTAssertFalse(plain.contains("(standard"), plain)
    try repository.write(
      "Contracts/policy.yaml",
      """
      caskade_policy: 1
      templates:
        bug-fix: { standing: retired, owner: dev@example.com }
        docs: { standing: experimental }
        feature: { owner: dev@example.com }
        migration: { standing: retired }

      """)
    let list = try repository.caskade("template", "list").output
    for (name, standing) in [
      ("bug-fix", "retired, owner dev@example.com"), ("docs", "experimental"),
      ("feature", "standard, owner dev@example.com"), ("migration", "retired"),
    ] {
      let line = list.split(separator: "\n").first { $0.hasPrefix("\(name) ") } ?? ""
      XCTAssertTrue(line.hasSuffix(" (\(standing))"), list)
    }
    XCTAssertEqual(list.split(separator: "\n").count { $0.hasSuffix(")") }, 4, list)
    XCTAssertEqual(
      try repository.caskade("template", "show", "docs").errors, "caskade: docs is experimental\n")
    XCTAssertEqual(try repository.caskade("template", "show", "refactor").errors, "")
    XCTAssertEqual(
      try repository.caskade("draft", "Mend it", "--no-input").text,
      """
      ------- stderr -------
      caskade: error: the template 'bug-fix' is retired (owner dev@example.com)
        hint: --template with a standard one: dependency-update, feature, refactor, release-support, test-coverage
      [exit status: 2]

      """)
    XCTAssertFalse(repository.exists("Contracts/mend-it.yaml"))
    let tried = try repository.caskade("draft", "Say it", "--template", "docs", "--no-input")
    XCTAssertEqual(tried.status, 0, tried.text)
    XCTAssertEqual(tried.errors, "caskade: the template 'docs' is experimental\n")
    let why = try repository.caskade("lint", "-", input: "caskade_policy: 1\ntemplates: { docs: { standing: old } }\n")
    XCTAssertTrue(why.output.contains("'standing' can't be 'old' [schema.unknown-value]"), why.text)
  }

  func testADraftWithBlanksIsNotJudged() throws {
    let repository = try repository()
    _ = try repository.caskade("draft", "Blank", "--allow", "src/**", "--no-input")
    let lint = try repository.caskade("lint")
    XCTAssertEqual(lint.status, 1)
    XCTAssertTrue(lint.output.contains("error: a blank is left: '<"), lint.output)
    try repository.commit("Draft")
    try repository.git("switch", "-q", "-c", "fix/blank")
    try repository.write("src/a.txt", "two\n")
    let check = try repository.caskade("check")
    XCTAssertEqual(check.status, 2, check.text)
    XCTAssertTrue(check.errors.contains("the contract 'Contracts/blank.yaml' on main is a draft"), check.errors)
  }

  func testLintReadsPoliciesTemplatesAndStandardInput() throws {
    let repository = try repository()
    let policy = try repository.caskade("lint", "-", input: "caskade_policy: 1\ngates:\n  tools: maybe\n")
    XCTAssertEqual(policy.status, 1)
    XCTAssertTrue(
      policy.output.hasPrefix("<stdin>:3:10: error: 'tools' can't be 'maybe' [schema.unknown-value]\n"), policy.output)
    let template = try repository.caskade("template", "show", "docs")
    XCTAssertEqual(try repository.caskade("lint", "-", input: template.output).status, 0)
    XCTAssertEqual(
      try repository.caskade("lint", "nowhere.yaml").text,
      """
      ------- stderr -------
      caskade: error: '$ROOT/repository/nowhere.yaml' does not exist
        hint: check the name, or the folder: caskade -C DIR ...
      [exit status: 2]

      """)
  }

  func testShowExplainsOnePath() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    XCTAssertEqual(
      try repository.caskade(
        "show", "work", "--why", "docs/private/plan.md", "--why", "docs/a.md", "--why", "CODEOWNERS"
      )
      .text,
      """
      docs/private/plan.md
        create     denied by 'docs/private/**' (line 11)
        modify     denied by 'docs/private/**' (line 11)
        delete     denied by 'docs/private/**' (line 11)
        submodule  denied by 'docs/private/**' (line 11)
      docs/a.md
        create     allowed by 'docs/**' (line 8)
        modify     allowed by 'docs/**' (line 8)
        delete     not allowed: 'docs/**' (line 8) doesn't grant it
        submodule  not allowed: 'docs/**' (line 8) doesn't grant it
      CODEOWNERS
        create     not allowed: no entry covers it
        modify     not allowed: no entry covers it
        delete     not allowed: no entry covers it
        submodule  not allowed: no entry covers it
        protected  list of code owners [protected.owners], whatever a pattern says
      [exit status: 0]

      """)
    XCTAssertEqual(
      try repository.caskade("show", "work", "--files").text,
      "src/a.txt\tsrc/** (line 7)\n[exit status: 0]\n")
  }

  func testDiffTellsWhetherAuthorityGrew() throws {
    let repository = try repository()
    try repository.write("old.yaml", ContractText.small)
    try repository.write(
      "new.yaml", ContractText.small.replacing("    - src/**\n", with: "    - src/**\n    - lib/**\n"))
    let grown = try repository.caskade("diff", "old.yaml", "new.yaml")
    XCTAssertEqual(grown.status, 1)
    XCTAssertTrue(grown.output.contains("lib/**"), grown.output)
    XCTAssertEqual(try repository.caskade("diff", "new.yaml", "old.yaml").status, 0)
    let same = try repository.caskade("diff", "old.yaml", "old.yaml")
    XCTAssertEqual(same.status, 0)
    XCTAssertTrue(same.output.hasPrefix("the same authority\n"), same.output)
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.commit("Contract")
    XCTAssertEqual(try repository.caskade("diff", "main:Contracts/work.yaml", "new.yaml").status, 1)
    XCTAssertEqual(
      try repository.caskade("diff", "main:Contracts/none.yaml", "new.yaml").text,
      """
      ------- stderr -------
      caskade: error: 'main' has no file 'Contracts/none.yaml'
        hint: write REV:Contracts/NAME.yaml
      [exit status: 2]

      """)
  }

  /// Only its very name opens a protected file, and what is protected the base's policy says, for `diff` as for `check`.
  func testDiffGoesByTheBasesPolicy() throws {
    let wide = ContractText.small.replacing("    - src/**\n", with: "    - \"**\"\n")
    let named = wide.replacing("    - \"**\"\n", with: "    - \"**\"\n    - infra/prod.tf\n")
    let repository = try repository()
    try repository.write("old.yaml", wide)
    try repository.write("new.yaml", named)
    let before = String(try repository.git("rev-parse", "main").prefix(7))
    XCTAssertEqual(
      try repository.caskade("diff", "old.yaml", "new.yaml").text,
      """
      the same authority
      by the built-in policy: main \(before) has none of its own
      [exit status: 0]

      """)
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nprotected: [infra/**]\n")
    try repository.commit("Policy")
    let after = String(try repository.git("rev-parse", "main").prefix(7))
    XCTAssertEqual(
      try repository.caskade("diff", "old.yaml", "new.yaml").text,
      """
      + adds infra/prod.tf
      by the policy 'Contracts/policy.yaml' on main \(after)
      [exit status: 1]

      """)
    let json = try repository.caskade("diff", "old.yaml", "new.yaml", "--format", "json").output
    XCTAssertTrue(json.contains("\"path\": \"Contracts/policy.yaml\""), json)
    // What the working tree says doesn't count.
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    XCTAssertEqual(try repository.caskade("diff", "old.yaml", "new.yaml").status, 1)
  }

  func testCloseMovesTheContract() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.commit("Contract")
    let closed = try repository.caskade("close", "work", "--as", "done", "--why", "merged")
    XCTAssertEqual(
      closed.text,
      """
      Contracts/work.yaml is closed as done: Contracts/closed/work.yaml
      next: git add Contracts && git commit -m 'Close work'
      then: merge it to the base, by itself, or with the work on the contract's own branch: it takes effect there
      [exit status: 0]

      """)
    XCTAssertFalse(repository.exists("Contracts/work.yaml"))
    let text = try repository.read("Contracts/closed/work.yaml")
    XCTAssertTrue(text.hasPrefix(ContractText.small) && text.hasSuffix(" as done: merged\n"), text)
    XCTAssertEqual(try repository.caskade("close", "work", "--as", "done").status, 2)
  }

  func testDebugYAMLPrintsTheTree() throws {
    let repository = try repository()
    XCTAssertEqual(
      try repository.caskade("debug", "yaml", "-", input: "a: [no, 3.10, '']\nb:\n").text,
      """
      {
        "a": [
          "no",
          "3.10",
          ""
        ],
        "b": ""
      }
      [exit status: 0]

      """)
    XCTAssertEqual(
      try repository.caskade("debug", "yaml", "-", input: "a: &x 1\n").status, 2)
  }

  func testDebugMatchAnswersAsItIsAsked() throws {
    let repository = try repository()
    XCTAssertEqual(
      try repository.caskade("debug", "match", "src/**", "*.md", input: "src/a\nb.md\nc/d.md\n").output, "src/a\nb.md\n"
    )
    XCTAssertEqual(
      try repository.caskade("debug", "match", "src", input: "src/a\nb\0src\0other\0").output, "src/a\nb\0src\0")
    XCTAssertEqual(
      try repository.caskade("debug", "match", "a/{b,c}", input: "a/b\n").text,
      """
      ------- stderr -------
      caskade: error: pattern 'a/{b,c}' has braces, which are not expanded: '{b,c}'
        hint: write a line for each alternative: 'a/b' and 'a/c' (a brace in a name: '\\{')
      [exit status: 2]

      """)
  }

  /// A contract that stopped at its own paths would stop at once.
  func testADraftDoesNotStopAtItsOwnPaths() throws {
    let repository = try repository()
    try repository.write("billing/invoice.py", "total = 1\n")
    try repository.commit("With billing")
    _ = try repository.caskade("draft", "Round the total", "--allow", "billing/**", "--no-input")
    let text = try repository.read("Contracts/round-the-total.yaml")
    XCTAssertTrue(text.contains("\n# Raised, since the allowed paths lie in: billing.\nband: high\n"), text)
    XCTAssertTrue(
      text.contains(
        "\n  # Left out, since the allowed paths lie there: billing.\n"
          + "  - area: [secrets, auth, migrations, production, deploys, agents, dependencies]\n"), text)
  }

  func testTitlesThatAreNoName() throws {
    let repository = try repository()
    let readable = try repository.caskade("draft", "修复登录", "--no-input")
    XCTAssertTrue(readable.output.hasPrefix("Contracts/修复登录.yaml is written.\n"), readable.text)
    for number in 1...2 {
      let done = try repository.caskade("draft", "?!", "--no-input")
      XCTAssertTrue(done.output.hasPrefix("Contracts/contract-\(number).yaml is written.\n"), done.text)
    }
    XCTAssertEqual(
      try repository.caskade("draft", "fix", "the", "login", "--allow", "src/a", "src/b").text,
      """
      ------- stderr -------
      caskade: error: a title is one argument, and these are 4: fix the login src/b
        hint: quote the title ('Fix the login redirect loop'), and give each pattern or command an option of its own \
      (--allow src/a --allow src/b)
      [exit status: 2]

      """)
  }

  /// A base of an unusual name, and no remote: the policy says which, on that branch itself.
  func testTheBaseThatOnlyThePolicyNames() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbase: trunk\n")
    try repository.commit("Begin with contracts")
    try repository.git("branch", "-q", "-m", "main", "trunk")
    XCTAssertEqual(
      try repository.caskade("check").text,
      """
      ------- stderr -------
      caskade: error: this is trunk itself, and nothing differs from it: there is nothing to judge
        hint: make a branch for the work (git switch -c fix/what-it-is), or name what to compare: --base REV, --head REV
      [exit status: 2]

      """)
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    let done = try repository.caskade("check")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(try repository.caskade("show", "work").output.hasSuffix("\napproved: its bytes are on trunk\n"))
  }

  /// Protected files, and files where only new ones may come, can't be changed.
  func testWhatAContractReaches() throws {
    let repository = try repository()
    try repository.write("db/migrations/001.sql", "select 1;\n")
    try repository.write(".github/workflows/ci.yml", "on: push\n")
    try repository.write("Contracts/work.yaml", ContractText.small.replacing("    - src/**\n", with: "    - \"**\"\n"))
    try repository.commit("Wide")
    let wide = try repository.caskade("show", "work").output
    XCTAssertTrue(
      wide.contains(
        "May change (3 of 5 tracked files)\n  **                            create, modify, delete, 3 files\n"), wide)
    XCTAssertTrue(
      wide.contains(
        "\n  and not 2 protected files that these patterns cover: only an entry with the very path opens one\n"),
      wide)
    try repository.write(
      "Contracts/work.yaml",
      ContractText.small.replacing("    - src/**\n", with: "    - { path: db/migrations/**, may: [create] }\n"))
    try repository.commit("Narrow")
    let narrow = try repository.caskade("show", "work").output
    XCTAssertTrue(
      narrow.contains("May change (0 of 5 tracked files)\n  db/migrations/**              create, new files only\n"),
      narrow)
    XCTAssertTrue(narrow.contains("\n  may add files to the area migrations"), narrow)
  }
}
