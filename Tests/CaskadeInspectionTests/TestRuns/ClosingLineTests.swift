import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

/// What runners of several versions say at their end.
final class ClosingLineTests: XCTestCase {
  /// A command with what it printed; what is read of it as `runner run/failed/broken/skipped`, or nothing.
  private struct Said {
    let command: String
    let output: String
  }

  private static func said(
    _ command: String, _ output: String, _ expected: String, file: StaticString = #filePath, line: UInt = #line
  ) -> Row<Said, String> {
    Row(Said(command: command, output: output), expected, file: file, line: line)
  }

  private func check(_ rows: [Row<Said, String>]) {
    for row in rows {
      XCTAssertEqual(
        TestRunText.read(row.input.output, of: row.input.command), row.expected, row.input.output, file: row.file,
        line: row.line)
    }
  }

  func testPython() {
    check([
      Self.said("pytest", "==== 3 passed in 0.12s ====\n", "pytest 3/0/0/0"),
      Self.said("pytest -q", "...\n3 passed in 0.01s\n", "pytest 3/0/0/0"),
      Self.said(
        "pytest",
        "== 1 failed, 2 passed, 1 skipped, 3 deselected, 1 xfailed, 1 xpassed, 2 warnings in 63.10s (0:01:03) ==",
        "pytest 5/1/0/1"),
      Self.said(
        "pytest -k x",
        "\u{1B}[33m==== \u{1B}[33m\u{1B}[1m2 deselected\u{1B}[0m\u{1B}[33m in 0.01s\u{1B}[0m\u{1B}[33m ====\u{1B}[0m\n",
        "pytest 0/0/0/0"),
      Self.said("pytest", "=== no tests ran in 0.00s ===\r\n", "pytest 0/0/0/0"),
      Self.said("pytest", "no tests ran in 0.01s", "pytest 0/0/0/0"),
      Self.said("pytest", "=== no tests ran, 1 warning in 0.01s ===", "pytest 0/0/0/0"),
      Self.said("pytest", "=== 2 skipped in 0.01s ===", "pytest 0/0/0/2"),
      Self.said("pytest", "!!! Interrupted: 1 error during collection !!!\n=== 1 error in 0.05s ===", "pytest 0/0/1/0"),
      Self.said("pytest --collect-only", "=== 5 tests collected in 0.01s ===", "pytest 0/0/0/0"),
      Self.said("pytest --collect-only -k x", "== 1/3 tests collected (2 deselected) in 0.01s ==", "pytest 0/0/0/0"),
      Self.said("pytest --collect-only", "== no tests collected (1 deselected) in 0.01s ==", "pytest 0/0/0/0"),
      Self.said("pytest", "== 2 passed, 1 failed, 3 subtests passed in 0.01s ==", "pytest 3/1/0/0"),
      // What a test prints before isn't its runner's word.
      Self.said("pytest -s", "5 passed in 0.01s\n=== no tests ran in 0.00s ===\n", "pytest 0/0/0/0"),
      Self.said("pytest a && pytest b", "=== 5 passed in 0.01s ===\n=== 2 passed in 0.00s ===\n", "pytest 7/0/0/0"),
      Self.said("tox", "=== 5 passed in 0.01s ===\n=== 2 failed in 0.00s ===\n", "pytest 7/2/0/0"),
      Self.said("python3 -m unittest", "....\n------\nRan 4 tests in 0.001s\n\nOK\n", "unittest 4/0/0/0"),
      Self.said("python3 -m unittest", "Ran 1 test in 0.001s\n\nOK (skipped=1)\n", "unittest 0/0/0/1"),
      Self.said(
        "python3 -m unittest",
        "Ran 9 tests in 1.001s\n\nFAILED (failures=1, errors=2, skipped=1, expected failures=1, unexpected successes=1)\n",
        "unittest 8/4/0/1"),
      Self.said("python3 -m unittest -k x", "\n----\nRan 0 tests in 0.000s\n\nOK\n", "unittest 0/0/0/0"),
      Self.said("python3 -m unittest -k x", "\n----\nRan 0 tests in 0.000s\n\nNO TESTS RAN\n", "unittest 0/0/0/0"),
      Self.said("python3 -m unittest", "Ran 0 tests in 0.000s\n\nNO TESTS RAN (skipped=2)\n", "unittest 0/0/0/2"),
      Self.said(
        "python3 -m unittest",
        "ERROR: test_pay (unittest.loader._FailedTest.test_pay)\nRan 1 test in 0.000s\n\nFAILED (errors=1)\n",
        "unittest 0/0/1/0"),
      Self.said(
        "python manage.py test", "Ran 2 tests in 0.1s\n\nOK\nDestroying test database for alias 'default'...",
        "unittest 2/0/0/0"),
      // A suite inside a test, which is to fail there, and the test's own suite.
      Self.said(
        "python3 -m unittest", "Ran 1 test in 0.0s\n\nFAILED (failures=1)\n.\nRan 6 tests in 0.1s\n\nOK\n",
        "unittest 6/0/0/0"),
      Self.said("python3 -m unittest", "Ran 5 tests in 0.1s\nand more", ""),
    ])
  }

