import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

final class AuthorityDifferenceTests: XCTestCase {
  private func contract(_ more: String, file: StaticString, line: UInt) throws -> Contract {
    let source = SourceText(name: "c.yaml", "caskade: 1\ntitle: a\noutcome: b\n\(more)\n")
    let result = ContractReader.read(source)
    return try XCTUnwrap(
      result.contract, "\(result.diagnostics.map { plainLine($0, in: source) })", file: file, line: line)
  }

  /// Each row is compared both ways: from the first to the second, and back.
  func testEachPart() throws {
    let rows: [Row<(String, String), ([String], [String])>] = [
      Row(("", ""), ([], [])),
      Row(("", "notes: c"), (["~ rewords the notes"], ["~ rewords the notes"])),
      Row(("band: high", "band: medium"), (["+ band high → medium"], ["- band medium → high"])),
      Row(("band: low", ""), ([], [])),
      Row(
        ("branch: fix/a", "branch: [fix/*, main]"),
        (
          ["+ also governs branch fix/*", "+ also governs branch main"],
          ["- no longer governs branch fix/*", "- no longer governs branch main"]
        )),
      Row(("branch: a", ""), (["+ governs any branch"], ["- governs named branches only"])),
      Row(
        ("expires: 2027-01-31", "expires: 2027-06-30"),
        (["+ expires 2027-01-31 → 2027-06-30"], ["- expires 2027-06-30 → 2027-01-31"])),
      Row(
        ("expires: 2027-01-31", ""),
        (["+ expires 2027-01-31 → never"], ["- expires never → 2027-01-31"])),
      Row(
        ("paths: {allow: [src/**]}", "paths: {allow: [src/**, db/migrations/**]}"),
        (["+ adds db/migrations/**"], ["- drops db/migrations/**"])),
      Row(("paths: {allow: [src/**]}", "paths: {allow: [src/**, src/a/**, src/b.c]}"), ([], [])),
      Row(
        ("paths: {allow: [\"**\"]}", "paths: {allow: [\"**\", .github/workflows/ci.yml]}"),
        (["+ adds .github/workflows/ci.yml"], ["- drops .github/workflows/ci.yml"])),
      Row(
        ("paths: {allow: [{path: src, may: [modify]}]}", "paths: {allow: [src]}"),
        (["+ allows to create, delete src"], ["- no longer allows to create, delete src"])),
      Row(
        ("paths: {allow: [src]}", "paths: {allow: [src, {path: lib, may: [submodule]}]}"),
        (["+ adds lib (submodule)"], ["- drops lib (submodule)"])),
      Row(
        ("paths: {deny: [src/a, src/b]}", "paths: {deny: [src/a]}"),
        (["+ no longer denies src/b"], ["- denies src/b"])),
      Row(("paths: {deny: [src/a, src/b]}", "paths: {deny: [src]}"), (["- denies src"], ["+ no longer denies src"])),
      Row(
        ("", "paths: {checks_may_change: [Tests/**]}"),
        (["+ lets checks change in Tests/**"], ["- no longer lets checks change in Tests/**"])),
      Row(
        ("tools: {allow: [read]}", "tools: {allow: [read, {shell: git push *}]}"),
        (["+ allows shell: git push *"], ["- no longer allows shell: git push *"])),
      Row(("tools: {allow: [web]}", "tools: {allow: [web, {web: example.com}]}"), ([], [])),
      Row(
        ("tools: {ask: [web]}", "tools: {allow: [web]}"),
        (["+ no longer asks before web"], ["- may ask for web"])),
      Row(("", "tools: {ask: [web]}"), (["+ may ask for web"], ["- no longer allows web"])),
      Row(("tools: {deny: [web]}", ""), (["+ no longer denies web"], ["- denies web"])),
      Row(("acceptance: [a]", ""), (["+ drops the acceptance line 'a'"], ["- adds the acceptance line 'a'"])),
      Row(
        ("acceptance: [{says: a, proof: b}]", "acceptance: [a]"),
        (
          ["+ proves 'a' by a person, not by the command 'b'"], ["- proves 'a' by the command 'b', not by a person"]
        )),
      Row(
        ("acceptance: [{says: a, test: b}]", "acceptance: [{says: a, proof: b}]"),
        (
          ["+ proves 'a' by the command 'b', not by the test 'b'"],
          ["+ proves 'a' by the test 'b', not by the command 'b'"]
        )),
      Row(("setup: [a]", "setup: [b]"), (["+ changes the setup"], ["+ changes the setup"])),
      Row(
        ("validation: [make a, make b]", "validation: [make a]"),
        (["+ drops the check make b"], ["- adds the check make b"])),
      Row(
        ("", "validation: []"),
        (
          ["+ says that there is nothing to validate"], ["- no longer says that there is nothing to validate"]
        )),
      Row(
        (
          "validation: [{run: a, on_base: fails, report: x, at_least: 5 tests}]",
          "validation: [{run: a, on_base: missing, report: y, at_least: 4 tests}]"
        ),
        (
          [
            "+ changes the check a: on_base fails → missing", "+ changes the check a: report x → y",
            "+ changes the check a: at_least 5 tests → 4 tests",
          ],
          [
            "- changes the check a: on_base missing → fails", "+ changes the check a: report y → x",
            "- changes the check a: at_least 4 tests → 5 tests",
          ]
        )),
      Row(
        ("validation: [{name: n, run: a, on_base: fails}]", "validation: [{name: n, run: b}]"),
        (
          ["+ changes the check n: a → b", "+ changes the check n: on_base fails → not asked"],
          ["+ changes the check n: b → a", "- changes the check n: on_base not asked → fails"]
        )),
      Row(
        (
          "validation: [{run: a, expect: 0}]",
          "validation: [{run: a, expect: 1, dir: x, env: {A: b}, carry: y, timeout: 5m}]"
        ),
        (
          [
            "+ changes the check a: what it carries to the base", "+ changes the check a: runs in the root → x",
            "+ changes the check a: its variables", "+ changes the check a: expects 0 → 1",
            "~ changes the check a: timeout 10m → 5m",
          ],
          [
            "+ changes the check a: what it carries to the base", "+ changes the check a: runs in x → the root",
            "+ changes the check a: its variables", "+ changes the check a: expects 1 → 0",
            "~ changes the check a: timeout 5m → 10m",
          ]
        )),
      Row(("validation: [a]", "validation: [{name: n, run: a}]"), ([], [])),
      Row(
        ("validation: [a]", "validation: [{run: a, contain: off, network: off}]"),
        (
          ["+ changes the check a: contain on → off", "- changes the check a: network on → off"],
          ["- changes the check a: contain off → on", "+ changes the check a: network off → on"]
        )),
      Row(
        ("", "paths: {unseen: [{path: \"**/*.psd\", reason: designs, expires: 2027-01-31}]}"),
        (
          ["+ lets gates leave unseen **/*.psd until 2027-01-31"],
          ["- no longer lets gates leave unseen **/*.psd until 2027-01-31"]
        )),
      Row(
        ("stop_when: [{more_than: 400 lines of code}]", "stop_when: [{more_than: 1 line of code}]"),
        (["- lines of code 400 → 1"], ["+ lines of code 1 → 400"])),
      Row(
        ("stop_when: [{more_than: 12 files}]", "stop_when: [{more_than: 30 files}]"),
        (["+ files 12 → 30"], ["- files 30 → 12"])),
      Row(
        ("stop_when: [{more_than: 12 files}, {more_than: 9 files}]", "stop_when: [{more_than: 3 minutes}]"),
        (["+ files 9 → no limit", "- minutes no limit → 3"], ["- files no limit → 9", "+ minutes 3 → no limit"])),
      Row(
        ("stop_when: [{touching: a/b}, {area: [auth, billing]}, Ask me.]", "stop_when: [{touching: a}, {area: auth}]"),
        (
          ["+ no longer stops at: area: billing", "+ no longer stops at: Ask me.", "- stops at: touching: a"],
          ["+ no longer stops at: touching: a", "- stops at: area: billing", "- stops at: Ask me."]
        )),
    ]
    for row in rows {
      let old = try contract(row.input.0, file: row.file, line: row.line)
      let new = try contract(row.input.1, file: row.file, line: row.line)
      for (difference, lines) in [
        (AuthorityDifference(from: old, to: new, policy: BuiltInPolicy.policy), row.expected.0),
        (AuthorityDifference(from: new, to: old, policy: BuiltInPolicy.policy), row.expected.1),
      ] {
        XCTAssertEqual(difference.lines, lines, file: row.file, line: row.line)
        XCTAssertEqual(difference.grew, lines.contains { $0.hasPrefix("+") }, file: row.file, line: row.line)
      }
    }
  }

