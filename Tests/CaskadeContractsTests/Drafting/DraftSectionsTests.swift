import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// The parts of a draft as they stand in the file.
final class DraftSectionsTests: XCTestCase {
  private static let template = """
    # caskade template: fix: x
    caskade: 1
    title: <title of the work>
    # What is true.
    outcome: >
      <what happens>.
    ticket: <ticket or address>
    owner: <who answers for it>
    branch: <branch of the work>
    paths:
      allow:
        - <path that may change>
      # Deny beats allow.
      deny:
        - <path that must not change>
        # Other people's.
        - "**/vendor/**"
        - "**/third_party/**"
        # Made by tools.
        - "**/*.generated.*"

    tools:
      allow:
        - read
        - shell: git log *
        - shell: <command that proves it>
      ask:
        - shell: git commit *
        - web
      deny:
        - shell: git push *

    validation:
      # The fix is real.
      - name: Regression test
        run: <command that proves it>
        on_base: fails
        # Taken from the head.
        carry:
          - "**/Tests/**"
          - "**/*_test.*"
      - <command that proves it>

    stop_when:
      - more_than: 10 files

    """

  private func facts(_ files: [String: String], _ allow: [String] = [], _ ticket: String? = nil) -> DraftFacts {
    let all = FileTable(files).draftFiles
    var facts = DraftFacts()
    facts.title = "Fix it"
    facts.ticket = ticket.map { TicketReading(Array($0.utf8)) }
    facts.commands = CommandProposal(allow: allow, files: all)
    facts.tracked = all.tracked
    return facts
  }

  private func sections(_ facts: DraftFacts, template: String = template) -> [String: String] {
    DraftSections.sections(template: template, facts).mapValues { $0.joined(separator: "\n") }
  }

  private static let go = [
    "go.mod": "", "go.sum": "", "a/a.go": "", "a/a_test.go": "", "vendor2/x": "",
    ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: go vet ./...\n",
  ]

  func testValidationSetupAndTools() {
    let found = sections(facts(Self.go, ["a/**"]))
    XCTAssertEqual(
      found["validation"],
      """
      validation:
        # The fix is real.
        - name: Regression test
          run: go test ./a
          on_base: fails
          # Taken from the head.
          carry:
            - "**/*_test.*"
        # All tests (go.mod).
        - go test ./...
        # CI runs these too (.github/workflows/ci.yml).
        - go vet ./...
      """)
    XCTAssertEqual(found["setup"], "\nsetup:\n  - go mod download")
    XCTAssertEqual(
      found["tools.allow"],
      "  allow:\n    - read\n    - shell: git log *\n    - shell: go test *\n    - shell: go vet *")
    XCTAssertEqual(
      found["tools.ask"],
      "  ask:\n    - shell: git commit *\n    - web\n    # What setup runs.\n    - shell: go mod download")
    XCTAssertEqual(found["paths.deny"], "")
  }

  func testAllTestsPassBeforeAndAfter() {
    let template = Self.template.replacing("on_base: fails", with: "on_base: passes")
    XCTAssertEqual(
      sections(facts(Self.go, ["a/**"]), template: template)["validation"]?.split(separator: "\n").map(String.init),
      [
        "validation:", "  # The fix is real.", "  - name: Regression test", "    run: go test ./...",
        "    on_base: passes", "    # Taken from the head.", "    carry:", "      - \"**/*_test.*\"",
        "  # CI runs these too (.github/workflows/ci.yml).", "  - go vet ./...",
      ])
  }

  /// On the base a chain is built anew, with what is carried there.
  func testWhatATestBuildsOnIsAPartOfItsCommand() {
    let found = sections(facts(["CMakeLists.txt": "enable_testing()", "a.c": ""], ["a.c"]))
    XCTAssertEqual(
      found["validation"]?.split(separator: "\n").map(String.init),
      [
        "validation:", "  # The fix is real.", "  - name: Regression test",
        "    run: cmake -S . -B build && cmake --build build && ctest --test-dir build --no-tests=error --output-on-failure "
          + "--output-junit tests.xml", "    report: build/tests.xml", "    on_base: fails",
        "    # Taken from the head.",
        "    carry:", "      - \"**/Tests/**\"", "      - \"**/*_test.*\"",
      ])
    XCTAssertEqual(
      found["tools.allow"]?.split(separator: "\n").suffix(3).map(String.init),
      ["    - shell: cmake -S . -B build", "    - shell: cmake --build build", "    - shell: ctest *"])
  }

