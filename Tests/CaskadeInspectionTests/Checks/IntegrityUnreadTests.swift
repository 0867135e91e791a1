import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What isn't read is said, and never taken for kept.
final class IntegrityUnreadTests: XCTestCase {
  private func check(_ rows: [Row<IntegrityWorld, [String]>]) {
    for row in rows {
      XCTAssertEqual(row.input.lines, row.expected, row.input.files[0].path, file: row.file, line: row.line)
    }
  }

  private func unread(_ path: String, _ what: String = "changed") -> String {
    "\(path): warning: check file \(what) in a language that isn't read: nobody looked whether it still checks as much "
      + "[integrity.unread]"
  }

  func testLanguagesThatAreNotRead() {
    let lines = (1...8).map { "expect(value\($0)).to eq result\($0)\n" }.joined()
    check([
      Row(IntegrityWorld("spec/a_spec.rb", lines, lines + "skip\n"), [unread("spec/a_spec.rb")]),
      Row(IntegrityWorld("test/a_test.rb", "a b c\n", "a b d\n"), [unread("test/a_test.rb")]),
      Row(IntegrityWorld("test/test_helper.rb", "a b c\n", "a b d\n"), [unread("test/test_helper.rb")]),
      Row(IntegrityWorld("tests/ATest.php", "a b c\n", "a b d\n"), [unread("tests/ATest.php")]),
      Row(IntegrityWorld("tests/ATests.cs", "a b c\n", "a b d\n"), [unread("tests/ATests.cs")]),
      Row(IntegrityWorld("tests/lib/common.bash", "a b c\n", "a b d\n"), [unread("tests/lib/common.bash")]),
      Row(IntegrityWorld("t/t0001-init.sh", "a b c\n", "a b d\n"), [unread("t/t0001-init.sh")]),
      Row(IntegrityWorld("t/basic.t", "a b c\n", "a b d\n"), [unread("t/basic.t")]),
      Row(IntegrityWorld("acceptance.bats", "a b c\n", "a b d\n"), [unread("acceptance.bats")]),
      Row(IntegrityWorld("features/login.feature", "a b c\n", "a b d\n"), [unread("features/login.feature")]),
      Row(IntegrityWorld("test/helper.rb", "one two\n", nil), [unread("test/helper.rb", "deleted")]),
      Row(
        IntegrityWorld("spec/a_spec.rb", lines, nil),
        ["spec/a_spec.rb: error: test file deleted [integrity.test-file-deleted]"]),
      // New, moved as it is, the same, or no check.
      Row(IntegrityWorld("spec/a_spec.rb", nil, lines), []),
      Row(IntegrityWorld([("spec/a_spec.rb", lines, nil), ("spec/b_spec.rb", nil, lines)]), []),
      Row(IntegrityWorld("lib/a.rb", "a b c\n", "a b d\n"), []),
      Row(IntegrityWorld("scripts/a.sh", "a b c\n", "a b d\n"), []),
      Row(IntegrityWorld("tests/README.md", "a b c\n", "a b d\n"), []),
      Row(IntegrityWorld("tests/test_a.py", "def test_a():\n  assert f()\n", "def test_a():\n  assert g()\n"), []),
    ])
    XCTAssertEqual(
      IntegrityWorld([("spec/a_spec.rb", "a b c\n", "a b d\n")], exempt: ["spec/**"]).lines, [])
  }

  /// A script among tests that a command names is compared as what the command runs.
  func testAScriptAmongTests() {
    check([
      Row(
        IntegrityWorld([("tests/run.sh", "pytest -x\n", "true\n")], commands: ["sh tests/run.sh"]),
        [
          unread("tests/run.sh"),
          "tests/run.sh:1: error: what 'sh tests/run.sh' runs was changed; it was 'pytest -x' [integrity.command-changed]",
        ])
    ])
  }

  func testSettingsThatAreTooLarge() {
    let large = "ignore = [\n" + String(repeating: "  \"E501\",\n", count: 40_000) + "]\n"
    let said = ": warning: settings of checks changed in a file too large to be compared [integrity.unread]"
    check([
      Row(IntegrityWorld("ruff.toml", large, large + " "), ["ruff.toml\(said)"]),
      Row(IntegrityWorld("ruff.toml", large, nil), ["ruff.toml\(said)"]),
    ])
    let some = String(large.prefix(200_000))
    let many = (1...4).map { (path: "p\($0)/ruff.toml", old: String?.some(some), new: String?.some(some + " ")) }
    XCTAssertEqual(IntegrityWorld(many).lines, ["p3/ruff.toml\(said)", "p4/ruff.toml\(said)"])
  }

  func testPipelinesThatAreTooLarge() {
    let said = ": warning: settings of checks changed in a file too large to be compared [integrity.unread]"
    func steps(_ count: Int, _ more: String = "") -> String {
      "jobs:\n" + (0..<count).map { "  - run: make test\($0)\n" }.joined() + more
    }
    let (large, ignoring) = (steps(20_000), steps(10, "  - run: make lint || true\n"))
    check([
      Row(
        IntegrityWorld([
          (".github/workflows/a.yml", steps(10, "  - run: make lint\n"), ignoring),
          (".github/workflows/large.yml", large, large + " "), (".github/workflows/new.yml", nil, large),
          (".gitlab-ci.yml", large, nil),
        ]),
        [
          ".github/workflows/a.yml:12: error: a failure is ignored now by ' || true'; it was 'make lint' [integrity.failure-ignored]",
          ".github/workflows/large.yml\(said)", ".github/workflows/new.yml\(said)", ".gitlab-ci.yml\(said)",
        ])
    ])
    let some = steps(10_000)
    let many = (10..<20).map {
      (path: ".github/workflows/\($0).yml", old: String?.some(some), new: String?.some(some + " "))
    }
    let last = (10..<20).suffix(10 - (4 << 20) / (2 * some.utf8.count + 1))
    XCTAssertEqual(IntegrityWorld(many).lines, last.map { ".github/workflows/\($0).yml\(said)" })
    XCTAssertFalse(last.isEmpty)
  }

  /// Four times the input takes about four times the time, whatever it is made of.
  func testSettingsGrowWithTheirSize() {
    func world(_ size: Int) -> IntegrityWorld {
      let files: [(String, String)] = [
        ("a/tsconfig.json", "{\"a\":" + String(repeating: "[", count: size)),
        ("a/ruff.toml", "ignore = [\"" + String(repeating: "a,", count: size / 2) + "\"]\n"),
        ("a/mypy.ini", "a = [\n" + String(repeating: "x,\n", count: size / 3)),
        ("a/.golangci.yml", (0..<(size / 20)).map { "k\($0):\n  - v\($0)\n" }.joined()),
        ("a/setup.cfg", "[mypy]\n" + (0..<(size / 20)).map { "strict_\($0) = true\n" }.joined()),
        ("a/pom.xml", String(repeating: "<a b='c'>", count: size / 9)),
        (".github/workflows/a.yml", (0..<(size / 30)).map { "- if: a\($0)\n  run: make test\($0)\n" }.joined()),
      ]
      return IntegrityWorld(files.map { ($0.0, $0.1, String($0.1.reversed())) })
    }
    func time(_ size: Int) -> Duration {
      let world = world(size)
      let start = ProcessorTime.now
      _ = world.lines
      return ProcessorTime.now - start
    }
    _ = time(1_000)
    let few = time(4_000)
    let many = time(16_000)
    XCTAssertLessThan(many / few, 10)
  }
}