  /// Sixteen times the entries take about sixteen times the time, whatever the list.
  func testTimeGrowsWithTheEntries() throws {
    let shapes: [(String, (Int, String) -> String)] = [
      ("stars", { "  allow: [\"\($1)/*a*b*c*\($0)/**/x/**/z*\"]" }),
      ("folders", { "  allow: [\"\($1)/*a*b*c*\($0)/**\"]" }),
      ("folders of their own", { "  allow: [\"src/\($0)/\($1)*/**\"]" }),
      ("folders anywhere", { "  allow: [\"**/\($1)*\($0)/**\"]" }),
      (
        "stars over folders",
        { $1 == "one" ? "  allow: [\"src/*a*b*c*\($0)/**\"]" : "  allow: [\"src/\($0)/xaybzc\($0)/q*\"]" }
      ),
      ("files", { "  allow: [\"src/\($1)/\($0).c\"]" }),
      ("denied", { "  deny: [\"src/\($0)/\($1)*/**\"]" }),
    ]
    for (name, line) in shapes {
      try checkGrowth(name) { count, word in
        let key = line(0, word).split(separator: ":")[0]
        let items = (0..<count).map { line($0, word).split(separator: "[")[1].dropLast() }
        return "paths:\n\(key):\n" + items.map { "    - \($0)\n" }.joined()
      }
    }
    try checkGrowth("tools") { count, word in
      "tools:\n  allow:\n" + (0..<count).map { "    - shell: \"\(word) *a*b*\($0)*\"\n" }.joined()
    }
    try checkGrowth("branches") { count, word in
      "branch:\n" + (0..<count).map { "  - \(word)/*a*\($0)\n" }.joined()
    }
    try checkGrowth("commands") { count, word in
      "validation:\n" + (0..<count).map { "  - \(word) \($0)\n" }.joined()
    }
    try checkGrowth("conditions") { count, word in
      "stop_when:\n" + (0..<count).map { "  - touching: src/\($0)/\(word)*/**\n  - \(word) \($0)?\n" }.joined()
    }
  }

