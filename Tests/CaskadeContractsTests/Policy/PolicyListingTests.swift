import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

final class PolicyListingTests: XCTestCase {
  private func listing(_ text: String) throws -> [String: PolicyListing.Value] {
    let source = SourceText(name: "policy.yaml", "caskade_policy: 1\n\(text)")
    let result = PolicyReader.read(source)
    let policy = try XCTUnwrap(result.policy, "\(result.diagnostics.map(\.message))")
    return Dictionary(PolicyListing(policy, source: source).values.map { ($0.key, $0) }) { first, _ in first }
  }

  func testEveryValueSaysWhereItWasSet() throws {
    let values = try listing(
      """
      base: trunk
      bands:
        high: { approvals: 2, from: [security], files: 40 }
      groups:
        security: [a@x, b@x]
      areas:
        billing:
          paths: [app/invoices/**]
        mine: { band: medium, paths: [mine/**] }
      gates:
        tools: required
      unseen: [{ path: a.psd, reason: designs, expires: 2027-01-01 }]
      governed: { branches: [claude/*, codex/*] }
      policy_changes: { approvals: 1 }
      templates:
        docs: { standing: retired, owner: docs@x }

      """)
    let rows: [Row<String, String>] = [
      Row("base", "trunk, 2"), Row("approval.self_declared", "false, built-in"),
      Row("bands.high.approvals", "2, 4"), Row("bands.high.from", "security, 4"),
      Row("bands.high.files", "at most 40, 4"), Row("bands.high.lines", "no cap, built-in"),
      Row("bands.low.approvals", "0, built-in"), Row("bands.low.from", "anybody, built-in"),
      Row("groups.security", "a@x, b@x, 6"), Row("areas.mine.band", "medium, 10"),
      Row("areas.billing.band", "high, built-in"), Row("gates.tools", "required, 12"),
      Row("templates.docs.standing", "retired, 17"), Row("templates.docs.owner", "docs@x, 17"),
      Row("unseen", "a.psd until 2027-01-01: designs, 13"), Row("governed.branches", "claude/*, codex/*, 14"),
      Row("governed.exempt", "nobody, built-in"), Row("policy_changes.approvals", "1, 15"),
      Row("policy_changes.from", "anybody, built-in"), Row("bands.high.network", "on, built-in"),
      Row("gates.scope", "required, built-in"), Row("areas.mine.paths", "mine/**, 10"),
    ]
    for row in rows {
      let value = values[row.input]
      let place = value?.line.map(String.init) ?? "built-in"
      XCTAssertEqual("\(value?.text ?? "absent"), \(place)", row.expected, row.input, file: row.file, line: row.line)
    }
    XCTAssertEqual(values["areas.billing.paths"]?.isAdded, true)
    XCTAssertEqual(values["areas.billing.paths"]?.line, 9)
    XCTAssertEqual(values["areas.mine.paths"]?.isAdded, false)
  }

  func testTheBuiltInPolicyAlone() {
    let values = PolicyListing(BuiltInPolicy.policy, source: nil).values
    XCTAssertTrue(values.allSatisfy { $0.line == nil && !$0.isAdded })
    XCTAssertEqual(Set(values.map(\.key)).count, values.count, "a key stands once")
  }
}
