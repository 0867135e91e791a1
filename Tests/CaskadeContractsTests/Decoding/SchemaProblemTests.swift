import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// Every problem of the decoder, with its whole message, where `①` stands in the text (left out before reading).
final class SchemaProblemTests: XCTestCase {
  private static let contract = "caskade: 1\ntitle: a\noutcome: b\n"
  private static let policy = "caskade_policy: 1\n"

  private func check(_ marked: String, _ expected: String, file: StaticString, line: UInt) {
    let text = marked.split(separator: "①", omittingEmptySubsequences: false)
    let source = SourceText(name: "f.yaml", text.joined())
    let isPolicy = DocumentKind.of(source) == .policy
    let diagnostics = isPolicy ? PolicyReader.read(source).diagnostics : ContractReader.read(source).diagnostics
    let lines = diagnostics.map { diagnostic in
      let hint = diagnostic.hint.map { " / \($0)" } ?? ""
      return "\(diagnostic.severity.word): \(diagnostic.message) [\(diagnostic.rule)]\(hint)"
    }
    XCTAssertEqual(lines.joined(separator: "\n"), expected, marked, file: file, line: line)
    let places = text.dropLast().reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.utf8.count) }
    XCTAssertEqual(diagnostics.map { $0.range?.start ?? -1 }, places, marked, file: file, line: line)
  }

  private func check(_ rows: [Row<String, String>]) {
    for row in rows { check(row.input, row.expected, file: row.file, line: row.line) }
  }

  func testTheFile() {
    let begin = "begin with 'caskade: 1', 'title: ...' and 'outcome: ...'"
    check([
      Row("①- a\n", "error: a contract is a mapping of keys to values [schema.not-a-mapping] / \(begin)"),
      Row("①text\n", "error: a contract is a mapping of keys to values [schema.not-a-mapping] / \(begin)"),
      Row("---①\n", "error: a contract is a mapping of keys to values [schema.not-a-mapping] / \(begin)"),
      Row(
        "①①①x-a: 1\n",
        """
        error: the key 'caskade' is required [schema.missing-key] / add the line 'caskade: 1'
        error: the key 'title' is required [schema.missing-key] / add the line 'title: Fix the login redirect loop'
        error: the key 'outcome' is required [schema.missing-key] / add the line 'outcome: what is true when the work is done'
        """),
      Row(
        "caskade: ①2\ntitle: a\noutcome: b\n",
        "error: 'caskade' is '2', and this caskade reads version 1 [schema.version]"
          + " / write 'caskade: 1', or use a newer caskade"),
      Row(
        Self.contract + "①scpoe: a\n①path: [a]\n",
        """
        error: unknown key 'scpoe' [schema.unknown-key] / known here: caskade, title, outcome, ticket, owner, \
        template, band, branch, expires, acceptance, after, locks, paths, tools, setup, validation, stop_when, notes
        error: unknown key 'path' [schema.unknown-key] / did you mean 'paths'?
        """),
      Row(
        Self.contract + "paths: { ①alow: [a] }\n",
        "error: unknown key 'alow' in 'paths' [schema.unknown-key] / did you mean 'allow'?"),
    ])
  }

  func testShapes() {
    check([
      Row(
        "caskade: 1\ntitle:①\noutcome: ①[a]\n",
        """
        error: 'title' is empty, and has to be text [schema.empty] / write 'title: some text', or remove the key
        error: 'outcome' has to be text, and here is a list [schema.type] / write 'outcome: some text', or remove the key
        """),
      Row(
        Self.contract + "ticket: ①#12\nowner:① # me\n",
        """
        error: 'ticket' is empty: '#12' is read as a comment [schema.empty] / quote the value, or write '# ' for a comment
        error: 'owner' is empty, and has to be text [schema.empty] / write 'owner: some text', or remove the key
        """),
      Row(
        Self.contract + "notes: ①\" \\u200B\"\n",
        "error: 'notes' is empty, and has to be text [schema.empty] / write 'notes: some text', or remove the key"),
      Row(
        Self.contract + "setup: ①make\nvalidation:①\nstop_when: ①{ a: b }\n",
        """
        error: 'setup' has to be a list, and here is text [schema.type] / write 'setup:' and below it lines that begin \
        with '- ', or 'setup: []' for none
        error: 'validation' is empty, and has to be a list [schema.empty] / write 'validation:' and below it lines that \
        begin with '- ', or 'validation: []' for none
        error: 'stop_when' has to be a list, and here is a mapping [schema.type] / write 'stop_when:' and below it lines \
        that begin with '- ', or 'stop_when: []' for none
        """),
      Row(
        Self.contract + "paths: ①[a]\ntools:①\n",
        """
        error: 'paths' has to be a mapping, and here is a list [schema.type] / write 'paths:' and below it indented \
        'key: value' lines
        error: 'tools' is empty, and has to be a mapping [schema.empty] / write 'tools:' and below it indented \
        'key: value' lines
        """),
      Row(
        Self.contract + "branch: ①[]\n",
        "error: 'branch' is empty, and has to be a list [schema.empty] / write 'branch:' and below it lines that begin"
          + " with '- ', or 'branch: []' for none"),
    ])
  }

  func testValues() {
    check([
      Row(
        Self.contract + "band: ①hihg\nexpires: ①2027-02-29\n",
        """
        error: 'band' can't be 'hihg' [schema.unknown-value] / did you mean 'high'?
        error: 'expires' is not a date: '2027-02-29' [schema.date] / write YYYY-MM-DD, as in 2027-01-31
        """),
      Row(
        Self.contract + "band: ①none\n",
        "error: 'band' can't be 'none' [schema.unknown-value] / one of: low, medium, high"
      ),
      Row(
        Self.contract + "branch: [①refs/heads/a, ①a/../b]\n",
        """
        error: 'refs/heads/a' can't name a branch: it is a full reference name [schema.branch] / write a branch's name \
        such as 'fix/login', or a pattern such as 'fix/*'
        error: 'a/../b' can't name a branch: pattern 'a/../b' has a component '..'; git's paths have none [schema.branch] \
        / write a branch's name such as 'fix/login', or a pattern such as 'fix/*'
        """),
      Row(
        Self.contract + "paths:\n  allow: [①/a, ①{ may: [①wirte] }, { path: b, may: ①[] }]\n",
        """
        error: pattern '/a' begins with '/'; every pattern starts at the repository's root [pattern.leading-slash] \
        / write 'a'
        error: the key 'path' is required [schema.missing-key] / add the line 'path: Sources/Login/**'
        error: 'may' can't be 'wirte' [schema.unknown-value] / one of: create, modify, delete, submodule
        error: 'may' is empty, and has to be a list [schema.empty] / write 'may:' and below it lines that begin with \
        '- ', or 'may: []' for none
        """),
    ])
  }

  func testToolsAndStops() {
    check([
      Row(
        Self.contract
          + "tools:\n  allow: [①raed, ①shell, ①mcp, { mcp: ①a }, ①{ shell: a, web: b }, ①{}, { ①edits: a }]\n"
          + "  ask:\n    - ①\"shell: git push *\"\n",
        """
        error: unknown tool 'raed' [schema.tool] / did you mean 'read'?
        error: 'shell' needs the command that it stands for, not 'shell' [schema.tool] / write '- shell: swift test *'
        error: 'mcp' needs SERVER/TOOL, not 'mcp' [schema.tool] / write '- mcp: github/create_issue', or '- mcp: github/*'
        error: 'mcp' needs SERVER/TOOL, not 'a' [schema.tool] / write '- mcp: github/create_issue', or '- mcp: github/*'
        error: a tool has one key, and here are 2: 'shell', 'web' [schema.several-keys] / begin a '-' entry for each
        error: a tool has one key, and here is none [schema.several-keys] / begin a '-' entry for each
        error: unknown tool 'edits' [schema.tool] / one of: read, search, edit, agent, web, 'web: HOST', \
        'shell: COMMAND', 'mcp: SERVER/TOOL'
        error: unknown tool 'shell: git push *' [schema.tool] / write it without quotes: - shell: git push *
        """),
      Row(
        Self.contract
          + "stop_when:\n  - more_than: ①12\n  - more_than: ①99999999999999999999 files\n  - ①toching: a\n"
          + "  - area: ①[]\n  - ①area: a\n    touching: b\n",
        """
        error: not a limit: '12' [schema.limit] / write 'more_than: 12 files'; units: files, lines, lines of \
        code, minutes, failed validations, tool calls, tokens, USD
        error: not a limit: '99999999999999999999 files' [schema.limit] / write 'more_than: 12 files'; units: files, \
        lines, lines of code, minutes, failed validations, tool calls, tokens, USD
        error: unknown key 'toching' in 'stop_when' [schema.unknown-key] / did you mean 'touching'?
        error: 'area' is empty, and has to be a list [schema.empty] / write 'area:' and below it lines that begin with \
        '- ', or 'area: []' for none
        error: a stop condition has one key, and here are 2: 'area', 'touching' [schema.several-keys] / begin a '-' \
        entry for each
        """),
    ])
  }

  func testAcceptance() {
    check([
      Row(
        Self.contract
          + "acceptance:\n  - ①{ says: a, proof: b, test: c }\n  - ①{ proof: b }\n  - ①[a]\n  - { says: a, ①tset: c }\n",
        """
        error: the proof of a line has one key, and here are 2: 'proof', 'test' [schema.several-keys] / begin a '-' entry \
        for each
        error: the key 'says' is required [schema.missing-key] / add the line 'says: The redirect happens exactly once.'
        error: 'acceptance' has to be text, and here is a list [schema.type] / write 'acceptance: some text', or remove \
        the key
        error: unknown key 'tset' in 'acceptance' [schema.unknown-key] / did you mean 'test'?
        """)
    ])
  }

  func testValidation() {
    check([
      Row(
        Self.contract + """
          validation:
            - make
            - ①make
            - ①name: x
            - { run: a, timeout: ①10, dir: ①../b, expect: ①256, env: { ①1A: b }, on_base: ①maybe }

          """,
        """
        error: 'make' stands twice in 'validation' [schema.repeated] / remove one of the two
        error: the key 'run' is required [schema.missing-key] / add the line 'run: swift test'
        error: 'timeout' is not a length of time: '10' [schema.duration] / write 90s, 10m or 1h30m; a day at most
        error: '../b' is not a folder inside the repository [schema.folder] / write a path from the repository's root, \
        as in 'Tools/Site'; without 'dir' it is the root
        error: 'expect' is not a whole number from 0 to 255: '256' [schema.count]
        error: '1A' can't be the name of a variable [schema.variable] / letters, digits and '_', not beginning with a digit
        error: 'on_base' can't be 'maybe' [schema.unknown-value] / one of: fails, passes, missing
        """),
      Row(
        Self.contract + """
          validation:
            - { run: a, at_least: ①5 }
            - { run: b, at_least: ①0 tests }
            - { run: c, at_least: ①1 tests }
            - { run: d, at_least: ①05 tests }
            - { run: e, at_least: ①-1 tests, report: ①/build/tests.xml }
            - { run: f, at_least: 1 test, report: "build/**/*.xml" }
            - { run: g, at_least: 12 tests, report: build/tests.xml }

          """,
        """
        error: 'at_least' is not a number of tests: '5' [schema.count] / write 'at_least: 5 tests'
        error: 'at_least' is not a number of tests: '0 tests' [schema.count] / write 'at_least: 5 tests'
        error: 'at_least' is not a number of tests: '1 tests' [schema.count] / write 'at_least: 5 tests'
        error: 'at_least' is not a number of tests: '05 tests' [schema.count] / write 'at_least: 5 tests'
        error: 'at_least' is not a number of tests: '-1 tests' [schema.count] / write 'at_least: 5 tests'
        error: pattern '/build/tests.xml' begins with '/'; every pattern starts at the repository's root \
        [pattern.leading-slash] / write 'build/tests.xml'
        """),
    ])
  }

  func testPolicy() {
    check([
      Row(
        Self.policy + """
          bands:
            low: { from: [①sec], isolated: ①maybe }
            medium: { from: [security] }
          groups:
            security: [①"*@example.com"]
          gates: { scope: ①optional }
          secrets:
            allow:
              - ①①①{ }
              - ①{ path: a, expires: 2027-01-01 }

          """,
        """
        error: 'bands.low.from' can't be 'sec' [schema.unknown-value] / one of: security
        error: 'isolated' can't be 'maybe' [schema.unknown-value] / one of: true, false
        error: '*@example.com' is not one person's name [schema.principal] / write the name as it stands in \
        Contracts/allowed_signers, such as sec-lead@example.com
        error: 'scope' can't be 'optional' [schema.unknown-value] / one of: required
        error: the key 'path' is required [schema.missing-key] / add the line 'path: Tests/keys.txt'
        error: an entry of 'secrets.allow' needs a reason [schema.missing-reason] / add 'reason: ...', so that a reviewer \
        can judge it
        error: the key 'expires' is required [schema.missing-key] / add the line 'expires: 2027-01-01'
        error: an entry of 'secrets.allow' needs a reason [schema.missing-reason] / add 'reason: ...', so that a reviewer \
        can judge it
        """),
      Row(
        Self.policy + "bands: { high: { from: [①sec] } }\n",
        "error: 'bands.high.from' can't be 'sec' [schema.unknown-value] / none is defined"),
      Row(
        Self.policy + """
          areas:
            billing: { name: ①auth }
            auth: { name: logins }
            mine: { name: ①theirs }
            yours: { name: ①theirs }
            own: { name: own }

          """,
        """
        error: 'areas.billing.name' can't be 'auth': another area is called that [schema.taken-name] / choose a name that \
        no other area has
        error: 'areas.mine.name' can't be 'theirs': another area is called that [schema.taken-name] / choose a name that \
        no other area has
        error: 'areas.yours.name' can't be 'theirs': another area is called that [schema.taken-name] / choose a name that \
        no other area has
        """),
    ])
    check([
      Row(
        Self.policy + """
          bands: { low: { network: ①on, sandbox: ①yes } }
          unseen: [①{ path: a, expires: 2027-01-01 }, ①①{ reason: b }]
          governed: { areas: [①deploy], ①branch: [a], paths: [①/a] }
          policy_changes: { approvals: ①21, from: [①sec] }

          """,
        """
        error: 'network' can't be 'on' [schema.unknown-value] / one of: off
        error: 'sandbox' can't be 'yes' [schema.unknown-value] / one of: required
        error: an entry of 'unseen' needs a reason [schema.missing-reason] / add 'reason: ...', so that a reviewer can \
        judge it
        error: the key 'path' is required [schema.missing-key] / add the line 'path: Designs/**'
        error: the key 'expires' is required [schema.missing-key] / add the line 'expires: 2027-01-01'
        error: 'governed.areas' can't be 'deploy' [schema.unknown-value] / did you mean 'deploys'?
        error: unknown key 'branch' in 'governed' [schema.unknown-key] / did you mean 'branches'?
        error: pattern '/a' begins with '/'; every pattern starts at the repository's root [pattern.leading-slash] \
        / write 'a'
        error: 'approvals' is not a whole number from 0 to 20: '21' [schema.count]
        error: 'policy_changes.from' can't be 'sec' [schema.unknown-value] / none is defined
        """)
    ])
    let source = SourceText(name: "p", "- a\n")
    XCTAssertEqual(
      PolicyReader.read(source).diagnostics.map { plainLine($0, in: source) },
      ["1:1: error: a policy is a mapping of keys to values [schema.not-a-mapping] / begin with 'caskade_policy: 1'"])
  }

  func testAllProblemsAtOnceAndAContractOnlyWithoutAny() {
    let source = SourceText(name: "c", "caskade: 3\ntitle:\nbnad: low\npaths: { allow: [/a, b//c] }\n")
    let result = ContractReader.read(source)
    XCTAssertNil(result.contract)
    XCTAssertEqual(
      result.diagnostics.map(\.rule),
      [
        "schema.missing-key", "schema.version", "schema.empty", "schema.unknown-key", "pattern.leading-slash",
        "pattern.empty-component",
      ])
  }
}