  private func checkGrowth(_ name: String, _ text: (_ count: Int, _ word: String) -> String) throws {
    func spent(_ count: Int) throws -> Duration {
      let old = try contract(text(count, "one"), file: #filePath, line: #line)
      let new = try contract(text(count, "two"), file: #filePath, line: #line)
      return ProcessorTime.spent {
        XCTAssertFalse(AuthorityDifference(from: old, to: new, policy: BuiltInPolicy.policy).changes.isEmpty, name)
      }
    }
    let small = try (0..<3).map { _ in try spent(64) }.min() ?? .zero
    let large = try spent(1_024)
    XCTAssertLessThan(large, max(small * 48, .milliseconds(100)), "\(name): \(small) → \(large)")
  }

  func testJSONAndHostileText() throws {
    let old = try contract("", file: #filePath, line: #line)
    let new = try contract("paths: {allow: [\"a\\u202Eb\"]}", file: #filePath, line: #line)
    let difference = AuthorityDifference(from: old, to: new, policy: BuiltInPolicy.policy)
    XCTAssertEqual(difference.lines, ["+ adds a\\u{202E}b"])
    XCTAssertEqual(
      JSONWriter(.compact).text(difference.json),
      #"{"schema":"caskade.diff/1","grew":true,"changes":[{"key":"paths.allow","effect":"grew","#
        + #""text":"adds a\\u{202E}b"}]}"#)
  }
}
