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
    let done = try world.repository.caskade("amend", "work")
    XCTAssertEqual(
      done.text,
      """
      Contracts/work.yaml is amended: adds new \\[1].txt (create), adds other.txt (modify), adds src/a.txt (delete), \
      files 2 → 3
      Nobody has approved it yet: until then the version on main judges.
      next:
        1. review what it grants now: caskade show work
        2. a person approves it: caskade approve work, or merges it to main
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
      "Contracts/work.yaml allows all that the run needed: nothing to amend\n[exit status: 0]\n")
  }

  func testWhatOnlyAPersonCanGrant() throws {
    let world = try world()
    try world.repository.write("src/locked.txt", "open\n")
    try world.repository.write(".github/workflows/ci.yml", "on: push\n")
    XCTAssertEqual(
      try world.repository.caskade("amend", "work").text,
      """
      Contracts/work.yaml stays as it is. Only a person can grant the rest:
        .github/workflows/ci.yml: a protected file (CI definition)
        src/locked.txt: line 12 denies it
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
        4 files: the policy permits 3 in band low
      Nobody has approved it yet: until then the version on main judges.
      next:
        1. review what it grants now: caskade show work
        2. a person approves it: caskade approve work, or merges it to main
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
}
