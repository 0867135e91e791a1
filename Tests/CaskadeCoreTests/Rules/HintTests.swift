import CaskadeCore
import Foundation
import TestSupport
import XCTest

/// A hint is an order to whoever reads it, and machines do. One that lowers proof names the person who has to decide.
final class HintTests: XCTestCase {
  private static let lowering: Set<String> = [
    "ignore", "skip", "exclude", "disable", "loosen", "gitignore", "checks_may_change", "--allow-self-declared",
    "--skip-validation", "--only",
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

  /// Every hint that is written out in the judging rooms, up to where its text ends.
  func testNoHintOfAJudgement() throws {
    for folder in ["Sources/CaskadeCore/Judgement", "Sources/CaskadeCore/Amendment"] {
      let root = ProjectFolder.root.appendingPathComponent(folder)
      let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
      XCTAssertFalse(names.isEmpty)
      for name in names.sorted() where name.hasSuffix(".swift") {
        let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        for part in text.components(separatedBy: "hint: \"").dropFirst() {
          let hint = String(part.prefix { $0 != "\n" })
          if lowersUnasked(hint) { XCTFail("\(name): \(hint)") }
        }
      }
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
