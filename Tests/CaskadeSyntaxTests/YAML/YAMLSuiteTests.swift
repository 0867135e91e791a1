import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// A part of the yaml-test-suite, which the corpora hold: what is invalid is refused, and what is valid
/// has the suite's structure, or is refused for a feature that the reader's page lists.
final class YAMLSuiteTests: XCTestCase {
  private struct Case: Decodable {
    let id: String
    let yaml: String
    let error: Bool
    let events: String
    let plain_subset: Bool
  }

  /// The rules by which the reader refuses what YAML has.
  private static let listed: Set<String> = [
    "yaml.anchor", "yaml.alias", "yaml.tag", "yaml.merge-key", "yaml.directive", "yaml.several-documents",
    "yaml.no-document", "yaml.complex-key", "yaml.collection-key", "yaml.empty-key", "yaml.duplicate-key",
    "yaml.long-key", "yaml.unprintable-key", "yaml.control-character", "yaml.hidden-character", "yaml.encoding",
    "yaml.top-level-indentation", "yaml.no-final-line-break",
  ]

  /// Marked as plain in the corpus though they use a listed feature.
  private static let explained = [
    "DK95/07": "yaml.directive"  // begins with %YAML
  ]

  func testEveryCase() throws {
    let lines = try Corpora.text("yaml/yaml-test-suite-part.jsonl").split(separator: "\n")
    XCTAssertEqual(lines.count, 196)
    var accepted = 0
    for line in lines {
      let row = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      let result = readYAML(row.yaml)
      XCTAssertEqual(result.root == nil, !result.errorRules.isEmpty, row.id)
      guard let root = result.root else {
        if row.error { continue }
        XCTAssertFalse(Self.listed.isDisjoint(with: result.errorRules), "\(row.id): \(result.errorRules)")
        if row.plain_subset { XCTAssertEqual(result.errorRules, Self.explained[row.id].map { [$0] }, row.id) }
        continue
      }
      accepted += 1
      XCTAssertFalse(row.error, "\(row.id) is invalid")
      XCTAssertEqual(yamlEvents(root), Self.structure(row.events), row.id)
    }
    XCTAssertEqual(accepted, 90)
  }

  /// The suite's events without stream, document and style, and with its escapes resolved.
  private static func structure(_ events: String) -> [String] {
    events.split(separator: "\n").compactMap { event in
      if event.hasPrefix("+MAP") || event.hasPrefix("+SEQ") { return String(event.prefix(4)) }
      if event.hasPrefix("=VAL ") { return "=VAL " + unescaped(event.dropFirst(6)) }
      return event.hasPrefix("-MAP") || event.hasPrefix("-SEQ") ? String(event) : nil
    }
  }

  private static func unescaped(_ text: Substring) -> String {
    let letters: [Character: Character] = ["n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "\\": "\\"]
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      result.append(character == "\\" ? rest.popFirst().flatMap { letters[$0] } ?? "?" : character)
    }
    return result
  }
}
