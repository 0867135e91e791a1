import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What a command that no reader knows says of failures in its own words.
final class OwnWordsTests: XCTestCase {
  private func failure(_ output: String, of command: String) -> String? {
    var reader = RunnerOutput()
    reader.append(output)
    reader.finish()
    return reader.ownFailure(of: TestRunnerUse(of: command))
  }

  func testWhatSaysThatSomethingFailed() {
    let rows: [Row<String, String?>] = [
      Row("3 FAILED, 2 passed\n", "3 FAILED, 2 passed"), Row("FAILURES: 1\n", "FAILURES: 1"),
      Row("ok: 2\nfailed: 1\n", "failed: 1"), Row("Passed: 3, Failed: 2", "Passed: 3, Failed: 2"),
      Row("2 tests failed.\n", "2 tests failed."), Row("=== 1 failure ===\n", "=== 1 failure ==="),
      Row("2 of 5 tests failed\n", "2 of 5 tests failed"), Row("1/5 failed\n", "1/5 failed"),
      Row("FAILED\n", "FAILED"), Row("FAILED (failures=2)\n", "FAILED (failures=2)"),
      Row("FAILED (1 of 2)", "FAILED (1 of 2)"), Row("\u{1B}[31m2 failed\u{1B}[0m\n", "2 failed"),
      Row(
        "# TOTAL: 3\n# PASS:  1\n# SKIP:  0\n# XFAIL: 0\n# FAIL:  2\n# XPASS: 0\n# ERROR: 0\n====\nSee test-suite.log\n====\n",
        "# FAIL:  2"),
      Row("PASS: a.sh\nFAIL: b.sh\n", "FAIL: b.sh"), Row("PASS add(1)\nFAIL add(2)\nbye\n", "FAIL add(2)"),
      Row("FAIL add(2)\n", "FAIL add(2)"), Row("FAIL t/parse.sh in 3 s\n", "FAIL t/parse.sh in 3 s"),
      Row("ok 1 - a\nnot ok 2 - b\n", "not ok 2 - b"),
      // It says that nothing failed, or speaks of something else.
      Row("0 failed, 2 passed\n", nil), Row("FAILURES: 0\n", nil), Row("failed: 0\n", nil), Row("0/5 failed\n", nil),
      Row("FAILED (0)\n", nil), Row("# FAIL:  0\n# XFAIL: 2\n", nil), Row("5 passed\n", nil),
      Row("FAIL: b.sh\n1 failed\nagain\nPASS: b.sh\n0 failed\n", nil),
      Row("the login failed 3 times, as it should\n", nil), Row("error: 2 uploads failed\n", nil),
      Row("login failed: 3\n", nil), Row("FAIL fast is on\n", nil), Row("FAILED to read the cache, going on\n", nil),
      Row("failed: none\n", nil), Row("not ok 2 - b # TODO later\n", nil), Row("not ok\n", nil),
      Row("  FAIL: of an example\n", nil), Row("XFAIL: b.sh\n", nil), Row("FAIL: \n", nil),
      Row("2 failed\n1\n2\n3\n4\n5\n6\nall is well\n", nil),
      Row("\(String(repeating: "x", count: 200)) 2 failed\n", nil),
    ]
    for row in rows {
      XCTAssertEqual(failure(row.input, of: "make check"), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// A runner that is known is read by its own lines alone.
  func testKnownRunners() {
    XCTAssertNil(failure("FAIL: x\n2 failed\n", of: "pytest"))
    XCTAssertNil(failure("FAILURES: 1\n=== 2 passed in 0.01s ===\n", of: "make check"))
    XCTAssertEqual(failure("FAILURES: 1\n", of: "python3 check.py"), "FAILURES: 1")
  }
}
