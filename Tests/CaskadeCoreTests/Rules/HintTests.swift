import CaskadeCore
import Foundation
import TestSupport
import XCTest

/// A hint is an order to whoever reads it, and machines do. One that lowers proof names the person who has to decide.
final class HintTests: XCTestCase {
  private static let lowering: Set<String> = [
    "ignore", "skip", "exclude", "disable", "loosen", "gitignore", "checks_may_change", "self_declared", "unseen",
    "--allow-self-declared", "--skip-validation", "--only", "--no-base-checks", "--vouch", "--contract-from",
  ]
  private static let deciders = ["a person", "the person", "have it ", "have the ", "on the base"]

  private func lowersUnasked(_ hint: String) -> Bool {
    let text = hint.lowercased()
    let words = text.split { !$0.isLetter && $0 != "-" && $0 != "_" }.map(String.init)
    return words.contains(where: Self.lowering.contains) && !Self.deciders.contains(where: text.contains)
  }

  func testTheMeasureItself() {
    let rows: [Row<String, Bool>] = [
      Row("ignore it (.gitignore) if it is a product of the command", true),
      Row("skip the test", true),
      Row("what is ignored by git isn't there", false),
      Row("have it approved: checks_may_change", false),
      Row("whether git is to ignore it is for a person to decide", false),
      Row("revert it (git checkout 4f2c91a -- src/a.txt)", false),
    ]
    for row in rows {
      XCTAssertEqual(lowersUnasked(row.input), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testNoRuleOfTheCatalogue() {
    for rule in RuleCatalogue.all {
      for way in rule.help.settle where lowersUnasked(way) { XCTFail("\(rule.id): \(way)") }
    }
  }

  /// Every hint that is written anywhere, of findings, of lint and of errors, and the pieces that hints are made of.
  func testNoHintOfTheSource() throws {
    let all = try HintTexts().texts
    XCTAssertGreaterThan(all.count, 300)
    for hint in all where lowersUnasked(hint.text) { XCTFail("\(hint.file): \(hint.text)") }
    for word in ["Judgement", "Lint", "Commands", "YAML", "Glob", "Session"] {
      XCTAssertTrue(all.contains { $0.file.contains(word) }, word)
    }
  }

  func testTheReaderOfHints() {
    let rows: [Row<String, [String]>] = [
      Row(#"f(a, hint: "one " + "two", line: "no")"#, ["one two"]),
      Row("f(hint: a ? \"one\"\n  : \"two\")", ["one", "two"]),
      Row(#"f(hint: g("one", "two"))"#, ["one", "two"]),
      Row("// hint: \"no\"\nlet x = \"no\"\nlet way = a\n  + \"one\"\nlet y = \"no\"", ["one"]),
      Row("var hint: String? {\n  switch self {\n  case .a: \"one\"\n  }\n}\nlet z = \"no\"", ["one"]),
      Row(#"f(hint: "one \(a ?? "no") two")"#, ["one  two"]),
      Row("func hint(_ a: Int) -> String {\n  return \"one\"\n}", ["one"]),
    ]
    for row in rows {
      XCTAssertEqual(HintTexts.hints(of: row.input), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testNoHintOfAGolden() throws {
    let root = ProjectFolder.root.appendingPathComponent("Tests/CaskadeReportTests/Goldens")
    for name in try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    where name.hasSuffix(".terminal.txt") {
      let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      for line in text.split(separator: "\n") {
        guard let hint = line.range(of: "hint: ").map({ String(line[$0.upperBound...]) }) else { continue }
        if lowersUnasked(hint) { XCTFail("\(name): \(hint)") }
      }
    }
  }
}
