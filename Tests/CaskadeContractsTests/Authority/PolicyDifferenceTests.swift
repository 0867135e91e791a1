import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// What a change of policy loosens, key by key.
final class PolicyDifferenceTests: XCTestCase {
  private func policy(_ more: String, file: StaticString, line: UInt) throws -> Policy {
    let source = SourceText(name: "policy.yaml", "caskade_policy: 1\n\(more)\n")
    let result = PolicyReader.read(source)
    return try XCTUnwrap(
      result.policy, "\(result.diagnostics.map { plainLine($0, in: source) })", file: file, line: line)
  }

  /// Each row is compared both ways: from the first to the second, and back.
  func testEachKey() throws {
    let groups = "groups: {sec: [a@x], ops: [b@x]}\n"
    let rows: [Row<(String, String), ([String], [String])>] = [
      Row(("", ""), ([], [])),
      Row(("", "base: trunk"), (["+ base the usual names → trunk"], ["+ base trunk → the usual names"])),
      Row(
        ("", "approval: {self_declared: true}"),
        (["+ approval.self_declared false → true"], ["- approval.self_declared true → false"])),
      Row(
        ("bands: {high: {approvals: 2}}", "bands: {high: {approvals: 1}}"),
        (["+ bands.high.approvals 2 → 1"], ["- bands.high.approvals 1 → 2"])),
      Row(
        (groups + "bands: {high: {from: [sec]}}", groups + "bands: {high: {from: [ops]}}"),
        (
          ["+ bands.high.from: no longer asks for sec", "- bands.high.from: asks for ops"],
          ["+ bands.high.from: no longer asks for ops", "- bands.high.from: asks for sec"]
        )),
      Row(
        ("", "bands: {low: {isolated: true, pinned: true, files: 9, lines: 90, network: off, sandbox: required}}"),
        (
          [
            "- bands.low.isolated false → true", "- bands.low.pinned false → true", "- bands.low.files no cap → 9",
            "- bands.low.lines no cap → 90", "- bands.low.network on → off",
            "- bands.low.sandbox not required → required",
          ],
          [
            "+ bands.low.isolated true → false", "+ bands.low.pinned true → false", "+ bands.low.files 9 → no cap",
            "+ bands.low.lines 90 → no cap", "+ bands.low.network off → on",
            "+ bands.low.sandbox required → not required",
          ]
        )),
      Row(
        ("groups: {a: [x@x]}", "groups: {a: [x@x, y@x], b: [x@x]}"),
        (
          ["+ groups.a: takes in y@x", "~ adds the group b"],
          ["- groups.a: no longer holds y@x", "~ drops the group b"]
        )),
      Row(
        ("areas: {mine: {band: high, paths: [a, b]}}", "areas: {mine: {name: own, band: low, paths: [a]}}"),
        (
          ["+ areas.mine.band high → low", "+ areas.mine.paths: drops b", "~ renames the area mine to own"],
          ["- areas.mine.band low → high", "- areas.mine.paths: adds b", "~ renames the area own to mine"]
        )),
      Row(("areas: {mine: {}}", ""), (["+ drops the area mine"], ["- adds the area mine"])),
      Row(("protected: [a]", ""), (["+ protected: drops a"], ["- protected: adds a"])),
      Row(("protected: [a, a/b]", "protected: [a]"), ([], [])),
      Row(
        ("gates: {tools: required, scope: required}", ""),
        (["+ gates.tools required → optional"], ["- gates.tools optional → required"])),
      Row(("tools: {deny: [web]}", ""), (["+ no longer denies web"], ["- denies web"])),
      Row(
        ("", "secrets: {allow: [{path: a, reason: b, expires: 2027-01-31}]}"),
        (["+ takes for harmless a until 2027-01-31"], ["- no longer takes for harmless a until 2027-01-31"])),
      Row(
        ("", "unseen: [{path: a, reason: b, expires: 2027-01-31}]"),
        (["+ lets gates leave unseen a until 2027-01-31"], ["- no longer lets gates leave unseen a until 2027-01-31"])),
      Row(("", "flaky: fails"), (["- flaky a warning → fails"], ["+ flaky fails → a warning"])),
      Row(
        ("", "proof: {base_checks: shown}"),
        (["+ proof.base_checks required → shown"], ["+ proof.base_checks shown → required"])),
      Row(
        ("bands: {high: {proof: {base_checks: required}}}", "bands: {high: {proof: {base_checks: off}}}"),
        (
          ["+ bands.high.proof.base_checks required → off"], ["- bands.high.proof.base_checks off → required"]
        )),
      // What a band says is held against what holds there without a word.
      Row(
        ("proof: {turned: always}", "proof: {turned: always}\nbands: {high: {proof: {turned: suspected}}}"),
        (
          ["+ bands.high.proof.turned always → suspected"], ["- bands.high.proof.turned suspected → always"]
        )),
      Row(
        ("proof: {turned: off}", "proof: {turned: off}\nbands: {high: {proof: {turned: suspected}}}"),
        (
          ["- bands.high.proof.turned off → suspected"], ["+ bands.high.proof.turned suspected → off"]
        )),
      Row(
        ("", "proof: {as_shipped: true}"),
        (["- proof.as_shipped false → true"], ["+ proof.as_shipped true → false"])),
      Row(("", "governed: {areas: [deploys]}"), (["+ governs some work only"], ["- governs all work"])),
      Row(
        (
          "governed: {branches: [a], authors: [b], trailers: [c], paths: [d], areas: [deploys]}",
          "governed: {exempt: [e]}"
        ),
        (
          [
            "+ governed.branches: drops a", "+ governed.authors: drops b", "+ governed.trailers: drops c",
            "+ governed.paths: drops d", "+ governed.areas: drops deploys", "+ governed.exempt: adds e",
          ],
          [
            "- governed.branches: adds a", "- governed.authors: adds b", "- governed.trailers: adds c",
            "- governed.paths: adds d", "- governed.areas: adds deploys", "- governed.exempt: drops e",
          ]
        )),
      Row(
        (groups + "policy_changes: {approvals: 2, from: [sec]}", groups + "policy_changes: {approvals: 1}"),
        (
          ["+ policy_changes.approvals 2 → 1", "+ policy_changes.from: no longer asks for sec"],
          ["- policy_changes.approvals 1 → 2", "- policy_changes.from: asks for sec"]
        )),
      Row(
        ("", "templates: {docs: {standing: retired}}"),
        (["~ changes what is said of templates"], ["~ changes what is said of templates"])),
    ]
    for row in rows {
      let old = try policy(row.input.0, file: row.file, line: row.line)
      let new = try policy(row.input.1, file: row.file, line: row.line)
      for (difference, lines) in [
        (AuthorityDifference(from: old, to: new), row.expected.0),
        (AuthorityDifference(from: new, to: old), row.expected.1),
      ] {
        XCTAssertEqual(difference.lines, lines, file: row.file, line: row.line)
        XCTAssertEqual(difference.grew, lines.contains { $0.hasPrefix("+") }, file: row.file, line: row.line)
      }
    }
  }
}
