import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

final class SuppressionTests: XCTestCase {
  private func found(_ lines: [(added: Bool, text: String)], in path: String) -> [String] {
    var scanner = SuppressionScanner()
    for (index, line) in lines.enumerated() {
      scanner.read(
        PatchReader.Line(change: 0, added: line.added, number: index + 1, bytes: Array(line.text.utf8)[...]),
        path: RepositoryPath(path))
    }
    return scanner.findings.map { finding in
      guard case .head(let line) = finding.place else { return "nowhere" }
      return "\(line): \(finding.isError ? "error" : "warning"): \(finding.message) [\(finding.rule)]"
    }
  }

  private func isFound(_ text: String, in path: String) -> Bool { !found([(true, text)], in: path).isEmpty }

  func testTheMessage() {
    XCTAssertEqual(
      found([(true, "import os"), (true, "import re  # noqa: F401")], in: "a.py"),
      ["2: warning: a checker is told to look away by 'noqa' [integrity.suppression-added]"])
  }

  func testMarks() {
    let rows: [Row<(path: String, text: String), Bool>] = [
      Row(("a.py", "x: int = \"one\"  # type: ignore[assignment]"), true), Row(("a.py", "# ruff: noqa"), true),
      Row(("a.py", "def f():  # pragma: no cover"), true), Row(("a.py", "import x # pylint: disable=unused"), true),
      Row(("a.py", "run(cmd)  # nosec"), true), Row(("a.ts", "// eslint-disable-next-line no-eval"), true),
      Row(("a.ts", "/* eslint-disable */"), true), Row(("a.ts", " * @ts-nocheck"), true),
      Row(("a.tsx", "{/* @ts-expect-error later */}"), true), Row(("a.go", "var C = 1 //nolint:all"), true),
      Row(("a.go", "x := f() // #nosec G104"), true), Row(("a.rs", "#![allow(warnings)]"), true),
      Row(("a.rs", "    #[allow(dead_code)]"), true), Row(("A.java", "@SuppressWarnings(\"all\") class E {}"), true),
      Row(("A.kt", "@Suppress(\"UNCHECKED_CAST\")"), true), Row(("A.java", "int x; // NOSONAR"), true),
      Row(("a.swift", "// swiftlint:disable all"), true),
      Row(("a.rb", "eval(x) # rubocop:disable Security/Eval"), true),
      Row(("a.sh", "# shellcheck disable=SC2086"), true), Row(("a.c", "f(); // NOLINTNEXTLINE(x)"), true),
      Row(("a.c", "// LCOV_EXCL_START"), true), Row(("a.cs", "#pragma warning disable CS1591"), true),
      Row(("a.php", "/** @phpstan-ignore-next-line */"), true), Row(("main.tf", "# tfsec:ignore:aws-s3"), true),
      Row(("Dockerfile", "# hadolint ignore=DL3008"), true), Row(("a.sql", "-- noqa: L001"), true),
      // No comment, a part of a word, a text, or nothing that a tool reads.
      Row(("a.py", "noqa = 1"), false), Row(("a.py", "x = \"# noqa\""), false),
      Row(("a.py", "mark = '# type: ignore'"), false),
      Row(("a.go", "nolint := false"), false), Row(("a.go", "// nolinter runs here"), false),
      Row(("a.rs", "let s = \"#[allow(x)]\";"), false), Row(("a.rs", "// #[allow(x)] is refused"), false),
      Row(("a.py", "# the type: ignored ones"), false), Row(("docs/a.md", "# noqa"), false),
      Row(("vendor/a.py", "import os  # noqa"), false), Row(("api/x_pb2.py", "import os  # noqa"), false),
      Row(("src/x.generated.ts", "/* eslint-disable */"), false), Row(("a.swift", "let nosec = 1"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        isFound(row.input.text, in: row.input.path), row.expected, row.input.text, file: row.file, line: row.line)
    }
    for mark in Suppression.comments { XCTAssertTrue(isFound("x # \(mark) y", in: "a.py"), mark) }
    for mark in Suppression.code { XCTAssertTrue(isFound("  \(mark)x", in: "a.rs"), mark) }
  }

  /// One that only moved, or whose line changed, isn't new.
  func testOnlyTheNewOnes() {
    XCTAssertEqual(found([(false, "import os  # noqa"), (true, "import os, re  # noqa")], in: "a.py"), [])
    XCTAssertEqual(found([(false, "a  # noqa"), (true, "b  # noqa"), (true, "c  # noqa")], in: "a.py").count, 1)
    XCTAssertEqual(found([(false, "a  # noqa"), (true, "b  # type: ignore")], in: "a.py").count, 1)
  }

  /// A line that another file loses as it stands has moved; one that says something else of it hasn't.
  func testWhatMovedBetweenFiles() {
    let rows: [Row<(lost: String, added: [String]), Int>] = [
      Row(("  import os  # noqa", ["import os  # noqa\r"]), 0),
      Row(("import os  # noqa", ["import re  # noqa"]), 1),
      Row(("import os  # noqa", ["import os  # noqa", "import os  # noqa"]), 1),
      Row(("import os", ["import os  # noqa"]), 1),
    ]
    for row in rows {
      var scanner = SuppressionScanner()
      func read(_ text: String, added: Bool, _ change: Int, _ path: String) {
        let bytes = Array(text.utf8)
        scanner.read(
          PatchReader.Line(change: change, added: added, number: 1, bytes: bytes[...]), path: RepositoryPath(path))
      }
      read(row.input.lost, added: false, 0, "old.py")
      for text in row.input.added { read(text, added: true, 1, "new.py") }
      XCTAssertEqual(scanner.findings.count, row.expected, row.input.lost, file: row.file, line: row.line)
    }
  }
}
