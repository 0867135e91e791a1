import TestSupport
import XCTest

/// `caskade amend`: what the run needed, written into the contract for a person to approve.
final class AmendTests: XCTestCase {
  private let contract = """
    caskade: 1
    title: Change the source
    outcome: The source says what the ticket asks for.
    branch: work
    paths:
      allow:
        # The source, as the ticket says.
        - path: src/**
          may: [create, modify]   # nothing goes

      deny:
        - src/locked.txt
    validation: []
    stop_when:
      - more_than: 2 files   # a small change
      - more_than: 400 lines

    """

  private func world() throws -> ApprovalWorld {
    let world = try ApprovalWorld(contract: contract, policy: "bands:\n  low: { approvals: 0 }\n")
    try world.repository.git("switch", "-q", "-c", "work")
    return world
  }

  func testWhatWasNeededIsWrittenAndNothingElse() throws {
    let world = try world()
    try world.repository.remove("src/a.txt")
    try world.repository.write("other.txt", "changed\n")
    try world.repository.write("new [1].txt", "new\n")
    XCTAssertEqual(
      try world.repository.caskade("amend", "work", "--dry-run").text,
      """
      Contracts/work.yaml would be amended: adds new \\[1].txt (create), adds other.txt (modify), adds src/a.txt (delete), \
      files 2 → 3
      Nothing was written; without --dry-run it is.
      [exit status: 0]

      """)
    XCTAssertEqual(try world.repository.read("Contracts/work.yaml"), contract)
    let done = try world.repository.caskade("amend", "work")
    XCTAssertEqual(
      done.text,
      """
      Contracts/work.yaml is amended: adds new \\[1].txt (create), adds other.txt (modify), adds src/a.txt (delete), \
      files 2 → 3
      Nobody has approved it yet: until then the version on main judges.
      next:
        1. review what it grants now: caskade show work
        2. a person approves it: caskade approve work
        or brings it to main, and only it, from the repository's root:
           git worktree add -b amend-work ../amend-work main
           mkdir -p ../amend-work/Contracts && cp Contracts/work.yaml ../amend-work/Contracts/
           git -C ../amend-work add Contracts/work.yaml
           git -C ../amend-work commit -m 'Amend work'
           then merge branch amend-work to main, by a pull request if that is your way
      [exit status: 0]

      """)
    XCTAssertEqual(
      try world.repository.read("Contracts/work.yaml"),
      contract.replacing(
        "# nothing goes\n",
        with: """
          # nothing goes
              - path: new \\[1].txt
                may: [create]
              - path: other.txt
                may: [modify]
              - path: src/a.txt
                may: [delete]

          """
      ).replacing("more_than: 2 files", with: "more_than: 3 files"))
    XCTAssertEqual(try world.repository.caskade("lint", "Contracts/work.yaml").status, 0)
    let before = try world.approval()
    XCTAssertTrue(before.text.contains("nobody has approved that: the version on main judges"), before.text)
    XCTAssertEqual(before.status, 1)
    try world.approve("dev")
    let after = try world.approval()
    XCTAssertTrue(after.text.hasPrefix("pass      approval     signed by 1 of 1 for band low\n"), after.text)
    XCTAssertFalse(after.text.contains("[scope."), after.text)
    XCTAssertEqual(
      try world.repository.caskade("amend", "work").text,
      """
      Contracts/work.yaml grants all that the change needs, and stays as it is; no command was run
      Nobody has approved it yet: until then the version on main judges.
      next:
        1. review what it grants now: caskade show work
        2. a person approves it: caskade approve work
        or brings it to main, and only it, from the repository's root:
           git worktree add -b amend-work ../amend-work main
           mkdir -p ../amend-work/Contracts && cp Contracts/work.yaml ../amend-work/Contracts/
           git -C ../amend-work add Contracts/work.yaml
           git -C ../amend-work commit -m 'Amend work'
           then merge branch amend-work to main, by a pull request if that is your way
      [exit status: 0]

      """)
  }

