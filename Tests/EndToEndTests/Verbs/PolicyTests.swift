import Foundation
import TestSupport
import XCTest

/// Policies that are tried on what was merged, and held to cases; and what evidence says of the fast lane.
final class PolicyTests: XCTestCase {
  private static let policy = """
    caskade_policy: 1
    bands: { low: { files: 2 } }
    fast_lane: { files: 2, lines: 20, paths: [docs/**] }

    """

  func testTryAndTest() throws {
    let repository = try ScratchRepository()
    try repository.write("docs/a.md", "one\n")
    try repository.write("src/a.c", "one\n")
    try repository.commit("Begin")
    try repository.write("docs/a.md", "two\n")
    try repository.commit("Say it better")
    for number in 1...3 { try repository.write("src/\(number).c", "new\n") }
    try repository.commit("Add three")
    try repository.write("policy.yaml", Self.policy)
    let tried = try repository.caskade("policy", "try", "policy.yaml")
    XCTAssertEqual(tried.status, 0, tried.text)
    let commits = try repository.git("log", "--format=%h", "-2", "--abbrev=7").split(separator: "\n")
    XCTAssertEqual(
      tried.output,
      """
      Tried on 2 merged changes.

      would have stopped 1 of 2 (the policy in force 0)
        \(commits[0]) Add three: 3 of 2 files; band low: nothing says otherwise

      would have asked for signatures of 0 of 2 (the policy in force 0)

      would have let 1 of 2 through without a person (the policy in force 0)
        \(commits[1]) Say it better: band low

      Of what was merged only size, places and areas are known: as if each check had been kept, and pinned.

      """)
    try repository.write(
      "cases.yaml",
      "caskade_policy_test: 1\ncases:\n  - name: docs\n    paths: [docs/a.md]\n    expect: { fast_lane: true }\n"
        + "  - name: code\n    paths: [src/a.c]\n    expect: { fast_lane: true }\n")
    let tested = try repository.caskade("policy", "test", "cases.yaml", "--policy", "policy.yaml")
    XCTAssertEqual(tested.status, 1)
    XCTAssertEqual(
      tested.output,
      """
      ok      docs
      FAILED  code (cases.yaml:6)
        fast_lane is false, not true: src/a.c lies outside of the fast lane's paths
      1 of 2 cases hold

      """)
  }

  func testEvidenceSaysWhetherAPersonHasToLook() throws {
    let repository = try ScratchRepository()
    try repository.write("docs/a.md", "one\n")
    try repository.write("Contracts/policy.yaml", Self.policy)
    try repository.write(
      "Contracts/docs.yaml",
      "caskade: 1\ntitle: Say it\noutcome: It is said.\nbranch: docs\npaths: { allow: [docs/**] }\nvalidation: []\n")
    try repository.commit("Begin")
    let base = try repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
    try repository.git("switch", "-q", "-c", "docs")
    try repository.write("docs/a.md", "two\n")
    try repository.commit("Say it")
    func eligible(_ words: String...) throws -> [String: Any] {
      let run = try repository.caskade(["check", "--head", "docs", "--format", "json"] + words)
      XCTAssertEqual(run.status, 0, run.text)
      let evidence = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      return try XCTUnwrap(evidence["eligible"] as? [String: Any])
    }
    let pinned = try eligible("--base", base)
    XCTAssertEqual(pinned["eligible"] as? Bool, true, "\(pinned)")
    let loose = try eligible("--base", "main")
    XCTAssertEqual(loose["eligible"] as? Bool, false)
    XCTAssertEqual((loose["reasons"] as? [[String: String]])?.map { $0["text"] ?? "" }, ["the base is not pinned"])
    let saved = try repository.caskade("check", "--head", "docs", "--base", base, "--evidence", "../e.json")
    XCTAssertEqual(saved.status, 0, saved.text)
    XCTAssertEqual(try repository.caskade("verify", "../e.json").status, 0)
    // The step's summary is added to, and is asked for where there is one only.
    try repository.write("../summary.md", "before")
    let page = try repository.caskade(
      ["report", "../e.json", "--format", "github", "--summary"],
      adding: ["GITHUB_STEP_SUMMARY": repository.url("../summary.md").path])
    XCTAssertEqual(page.status, 0, page.text)
    XCTAssertTrue(try repository.read("../summary.md").hasPrefix("before\n"))
    XCTAssertTrue(try repository.read("../summary.md").contains("Contract kept"))
    XCTAssertEqual(try repository.caskade("report", "../e.json", "--summary").status, 2)
  }
}