  func testJavaScript() {
    check([
      Self.said(
        "node --test",
        "# tests 4\n# suites 1\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n# duration_ms 321.5\n",
        "node --test 3/1/0/1"),
      Self.said(
        "node --test",
        "ℹ tests 0\nℹ suites 0\nℹ pass 0\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms 3.5\n",
        "node --test 0/0/0/0"),
      Self.said(
        "npm test",
        "TAP version 13\n# Subtest: adds\nok 1 - adds\n  ---\n  duration_ms: 0.9\n  ...\n1..1\n# tests 1\n# pass 1\n# fail 0\n# duration_ms 20\n",
        "node --test 1/0/0/0"),
      Self.said(
        "node --test",
        "TAP version 13\nok 1 - /r/test/empty.test.js\n1..1\n# tests 1\n# pass 1\n# fail 0\n# duration_ms 20\n",
        "node --test 0/0/0/0"),
      Self.said(
        "node --test", "not ok 1 - /r/test/broken.test.js\n1..1\n# tests 1\n# pass 0\n# fail 1\n# duration_ms 20\n",
        "node --test 0/0/1/0"),
      // Node 18 sums a file's tests up, and counts the files.
      Self.said(
        "node --test",
        "# Subtest: /r/a.test.js\n    ok 1 - adds\n    1..1\nok 1 - /r/a.test.js\n1..1\n# tests 1\n# pass 1\n# fail 0\n# cancelled 0\n# duration_ms 9\n",
        "node --test 1/0/0/0"),
      Self.said(
        "node --test",
        "▶ S\n  ✔ in (0.1ms)\n✔ S (0.3ms)\n✖ /r/b.test.js (203.9ms)\n✔ /r/c.test.js (163.6ms)\nℹ tests 3\nℹ pass 2\nℹ fail 1\nℹ duration_ms 5\n✖ failing tests:\n✖ /r/b.test.js (203.9ms)\n",
        "node --test 1/0/1/0"),
      Self.said(
        "jest",
        "Test Suites: 1 failed, 1 passed, 2 total\nTests:       1 failed, 2 skipped, 3 todo, 3 passed, 9 total\nSnapshots:   0 total\n",
        "jest 4/1/0/5"),
      Self.said("npm test", "Test Suites: 1 failed, 1 total\nTests:       0 total\n", "jest 0/0/1/0"),
      Self.said("npm test", "No tests found, exiting with code 0\n", "jest 0/0/0/0"),
      Self.said("jest", "Test Suites: 1 skipped, 0 of 1 total\nTests: 3 skipped, 3 total", "jest 0/0/0/3"),
      Self.said(
        "vitest run", " Test Files  1 passed (1)\n      Tests  3 passed | 1 skipped (4)\n   Start at  10:00:00\n",
        "vitest 3/0/0/1"),
      Self.said("vitest run", " Test Files  1 failed (1)\n      Tests  no tests\n", "vitest 0/0/1/0"),
      Self.said(
        "vitest run", " Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 2 passed (3)\n", "vitest 3/1/0/0"),
      Self.said("npx vitest run", "No test files found, exiting with code 0\n", "vitest 0/0/0/0"),
      Self.said(
        "vitest run", " Test Files  1 passed (1)\n      Tests  3 passed (3)\n     Errors  1 error\n", "vitest 3/0/1/0"),
      Self.said("mocha", "\n  3 passing (5ms)\n  1 pending\n  2 failing\n", "mocha 5/2/0/1"),
      Self.said("npm test", "  0 passing (1ms)\n", "mocha 0/0/0/0"),
      Self.said(
        "npx playwright test",
        "Running 4 tests using 1 worker\n  1 failed\n    a.spec.ts:3:5 › pays\n  1 skipped\n  2 passed (5.1s)\n",
        "playwright 3/1/0/1"),
      Self.said("npx playwright test", "Running 1 test using 1 worker\n  1 failed\n", "playwright 1/1/0/0"),
      Self.said("npx playwright test", "Error: No tests found\n", "playwright 0/0/0/0"),
      Self.said("deno test", "ok | 3 passed (2 steps) | 0 failed | 1 ignored (5ms)\n", "deno test 3/0/0/1"),
      Self.said("deno test", "FAILED | 1 passed | 1 failed (5ms)\n", "deno test 2/1/0/0"),
      Self.said("deno test --filter x", "ok | 0 passed | 0 failed | 3 filtered out (1ms)\n", "deno test 0/0/0/0"),
      Self.said(
        "deno test",
        "./a_test.ts (uncaught error)\n\n ERRORS\n\n./a_test.ts (uncaught error)\nFAILED | 0 passed | 1 failed (2ms)\n",
        "deno test 0/0/1/0"),
      Self.said("deno test", "error: No test modules found\n", "deno test 0/0/0/0"),
      Self.said(
        "bun test", "\n 3 pass\n 1 skip\n 1 fail\n 5 expect() calls\nRan 5 tests across 1 file. [12.00ms]\n",
        "bun test 4/1/0/1"),
      Self.said("bun test", "\n 0 pass\n 0 fail\n 1 error\nRan 0 tests across 1 file. [12.00ms]\n", "bun test 0/0/1/0"),
      Self.said(
        "bun test x", "error: 0 test files matching **{.test,.spec}.{js,ts} in --cwd=\"/r\"\n", "bun test 0/0/0/0"),
    ])
  }