  func testWhatOnlyAPersonCanGrant() throws {
    let world = try world()
    try world.repository.write("src/locked.txt", "open\n")
    try world.repository.write(".github/workflows/ci.yml", "on: push\n")
    XCTAssertEqual(
      try world.repository.caskade("amend", "work").text,
      """
      Contracts/work.yaml stays as it is
      Only a person can grant the rest:
        src/locked.txt: created, and 'src/locked.txt' is denied [scope.denied]
        .github/workflows/ci.yml: CI definition created, outside the approved paths [protected.ci]
      main has these very bytes already: there is nothing to bring there
      [exit status: 1]

      """)
    XCTAssertEqual(try world.repository.read("Contracts/work.yaml"), contract)
  }

  func testThePolicysCapIsNotRaised() throws {
    let world = try ApprovalWorld(contract: contract, policy: "bands:\n  low: { files: 3 }\n")
    try world.repository.git("switch", "-q", "-c", "work")
    for name in ["b", "c", "d", "e"] { try world.repository.write("src/\(name).txt", "new\n") }
    XCTAssertEqual(
      try world.repository.caskade("amend", "work").text,
      """
      Contracts/work.yaml is amended: files 2 → 3
      Only a person can grant the rest:
        4 files changed, and the contract stops at more than 3 [budget.files]
      Nobody has approved it yet: until then the version on main judges.
      next:
        1. review what it grants now: caskade show work
        2. a person approves it: caskade approve work
        or brings it to main, and only it, from the repository's root:
           git worktree add -b amend-work ../amend-work main
           mkdir -p ../amend-work/Contracts && cp Contracts/work.yaml ../amend-work/Contracts/
           git -C ../amend-work add Contracts/work.yaml
           git -C ../amend-work commit -m 'Amend work'
           then merge branch amend-work to main, by a pull request if that is your way
      [exit status: 1]

      """)
    let lint = try world.repository.caskade("lint", "Contracts/work.yaml")
    XCTAssertEqual(lint.status, 0, lint.text)
    try world.repository.write("Contracts/work.yaml", contract.replacing("2 files", with: "9 files"))
    let wide = try world.repository.caskade("lint", "Contracts/work.yaml")
    XCTAssertTrue(
      wide.output.contains("9 files are more than the policy permits in band low: 3 [lint.policy-budget]"), wide.text)
    XCTAssertEqual(wide.status, 1)
  }

  func testAListOnOneLineIsNotTornApart() throws {
    let flow = "caskade: 1\ntitle: T\noutcome: O is there\nbranch: work\npaths: { allow: [src/**] }\nvalidation: []\n"
    let world = try ApprovalWorld(contract: flow, policy: "")
    try world.repository.git("switch", "-q", "-c", "work")
    try world.repository.write("other.txt", "changed\n")
    XCTAssertEqual(
      try world.repository.caskade("amend", "work").text,
      """
      ------- stderr -------
          - path: other.txt
            may: [modify]
      caskade: error: 'Contracts/work.yaml' has no list of paths with an entry on each line
        hint: put these lines below 'allow:'
      [exit status: 2]

      """)
    XCTAssertEqual(try world.repository.read("Contracts/work.yaml"), flow)
  }

