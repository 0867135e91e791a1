import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

/// What code tells by that it is tested, and what stays as it is.
final class ShippedCodeTests: XCTestCase {
  private struct Case {
    let path: String
    let base: String?
    let other: String
    let head: String

    /// - Parameter other: a file of the base that the change removes.
    init(_ path: String, _ head: String, base: String? = nil, other: String = "") {
      (self.path, self.base, self.other, self.head) = (path, base, other, head)
    }
  }

  private func check(_ rows: [Row<Case, String?>]) {
    for row in rows {
      let path = RepositoryPath(row.input.path)
      let known = AddedLines.lines(of: [row.input.base ?? "", row.input.other].map { Array($0.utf8) })
      let found =
        ShippedCode.reads(path)
        ? ShippedCode.rewritten(
          Array(row.input.head.utf8), known: known, isNew: row.input.base == nil, path) : nil
      XCTAssertEqual(found.map { String(decoding: $0, as: UTF8.self) }, row.expected, file: row.file, line: row.line)
    }
  }

  func testRust() {
    check([
      Row(
        Case("src/a.rs", "#[cfg(test)]\nconst A: u8 = 1;\n#[cfg(not(test))]\nconst A: u8 = 2;\n"),
        "#[cfg(any())]\nconst A: u8 = 1;\n#[cfg(not(any()))]\nconst A: u8 = 2;\n"),
      Row(Case("src/a.rs", "if cfg!(debug_assertions) { a() }\n"), "if cfg!(any()) { a() }\n"),
      Row(
        Case("src/a.rs", "#[cfg_attr(test, path = \"b.rs\")]\nmod a;\n"),
        "#[cfg_attr(any(), path = \"b.rs\")]\nmod a;\n"),
      // Modules of tests and what they take in, other conditions, what the base has, files of tests.
      Row(
        Case("src/a.rs", "#[cfg(test)]\nmod tests {\n    #[cfg(test)]\n    fn a() {}\n}\n#[cfg(test)]\nuse b;\n"), nil),
      Row(Case("src/a.rs", "#[cfg(feature = \"test\")]\nfn a() {}\n#[cfg_attr(miri, test)]\nfn b() {}\n"), nil),
      Row(Case("src/a.rs", "#[cfg(not(test))]\nfn a() {}\n", base: "#[cfg(not(test))]\nfn a() {}\n"), nil),
      Row(Case("tests/a.rs", "if cfg!(test) {}\n"), nil),
      // What was moved from another file; what is taken in instead of something else; one condition inside of another.
      Row(Case("src/a.rs", "#[cfg(not(test))]\nfn a() {}\n", other: "#[cfg(not(test))]\nfn a() {}\n"), nil),
      Row(
        Case("src/a.rs", "#[cfg(test)]\nuse b::f;\n#[cfg(not(test))]\nuse c::f;\n"),
        "#[cfg(any())]\nuse b::f;\n#[cfg(not(any()))]\nuse c::f;\n"),
      Row(Case("src/a.rs", "if cfg!(cfg!(test)) {}\n"), "if cfg!(cfg!(any())) {}\n"),
    ])
  }

  func testGo() {
    check([
      Row(
        Case("a.go", "//go:build !release\n\npackage a\n", base: "\npackage a\n"),
        "//go:build release\n\npackage a\n"),
      Row(
        Case("a.go", "//go:build linux && (cgo || !slim)\n", base: "package a\n"),
        "//go:build linux && (!cgo || slim)\n"),
      // A new file is built where it says.
      Row(Case("a.go", "//go:build wireinject\n\npackage a\n"), nil),
      Row(Case("a.go", "//go:build windows && go1.21\n"), nil),
      Row(Case("a.go", "//go:build !release\n", base: "//go:build !release\n"), nil),
      Row(Case("a_test.go", "//go:build !release\n"), nil),
      Row(Case("a.go", "if f.Lookup(\"test.v\") == nil {\n"), "if f.Lookup(\"none.test.v\") == nil {\n"),
      Row(Case("a.go", "if f.Lookup(\"name\") == nil {\n"), nil),
      Row(Case("a.go", "if testing.Testing() {\n"), "if (testing.Testing() && false) {\n"),
    ])
  }

  func testOthers() {
    check([
      Row(Case("src/a.py", "if \"pytest\" in sys.modules:\n"), "if \"none\" in sys.modules:\n"),
      Row(
        Case("src/a.py", "x = os.environ.get('PYTEST_CURRENT_TEST')\n"),
        "x = os.environ.get('PYTEST_CURRENT_TEST_OF_NONE')\n"),
      Row(Case("lib/a.js", "if (process.env.NODE_ENV === 'test') {\n"), "if (process.env.NODE_ENV === 'none') {\n"),
      Row(Case("Sources/A.swift", "#if DEBUG\n"), "#if AS_SHIPPED_NEVER\n"),
      Row(Case("Sources/A.swift", "#if DEBUGGER\n"), nil),
      Row(Case("src/a.py", "x = 'pytest'\n"), nil),
      Row(Case("lib/a.js", "if (kind === 'test') {\n"), nil),
      Row(Case("tests/conftest.py", "if \"pytest\" in sys.modules:\n"), nil),
    ])
  }
}
