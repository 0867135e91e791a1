import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeReport
import CaskadeSyntax
import TestSupport
import XCTest

final class MarkdownReportTests: XCTestCase {
  private let marker = "<!-- caskade:evidence contract=\(Draft.id("c0ffee1").text) -->"

  private func assertSound(
    _ text: String, _ what: String, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertLessThanOrEqual(text.utf8.count, MarkdownReport.mostBytes, what, file: file, line: line)
    let problems = MarkdownCheck(text).problems
    XCTAssertEqual(problems, [], what, file: file, line: line)
    XCTAssertTrue(text.hasPrefix("\(marker)\n### Contract "), what, file: file, line: line)
    XCTAssertTrue(text.hasSuffix("\n</details>\n"), what, file: file, line: line)
    let binding = text.split(separator: "\n")[2]
    XCTAssertTrue(binding.hasPrefix("Contract `") || binding.hasPrefix("Contract [`"), what, file: file, line: line)
  }

  func testSpecimensAreSound() {
    for specimen in Specimen.all {
      assertSound(MarkdownReport().render(specimen.evidence, specimen.provenance), specimen.name)
    }
  }

  /// Lines that are seen: what is folded shows its title alone.
  private func visible(_ text: String) -> Int {
    var depth = 0
    var count = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("<!--") {
      if depth == 0 { count += 1 }
      if line.hasPrefix("<details>") { depth += 1 }
      if line.hasPrefix("</details>") { depth -= 1 }
    }
    return count
  }

  func testTenLinesWhenAllIsWell() {
    let evidence = Draft {
      $0.acceptance = [AcceptanceRecord(AcceptanceLine("It holds.", by: .command("swift test"), line: 5), .proven)]
      $0.forHuman = (1...2).map { (line: Int) in HumanQuestion(text: "Question \(line)?", contractLine: line) }
      $0.notChecked = (1...9).map { NotChecked(line: "thing \($0)") }
    }.evidence
    for evidence in [evidence, Draft().evidence] {
      let text = MarkdownReport().render(evidence)
      XCTAssertLessThanOrEqual(visible(text), 10, text)
      XCTAssertTrue(text.contains("A human still has to decide") && text.contains("Not checked"), text)
      XCTAssertFalse(text.contains("... and"), text)
    }
  }

  func testOnlyTheFoldDependsOnTime() {
    let slow = Draft { $0.timing = [] }.evidence
    func unfolded(_ evidence: Evidence) -> String? {
      MarkdownReport().render(evidence).components(separatedBy: "<details><summary>Evidence and times").first
    }
    XCTAssertEqual(unfolded(Draft().evidence), unfolded(slow))
    XCTAssertNotEqual(MarkdownReport().render(Draft().evidence), MarkdownReport().render(slow))
  }

  /// Outputs go first, the verdict, the questions and what was not checked never.
  func testOutputIsDroppedFirst() {
    let line = String(repeating: "o", count: 500)
    let log = Array(repeating: line, count: 100).joined(separator: "\n")
    for count in [1, 3, 20, 90] {
      let evidence = Draft {
        $0.verdict = .broken
        $0.validation = (1...count).map { Draft.record("cmd\($0)", state: .fail, status: 1, log: log) }
        $0.findings = (1...20).map { Finding(.error, gate: .scope, ruleID: "r", path: RepositoryPath("f\($0)"), "m") }
      }.evidence
      let text = MarkdownReport().render(evidence)
      assertSound(text, "\(count) outputs")
      XCTAssertTrue(text.contains("`f20`"), "\(count)")
      XCTAssertTrue(text.contains("session cookie"), "\(count)")
      XCTAssertTrue(text.contains("45 minutes"), "\(count)")
      XCTAssertTrue(text.contains("`cmd\(count)`") || text.contains("<code>cmd\(count)</code>"), "\(count)")
      XCTAssertEqual(text.contains(line), count <= 20, "\(count)")
    }
  }

