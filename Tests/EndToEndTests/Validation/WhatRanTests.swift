import Foundation
import TestSupport
import XCTest

/// What commands ran, by their own word, through the real binary: an exit status of 0 alone is no proof.
final class WhatRanTests: XCTestCase {
  private struct Case {
    /// Of the command that is called `it`.
    let script: String
    var settings: [String] = []
    let state: String
    let status: Int32
    let says: String
  }

  private func assert(_ given: Case, file: StaticString = #filePath, line: UInt = #line) throws {
    let world = try ValidationWorld.scripted(given.script, given.settings.joined(separator: "\n    "))
    let transcript = try world.repository.caskade("check", "--isolated", "--evidence", "../evidence.json")
    XCTAssertEqual(try world.states()["it"], given.state, transcript.text, file: file, line: line)
    XCTAssertEqual(transcript.status, given.status, transcript.text, file: file, line: line)
    XCTAssertTrue(transcript.text.contains(given.says), transcript.text, file: file, line: line)
  }

  func testClosingLines() throws {
    try assert(
      Case(
        script: "echo '== 3 passed, 1 skipped in 0.12s =='\n", state: "pass", status: 0,
        says: "1 of 1 command passed, 3 tests ran"))
    try assert(
      Case(
        script: "echo 'Ran 0 tests in 0.000s'; echo; echo OK\n", state: "inconclusive", status: 1,
        says: "error: 'it' ran no test: 'Ran 0 tests in 0.000s' [validation.no-tests]"))
    try assert(
      Case(
        script: "echo '== 1 failed, 2 passed in 0.12s ==' | cat\n", state: "fail", status: 1,
        says: "error: 'it' exited with 0, and tests failed: '== 1 failed, 2 passed in 0.12s ==' "
          + "[validation.hidden-failures]"))
    // What only looks like a summary saves nothing.
    try assert(
      Case(
        script: "echo '== 3 passed in 0.12s =='; exit 3\n", state: "fail", status: 1,
        says: "error: 'it' exited with 3 [validation.failed]"))
    // In part empty is not empty.
    try assert(
      Case(
        script: "printf 'ok  \\texample.com/a\\t0.1s\\n?   \\texample.com/b\\t[no test files]\\n'\n", state: "pass",
        status: 0, says: "1 of 1 command passed, 1 package of tests ran"))
  }

  func testReports() throws {
    let suite = { (cases: String, more: String) in "<testsuite name=\"s\"\(more)>\(cases)</testsuite>" }
    let one = "<testcase classname=\"c\" name=\"n\"/>"
    let write = { (text: String) in "mkdir -p out; printf '%s' '\(text)' > out/a.xml\n" }
    let report = ["report: out/*.xml"]
    try assert(
      Case(
        script: write(suite(one, " tests=\"1\"")), settings: report, state: "pass", status: 0,
        says: "1 of 1 command passed, 1 test ran"))
    try assert(
      Case(
        script: "true\n", settings: report, state: "inconclusive", status: 1,
        says: "error: 'it' is inconclusive: it wrote no report 'out/*.xml' [validation.report]"))
    try assert(
      Case(
        script: write(suite("", " tests=\"0\"")), settings: report, state: "inconclusive", status: 1,
        says: "error: 'it' ran no test, by the report out/a.xml [validation.no-tests]"))
    try assert(
      Case(
        script: write(suite("<testcase name=\"n\"><failure/></testcase>", "")), settings: report, state: "fail",
        status: 1, says: "error: 'it' exited with 0, and tests failed, by the report out/a.xml"))
    try assert(
      Case(
        script: write("<!DOCTYPE x [<!ENTITY a \"b\">]><testsuite/>"), settings: report, state: "inconclusive",
        status: 1,
        says: "its report out/a.xml can't be counted: a document type is declared, which isn't read, at byte 0"))
    try assert(
      Case(
        script: "mkdir out; truncate -s 1G out/a.xml\n", settings: report, state: "inconclusive", status: 1,
        says: "its report out/a.xml is larger than 64 MB, and isn't read"))
    try assert(
      Case(
        script: "mkdir out; ln -s /etc/passwd out/a.xml\n", settings: report,
        state: "inconclusive", status: 1, says: "its report out/a.xml is no regular file"))
    try assert(
      Case(
        script: write(suite(one + one, "")), settings: report + ["at_least: 3 tests"], state: "fail", status: 1,
        says: "error: 'it' ran too little: 2 tests ran, and 'at_least' asks for 3 [validation.too-few-tests]"))
    try assert(
      Case(
        script: "true\n", settings: ["at_least: 1 test"], state: "inconclusive", status: 1,
        says: "how many tests ran isn't known, and 'at_least' asks for 1 [validation.too-few-tests]"))
  }

