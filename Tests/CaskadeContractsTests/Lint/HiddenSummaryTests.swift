import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts

/// What keeps a runner's closing lines from being read.
final class HiddenSummaryTests: XCTestCase {
  func testWhatHidesThem() {
    let rows: [Row<String, String?>] = [
      Row("pytest", nil), Row("pytest -q", nil), Row("pytest -qq", "pytest: -qq"),
      Row("pytest -q -q x", "pytest: -q -q"),
      Row("pytest --quiet -q", "pytest: --quiet -q"), Row("pytest -x -p no:cacheprovider", nil),
      Row("pytest > /dev/null", "pytest: > /dev/null"), Row("timeout 9 pytest >>out.log", "pytest: >> out.log"),
      Row("pytest &> out", "pytest: &> out"), Row("pytest 2>/dev/null", nil), Row("pytest > /dev/stdout", nil),
      Row("python3 -m unittest 2> err", "unittest: 2> err"), Row("python3 -m unittest > out", nil),
      Row("pytest | tail -3", "pytest: | tail"), Row("pytest 2>&1 | head", "pytest: | head"),
      Row("pytest | tee x", nil),
      Row("python3 -m unittest | tail", nil), Row("python3 -m unittest 2>&1 | tail", "unittest: | tail"),
      Row("cd a && go test ./... | grep FAIL", "go test: | grep"), Row("(pytest | wc -l)", "pytest: | wc"),
      Row("ctest -Q", "ctest: -Q"), Row("xcodebuild test -quiet", "xcodebuild: -quiet"),
      Row("phpunit --no-output", "phpunit: --no-output"), Row("./gradlew test > log", nil),
      Row("mvn -q test | tail", nil),
      Row("make test > log", nil), Row("eslint . | head", nil), Row("cat log | grep x", nil),
      Row("pytest 'unclosed", nil),
    ]
    for row in rows {
      let hidden = HiddenSummary(of: row.input).map { "\($0.runner.rawValue): \($0.by)" }
      XCTAssertEqual(hidden, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testTheLintSaysSo() {
    let contract = soundContract(
      validation: [
        "pytest -qq", "pytest -q", "{ run: pytest | tail, report: a.xml }", "name: Fast\n    run: go test ./... > log",
      ])
    XCTAssertEqual(
      lintLines(contract),
      [
        "10:5: warning: pytest says at its end how much it ran, and '-qq' hides that, so that a check is unproven "
          + "[lint.hidden-summary] / take '-qq' out of the command, or name the report that it writes: 'report: PATH'",
        "12:12: warning: the status is that of 'tail', so a failure of 'pytest' is lost [lint.status-lost] / "
          + "write '- pytest', or `- bash -o pipefail -c 'pytest | tail'`",
        "14:10: warning: go test says at its end how much it ran, and '> log' hides that, so that a check is unproven "
          + "[lint.hidden-summary] / take '> log' out of the command, or name the report that it writes: 'report: PATH'",
      ])
  }
}
