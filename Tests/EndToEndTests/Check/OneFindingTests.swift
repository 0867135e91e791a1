import Foundation
import TestSupport
import XCTest

/// Whoever tells of a broken contract counts the same: one finding for one change.
final class OneFindingTests: XCTestCase {
  private let contract = """
    caskade: 1
    title: Change the source
    outcome: The source says what the ticket asks for.
    branch: work
    paths:
      allow: [src/**, { path: tests/**, may: [create, modify] }]
    validation: []
    stop_when:
      - area: [dependencies]

    """

  /// A deleted test, a loosened CI definition, a dependency, two skipped tests in one file, and a key.
  private func world() throws -> TrapWorld {
    let world = try TrapWorld(contract: contract)
    let repository = world.repository
    try repository.git("switch", "-q", "main")
    try repository.write("tests/test_a.py", "def test_a():\n    assert f() == 1\n")
    try repository.write(
      "tests/test_b.py", "def test_b():\n    assert f() == 1\n\n\ndef test_c():\n    assert g() == 1\n")
    try repository.write(
      ".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    steps:\n      - run: make test\n      - run: make lint\n")
    try repository.write("package.json", "{}\n")
    try repository.commit("More")
    try repository.git("switch", "-q", "-C", "work")
    try repository.remove("tests/test_a.py")
    let skip = "@pytest.mark.skip\n"
    try repository.write(
      "tests/test_b.py", "\(skip)def test_b():\n    assert f() == 1\n\n\n\(skip)def test_c():\n    assert g() == 1\n")
    try repository.write(
      ".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    steps:\n      - run: make test || true\n")
    try repository.write("package.json", "{\"key\": \"\(TrapWorld.key)\"}\n")
    try repository.commit("Work")
    return world
  }

  func testAllTellTheSame() throws {
    let repository = try world().repository
    let transcript = try repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 1)
    let findings = """
      Leaked secrets: make them void first, then take them out
      package.json:1: error: looks like AWS access key id [secrets.aws-access-key]
      Checks that were removed or loosened: put them back, or ask a person
      tests/test_b.py:1: error: test 'test_b' is skipped now; it was 'def test_b():' [integrity.test-skipped]
      tests/test_b.py:6: error: test 'test_c' is skipped now; it was 'def test_c():' [integrity.test-skipped]
      Protected files: put them back, or ask a person
      .github/workflows/ci.yml:5: error: CI definition modified, outside the approved paths [protected.ci]
        also: a failure is ignored now by ' || true'; it was 'make test' [integrity.failure-ignored]
        also: a step of CI that checks was removed; line 6 of the base was 'make lint' [integrity.ci-step-removed]
      Outside the scope: take it back, or ask for it
      package.json: error: modified, outside the approved paths [scope.outside]
        also: modified, and the contract stops in the area 'dependencies' [stop.area]
      tests/test_a.py: error: deleted, and 'tests/**' may only be changed by: create, modify [scope.operation]
        also: test file deleted with 1 test [integrity.test-file-deleted]
        contract: Contracts/work.yaml:6: allow: [src/**, { path: tests/**, may: [create, modify] }]
      """
    let told = transcript.output.split(separator: "\n").filter { !$0.hasPrefix("  hint:") }
    XCTAssertTrue(told.joined(separator: "\n").contains(findings), transcript.output)
    for gate in ["scope", "protected", "secrets", "integrity", "stop"] {
      XCTAssertTrue(
        transcript.output.contains("  FAIL      \(gate.padding(toLength: 13, withPad: " ", startingAt: 0))"))
    }
    let url = repository.root.appendingPathComponent("evidence.json")
    let evidence = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let recorded = try XCTUnwrap(evidence["findings"] as? [[String: Any]])
    XCTAssertTrue(transcript.output.hasSuffix("\nContract broken: \(recorded.count) findings\n"), transcript.output)
    let also = recorded.flatMap { $0["also"] as? [[String: Any]] ?? [] }
    XCTAssertEqual(
      also.compactMap { $0["rule"] as? String },
      [
        "stop.area", "integrity.test-file-deleted", "scope.outside", "integrity.failure-ignored",
        "integrity.ci-step-removed",
      ])
    let markdown = try repository.caskade("report", "../evidence.json").output
    XCTAssertEqual(markdown.components(separatedBy: "\n- **error** ").count - 1, recorded.count)
    XCTAssertTrue(markdown.contains("\n### Contract broken, asserted by evidence.json: "), markdown)
    XCTAssertTrue(markdown.contains("(\(recorded.count) findings)\n"), markdown)
    XCTAssertTrue(
      markdown.contains("\n  - **also:** test file deleted with 1 test, rule `integrity.test-file-deleted`\n"))
    XCTAssertEqual(try repository.caskade("verify", "../evidence.json").status, 0)
  }

  /// What stands beside a finding is a claim like any other.
  func testVerifyComparesWhatIsFolded() throws {
    let repository = try world().repository
    _ = try repository.caskade("check", "--evidence", "../evidence.json")
    let url = repository.root.appendingPathComponent("evidence.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    XCTAssertTrue(text.contains("test file deleted with 1 test"))
    try text.replacing("test file deleted with 1 test", with: "test file tidied").write(
      to: url, atomically: true, encoding: .utf8)
    let transcript = try repository.caskade("verify", "../evidence.json")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains(
        "  differs   findings[tests/test_a.py].also[integrity.test-file-deleted].message: recorded \"test file tidied\", "
          + "here \"test file deleted with 1 test\"\n"), transcript.output)
  }
}