  func testCompiledLanguages() {
    check([
      Self.said(
        "go test ./...",
        "ok  \texample.com/a\t0.003s\n?   \texample.com/b\t[no test files]\nok  \texample.com/c\t(cached)\n",
        "go test 2/0/0/0 packages"),
      Self.said(
        "go test -run X ./...", "testing: warning: no tests to run\nok  \texample.com/a\t0.003s [no tests to run]\n",
        "go test 0/0/0/0 packages"),
      Self.said("go test ./nofiles", "?   \texample.com/b\t[no test files]\n", "go test 0/0/0/0 packages"),
      Self.said(
        "go test ./...",
        "--- FAIL: TestA (0.00s)\n    a_test.go:3: no\nFAIL\nFAIL\texample.com/a\t0.002s\nok  \texample.com/b\t0.1s\nFAIL\n",
        "go test 2/1/0/0 packages"),
      Self.said(
        "go test ./...", "# example.com/a\n./a.go:1:1: undefined: x\nFAIL\texample.com/a [build failed]\nFAIL\n",
        "go test 0/0/1/0 packages"),
      Self.said("go test ./...", "panic: no\nFAIL\texample.com/a\t0.002s\n", "go test 0/0/1/0 packages"),
      Self.said(
        "go test -v ./...",
        "=== RUN   TestA\n=== RUN   TestA/one\n--- PASS: TestA (0.00s)\n    --- PASS: TestA/one (0.00s)\n=== RUN   TestB\n--- SKIP: TestB (0.00s)\nPASS\nok  \texample.com/a\t0.002s\n",
        "go test 2/0/0/1"),
      Self.said(
        "go test -v ./...", "=== RUN   TestB\n--- SKIP: TestB (0.00s)\nPASS\nok  \texample.com/a\t0.002s\n",
        "go test 0/0/0/1"),
      Self.said(
        "go test -cover ./...", "ok  \texample.com/a\t0.1s\tcoverage: 80.0% of statements\n", "go test 1/0/0/0 packages"
      ),
      Self.said("gotestsum", "✓  a (1ms)\n\nDONE 3 tests, 1 skipped, 1 failure in 0.123s\n", "go test 2/1/0/1"),
      Self.said(
        "cargo test",
        "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n",
        "cargo test 2/0/0/1"),
      Self.said(
        "cargo test x",
        "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.00s\n",
        "cargo test 0/0/0/0"),
      Self.said(
        "cargo test",
        "test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n",
        "cargo test 2/1/0/0"),
      Self.said(
        "cargo test", "error: could not compile `pay` (lib test) due to 1 previous error\n", "cargo test 0/0/1/0"),
      Self.said(
        "cargo nextest run", "     Summary [   0.005s] 3 tests run: 3 passed (1 slow), 0 skipped\n",
        "cargo nextest 3/0/0/0"),
      Self.said(
        "cargo nextest run", "     Summary [   0.005s] 3/5 tests run: 2 passed, 1 failed, 4 skipped\n",
        "cargo nextest 3/1/0/4"),
      Self.said(
        "cargo nextest run", "     Summary [   0.005s] 0 tests run: 0 passed, 4 skipped\nerror: no tests to run\n",
        "cargo nextest 0/0/0/0"),
      Self.said("zig test a.zig", "All 3 tests passed.\n", "zig 3/0/0/0"),
      Self.said(
        "zig build test --summary all", "Build Summary: 3/3 steps succeeded; 5/5 tests passed\n", "zig 5/0/0/0"),
      Self.said(
        "zig build test", "Build Summary: 2/4 steps succeeded; 1 failed; 1/3 tests passed; 1 failed; 1 skipped\n",
        "zig 2/1/0/1"),
      Self.said("ctest", "100% tests passed, 0 tests failed out of 5\n", "ctest 5/0/0/0"),
      Self.said(
        "ctest",
        "1/2 Test #1: fee ...***Failed    0.00 sec\n2/2 Test #2: x ....***Skipped   0.00 sec\n50% tests passed, 1 tests failed out of 2\n",
        "ctest 1/1/0/1"),
      Self.said(
        "ctest", "1/1 Test #1: fee ...***Not Run   0.00 sec\n0% tests passed, 1 tests failed out of 1\n",
        "ctest 0/0/1/0"),
      Self.said("ctest -R x", "Test project /r/build\nNo tests were found!!!\n", "ctest 0/0/0/0"),
    ])
  }

