import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// Any bytes give findings, in time that grows with their length.
final class IntegrityHostileInputTests: XCTestCase {
  private static let paths = [
    "Tests/ATests.swift", "tests/test_a.py", "src/a.test.tsx", "a/a_test.go", "src/a.rs", "src/test/java/ATest.java",
    "pyproject.toml", "tsconfig.json", ".swiftlint.yml", ".github/workflows/ci.yml", "Makefile", "package.json",
    "scripts/a.sh", "spec/a_spec.rb", "tox.ini",
  ]

  private func scan(_ path: String, old: [UInt8]?, new: [UInt8]?) -> [IntegrityFinding] {
    let path = RepositoryPath(path)
    let change = Change(
      path: path, operation: old == nil ? .create : new == nil ? .delete : .modify, oldMode: .regular,
      newMode: .regular, oldID: nil, newID: nil)
    let commands = ["make test", "npm test", "./scripts/a.sh", "tox"].map {
      CheckCommand(name: $0, run: $0, directory: nil)
    }
    let plan = IntegrityPlan(ChangeSet([change]), validation: commands)
    XCTAssertEqual(plan.wanted, [path])
    return IntegrityScan.findings([FileVersions(path, old: old, new: new)], plan: plan, exempt: { _ in false })
  }

  private static let pieces: [String] = [
    "func testA() { XCTAssertTrue(a) }\n", "class A {", "}", "(", ")", "[", "]", "\"", "'", "`", "\"\"\"", "#\"", "/*",
    "*/",
    "//", "#", "#if false\n", "#endif\n", "def test_a():\n    assert a\n", "@pytest.mark.skip\n", "it('a', () => {",
    "})",
    "it.each([", "${", "\\(", "\\", "#[test]\nfn a() {", "@Test\nvoid a() {", "t.Run(\"a\", func(t *testing.T) {",
    "func TestA(t *testing.T) {\n", "key: value\n", "- a: b\n", "run: |\n  make test\n", "[tool.ruff]\n",
    "ignore = [\n",
    "test: a b\n\tdo\n", "{\"scripts\": {\"test\": \"a\"}}", "\n", "  ", "\t", "\r\n", "\u{2028}", "é", "\0", "/", "=",
    ":",
    "fail_under = 1\n", "$(A)", "A = $(A)\n", "return\n", "if", "class", "func", "describe('a', ",
  ]

  func testRandomPieces() {
    let seed: UInt64 = 20
    var random = RepeatableRandom(seed: seed)
    var findings = 0
    for round in 0..<600 {
      func text() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &random) {
          bytes += Array(Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)].utf8)
        }
        if !bytes.isEmpty, Bool.random(using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        return bytes
      }
      let path = Self.paths[round % Self.paths.count]
      let old = text()
      findings += scan(path, old: old, new: text()).count
      XCTAssertEqual(scan(path, old: old, new: old), [], "seed \(seed), round \(round), \(path)")
    }
    XCTAssertGreaterThan(findings, 50)
  }

  /// An addition at the end of a well-formed file removes nothing.
  func testAdditionsAreQuiet() {
    let seed: UInt64 = 21
    var random = RepeatableRandom(seed: seed)
    for round in 0..<100 {
      let count = Int.random(in: 1...6, using: &random)
      let tests = (0..<count).map { "func test\($0)() {\n  XCTAssertEqual(f(\($0)), \(round))\n}\n" }
      let order = tests.shuffled(using: &random) + ["func testMore() {\n  XCTFail()\n}\n"]
      let old = "final class A: XCTestCase {\n\(tests.joined())}\n"
      let new = "final class B: XCTestCase {\n\(order.joined())}\n// \(round)\n"
      XCTAssertEqual(
        scan("Tests/ATests.swift", old: Array(old.utf8), new: Array(new.utf8)), [], "seed \(seed), round \(round)")
    }
  }

  func testLongLines() {
    for (number, piece) in Self.pieces.enumerated() {
      let unit = Array(piece.utf8.filter { $0 != 10 })
      guard !unit.isEmpty else { continue }
      // A third of the pairs; each piece meets five kinds of files.
      for (index, path) in Self.paths.enumerated() where (index + number).isMultiple(of: 3) {
        let growth = TimeGrowth(from: 256) { count in
          Array(repeatElement(unit, count: count / unit.count).joined())
        } _: { bytes in
          _ = scan(path, old: bytes, new: Array(bytes.dropLast(unit.count)))
        }
        XCTAssertTrue(growth.isLinear, "\(path): \(piece): \(growth)")
      }
    }
  }
}