  /// What lies in an area at which the contract stops is taken out of its list; what is stopped at by name is not.
  func testTheAreasThatTheRunNeeded() throws {
    let rows: [Row<(before: String, after: String), String>] = [
      Row(("  - area: billing   # money", "stop_when: []"), "no longer stops at: area: billing"),
      Row(
        ("  - area: [auth, 'billing']\n  - touching: x", "  - area: [auth]\n  - touching: x"),
        "no longer stops at: area: billing"),
    ]
    for row in rows {
      let ((before, after), said) = (row.input, row.expected)
      let text =
        "caskade: 1\ntitle: T\noutcome: O is there\nbranch: work\npaths:\n  allow:\n    - billing/**\nvalidation: []\n"
      let world = try ApprovalWorld(contract: text + "stop_when:\n\(before)\n", policy: "")
      try world.repository.git("switch", "-q", "-c", "work")
      try world.repository.write("billing/invoice.py", "total = 1\n")
      let done = try world.repository.caskade("amend", "work")
      XCTAssertEqual(done.status, 0, done.text, file: row.file, line: row.line)
      XCTAssertTrue(
        done.output.hasPrefix("Contracts/work.yaml is amended: \(said)\n"), done.text, file: row.file, line: row.line)
      let now = try world.repository.read("Contracts/work.yaml")
      XCTAssertTrue(now.hasSuffix("\(after)\n"), now, file: row.file, line: row.line)
      XCTAssertEqual(
        try world.repository.caskade("lint", "Contracts/work.yaml").status, 0, file: row.file, line: row.line)
    }
  }

  /// A leaked key, a removed test and a named stop are listed, and the file with the key is never offered.
  func testAllThatStillFailsIsListed() throws {
    let world = try ApprovalWorld(contract: contract + "  - touching: src/a.txt\n", policy: "")
    try world.repository.write("tests/test_a.py", "def test_a():\n    assert True\n")
    try world.repository.commit("With a test")
    try world.repository.git("switch", "-q", "-c", "work")
    try world.repository.write("src/a.txt", "two\n")
    try world.repository.write(
      "leak.txt",
      "-----BEGIN RSA PRIVATE KEY-----\nZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZha2UgZmFr\n-----END RSA PRIVATE KEY-----\n"
    )
    try world.repository.remove("tests/test_a.py")
    let done = try world.repository.caskade("amend", "work")
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(
      done.output.hasPrefix(
        """
        Contracts/work.yaml is amended: adds tests/test_a.py (delete), files 2 → 3
        Only a person can grant the rest:
          src/a.txt: modified, and the contract stops at changes of 'src/a.txt' [stop.touching]
        No amendment settles this, the work has to:
          leak.txt: created, outside the approved paths [scope.outside]

        """), done.text)
    XCTAssertTrue(done.output.contains("  leak.txt:1: looks like"), done.text)
    XCTAssertTrue(done.output.contains("  tests/test_a.py: "), done.text)
    XCTAssertFalse(try world.repository.read("Contracts/work.yaml").contains("leak"))
  }

  /// The other way: what no run used is taken out.
  func testNarrowing() throws {
    let world = try ApprovalWorld(
      contract: contract.replacing(
        "\n\n  deny:", with: "\n    - docs/**\n  deny:"),
      policy: "bands:\n  low: { approvals: 0 }\n")
    let repository = world.repository
    let before = try repository.read("Contracts/work.yaml")
    XCTAssertEqual(
      try repository.caskade("amend", "work", "--narrow").text,
      """
      ------- stderr -------
      caskade: error: no run under 'Contracts/work.yaml' is on record
        hint: give its evidence: caskade amend --narrow --evidence FILE
      [exit status: 2]

      """)
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    XCTAssertEqual(try repository.caskade("check", "--evidence", "../e.json").status, 0)
    let dry = try repository.caskade("amend", "work", "--narrow", "--evidence", "../e.json", "--dry-run")
    XCTAssertEqual(
      dry.text,
      """
      Contracts/work.yaml would be narrowed, by 1 run:
        - paths.allow docs/**: no file that 1 run changed lies under it
      Nothing was written; without --dry-run it is.
      [exit status: 0]

      """)
    XCTAssertEqual(try repository.read("Contracts/work.yaml"), before)
    // By what is on record as well.
    XCTAssertEqual(try repository.caskade("record", "../e.json").status, 0)
    let done = try repository.caskade("amend", "work", "--narrow")
    XCTAssertTrue(
      done.output.contains("Nobody has approved it yet: until then the version on main judges.\n"), done.text)
    XCTAssertEqual(try repository.read("Contracts/work.yaml"), before.replacing("    - docs/**\n", with: ""))
  }
}