  func testSwift() {
    let suites = """
      Test Suite 'PayTests' passed at 2026-01-01 00:00:00.000
      \t Executed 2 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds
      Test Suite 'debug.xctest' passed at 2026-01-01 00:00:00.000
      \t Executed 2 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds
      Test Suite 'All tests' passed at 2026-01-01 00:00:00.000
      \t Executed 2 tests, with 0 failures (0 unexpected) in 0.0 (0.0) seconds

      """
    check([
      Self.said("swift test", suites, "swift test 2/0/0/0"),
      Self.said(
        "swift test", suites + "✔ Test run with 3 tests in 1 suite passed after 0.001 seconds.\n", "swift test 5/0/0/0"),
      Self.said(
        "swift test --filter X",
        "Test Suite 'Selected tests' passed at 2026-01-01\n\t Executed 0 tests, with 0 failures (0 unexpected) in 0.000 (0.000) seconds\nwarning: No matching test cases were run\n✔ Test run with 0 tests in 0 suites passed after 0.001 seconds.\n",
        "swift test 0/0/0/0"),
      Self.said(
        "swift test",
        "Test Suite 'All tests' failed at 2026-01-01\n\t Executed 5 tests, with 1 test skipped and 2 failures (1 unexpected) in 0.1 (0.1) seconds\n",
        "swift test 4/2/0/1"),
      Self.said("swift test --parallel", "[1/2] Testing A.B/one\n[2/2] Testing A.B/two\n", "swift test 2/0/0/0"),
      Self.said(
        "swift test",
        "✘ Test pays() failed after 0.002 seconds with 1 issue.\n✘ Test run with 3 tests failed after 0.002 seconds with 1 issue.\n",
        "swift test 3/1/0/0"),
      Self.said("xcodebuild test -scheme A", suites + "** TEST SUCCEEDED **\n", "xcodebuild 2/0/0/0"),
      Self.said(
        "xcodebuild test -scheme A | xcpretty",
        "Executed 5 tests, with 0 failures (0 unexpected) in 0.1 (0.1) seconds\n", "xcodebuild 5/0/0/0"),
    ])
  }

