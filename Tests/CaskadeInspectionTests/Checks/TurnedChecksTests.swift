import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

/// Assertions that are turned round, and what stays as it is.
final class TurnedChecksTests: XCTestCase {
  private struct Case {
    let path: String
    let text: String

    init(_ path: String, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  private func check(_ rows: [Row<Case, String?>]) {
    for row in rows {
      let path = RepositoryPath(row.input.path)
      let turned = TurnedChecks.reads(path) ? TurnedChecks.turned(Array(row.input.text.utf8), path) : nil
      XCTAssertEqual(
        turned.map { String(decoding: $0, as: UTF8.self) }, row.expected, file: row.file, line: row.line)
    }
  }

  func testPython() {
    check([
      Row(Case("tests/test_a.py", "    assert a == b\n"), "    assert not (a == b)\n"),
      Row(Case("tests/test_a.py", "assert f(a, b), 'why, so'\n"), "assert not (f(a, b)), 'why, so'\n"),
      Row(
        Case("tests/test_a.py", "assert (\n    a\n    == b\n)  # same\nc = 1\n"),
        "assert not ((\n    a\n    == b\n))  # same\nc = 1\n"),
      Row(Case("tests/test_a.py", "self.assertEqual(a, b)\n"), "self.assertNotEqual(a, b)\n"),
      Row(Case("tests/test_a.py", "self.assertIsNone(a)\n"), "self.assertIsNotNone(a)\n"),
      // Nothing to turn, in a text, in the product, among what is copied in.
      Row(Case("tests/test_a.py", "with pytest.raises(ValueError):\n    f()\n"), nil),
      Row(Case("tests/test_a.py", "text = '''\nassert a\n'''\n"), nil),
      Row(Case("src/a.py", "assert a == b\n"), nil),
      Row(Case("vendor/x/tests/test_a.py", "assert a == b\n"), nil),
    ])
  }

  func testJavaScript() {
    check([
      Row(Case("test/a.js", "assert.strictEqual(a, 2)\n"), "assert.notStrictEqual(a, 2)\n"),
      Row(Case("test/a.js", "assert(a, 'b')\nassert.ok(f(a, 1))\n"), "assert(!(a), 'b')\nassert.ok(!(f(a, 1)))\n"),
      Row(Case("src/a.test.ts", "expect(a).toBe(1)\n"), "expect(a).not.toBe(1)\n"),
      Row(Case("src/a.test.ts", "expect(a).not.toBe(1)\n"), "expect(a).toBe(1)\n"),
      Row(
        Case("src/a.test.ts", "await expect(f()).resolves.toEqual({})\n"),
        "await expect(f()).resolves.not.toEqual({})\n"),
      Row(Case("src/a.test.ts", "f(expect.anything())\na.equal(b)\n"), nil),
      // What is asked until it holds.
      Row(
        Case("src/a.test.ts", "await waitFor(() => { expect(a).toBe(1) })\nexpect(a).toBe(1)\n"),
        "await waitFor(() => { expect(a).toBe(1) })\nexpect(a).not.toBe(1)\n"),
      Row(Case("src/a.test.ts", "await expect(f).toPass()\nawait expect.poll(f).toBe(1)\n"), nil),
      Row(Case("src/a.ts", "assert.strictEqual(a, 2)\n"), nil),
    ])
  }

  func testGo() {
    check([
      Row(
        Case("a_test.go", "if got != want {\n\tt.Errorf(\"%d\", got)\n}\n"),
        "if !(got != want) {\n\tt.Errorf(\"%d\", got)\n}\n"),
      Row(
        Case("a_test.go", "if err := f(); err != nil {\n\tt.Fatal(err)\n}\n"),
        "if err := f(); !(err != nil) {\n\tt.Fatal(err)\n}\n"),
      Row(
        Case("a_test.go", "if a {\n\tif b {\n\t\tt.Fatal()\n\t}\n}\n"),
        "if a {\n\tif !(b) {\n\t\tt.Fatal()\n\t}\n}\n"),
      Row(Case("a_test.go", "require.NoError(t, err)\n"), "require.Error(t, err)\n"),
      Row(Case("a_test.go", "if a {\n\tlog.Fatal()\n}\n"), nil),
      Row(Case("a.go", "if a {\n\tt.Fatal()\n}\n"), nil),
    ])
  }

  func testRust() {
    check([
      Row(
        Case("tests/a.rs", "assert_eq!(a, b);\nassert!(f(a, b), \"c\");\n"),
        "assert_ne!(a, b);\nassert!(!(f(a, b)), \"c\");\n"),
      // Beside the code, only what is a module of tests.
      Row(
        Case("src/a.rs", "fn f() { assert!(a); }\n#[cfg(test)]\nmod tests {\n    fn g() { assert!(a); }\n}\n"),
        "fn f() { assert!(a); }\n#[cfg(test)]\nmod tests {\n    fn g() { assert!(!(a)); }\n}\n"),
      Row(Case("src/a.rs", "fn f() { assert!(a); }\n"), nil),
    ])
  }

  func testOthers() {
    check([
      Row(
        Case("Tests/ATests.swift", "XCTAssertEqual(a, b)\n#expect(a == b)\n"),
        "XCTAssertNotEqual(a, b)\n#expect(!(a == b))\n"),
      Row(Case("Tests/ATests.swift", "#expect(throws: E.self) { try f() }\n"), nil),
      Row(
        Case("src/test/java/ATest.java", "import static org.junit.Assert.*;\nassertEquals(1, f());\n"),
        "import static org.junit.Assert.*;\nassertNotEquals(1, f());\n"),
      Row(Case("src/test/java/ATest.java", "Assert.assertEquals(1, f());\n"), "Assert.assertNotEquals(1, f());\n"),
      // The opposite wasn't taken in.
      Row(
        Case("src/test/java/ATest.java", "import static org.junit.Assert.assertEquals;\nassertEquals(1, f());\n"), nil),
      Row(
        Case("test/a.bats", "@test \"a\" {\n  run f\n  [ \"$status\" -eq 0 ]\n  assert_output \"b\"\n}\n"),
        "@test \"a\" {\n  run f\n  [ \"$status\" -eq 0 ] && false\n  assert_output \"b\" && false\n}\n"),
      Row(
        Case("test/a.bats", "@test \"a\" {\n  assert_failure \"a: \\`b' | #\"\n  assert_output 'c\n}\n"),
        "@test \"a\" {\n  assert_failure \"a: \\`b' | #\" && false\n  assert_output 'c\n}\n"),
      Row(Case("test/a.bats", "f() {\n  [ a ]\n}\n@test \"a\" {\n  [ a ] || false\n}\n"), nil),
    ])
  }

  /// Ten times the text takes ten times as long, and no hundred times.
  func testManyBeginningsAreRead() {
    for (text, path) in [
      ("assert:", "tests/test_a.py"), ("if ", "a_test.go"), ("assert!(", "tests/a.rs"),
    ] {
      _ = TurnedChecks.turned(Array(String(repeating: text, count: 100_000).utf8), RepositoryPath(path))
    }
    let many = Array(String(repeating: "cfg!(", count: 100_000).utf8)
    _ = ShippedCode.rewritten(many, known: [], isNew: true, RepositoryPath("src/a.rs"))
  }

  func testAnythingIsRead() {
    for text in [
      "assert", "assert (", "expect(", "if {", "assert!(", "assert ,", "@test {\nassert \"", "\u{FEFF}assert a",
    ] {
      for path in ["tests/test_a.py", "test/a.js", "a_test.go", "tests/a.rs", "Tests/ATests.swift", "test/a.bats"] {
        _ = TurnedChecks.turned(Array(text.utf8), RepositoryPath(path))
      }
    }
  }
}
