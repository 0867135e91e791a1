import CaskadeContracts
import CaskadeCore
import CaskadeReport
import CaskadeSyntax
import TestSupport
import XCTest

final class TerminalReportTests: XCTestCase {
  private func lines(_ evidence: Evidence) -> [String] {
    TerminalReport().render(evidence).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  func testTheVerdictIsTheLastLine() {
    for specimen in Specimen.all {
      let text = TerminalReport().render(specimen.evidence, specimen.provenance)
      let last = text.split(separator: "\n").last ?? ""
      XCTAssertTrue(last.hasPrefix("Contract \(specimen.evidence.verdict.rawValue)"), specimen.name)
      XCTAssertTrue(text.hasSuffix("\(last)\n"), specimen.name)
    }
  }

  func testTheHeadingKeepsItsWidth() {
    let rows: [Row<String, Int>] = [
      Row("Short", 92), Row(String(repeating: "word ", count: 12), 92), Row(String(repeating: "long ", count: 60), 92),
      Row(String(repeating: "日本語", count: 10), 92), Row(String(repeating: "日本語", count: 40), 92),
      Row("e\u{301}te\u{301}", 92), Row("🎉🎉", 92),
    ]
    for row in rows {
      let first = lines(Draft { $0.title = row.input }.evidence)[0]
      let width = DisplayWidth.of(first)
      XCTAssertTrue(
        (row.expected - 1...row.expected).contains(width), "\(width): \(first)", file: row.file, line: row.line)
      XCTAssertTrue(first.hasSuffix("   Contracts/login.yaml"), first, file: row.file, line: row.line)
    }
  }

  func testWhatKeptTheCommandsIsNamed() {
    let contained = Containment(.contained, network: .host)
    let rows: [Row<[Containment?], String>] = [
      Row([], "host in place"), Row([nil, nil], "host in place"),
      Row([contained, contained], "host in place, contained"),
      Row([.onHost, .onHost], "host in place, not contained"),
      Row([contained, .onHost, nil], "host in place, 1 of 2 runs contained"),
      Row([Containment(.sandboxed, network: .off)], "host in place, in a sandbox"),
      Row([Containment(.sandboxed, network: .off), contained], "host in place, contained"),
      Row([Containment(.hunted, network: .kept)], "host in place, not contained, network not taken away"),
    ]
    for row in rows {
      let evidence = Draft {
        $0.validation = row.input.map { containment in Draft.record("test", containment: containment) }
      }.evidence
      XCTAssertTrue(
        lines(evidence)[1].hasSuffix(" · \(row.expected)"), lines(evidence)[1], file: row.file, line: row.line)
      let page = MarkdownReport().render(evidence, .witnessed)
      XCTAssertTrue(
        page.contains(", run locally, on the \(row.expected)."), page, file: row.file, line: row.line)
    }
  }

  func testTheTimeOfTheValidationStandsAtTheRight() {
    for summary in ["2 of 2 commands passed", "日本語 passed", "a\u{1B}b"] {
      let evidence = Draft { $0.state(.validation, .pass, summary) }.evidence
      let line = lines(evidence).first { $0.contains("48.2 s") } ?? ""
      XCTAssertEqual(DisplayWidth.of(line), 92, line)
    }
  }

  func testColourOnlyAddsToTheText() {
    for specimen in Specimen.all {
      let plain = TerminalReport().render(specimen.evidence, specimen.provenance)
      XCTAssertFalse(plain.contains("\u{1B}"), specimen.name)
      let colored = TerminalReport(TerminalScreen(isColored: true)).render(specimen.evidence, specimen.provenance)
      let stripped = ["1", "2", "32", "33", "1;31", "0"].reduce(colored) {
        $0.replacing("\u{1B}[\($1)m", with: "")
      }
      XCTAssertEqual(stripped, plain, specimen.name)
      XCTAssertNotEqual(colored, plain, specimen.name)
    }
  }

  func testNothingHostileGetsThrough() {
    let text = TerminalReport().render(
      Draft.filled(with: Draft.hostileText), .asserted(by: Draft.hostileText))
    for (number, line) in text.split(separator: "\n").enumerated() {
      XCTAssertFalse(line.unicodeScalars.contains { EscapedText.isInvisible($0) }, "line \(number + 1): \(line)")
      XCTAssertFalse(line.drop { $0 == " " }.hasPrefix("::"), "line \(number + 1): \(line)")
      XCTAssertFalse(line.contains("##[") || line.contains("##vso["), "line \(number + 1): \(line)")
    }
  }

  /// A title and a path may open a line with what a CI system obeys.
  func testALineNeverBeginsWithAWorkflowCommand() {
    let evidence = Draft.filled(with: "::add-mask::a", count: 1)
    let text = TerminalReport().render(evidence)
    XCTAssertTrue(text.hasPrefix("\\::add-mask::a  "), text)
    XCTAssertTrue(text.contains("\n\\::add-mask::a:3: error: "), text)
  }
}