  func testOthers() {
    check([
      Self.said("bats tests", "1..2\nok 1 fee\nnot ok 2 refund\n# (in test file a.bats, line 3)\n", "bats 2/1/0/0"),
      Self.said("bats --filter x tests", "1..0\n", "bats 0/0/0/0"),
      Self.said("bats tests", " ✓ fee\n\n3 tests, 1 failure, 1 skipped\n", "bats 2/1/0/1"),
      Self.said("bats tests", "1..2\nok 1 fee # skip no server\nok 2 refund # skip\n", "bats 0/0/0/2"),
      Self.said(
        "prove -r t",
        "t/a.t .. ok\nAll tests successful.\nFiles=1, Tests=3,  0 wallclock secs ( 0.01 usr)\nResult: PASS\n",
        "prove 3/0/0/0"),
      Self.said("prove -r xt", "Files=0, Tests=0,  0 wallclock secs ( 0.00 usr)\nResult: NOTESTS\n", "prove 0/0/0/0"),
      Self.said(
        "prove t", "t/skip.t .. skipped: needs a server\nFiles=1, Tests=0,  0 wallclock secs\nResult: NOTESTS\n",
        "prove 0/0/0/0"),
      Self.said("prove t", "Failed 1/3 subtests\nFiles=1, Tests=3,  0 wallclock secs\nResult: FAIL\n", "prove 3/1/0/0"),
      Self.said(
        "prove t",
        "Dubious, test returned 2 (wstat 512, 0x200)\nNo subtests run\nFiles=1, Tests=0,  0 wallclock secs\nResult: FAIL\n",
        "prove 0/0/1/0"),
      Self.said(
        "prove -v t", "ok 1 - a\n1..1\nok\nFiles=1, Tests=1,  0 wallclock secs\nResult: PASS\n", "prove 1/0/0/0"),
      Self.said("rspec", "Finished in 0.01 seconds\n3 examples, 1 failure, 1 pending\n", "rspec 2/1/0/1"),
      Self.said("rspec", "0 examples, 0 failures, 1 error occurred outside of examples\n", "rspec 0/0/1/0"),
      Self.said("rspec -e x", "All examples were filtered out\n\n0 examples, 0 failures\n", "rspec 0/0/0/0"),
      Self.said("rake test", "3 runs, 5 assertions, 1 failures, 1 errors, 1 skips\n", "minitest 2/2/0/1"),
      Self.said("rake test", "0 runs, 0 assertions, 0 failures, 0 errors, 0 skips\n", "minitest 0/0/0/0"),
      Self.said(
        "rake test", "3 tests, 3 assertions, 0 failures, 0 errors, 0 pendings, 1 omissions, 0 notifications\n",
        "minitest 2/0/0/1"),
      Self.said("phpunit", "OK (3 tests, 5 assertions)\n", "phpunit 3/0/0/0"),
      Self.said(
        "phpunit", "FAILURES!\nTests: 3, Assertions: 3, Failures: 1, Errors: 1, Skipped: 1.\n", "phpunit 2/2/0/1"),
      Self.said(
        "phpunit", "OK, but incomplete, skipped, or risky tests!\nTests: 2, Assertions: 0, Skipped: 2.\n",
        "phpunit 0/0/0/2"),
      Self.said("phpunit", "WARNINGS!\nTests: 1, Assertions: 0, Warnings: 1.\n", "phpunit 0/0/0/1"),
      Self.said("phpunit", "OK, but there were issues!\nTests: 2, Assertions: 2, Warnings: 1.\n", "phpunit 2/0/0/0"),
      Self.said("phpunit --filter x", "No tests executed!\n", "phpunit 0/0/0/0"),
      Self.said(
        "pest", "  Tests:    1 failed, 1 skipped, 2 passed (3 assertions)\n  Duration: 0.05s\n", "pest 3/1/0/1"),
      Self.said("php artisan test", "  Tests:  3 passed\n  Time:   0.05s\n", "pest 3/0/0/0"),
      Self.said("pest --filter x", "   INFO  No tests found.\n", "pest 0/0/0/0"),
      Self.said(
        "mvn test",
        "[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.05 s -- in A\n[INFO] Results:\n[INFO] \n[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1\n[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0\n",
        "maven 4/0/0/1"),
      Self.said("mvn test", "[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0\n", "maven 3/2/0/0"),
      Self.said("mvn test", "[INFO] No tests to run.\n", "maven 0/0/0/0"),
      Self.said("mvn verify -DskipTests", "[INFO] Tests are skipped.\n[INFO] BUILD SUCCESS\n", ""),
      Self.said(
        "./gradlew test", "> Task :compileTestJava UP-TO-DATE\n> Task :test UP-TO-DATE\n\nBUILD SUCCESSFUL in 1s\n",
        "gradle 0/0/0/0"),
      Self.said("./gradlew test", "> Task :a:test\n> Task :b:test NO-SOURCE\n\nBUILD SUCCESSFUL in 1s\n", ""),
      Self.said("./gradlew test", "3 tests completed, 1 failed, 1 skipped\n\n> Task :test FAILED\n", "gradle 2/1/0/1"),
      Self.said(
        "dotnet test",
        "Passed!  - Failed:     0, Passed:     3, Skipped:     1, Total:     4, Duration: 5 ms - A.dll (net8.0)\n",
        "dotnet test 3/0/0/1"),
      Self.said(
        "dotnet test",
        "Failed!  - Failed:     1, Passed:     3, Skipped:     0, Total:     4, Duration: 5 ms - A.dll (net8.0)\n",
        "dotnet test 4/1/0/0"),
      Self.said(
        "dotnet test --filter x", "No test matches the given testcase filter `x` in /r/A.dll\n", "dotnet test 0/0/0/0"),
      Self.said(
        "dotnet test", "Test summary: total: 3, failed: 1, succeeded: 2, skipped: 0, duration: 1.2s\n",
        "dotnet test 3/1/0/0"),
      Self.said(
        "dotnet test",
        "Test run summary: Failed!\n  total: 3\n  failed: 1\n  succeeded: 1\n  skipped: 1\n  duration: 1s 20ms\n",
        "dotnet test 2/1/0/1"),
      Self.said("dotnet test", "Test run summary: Zero tests ran\n", "dotnet test 0/0/0/0"),
      Self.said(
        "dotnet test",
        "Test Run Successful.\nTotal tests: 3\n     Passed: 2\n    Skipped: 1\n Total time: 1.0 Seconds\n",
        "dotnet test 2/0/0/1"),
      Self.said(
        "dotnet vstest", "Total tests: 3. Passed: 2. Failed: 1. Skipped: 0.\nTest Run Failed.\n", "dotnet test 3/1/0/0"),
      Self.said(
        "mix test", "Finished in 0.02 seconds\n1 doctest, 5 tests, 1 failure, 2 excluded, 1 skipped\n",
        "mix test 3/1/0/3"),
      Self.said("mix test", "There are no tests to run\n", "mix test 0/0/0/0"),
      Self.said("mix test", "2 tests, 0 failures, 2 invalid\n", "mix test 0/0/2/0"),
      Self.said("make test", "make: 'test' is up to date.\n", "make 0/0/0/0"),
      Self.said(
        "make ci",
        "make[1]: Entering directory '/r'\nmake[1]: Nothing to be done for 'ci'.\nmake[1]: Leaving directory '/r'\n",
        "make 0/0/0/0"),
      Self.said("make", "make: Nothing to be done for 'all'.\n", ""),
      Self.said("make a.out", "make: 'a.out' is up to date.\n", ""),
      Self.said("make lint", "make: Nothing to be done for 'deps'.\neslint .\n", ""),
      Self.said("make build test", "cc -o a a.c\nmake: 'test' is up to date.\n", "make 0/0/0/0"),
      Self.said(
        "make build test", "make: Nothing to be done for 'build'.\n=== 3 passed in 0.1s ===\n", "pytest 3/0/0/0"),
    ])
  }

