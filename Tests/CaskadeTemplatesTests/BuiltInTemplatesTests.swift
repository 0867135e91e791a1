import CaskadeTemplates
import Foundation
import TestSupport
import XCTest

final class BuiltInTemplatesTests: XCTestCase {
  func testNamesAndSummaries() {
    XCTAssertEqual(
      BuiltInTemplates.all.map { "\($0.name): \($0.summary)" },
      [
        "bug-fix: something is broken, and a test can show that it is",
        "dependency-update: a dependency moves to another version, and the code stays as it is",
        "docs: people need better words, and no code changes",
        "feature: people get something that they don't have today",
        "migration: the shape of stored data changes, and the data has to survive it",
        "refactor: the code gets a better shape, and nobody outside it can tell",
        "release-support: a release needs its notes and version numbers, and a person publishes it",
        "test-coverage: code that works lacks tests, and the code stays as it is",
      ])
  }

  func testEveryFileOfTheFolderIsCompiledIn() throws {
    let folder = ProjectFolder.root.appendingPathComponent("Templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    XCTAssertEqual(files.sorted(), BuiltInTemplates.all.map { "\($0.name).yaml" })
    for template in BuiltInTemplates.all {
      let file = folder.appendingPathComponent("\(template.name).yaml")
      XCTAssertEqual(try String(contentsOf: file, encoding: .utf8), template.text, template.name)
    }
  }

  func testFindingOneByName() {
    for template in BuiltInTemplates.all { XCTAssertEqual(BuiltInTemplates.named(template.name), template) }
    for name in ["", "bug", "Bug-fix", "bug-fix.yaml", "bug-fix "] { XCTAssertNil(BuiltInTemplates.named(name), name) }
  }

  func testTheFirstLine() {
    let rows: [Row<String, [String]?>] = [
      Row("# caskade template: spike: to learn something\ncaskade: 1\n", ["spike", "to learn something"]),
      Row("# caskade template: spike: one: two", ["spike", "one: two"]),
      Row("# caskade template: spike: x\r\ncaskade: 1", ["spike", "x"]),
      Row("", nil), Row("caskade: 1", nil), Row("\n# caskade template: spike: x", nil),
      Row("# caskade template: spike", nil), Row("# caskade template: spike:", nil),
      Row("# caskade template: spike: ", nil), Row("# caskade template: spike:x", nil),
      Row("# caskade template: : x", nil), Row("# caskade template spike: x", nil),
    ]
    for row in rows {
      let template = BuiltInTemplate(row.input)
      XCTAssertEqual(template.map { [$0.name, $0.summary] }, row.expected, row.input, file: row.file, line: row.line)
      if row.expected != nil { XCTAssertEqual(template?.text, row.input, file: row.file, line: row.line) }
    }
  }

  func testLinesAreShortPlainAndClean() {
    for template in BuiltInTemplates.all {
      XCTAssertTrue(template.text.hasSuffix("\n"), template.name)
      XCTAssertFalse(template.text.hasSuffix("\n\n"), template.name)
      for (index, line) in template.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let place = "\(template.name).yaml:\(index + 1)"
        XCTAssertLessThanOrEqual(line.count, 120, place)
        XCTAssertFalse(line.hasSuffix(" "), place)
        XCTAssertTrue(line.utf8.allSatisfy { (0x20...0x7E).contains($0) }, place)
      }
    }
  }

  /// A plain scalar that begins with `*` is an alias in YAML, and one with ` #` loses its end.
  func testPatternsThatBeginWithAStarAreQuoted() {
    var quoted = 0
    for template in BuiltInTemplates.all {
      for (index, line) in template.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        XCTAssertFalse(line.contains("- *") || line.contains(": *"), "\(template.name).yaml:\(index + 1)")
        if line.contains("\"*") { quoted += 1 }
      }
    }
    XCTAssertGreaterThan(quoted, 50)
  }
}
