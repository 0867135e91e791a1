import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeReport

/// What says the same of one folder is told at once, and nothing else is.
final class FoldedFindingTests: XCTestCase {
  private func outside(
    _ path: String, _ message: String = "created, outside the approved paths", rule: String = "scope.outside"
  )
    -> Finding
  {
    Finding(
      .error, gate: .scope, ruleID: rule, path: RepositoryPath(path), message,
      hint: "remove it (rm -- \(ShellWord.quoted(RepositoryPath(path)))), or amend the contract")
  }

  private func told(_ findings: [Finding]) -> [String] {
    FoldedFinding.all(findings).map { folded in
      let place = [folded.first.path?.display, folded.first.line.map(String.init)].compactMap { $0 }
      let hint = folded.first.hint == nil ? "" : " / \(GroupHint(folded.all).text)"
      return "\(place.joined(separator: ":")): \(folded.message)\(hint)"
    }
  }

  func testFilesOfOneFolder() {
    XCTAssertEqual(
      told([outside("b/c"), outside("a"), outside("b/d e"), outside("b/f/g"), outside("z")]),
      [
        "b/c: 3 files in b/: created, outside the approved paths"
          + " / remove them (rm -- b/c 'b/d e' b/f/g), or amend the contract",
        "a: created, outside the approved paths / remove it (rm -- a), or amend the contract",
        "z: created, outside the approved paths / remove it (rm -- z), or amend the contract",
      ])
  }

  func testWhatSaysSomethingElseStaysApart() {
    let findings = [
      outside("b/1"), outside("b/2", "modified, outside the approved paths"),
      outside("b/3", rule: "scope.denied"),
      Finding(
        .error, gate: .scope, ruleID: "scope.outside", path: RepositoryPath("b/4"),
        "created, outside the approved paths"),
    ]
    XCTAssertEqual(FoldedFinding.all(findings).map(\.first), findings)
  }

  func testEverySecretIsAPlace() {
    let findings = ["k/a", "k/b"].map {
      Finding(.error, gate: .secrets, ruleID: "secrets.npm-token", path: RepositoryPath($0), "looks like a token")
    }
    XCTAssertEqual(FoldedFinding.all(findings).map(\.first), findings)
  }

  func testPlacesInOneFile() {
    let findings = [4, 9, 9, 30].map {
      Finding(
        .warning, gate: .integrity, ruleID: "integrity.suppression-added", path: RepositoryPath("a.py"), line: $0,
        "a checker is told to look away by 'noqa'", hint: "mend what it finds")
    }
    XCTAssertEqual(
      told(findings),
      [
        "a.py:4: 4 places in a.py (lines 4, 9, 9, 30): a checker is told to look away by 'noqa' / mend what it finds"
      ])
  }

  func testAHintThatCantNameThemAll() {
    let findings = (100..<500).map { outside(".venv/lib/package\($0).py") }
    XCTAssertEqual(
      told(findings),
      [
        ".venv/lib/package100.py: 400 files in .venv/lib/: created, outside the approved paths"
          + " / remove each of the 400 files (rm -- FILE), or amend the contract"
      ])
  }

  func testTheSameHintIsSaidOnce() {
    let evidence = Draft {
      $0.findings = ["a", "b"].map {
        Finding(
          .note, gate: .scope, ruleID: "scope.other-work", path: RepositoryPath($0), "\($0) is others' work",
          hint: "leave it as it is")
      }
    }.evidence
    let text = EvidenceFormat.text.render(evidence, .witnessed)
    XCTAssertTrue(
      text.contains(
        """


        Notes
        a: note: a is others' work [scope.other-work]
        b: note: b is others' work [scope.other-work]
          hint: leave it as it is

        """), text)
    let page = EvidenceFormat.markdown.render(evidence, .witnessed)
    XCTAssertEqual(page.components(separatedBy: "leave it as it is").count, 2, page)
  }

  /// Evidence keeps every path.
  func testEvidenceHasThemAll() {
    let evidence = Draft { $0.findings = (0..<30).map { self.outside("b/\($0)") } }.evidence
    let json = EvidenceFormat.json.render(evidence, .witnessed)
    for number in 0..<30 { XCTAssertTrue(json.contains("\"b/\(number)\""), "\(number)") }
  }
}