  /// What only looks like a closing line, and what another program says.
  func testNothingIsReadIntoOtherText() {
    check([
      Self.said("make lint", "All checks passed!\n3 files left unchanged\n", ""),
      Self.said("eslint .", "✖ 3 problems (1 error, 2 warnings)\n", ""),
      Self.said("make", "5 passed in the street in 3 seconds\n", ""),
      Self.said("make", "Ran 5 tests in no time\nOK\n", ""),
      Self.said("make", "the summary: 3 passed in 0.1s\n", ""),
      Self.said("make", "3 passed\n1 failed\n2 skipped\n", ""),
      Self.said("make", "1 pass\n0 fail\n", ""),
      Self.said("make", "ok\nOK\nFAIL\nok 1 - alone\n", ""),
      Self.said("make", "Tests: none\nTests run: many, Failures: 0\nTests: 3\n", ""),
      Self.said("make", "# tests of the parser\n# tests 3\nand no more\n", ""),
      Self.said("make", "1..\n1..x\n1..5 times\n", ""),
      Self.said("make", "3 tests, 4 benchmarks\n", ""),
      Self.said("make", "99999999999999999999 passed in 0.1s\n3 passed in 0.1 minutes\n", ""),
      Self.said("make", "\(String(repeating: "=", count: 5_000)) 3 passed in 0.1s\n", ""),
      // Of a runner that the command doesn't call.
      Self.said("pytest", "3 passing (5ms)\n", ""),
      Self.said("cargo test", "=== 3 passed in 0.01s ===\n", ""),
    ])
  }

