import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeCore

/// Files in `Tests/Fixtures/Evidence` were written by the caskade that their names tell.
final class OlderEvidenceTests: XCTestCase {
  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: ProjectFolder.fixtures.appendingPathComponent("Evidence/\(name).json")))
  }

  private static let lacking = "what the caller named or left out: the evidence was written without 'request'"

  func testItReadsAndSaysWhatItLacks() throws {
    let rows: [Row<String, [String]>] = [
      Row(
        "0.1.0-broken",
        ["other: stop condition 'more than 45 minutes': no run was recorded", "not recorded: \(Self.lacking)"]),
      Row(
        "0.1.0-skipped",
        ["other: stop condition 'more than 45 minutes': no run was recorded", "not recorded: \(Self.lacking)"]),
    ]
    for row in rows {
      let bytes = try bytes(row.input)
      let evidence = try EvidenceReader.read(bytes)
      XCTAssertEqual(evidence.verdict, .broken, file: row.file, line: row.line)
      XCTAssertNil(evidence.request, file: row.file, line: row.line)
      XCTAssertEqual(
        evidence.notChecked.map { "\($0.kind.rawValue): \($0.text)" }, row.expected, file: row.file, line: row.line)
      let problems = DraftSeven.problems(of: try JSONReader.read(bytes), by: EvidenceSchema.value)
      XCTAssertEqual(problems, [], file: row.file, line: row.line)
      let again = try EvidenceReader.read(EvidenceWriter.bytes(evidence))
      XCTAssertEqual(again, evidence, "it says the same again", file: row.file, line: row.line)
    }
  }

  /// Everything that it holds stands there still, by the same bytes.
  func testNothingIsLost() throws {
    for name in ["0.1.0-broken", "0.1.0-skipped"] {
      let old = try JSONReader.read(bytes(name))
      let new = EvidenceWriter.value(try EvidenceReader.read(bytes(name)))
      for member in try XCTUnwrap(old.object) where !["findings", "not_checked"].contains(member.key) {
        let written = try XCTUnwrap(new[member.key], "\(name) \(member.key)")
        let writer = JSONWriter(.pretty, order: .sorted)
        XCTAssertEqual(writer.text(written), writer.text(member.value), "\(name) \(member.key)")
      }
      let findings = try XCTUnwrap(new["findings"]?.array).map { finding in
        JSONValue.object((finding.object ?? []).filter { $0.key != "id" })
      }
      let writer = JSONWriter(.compact, order: .sorted)
      XCTAssertEqual(writer.text(.array(findings)), writer.text(try XCTUnwrap(old["findings"])))
    }
  }
}