  func testAPersonsOwnCommandsWin() {
    var facts = facts(Self.go, ["a/**"])
    facts.validate = ["make fast", "make 'all' # of it"]
    facts.deny = ["a/keep.go"]
    let found = sections(facts)
    XCTAssertEqual(
      found["validation"]?.split(separator: "\n").map(String.init),
      [
        "validation:", "  # The fix is real.", "  - name: Regression test", "    run: make fast", "    on_base: fails",
        "    # Taken from the head.", "    carry:", "      - \"**/*_test.*\"", "  - \"make 'all' # of it\"",
      ])
    XCTAssertEqual(
      found["tools.allow"]?.split(separator: "\n").suffix(2).map(String.init),
      ["    - shell: make fast", "    - shell: \"make 'all' # of it\""])
    XCTAssertEqual(found["paths.deny"], "  deny:\n    - a/keep.go")
  }

  func testNothingKnownLeavesTheTemplate() {
    let found = sections(facts(["README": ""]))
    XCTAssertNil(found["validation"])
    XCTAssertNil(found["setup"])
    XCTAssertNil(found["outcome"])
    XCTAssertEqual(
      found["tools.allow"], "  allow:\n    - read\n    - shell: git log *\n    - shell: <command that proves it>")
    XCTAssertNil(sections(facts(Self.go), template: "validation: []\n")["validation"])
    XCTAssertNil(sections(facts(Self.go), template: "validation: []\n")["setup"])
  }

  func testDenyAndPolicy() {
    var facts = facts(["vendor/a": "", "a.go": ""])
    facts.deniedTools = [ToolEntry(tool: .web(host: nil), line: 1), ToolEntry(tool: .shell("git *"), line: 1)]
    let found = sections(facts)
    XCTAssertEqual(found["paths.deny"], "  deny:\n    # Other people's.\n    - \"**/vendor/**\"")
    XCTAssertEqual(found["tools.ask"], "")
    XCTAssertEqual(
      found["tools.allow"],
      "  allow:\n    - read\n    # Left out, since the policy denies it ('shell: git *'): shell: git log *\n"
        + "    - shell: <command that proves it>")
  }

  func testOutcomeAcceptanceBranchAndOwner() {
    var facts = facts(Self.go, ["a/**"], "It must hold: once. - Yes\n- [ ] *bold* & \"quoted\": #1\n")
    facts.branches = ["fix/it", "claude/*"]
    facts.owner = "dev@example.com"
    facts.codeOwners = ["@a", "@b"]
    let found = sections(facts)
    XCTAssertEqual(found["outcome"], "outcome: |\n  It must hold: once.")
    XCTAssertEqual(
      found["acceptance"]?.split(separator: "\n").suffix(2).map(String.init),
      ["acceptance:", "  - \"*bold* & \\\"quoted\\\": #1\""])
    XCTAssertEqual(found["branch"], "branch: [fix/it, claude/*]")
    XCTAssertEqual(found["owner"], "# CODEOWNERS of what is allowed: @a, @b\nowner: dev@example.com")
  }

  func testATicketWithoutAResultIsAComment() {
    let found = sections(facts([:], [], "It crashes.\n\n# not a key: x\n<tell what>\n"))
    XCTAssertEqual(
      found["outcome"],
      """
      # The ticket, none of whose sentences says what is true when the work is done:
      #   It crashes.
      #
      #   # not a key: x
      #   <tell what>
      outcome: >
        <what happens>.
      """)
    // A result that is the title again says nothing.
    XCTAssertEqual(sections(facts([:], [], "It must fix. Fix it!"))["outcome"], "outcome: |\n  It must fix.")
  }
}
