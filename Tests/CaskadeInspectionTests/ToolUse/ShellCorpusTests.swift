import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeInspection

/// Command lines with what bash runs and writes: nothing of that may be missed, and little be seen that isn't there.
final class ShellCorpusTests: XCTestCase {
  private struct Line: Decodable {
    let id: String
    let command: String
    let simple_commands: [[String]]
    let writes: [String]
    let opaque: Bool?
  }

  func testNothingIsMissed() throws {
    let text = try Corpora.text("shell/commands.jsonl")
    let lines = try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    XCTAssertGreaterThan(lines.count, 50)
    var stricter: [String] = []
    for line in lines {
      let actions = ShellActionReader.read(line.command)
      var rest = actions.commands
      for command in line.simple_commands {
        if let index = rest.firstIndex(of: command) {
          rest.remove(at: index)
        } else {
          XCTFail("\(line.id): missed \(command) of \(line.command)\n  found \(actions.commands)")
        }
      }
      for file in line.writes where !actions.writes.contains(file) {
        XCTFail("\(line.id): missed that \(line.command) writes \(file)\n  found \(actions.writes)")
      }
      if line.opaque ?? false { XCTAssertTrue(actions.isOpaque, "\(line.id): taken for understood: \(line.command)") }
      let more = Set(actions.writes).subtracting(line.writes)
      if !rest.isEmpty || !more.isEmpty || actions.isOpaque && !(line.opaque ?? false) {
        stricter.append("\(line.id): \(rest) \(more.sorted()) \(actions.isOpaque ? "opaque" : "")")
      }
    }
    XCTAssertLessThanOrEqual(stricter.count * 5, lines.count, stricter.joined(separator: "\n"))
    print("stricter than needed: \(stricter)")
  }
}
