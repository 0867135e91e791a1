import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// What the guides for people who work on caskade name is there.
final class GuideTests: XCTestCase {
  private static let guides = [
    "Sources/README.md", "Tests/README.md", ".github/CONTRIBUTING.md", ".github/pull_request_template.md",
  ]

  /// Names that stand for any file.
  private static let placeholders: Set = ["X+Message.swift", "FuzzName.swift", "transcripts/"]

  private func text(_ path: String) throws -> String {
    try String(contentsOf: ProjectFolder.root.appendingPathComponent(path), encoding: .utf8)
  }

  private func codeSpans(in text: String) -> [String] {
    let prose = text.components(separatedBy: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    return prose.joined().components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: ProjectFolder.root.appendingPathComponent(path).path)
  }

  func testEveryPathIsThere() throws {
    var seen = 0
    for guide in Self.guides {
      var folder = ""
      for span in codeSpans(in: try text(guide)) where !span.contains(" ") {
        guard !Self.placeholders.contains(span), !span.contains("-part."), !span.hasPrefix("../") else { continue }
        if span.contains("/") {
          seen += 1
          folder = span
          XCTAssertTrue(exists(span) || exists("Sources/\(span)"), "\(guide) names \(span)")
        } else if span.hasSuffix(".swift"), span != "main.swift" {
          seen += 1
          XCTAssertTrue(exists("Sources/\(folder)/\(span)"), "\(guide) names \(span) in \(folder)")
        }
      }
    }
    XCTAssertGreaterThan(seen, 25)
  }

  func testEveryRoomIsInTheTable() throws {
    let rows = try text("Sources/README.md").components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
    let named = rows.flatMap { codeSpans(in: $0.components(separatedBy: "|")[1]) }
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: ProjectFolder.root.appendingPathComponent("Sources").path)
    XCTAssertEqual(named.sorted(), folders.filter { !$0.contains(".") }.sorted())
  }

  /// Each file of others stands in the table with its origin, and none that nobody reads.
  func testEveryCorpusIsInTheTable() throws {
    let name = #/[a-z-]+-part\.[a-z.]+/#
    let named = try text("Tests/README.md").matches(of: name).map { String($0.output) }
    let read = try SourceFileText.all(in: "Tests").filter { !$0.path.contains("/HouseTests/") }
      .flatMap { file in file.text.matches(of: name).map { String($0.output) } }
    XCTAssertEqual(Set(named), Set(read))
    XCTAssertGreaterThan(named.count, 3)
  }

  /// What a test needs is named in the guide by a filter that finds something.
  func testTheFiltersFindTests() throws {
    let texts = try SourceFileText.all(in: "Tests").map(\.text)
    for match in try text("Tests/README.md").matches(of: #/--filter ([A-Za-z]+)\/([A-Za-z]+)/#) {
      let (suite, test) = (String(match.output.1), String(match.output.2))
      XCTAssertTrue(texts.contains { $0.contains("class \(suite):") && $0.contains("func \(test)()") }, "\(suite)")
    }
  }

  func testTheFormsAreRead() throws {
    let folder = ".github/ISSUE_TEMPLATE"
    let names = try FileManager.default.contentsOfDirectory(
      atPath: ProjectFolder.root.appendingPathComponent(folder).path)
    XCTAssertGreaterThan(names.count, 2)
    for name in names {
      let source = SourceText(name: name, try text("\(folder)/\(name)"))
      XCTAssertEqual(YAMLReader.read(source).diagnostics.map(\.rule), [], name)
    }
  }
}
