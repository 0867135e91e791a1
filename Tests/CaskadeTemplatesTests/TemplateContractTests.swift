import CaskadeContracts
import CaskadeSyntax
import CaskadeTemplates
import TestSupport
import XCTest

final class TemplateContractTests: XCTestCase {
  func testFilledInEachIsAContractWithoutAProblem() throws {
    for template in BuiltInTemplates.all {
      let contract = try contract(FilledTemplate(template).source)
      XCTAssertEqual(contract.blanks, [], template.name)
      XCTAssertEqual(contract.template?.value, template.name)
      XCTAssertEqual(contract.title.value, "Fix the login redirect loop", template.name)
      XCTAssertEqual(
        contract.outcome.value, "Signing in from any page returns the person to that page.", template.name)
      XCTAssertEqual(contract.ticket?.value, "WEB-1423", template.name)
      XCTAssertEqual(contract.owner?.value, "dev@example.com", template.name)
      XCTAssertEqual(contract.expires?.value.text, "2027-01-31", template.name)
      XCTAssertTrue(contract.governs(branch: "fix/login-loop"), template.name)
    }
  }

  /// Lines without an answer are left out, and what remains is whole.
  func testWithNothingOptionalEachIsAContractToo() throws {
    var answers = FilledTemplate.Answers()
    answers.ticket = nil
    answers.owner = nil
    answers.denied = []
    answers.commands = ["make test"]
    for template in BuiltInTemplates.all {
      let contract = try contract(FilledTemplate(template, answers).source)
      XCTAssertNil(contract.ticket, template.name)
      XCTAssertNil(contract.owner, template.name)
      XCTAssertEqual(contract.blanks, [], template.name)
      XCTAssertFalse(contract.paths.deny.isEmpty, template.name)
    }
  }

  func testTheOutcomeOfATemplateAsksOneQuestion() throws {
    let rows: [Row<String, String>] = [
      Row("bug-fix", "<what happens today, and what has to happen instead>"),
      Row("dependency-update", "<which dependency moves, from which version to which>"),
      Row("docs", "<what a reader can do with the new text>"),
      Row("feature", "<who can do what that they could not do before>"),
      Row("migration", "<what the stored data looks like afterwards>"),
      Row("refactor", "<what the new shape is>"),
      Row("release-support", "<which version is ready to be published>"),
      Row("test-coverage", "<which behaviour is tested afterwards>"),
    ]
    XCTAssertEqual(rows.map(\.input), BuiltInTemplates.all.map(\.name))
    var answers = FilledTemplate.Answers()
    answers.outcome = nil
    for row in rows {
      let template = try XCTUnwrap(BuiltInTemplates.named(row.input), file: row.file, line: row.line)
      let contract = try contract(FilledTemplate(template, answers).source)
      XCTAssertEqual(contract.blanks.map(\.text), [row.expected], file: row.file, line: row.line)
      XCTAssertEqual(
        contract.outcome.value.count { $0 == "<" }, 1, row.input, file: row.file, line: row.line)
    }
  }

  /// Every `<...>` of a template is a blank that the reader names at its line; only the date is an error.
  func testUnfilledEachBlankIsNamedAtItsLine() throws {
    for template in BuiltInTemplates.all {
      let lines = template.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let source = SourceText(name: template.name, template.text)
      let expires = try XCTUnwrap(lines.firstIndex { $0.hasPrefix("expires: ") }) + 1
      let result = ContractReader.read(source)
      for diagnostic in result.diagnostics {
        XCTAssertEqual(
          diagnostic.range.map { source.line(at: $0.start) }, expires, "\(template.name): \(diagnostic.message)")
      }

      let dated = template.text.replacing(KnownBlank.expires.rawValue, with: "2027-01-31")
      let blanks = try contract(SourceText(name: template.name, dated)).blanks
      var expected: [String] = []
      for (index, line) in lines.enumerated() where !line.hasPrefix("#") && index + 1 != expires {
        guard let open = line.firstIndex(of: "<"), let close = line.lastIndex(of: ">"), open < close else { continue }
        // The text of `outcome: >` begins on the line of its key.
        let number = lines[index - 1] == "outcome: >" ? index : index + 1
        expected.append("\(number): \(line[open...close])")
      }
      XCTAssertEqual(blanks.map { "\($0.line): \($0.text)" }, expected, template.name)
    }
  }

  /// A drafter fills in line by line: a known blank is a whole value, and nothing follows it.
  func testEveryBlankOutsideTheOutcomeIsKnownAndAlone() {
    let heads = [
      KnownBlank.title: ["title: "], .ticket: ["ticket: "], .owner: ["owner: "], .branch: ["branch: "],
      .expires: ["expires: "], .allowed: ["    - "], .denied: ["    - "],
      .command: ["  - ", "    run: ", "    - shell: "],
    ]
    for template in BuiltInTemplates.all {
      var before = ""
      for (index, line) in template.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let place = "\(template.name).yaml:\(index + 1)"
        defer { before = String(line) }
        guard line.contains("<"), before != "outcome: >" else { continue }
        guard let blank = KnownBlank.allCases.first(where: { line.hasSuffix($0.rawValue) }) else {
          XCTFail("\(place): unknown blank in '\(line)'")
          continue
        }
        let head = String(line.dropLast(blank.rawValue.count))
        XCTAssertTrue(heads[blank]?.contains(head) ?? false, "\(place): '\(line)'")
      }
    }
  }

  func testWhatEachAsksADrafterFor() {
    let always: [KnownBlank] = [.title, .ticket, .owner, .branch, .expires]
    let rows: [Row<String, [KnownBlank]>] = [
      Row("bug-fix", always + [.allowed, .denied, .command, .command, .command]),
      Row("dependency-update", always + [.allowed, .denied, .command, .command, .command]),
      Row("docs", always + [.denied]),
      Row("feature", always + [.allowed, .denied, .command, .command, .command]),
      Row("migration", always + [.allowed, .denied, .command, .command]),
      Row("refactor", always + [.allowed, .denied, .command, .command, .command]),
      Row("release-support", always + [.allowed, .denied, .command, .command, .command]),
      Row("test-coverage", always + [.denied, .command, .command]),
    ]
    XCTAssertEqual(rows.map(\.input), BuiltInTemplates.all.map(\.name))
    for row in rows {
      let lines = BuiltInTemplates.named(row.input)?.text.split(separator: "\n") ?? []
      let found = lines.compactMap { line in KnownBlank.allCases.first { line.hasSuffix($0.rawValue) } }
      XCTAssertEqual(found, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  private func contract(_ source: SourceText, file: StaticString = #filePath, line: UInt = #line) throws -> Contract {
    let result = ContractReader.read(source)
    let problems = result.diagnostics.map { DiagnosticRenderer.render($0, in: source) }
    XCTAssertEqual(problems, [], file: file, line: line)
    return try XCTUnwrap(result.contract, source.name, file: file, line: line)
  }
}
