import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What is put back, what is left out, and what stays.
final class BaseChecksPlanTests: XCTestCase {
  private func check(_ rows: [Row<BaseChecksWorld, [String]>]) {
    for row in rows { XCTAssertEqual(row.input.lines, row.expected, file: row.file, line: row.line) }
  }

  func testTestFiles() {
    check([
      Row(BaseChecksWorld([("src/a.py", "1\n", "2\n")]), []),
      Row(BaseChecksWorld([("tests/test_a.py", "1\n", "2\n")]), ["restore test tests/test_a.py"]),
      Row(BaseChecksWorld([("tests/test_a.py", "1\n", nil)]), ["restore test tests/test_a.py"]),
      Row(BaseChecksWorld([("tests/test_a.py", nil, "1\n")]), ["remove test tests/test_a.py"]),
      Row(
        BaseChecksWorld([("tests/test_a.py", "1\n", nil), ("tests/test_b.py", nil, "1\n"), ("conftest.py", nil, "x\n")]
        ),
        ["restore test tests/test_a.py", "remove runner conftest.py", "remove test tests/test_b.py"]),
      Row(
        BaseChecksWorld([("tests/test_a.py", "1\n", "2\n"), ("spec/x_spec.rb", nil, "1\n")], mayChange: ["tests/**"]),
        ["remove test spec/x_spec.rb", "keep test tests/test_a.py by line 1"]),
      Row(BaseChecksWorld([("docs/tests.md", "1\n", "2\n"), ("src/testing/x.py", nil, "1\n")]), []),
    ])
  }

  /// A file of the head never stands where one of the base, or its folder, has to be.
  func testNothingCollides() {
    check([
      Row(
        BaseChecksWorld([
          ("conftest.py", "1\n", nil), ("conftest.py/a.txt", nil, "1\n"), ("conftest.py/b/c", nil, "1\n"),
        ]),
        ["restore runner conftest.py", "remove conftest.py/a.txt", "remove conftest.py/b/c"]),
      Row(
        BaseChecksWorld([("lib/__tests__/a.rb", "1\n", nil), ("lib/__tests__", nil, "1\n")]),
        ["restore test lib/__tests__/a.rb", "remove lib/__tests__"]),
    ])
  }

  /// What a build file says of runners is put back; the file stays the head's.
  func testBuildFiles() {
    let package = "{\"scripts\": {\"test\": \"jest\"}, \"dependencies\": {}}"
    check([
      Row(
        BaseChecksWorld([("package.json", package, package.replacing("jest", with: "true"))]), ["rewrite package.json"]),
      Row(BaseChecksWorld([("package.json", package, package.replacing("{}", with: "{\"a\": \"1\"}"))]), []),
      Row(
        BaseChecksWorld([("package.json", package, package.replacing("jest", with: "true"))], mayChange: ["*.json"]),
        ["keep package.json by line 1"]),
      Row(
        BaseChecksWorld([("package.json", package, "{")]),
        [
          "package.json: error: what it says of runners and tools can't be put back to the base's: it can't be read "
            + "[integrity.unread]"
        ]),
      Row(
        BaseChecksWorld([("package.json", "{", "{,")]),
        [
          "package.json: warning: what it says of runners and tools can't be put back to the base's: the base's too "
            + "can't be read [integrity.unread]"
        ]),
      // A new package brings all its own; a new file where others were may outrank them.
      Row(BaseChecksWorld([("new/package.json", nil, package)]), []),
      Row(
        BaseChecksWorld([("pyproject.toml", nil, "[tool.pytest.ini_options]\naddopts = 'x'\n")]),
        ["rewrite pyproject.toml"]),
      Row(BaseChecksWorld([("pyproject.toml", nil, "[project]\nname = 'x'\n")]), []),
      Row(BaseChecksWorld([("setup.cfg", "[tool:pytest]\na = b\n", nil)]), ["rewrite setup.cfg"]),
      Row(BaseChecksWorld([("setup.cfg", "[metadata]\na = b\n", nil)]), []),
      Row(BaseChecksWorld([("tests/package.json", package, "{}")]), ["restore test tests/package.json"]),
    ])
    XCTAssertEqual(
      BaseChecksWorld([("package.json", package, package.replacing("jest", with: "true"))]).rewritten("package.json"),
      package)
  }
}
