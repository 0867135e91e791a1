import Foundation
import TestSupport
import XCTest

/// The commands run once more on the judged tree with the check files that the base has.
final class ValidationBaseChecksTests: XCTestCase {
  private static let contract = ContractText.small.replacing(
    "validation:\n  - \"true\"\n",
    with: "validation:\n  - { name: it, run: for test in tests/*_test.sh; do sh $test || exit 3; done }\n"
  ).replacing("    - src/**\n", with: "    - src/**\n    - tests/**\n")

  private static let check = "grep -q -e one -e two src/a.txt\n"

  private func played(
    _ options: [String] = [], _ change: (ScratchRepository) throws -> Void
  ) throws -> (record: [String: Any], evidence: [String: Any], transcript: ScratchRepository.Transcript) {
    let world = try ValidationWorld(contract: Self.contract, files: ["tests/a_test.sh": Self.check])
    try change(world.repository)
    let transcript = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + options)
    let evidence = try XCTUnwrap(world.evidence(), transcript.text)
    let record = try XCTUnwrap((evidence["validation"] as? [[String: Any]])?.first, transcript.text)
    XCTAssertEqual(world.leftovers, [])
    return (record, evidence, transcript)
  }

  private func state(_ record: [String: Any], _ key: String) -> String? {
    (record[key] as? [String: Any])?["state"] as? String
  }

  func testAChangedCheckIsPutBack() throws {
    for options in [[], ["--isolated"]] {
      let green = try played(options) { try $0.write("tests/a_test.sh", "exit 0\n") }
      XCTAssertEqual(state(green.record, "base_checks"), "pass")
      XCTAssertNil(state(green.record, "plain_base"))
      let checks = try XCTUnwrap(green.evidence["base_checks"] as? [String: Any])
      XCTAssertEqual((checks["restored"] as? [[String: Any]])?.map { $0["path"] as? String }, ["tests/a_test.sh"])
      let red = try played(options) { repository in
        try repository.write("tests/a_test.sh", "exit 0\n")
        try repository.write("src/a.txt", "three\n")
      }
      XCTAssertEqual(red.record["state"] as? String, "pass")
      XCTAssertEqual(state(red.record, "base_checks"), "fail")
      XCTAssertEqual(state(red.record, "plain_base"), "pass")
      XCTAssertTrue(
        red.transcript.errors.contains("it (clean checkout of the head with the base's checks): fail"),
        red.transcript.errors)
      XCTAssertTrue(
        red.transcript.errors.contains("it, to compare (clean checkout of the base): pass"), red.transcript.errors)
    }
  }

  func testADeletedCheckStandsThereAndAnAddedOneDoesnt() throws {
    let found = try played { repository in
      try repository.write("src/a.txt", "three\n")
      try FileManager.default.removeItem(at: repository.url("tests/a_test.sh"))
      try repository.write("tests/b/c_test.sh", "exit 0\n")
      try repository.write("tests/b_test.sh", "exit 0\n")
    }
    XCTAssertEqual(found.record["state"] as? String, "pass", found.transcript.text)
    XCTAssertEqual(state(found.record, "base_checks"), "fail")
    let checks = try XCTUnwrap(found.evidence["base_checks"] as? [String: Any])
    XCTAssertEqual(
      (checks["left_out"] as? [[String: Any]])?.map { $0["path"] as? String }, ["tests/b/c_test.sh", "tests/b_test.sh"])
  }

  func testNothingRunsTwiceForNothing() throws {
    let without = try played { _ in }
    XCTAssertNil(without.record["base_checks"])
    XCTAssertNil(without.evidence["base_checks"])
    let skipped = try played(["--no-base-checks"]) { try $0.write("tests/a_test.sh", "exit 0\n") }
    XCTAssertNil(skipped.record["base_checks"])
    XCTAssertNotNil(skipped.evidence["base_checks"])
    // What failed on the head has failed.
    let failed = try played { try $0.write("tests/a_test.sh", "exit 1\n") }
    XCTAssertNil(failed.record["base_checks"])
  }
}
