import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts

/// A template taken apart, and a draft written into it.
final class DraftDocumentTests: XCTestCase {
  private static let template = """
    # caskade template: t: of a test
    caskade: 1
    title: <title of the work>

    # What is true.
    outcome: >
      <what happens>.
      And more.
    ticket: <ticket or address>
    # Of a bug.
    band: low

    paths:
      # Narrow.
      allow:
        # Prose.
        - "**/*.md"
        - "**/*.rst"
        # Pictures.
        - path: docs/**/*.png
          may: [create]
        # The rest.
        - <path that may change>
      # Deny beats allow.
      deny:
        - <path that must not change>

    tools:
      allow:
        - read
        # Only this.
        - shell: <command that proves it>
    validation:
      - <command that proves it>

    stop_when:
      - more_than: 10 files
      - more_than: 300 lines
      - area: [auth, billing]

    """

  func testParts() {
    let document = DraftDocument(Self.template)
    XCTAssertEqual(
      document.parts.map(\.key),
      [
        "", "caskade", "title", "outcome", "ticket", "band", "paths", "paths.allow", "paths.deny", "tools",
        "tools.allow",
        "validation", "stop_when",
      ])
    let text = Self.template.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    XCTAssertEqual(document.text, text.joined(separator: "\n"))
    XCTAssertEqual(document.parts[3].above, ["", "# What is true."])
    XCTAssertEqual(document.parts[8].above, ["  # Deny beats allow."])
    XCTAssertEqual(document.parts[7].body.count, 8)
    XCTAssertEqual(DraftDocument("").text, "")
  }

  func testAFilledDraft() {
    var draft = ContractDraft(template: Self.template)
    draft.title = "Mend: it"
    draft.outcome = "It is mended.\nQuite."
    draft.validate = ["make test"]
    draft.areas = BuiltInPolicy.policy.areas.filter { $0.name == "auth" }
    draft.limits = [DraftLimit(6, .files, why: "Six."), DraftLimit(50, .lines, why: "Fifty.")]
    draft.idlePatterns = ["**/*.rst", "docs/**/*.png"]
    draft.scope = .init(given: ["src/**", "[x]"])
    draft.sections = ["acceptance": ["acceptance:", "  - It works."], "tools.allow": ["  allow:", "    - edit"]]
    XCTAssertEqual(
      draft.text,
      """
      caskade: 1
      title: "Mend: it"

      # What is true.
      outcome: |
        It is mended.
        Quite.
      acceptance:
        - It works.
      # Of a bug.
      # Raised, since the allowed paths lie in: auth.
      band: high

      paths:
        # Narrow.
        allow:
          # Prose.
          - "**/*.md"
          # The rest.
          - src/**
          - "[x]"

      tools:
        allow:
          - edit
      validation:
        - make test

      stop_when:
        # Six.
        - more_than: 6 files
        # Fifty.
        - more_than: 50 lines
        # Left out, since the allowed paths lie there: auth.
        - area: [billing]

      """)
    draft.sections = ["outcome": [], "stop_when": ["stop_when: []"]]
    XCTAssertFalse(draft.text.contains("outcome"))
    XCTAssertTrue(draft.text.hasSuffix("\nstop_when: []\n"), draft.text)
  }

  /// A reason, a candidate and a comment change nothing that a reader of YAML reads.
  func testWhatIsProposed() {
    var scope = ScopeProposal()
    scope.allow = [
      .init(pattern: "src/a b.py", reason: "contains `x_y` (in 3 files)"), .init(pattern: "**", reason: ""),
    ]
    scope.candidates = [.init(pattern: "*.md", reason: "its path says 'md'")]
    (scope.confidence, scope.width, scope.tracked) = (.weak, 9, 340)
    scope.areas = BuiltInPolicy.policy.areas.filter { $0.name == "checks" }
    scope.gaps = [.shallow]
    XCTAssertEqual(
      ScopeLines(scope, idle: []).lines(for: ["    - <path that may change>"]),
      [
        "    # This clone is shallow: what changed in the past was not seen (git fetch --unshallow).",
        "    # Proposed, weak: 9 of 340 tracked files (2.6 %).",
        "    # Name one file or folder that surely changes (--allow PATH), and the rest becomes surer.",
        "    # In risk areas: checks (medium).",
        "    - src/a b.py   # contains `x_y` (in 3 files)",
        "    - \"**\"",
        "    # Next in likelihood, and not allowed: take the first '# ' off what changes too.",
        "    # - \"*.md\"   # its path says 'md'",
      ])
    XCTAssertEqual(
      ScopeLines(.none, idle: []).lines(for: ["    - <path that may change>"]), ["    - <path that may change>"])
    // A template that brings its patterns keeps them: nothing is proposed besides.
    XCTAssertEqual(ScopeLines(scope, idle: []).lines(for: ["    - a", "    - b"]), ["    - a", "    - b"])
    XCTAssertEqual(ScopeLines(scope, idle: ["a"]).lines(for: ["    - a", "    - b"]), ["    - b"])
    XCTAssertEqual(ScopeLines(scope, idle: ["a", "b"]).lines(for: ["    - a", "    - b"]), ["    - a", "    - b"])
  }

  func testIdlePatterns() {
    let tracked = ["a.md", "src/x.c"].map { RepositoryPath($0) }
    XCTAssertEqual(
      ContractDraft.idlePatterns(of: Self.template, tracked: tracked), ["**/*.rst", "docs/**/*.png"])
    XCTAssertEqual(ContractDraft.idlePatterns(of: Self.template, tracked: []), [])
  }
}