  /// A line may come in any pieces, and end in any way.
  func testPieces() {
    let text = "=== 1 failed,\r=== 2 passed in 0.1s ===\r\n"
    for length in 1...text.utf8.count {
      var output = RunnerOutput()
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: length) {
        output.append(bytes[start..<min(start + length, bytes.count)])
      }
      output.finish()
      XCTAssertEqual(
        output.tests(of: TestRunnerUse(of: "pytest"))?.line, "=== 2 passed in 0.1s ===", "\(length)")
    }
  }

  func testLinesThatAreQuoted() {
    let rows: [Row<(String, String), String?>] = [
      Row(("python3 -m unittest", "Ran 0 tests in 0.000s\n\nOK\n"), "Ran 0 tests in 0.000s"),
      Row(
        ("python3 -m unittest", "Ran 2 tests in 0.0s\n\nFAILED (failures=1)\n"),
        "Ran 2 tests in 0.0s: FAILED (failures=1)"),
      Row(
        (
          "cargo test",
          "test result: FAILED. 0 passed; 1 failed; 0 ignored\ntest result: ok. 1 passed; 0 failed; 0 ignored\n"
        ), "test result: FAILED. 0 passed; 1 failed; 0 ignored"),
      Row(
        ("go test ./...", "?   \ta\t[no test files]\nok  \tb\t0.1s [no tests to run]\n"),
        "ok  \tb\t0.1s [no tests to run]"),
      Row(
        ("prove xt", "Files=0, Tests=0,  0 wallclock secs\nResult: NOTESTS\n"),
        "Files=0, Tests=0,  0 wallclock secs Result: NOTESTS"),
    ]
    for row in rows {
      var output = RunnerOutput()
      output.append(row.input.1)
      output.finish()
      XCTAssertEqual(
        output.tests(of: TestRunnerUse(of: row.input.0))?.line, row.expected, file: row.file, line: row.line)
    }
  }

  func testNames() {
    let rows: [Row<(String, String), TestNames>] = [
      Row(
        (
          "pytest -v",
          "t/test_a.py::test_x PASSED  [ 50%]\nt/test_a.py::test_y FAILED [100%]\nFAILED t/test_a.py::test_y - assert 1 == 2\n1 failed, 1 passed in 0.1s"
        ),
        TestNames(passed: ["t/test_a.py::test_x"], failed: ["t/test_a.py::test_y"])),
      Row(
        (
          "python3 -m unittest -v",
          "test_a (m.T.test_a) ... ok\nFAIL: test_b (m.T)\nRan 2 tests in 0.0s\n\nFAILED (failures=1)"
        ),
        TestNames(passed: ["m.T.test_a"], failed: ["m.T.test_b"])),
      Row(
        (
          "cargo test",
          "test tests::a ... ok\ntest tests::b ... FAILED\ntest tests::c ... ignored\ntest result: FAILED. 1 passed; 1 failed; 1 ignored\n"
        ),
        TestNames(passed: ["tests::a"], failed: ["tests::b"], skipped: ["tests::c"])),
      Row(
        ("go test -v", "=== RUN   TestA\n--- PASS: TestA (0.00s)\n    --- SKIP: TestA/b (0.00s)\nok  \ta\t0.1s\n"),
        TestNames(passed: ["TestA"], skipped: ["TestA/b"])),
      Row(
        (
          "swift test",
          "Test Case 'PayTests.testFee' passed (0.0 seconds)\nTest Case '-[Pay.PayTests testTax]' failed (0.1 seconds).\n✔ Test \"pays once\" passed after 0.1 seconds.\nExecuted 2 tests, with 1 failure (0 unexpected) in 0.0 (0.0) seconds\n"
        ),
        TestNames(passed: ["PayTests.testFee", "pays once"], failed: ["Pay.PayTests.testTax"])),
      Row(
        ("bats t", "1..2\nok 1 fee is whole\nnot ok 2 refund\n"),
        TestNames(passed: ["fee is whole"], failed: ["refund"])),
    ]
    for row in rows {
      var output = RunnerOutput()
      output.append(row.input.1)
      output.finish()
      XCTAssertEqual(
        output.tests(of: TestRunnerUse(of: row.input.0))?.names, row.expected, file: row.file, line: row.line)
    }
  }
}