  func testFiftyThousandFindings() {
    let evidence = Draft {
      $0.verdict = .broken
      $0.changes = (0..<50_000).map {
        Change(
          path: RepositoryPath("src/\($0).txt"), operation: .modify, oldMode: .regular, newMode: .regular, oldID: nil,
          newID: nil, lines: .counted(added: .max / 1_000, deleted: 1))
      }
      $0.findings = (0..<50_000).map { (number: Int) in
        Finding(
          .error, gate: .scope, ruleID: "scope.outside", path: RepositoryPath("src/\(number)-@<|`.txt"),
          "modified, outside the approved paths", hint: String(repeating: "<@|`>", count: 200), contractLine: number)
      }
      $0.validation = (0..<5_000).map { Draft.record("cmd\($0)", line: $0, state: .fail, status: 1, log: "out") }
    }.evidence
    var markdown = ""
    var terminal = ""
    let time = ProcessorTime.spent {
      markdown = MarkdownReport().render(evidence)
      terminal = TerminalReport().render(evidence)
    }
    assertSound(markdown, "50,000 findings")
    XCTAssertTrue(markdown.contains("\n### Contract broken: Fix the login redirect loop (50000 findings)\n"))
    XCTAssertTrue(terminal.hasSuffix("\nContract broken: 50000 findings\n"))
    XCTAssertTrue(terminal.contains("\n... and 49900 more; --format json has them all\n"))
    XCTAssertLessThan(time, .seconds(10), "a debug build")
  }

  func testHugeTexts() {
    let texts = [
      String(repeating: "A", count: 300_000), String(repeating: "`", count: 50_000),
      String(repeating: "|", count: 5_000), String(repeating: "@ ", count: 50_000),
      String(repeating: "\u{E0041}", count: 5_000), "e" + String(repeating: "\u{301}", count: 50_000),
      String(repeating: "<&>\n", count: 5_000), String(repeating: "日本", count: 20_000), "", " ", "\n",
    ]
    for (index, text) in texts.enumerated() {
      let verdicts = [Verdict.kept, .broken, .unproven]
      let verdict = verdicts[index % verdicts.count]
      let evidence = Draft.filled(with: text, verdict: verdict, count: 110)
      assertSound(MarkdownReport().render(evidence, .asserted(by: text)), "text \(index), \(verdict)")
    }
  }

  /// Whatever stands in the evidence, nothing of it is markup.
  func testRandomTextIsNeverMarkup() {
    let pieces = [
      "`", "``", "```", "~~~", "|", "\\", "@team", "#1", "GH-1", "<b>", "</details>", "<!--", "-->", "&amp;", "[x](y)",
      "https://e.x", "www.e.x", ":x:", "*", "**", "_", "~", "$", "\n", "\r", "\t", " ", "    ", "- ", "1. ", "---",
      "===",
      "> ", "a", "é", "日", "\u{1B}[0m", "\u{202E}", "\u{200B}", "\0", "::error::", "##[x]", "'", "\"", "(", ")", ",",
      ".",
      "!", "%", "/",
    ]
    for seed in UInt64(1)...300 {
      var random = RepeatableRandom(seed: seed)
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let evidence = Draft.filled(with: text)
      assertSound(MarkdownReport().render(evidence, .asserted(by: text)), "seed \(seed): \(text.debugDescription)")
    }
  }

  func testTheCheckSeesFaults() {
    let rows: [Row<String, [String]>] = [
      Row("plain `@x <b>` text", []), Row("```text\n@x\n```", []), Row("hi @x", ["1: '@' outside of code: hi @x"]),
      Row("```text\n@x", ["a fence is open at the end"]), Row("<details>", ["a fold is open at the end"]),
      Row("<details><summary>Times</summary>\nx\n</details>", ["1: no blank line behind a summary"]),
      Row("a <", ["1: '<' outside of code: a <"]), Row("`a", ["1: '`' outside of code: `a"]),
      Row("x\u{202E}", ["1: an invisible character"]), Row("::error::x", ["1: a workflow command"]),
      Row("- 1. x", ["1: a block begins in a block: - 1. x"]), Row("| a | b |", []),
      Row("| a | b | c | d |", ["1: 5 pipes in a row"]),
    ]
    for row in rows {
      XCTAssertEqual(MarkdownCheck(row.input).problems, row.expected, file: row.file, line: row.line)
    }
  }
}
