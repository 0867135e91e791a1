import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeCLI
@testable import CaskadeContracts

/// What a person meets on the command line and in the output stands in the README, and nothing that is gone.
final class ReadmeTests: XCTestCase {
  private func readme() throws -> String {
    try String(contentsOf: ProjectFolder.root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The first cells of the rows of the table below a heading.
  private func firstCells(below heading: String) throws -> [String] {
    let lines = try readme().components(separatedBy: "\n")
    let start = try XCTUnwrap(lines.firstIndex(of: heading), "no heading '\(heading)'")
    let rows = lines[(start + 1)...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    XCTAssertGreaterThan(rows.count, 2, heading)
    return rows.dropFirst(2).compactMap { row in
      // In a table a pipe of the text is written with a backslash.
      let cells = row.replacingOccurrences(of: "\\|", with: "\u{0}").components(separatedBy: "|").dropFirst()
      return cells.first?.replacingOccurrences(of: "\u{0}", with: "|").trimmingCharacters(in: .whitespaces)
    }
  }

  private func codeSpans(in cells: [String]) -> [String] {
    cells.flatMap { cell in cell.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }
  }

  func testEveryVerb() throws {
    let named = codeSpans(in: try firstCells(below: "## The verbs")).map { $0.components(separatedBy: " ")[0] }
    XCTAssertEqual(named.sorted(), CommandTable.names.sorted())
  }

  /// Three screens of sixty lines and the example of a run: what is more belongs on a page of the reference.
  func testItIsShort() throws {
    XCTAssertLessThan(try readme().components(separatedBy: "\n").count, 240)
  }

  func testEveryTopic() throws {
    let text = try readme()
    let start = try XCTUnwrap(text.range(of: "`caskade help TOPIC` the reference: "))
    let end = try XCTUnwrap(text.range(of: ". The", range: start.upperBound..<text.endIndex))
    XCTAssertEqual(
      codeSpans(in: [String(text[start.upperBound..<end.lowerBound])]), CommandTable.manual.pages.map(\.name))
  }

  /// Wherever the README shows a command of ours, its options exist.
  func testNoOptionThatIsGone() throws {
    let known = Set(CommandTable.specs.flatMap { $0.allOptions.map(\.name) })
    var seen = 0
    for line in try readme().components(separatedBy: "\n") {
      guard let start = line.range(of: "caskade ") else { continue }
      for word in line[start.upperBound...].components(separatedBy: CharacterSet(charactersIn: " `,.;)(|")) {
        // What is inside quotes belongs to another program.
        guard word.hasPrefix("--"), word.count > 2, !line.contains("swift") else { continue }
        seen += 1
        XCTAssertTrue(known.contains(word), "\(word): \(line)")
      }
    }
    XCTAssertGreaterThan(seen, 5)
  }

  func testEveryGate() throws {
    XCTAssertEqual(
      try firstCells(below: "## The gates").sorted(), GateName.allCases.map(\.rawValue).sorted())
  }
}
