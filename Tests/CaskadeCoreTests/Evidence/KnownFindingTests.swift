import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

/// The id of a finding outlives what edits and versions change, and tells it from every other.
final class KnownFindingTests: XCTestCase {
  private func finding(
    rule: String = "scope.outside", path: String? = "a", subject: String? = nil, line: Int? = 1,
    message: String = "outside", hint: String? = nil, contractLine: Int? = 3, severity: Finding.Severity = .error
  ) -> Finding {
    Finding(
      severity, gate: .scope, ruleID: rule, path: path.map { RepositoryPath($0) }, line: line, message, hint: hint,
      contractLine: contractLine, subject: subject)
  }

  private func ids(_ findings: Finding...) -> [String] { KnownFinding.all(findings).map(\.id) }

  func testTheSameFinding() {
    let same = [
      finding(), finding(line: 2), finding(line: nil), finding(message: "other words"), finding(hint: "do"),
      finding(contractLine: nil), finding(severity: .note),
    ]
    XCTAssertEqual(Set(same.flatMap { ids($0) }), ["005e532ceeff5577"])
  }

  func testOtherFindings() {
    let others = [
      finding(), finding(rule: "scope.denied"), finding(path: "b"), finding(path: nil), finding(path: "A"),
      finding(subject: "x"), finding(rule: "scope.outsid", path: "ea"), finding(path: "a1", subject: "x"),
      finding(path: "a", subject: "1x"),
    ]
    XCTAssertEqual(Set(others.flatMap { ids($0) }).count, others.count)
  }

  /// Of several in one place that nothing else tells apart, the order does.
  func testSeveralInOnePlace() {
    let three = ids(finding(line: 1), finding(line: 2), finding(line: 9))
    XCTAssertEqual(Set(three).count, 3)
    XCTAssertEqual(
      ids(finding(line: 5), finding(path: "b"), finding(line: 7)), [three[0], ids(finding(path: "b"))[0], three[1]])
  }
}
