import Foundation
import TestSupport
import XCTest

/// What an older caskade wrote is rendered and verified, and what it lacks is said.
final class OlderEvidenceVerbTests: XCTestCase {
  /// The repository of which caskade 0.1.0 wrote the evidence in `Tests/Fixtures/Evidence`, by the same ids.
  private func world() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write(
      "Contracts/work.yaml",
      """
      caskade: 1
      title: Change the source
      outcome: The source says what the ticket asks for.
      branch: work
      paths:
        allow:
          - src/**
      setup:
        - "true"
      validation:
        - "true"
        - name: It says two
          run: grep -q two src/a.txt
          on_base: fails
      stop_when:
        - more_than: 45 minutes
        - The wording has to change.

      """)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.write("other.txt", "outside\n")
    try repository.commit("Work")
    return repository
  }

  private func file(_ name: String) -> String {
    ProjectFolder.fixtures.appendingPathComponent("Evidence/\(name).json").path
  }

  private func copied(_ name: String, into repository: ScratchRepository) throws -> String {
    let place = repository.root.appendingPathComponent("evidence.json")
    try? FileManager.default.removeItem(at: place)
    try FileManager.default.copyItem(atPath: file(name), toPath: place.path)
    return "../evidence.json"
  }

  func testItHolds() throws {
    let repository = try world()
    let lacking = "what the caller named or left out: the evidence was written without 'request'"
    let rows: [Row<String, String>] = [
      Row(
        "0.1.0-broken",
        """
        Change the source: broken, asserted by ../evidence.json
        main 7c71eb5 -> cf8bf84

          missing   \(lacking)
          holds     trees, contract, policy, gates, 2 changes and 1 finding
          asserted  validation: 2 commands, by ../evidence.json alone; --rerun runs them here

        Evidence holds
        [exit status: 0]

        """),
      Row(
        "0.1.0-skipped",
        """
        Change the source: broken, asserted by ../evidence.json
        main 7c71eb5 -> cf8bf84

          missing   \(lacking)
          missing   how the caller left gates out: validation
          holds     trees, contract, policy, gates, 2 changes and 1 finding
          asserted  validation: no command ran

        Evidence holds
        [exit status: 0]

        """),
    ]
    for row in rows {
      let transcript = try repository.caskade("verify", copied(row.input, into: repository))
      XCTAssertEqual(transcript.text, row.expected, file: row.file, line: row.line)
    }
    let again = try repository.caskade("verify", copied("0.1.0-broken", into: repository), "--rerun")
    XCTAssertEqual(again.status, 0, again.text)
    XCTAssertTrue(again.output.contains("\n  witnessed 2 commands ran here\n"), again.text)
  }

  /// What isn't recorded hides nothing of what is.
  func testForgedClaims() throws {
    let repository = try world()
    let rows: [Row<(String, String), String>] = [
      Row(("\"verdict\": \"broken\"", "\"verdict\": \"kept\""), "verdict: recorded \"kept\", here \"broken\""),
      Row(
        ("\"rule\": \"scope.outside\"", "\"rule\": \"scope.inside\""),
        "findings[other.txt].rule: recorded \"scope.inside\", here \"scope.outside\""),
      Row(
        ("1 of 2 changed files is", "2 of 2 changed files are"),
        "gates[scope].summary: recorded \"2 of 2 changed files are inside the approved paths\", here"),
    ]
    for row in rows {
      let word = try copied("0.1.0-broken", into: repository)
      let place = repository.root.appendingPathComponent("evidence.json")
      let honest = try String(contentsOf: place, encoding: .utf8)
      XCTAssertTrue(honest.contains(row.input.0), file: row.file, line: row.line)
      try Data(honest.replacing(row.input.0, with: row.input.1).utf8).write(to: place)
      let transcript = try repository.caskade("verify", word)
      XCTAssertEqual(transcript.status, 1, transcript.text, file: row.file, line: row.line)
      XCTAssertTrue(
        transcript.output.contains("\n  differs   \(row.expected)"), transcript.text, file: row.file, line: row.line)
    }
  }

  func testItIsRendered() throws {
    let repository = try world()
    let word = try copied("0.1.0-broken", into: repository)
    for format in ["markdown", "text", "json"] {
      let transcript = try repository.caskade("report", word, "--format", format)
      XCTAssertEqual(transcript.status, 0, transcript.text)
      let said = "what the caller named or left out: the evidence was written without 'request'"
      XCTAssertTrue(transcript.output.contains(said), transcript.text)
      XCTAssertTrue(transcript.output.contains("no run was recorded"), transcript.text)
    }
  }
}