  /// A report that lay there before is none of the run's, whatever it says.
  func testAReportThatWasThereBefore() throws {
    let world = try ValidationWorld.scripted("true\n", "report: src/a.xml")
    try world.repository.write("src/a.xml", "<testsuite><testcase name=\"n\"/></testsuite>\n")
    let stale = try world.repository.caskade("check")
    XCTAssertTrue(stale.text.contains("it left the report 'src/a.xml' as it was before"), stale.text)
    XCTAssertEqual(stale.status, 1)
  }

  func testEvidenceHasNumbersAndNames() throws {
    let world = try ValidationWorld.scripted(
      "echo 'test a::b ... ok'\necho 'test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out'\n")
    try world.repository.caskade("check", "--evidence", "../evidence.json")
    let records = try XCTUnwrap(try world.evidence()?["validation"] as? [[String: Any]])
    let tests = try XCTUnwrap(records.first?["tests"] as? [String: Any])
    XCTAssertEqual(tests["source"] as? String, "closing lines")
    XCTAssertEqual(tests["runner"] as? String, "cargo test")
    XCTAssertEqual(
      tests["line"] as? String, "test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out")
    XCTAssertEqual(tests["run"] as? Int, 1)
    XCTAssertEqual((tests["names"] as? [String: Any])?["passed"] as? [String], ["a::b"])
  }

  /// The kinds of `on_base: fails` that nothing satisfied.
  func testOnTheBase() throws {
    let contract = ContractText.small.replacing(
      "  - \"true\"\n",
      with: """
          - { name: script, run: sh src/new.sh, on_base: fails }
          - { name: none, run: "if [ -e src/new.sh ]; then echo '1 passed in 0.1s'; else echo 'no tests ran in 0.0s'; exit 5; fi", on_base: fails }
          - { name: broken, run: "if [ -e src/new.sh ]; then echo '1 passed in 0.1s'; else echo '1 error in 0.0s'; exit 2; fi", on_base: missing }
          - { name: real, run: "if [ -e src/new.sh ]; then echo '1 passed in 0.1s'; else echo '1 failed in 0.0s'; exit 1; fi", on_base: fails }

        """)
    let world = try ValidationWorld(contract: contract)
    try world.repository.write("src/new.sh", "exit 0\n")
    try world.repository.commit("Work")
    let transcript = try world.repository.caskade("check", "--head", "HEAD")
    for words in [
      "error: 'script' on the base is inconclusive: its script 'src/new.sh' isn't there [validation.base-inconclusive]",
      "error: 'none' on the base is inconclusive: no test ran and failed there: 'no tests ran in 0.0s' "
        + "[validation.base-inconclusive]",
      "note: 'broken' can't be built on the base, or finds nothing to run there [validation.base-missing]",
      "1 tells base from head, 1 can't be built on the base, 2 not as expected on the base",
    ] {
      XCTAssertTrue(transcript.text.contains(words), "\(words)\n\(transcript.text)")
    }
    XCTAssertEqual(transcript.status, 1)
  }

  /// A real runner, where the machine has it. With a filter that matches nothing some versions end well, others don't.
  func testUnittestItself() throws {
    let world = try ValidationWorld(
      "python3 -m unittest discover -s src -k Refund", "python3 -m unittest discover -s src")
    guard try world.repository.shell("command -v python3").status == 0 else { throw XCTSkip("no python3") }
    try world.repository.write(
      "src/test_pay.py", "import unittest\nclass FeeTests(unittest.TestCase):\n  def test_fee(self): pass\n")
    try world.repository.commit("Work")
    let transcript = try world.repository.caskade("check", "--head", "HEAD")
    XCTAssertTrue(transcript.text.contains("1 of 2 commands passed, 1 test ran"), transcript.text)
    XCTAssertEqual(transcript.status, 1)
  }
}
