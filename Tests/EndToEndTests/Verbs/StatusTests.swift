import CaskadeSystem
import Foundation
import TestSupport
import XCTest

/// The board of a repository, and what it keeps from being in force.
final class StatusTests: XCTestCase {
  private func contract(_ title: String, _ branch: String, _ rest: String) -> String {
    "caskade: 1\ntitle: \(title)\noutcome: \(title), as it was asked for.\nbranch: \(branch)\nexpires: 2099-01-01\n"
      + "\(rest)\nvalidation: []\n"
  }

  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("src/login/a.txt", "one\n")
    try repository.write("src/store/b.txt", "one\n")
    try repository.write("db/1.txt", "one\n")
    try repository.write(
      "Contracts/store.yaml", contract("Store it", "store", "locks: [number]\npaths: { allow: [src/store/**] }"))
    try repository.commit("Begin")
    try repository.write(
      "Contracts/login.yaml",
      contract("Log in", "login", "after: [store]\nlocks: [number]\npaths: { allow: [src/**] }"))
    try repository.write("Contracts/draft.yaml", contract("<what>", "later", "paths: { allow: [db/**] }"))
    try repository.commit("More")
    return repository
  }

  func testBoard() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "-c", "login")
    try repository.write("src/login/a.txt", "two\n")
    try repository.write("Contracts/wide.yaml", contract("Widen", "wide", "paths: { allow: ['**'] }"))
    try repository.commit("Work")
    let json = try repository.caskade("status", "--format", "json")
    XCTAssertEqual(json.status, 0, json.text)
    let board = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rows = try XCTUnwrap(board["contracts"] as? [[String: Any]])
    let states = rows.map { "\($0["name"] ?? "") \($0["state"] ?? "") \($0["files"] ?? "")" }
    XCTAssertEqual(states, ["draft draft 1", "login in review 2", "store approved 1", "wide proposed 3"])
    let overlaps = try XCTUnwrap(board["overlaps"] as? [[String: Any]])
    XCTAssertEqual(
      overlaps.map { "\($0["contracts"] ?? "") \($0["example"] ?? "") \($0["files"] ?? "")" }.map {
        $0.replacingOccurrences(of: "\n", with: "").replacingOccurrences(of: " ", with: "")
      },
      [
        "[\"login\",\"store\"]src/store/b.txt1", "[\"login\",\"wide\"]src/login/a.txt2",
        "[\"store\",\"wide\"]src/store/b.txt1",
      ])
    let order = try XCTUnwrap(board["order"] as? [[String: Any]])
    XCTAssertEqual(order.map { "\($0["wave"] ?? "") \($0["contract"] ?? "")" }, ["1 store", "2 login", "3 wide"])
    for words in [["--columns"], ["--format", "markdown"], ["--format", "html"], []] {
      let done = try repository.caskade(["status"] + words)
      XCTAssertEqual(done.status, 0, done.text)
      XCTAssertTrue(done.output.contains("Log in"), done.output)
      XCTAssertFalse(done.output.contains("<script"), done.output)
    }
    let home = try repository.caskade()
    XCTAssertEqual(home.status, 0)
    XCTAssertTrue(
      home.output.contains(
        """
        Contracts/login.yaml governs this branch: in review, band low
        it comes after store, which isn't done
        next: caskade check

        """), home.output)
  }

  /// A check says which checks of its work another contract may loosen, and which one did.
  func testTogether() throws {
    let repository = try repository()
    try repository.write("tests/login_test.py", "def test_login(): pass\n")
    try repository.write(
      "Contracts/old-tests.yaml",
      contract("Clear up", "old", "paths: { allow: [tests/**], checks_may_change: [tests/login_test.py] }"))
    try repository.write("Contracts/pages.yaml", contract("Pages", "pages", "paths: { allow: [src/login/**] }"))
    try repository.commit("Both")
    try repository.git("switch", "-q", "-c", "pages")
    try repository.write("src/login/a.txt", "two\n")
    try repository.commit("Work")
    let open = try repository.caskade("check")
    XCTAssertEqual(open.status, 0, open.text)
    XCTAssertTrue(
      open.output.contains(
        "note: the open contract 'old-tests' lets somebody loosen checks that guard what this contract may change: "
          + "tests/login_test.py [integrity.joint]\n"), open.output)
    try repository.git("switch", "-q", "main")
    XCTAssertEqual(try repository.caskade("close", "old-tests", "--as", "done").status, 0)
    try repository.commit("Close it")
    try repository.git("switch", "-q", "pages")
    let done = try repository.caskade("check")
    XCTAssertTrue(done.output.contains("note: contract 'old-tests', done on main since, was let loosen"), done.output)
  }

  /// A contract isn't in force before its turn; once the other is done, it is.
  func testTurn() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "-c", "login")
    try repository.write("src/login/a.txt", "two\n")
    try repository.commit("Work")
    let early = try repository.caskade("check", "login")
    XCTAssertEqual(early.status, 1, early.text)
    XCTAssertTrue(
      early.output.contains(
        "Contracts/login.yaml:6: error: it comes after 'store', which is still open on main [approval.order]\n"),
      early.output)
    XCTAssertTrue(
      early.output.contains(
        "Contracts/login.yaml:7: error: 'Contracts/store.yaml' holds the lock 'number': it came to main first "
          + "[approval.lock]\n"), early.output)
    // Who came first isn't known where the history isn't.
    let quiet = try repository.caskade("check", "login", "-q")
    XCTAssertEqual(quiet.text, "Contract broken: 2 findings\n[exit status: 1]\n")
    try repository.git("switch", "-q", "main")
    let dry = try repository.caskade("close", "store", "--as", "done", "--dry-run")
    XCTAssertEqual(
      dry.text,
      "Contracts/store.yaml would be closed as done: Contracts/closed/store.yaml\n[exit status: 0]\n")
    XCTAssertTrue(repository.exists("Contracts/store.yaml"))
    XCTAssertEqual(try repository.caskade("close", "store", "--as", "done").status, 0)
    try repository.commit("Close")
    try repository.git("switch", "-q", "login")
    let late = try repository.caskade("check", "login")
    XCTAssertEqual(late.status, 0, late.text)
  }

  /// A run that goes on in this clone, and one that shows nothing for hours.
  func testRunsThatGoOn() throws {
    let repository = try repository()
    let folder = ".git/caskade/runs"
    func start(_ id: String, _ contract: String, hoursAgo: Int) throws -> FileLock {
      let started = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -3_600 * Double(hoursAgo) - 60))
      try repository.write(
        "\(folder)/\(id).json",
        #"{"schema":"caskade.run/1","id":"\#(id)","contract":"\#(contract)","command":["x"],"state":"running","#
          + #""started":"\#(started)"}"#)
      return try XCTUnwrap(FileLock(ByteString(repository.url("\(folder)/\(id).lock").path)))
    }
    func states(_ words: String...) throws -> [String] {
      let done = try repository.caskade(["status", "--format", "json"] + words)
      let board = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
      return try XCTUnwrap(board["contracts"] as? [[String: Any]]).map { row in
        "\(row["name"] ?? "") \(row["state"] ?? "") \((row["run"] as? [String: Any])?["quiet_minutes"] ?? "-")"
      }
    }
    let one = try start("1", "store", hoursAgo: 0)
    let other = try start("2", "login", hoursAgo: 3)
    XCTAssertEqual(try states(), ["draft draft -", "login stuck 181", "store running 1"])
    XCTAssertEqual(try states("--stuck-after", "4"), ["draft draft -", "login running 181", "store running 1"])
    for words in [["--columns"], ["--format", "html"]] {
      let done = try repository.caskade(["status"] + words)
      XCTAssertTrue(done.output.contains("stuck") && done.output.contains("running"), done.output)
    }
    withExtendedLifetime((one, other)) {}
    XCTAssertEqual(
      try repository.caskade("status", "--stuck-after", "0").errors,
      "caskade: error: '--stuck-after' can't be '0'\n  hint: a number of hours from 1 to 10000\n")
  }

  func testReasonsCanBeCounted() throws {
    let repository = try repository()
    let refused = try repository.caskade("close", "store", "--as", "cancelled", "--why", "supersed: by hand")
    XCTAssertEqual(refused.status, 2)
    XCTAssertTrue(refused.errors.contains("'supersed' is none"), refused.errors)
    XCTAssertTrue(refused.errors.contains("did you mean 'superseded'?"), refused.errors)
    XCTAssertEqual(
      try repository.caskade("close", "store", "--as", "takeover", "--why", "stuck: no test ever passed").status, 0)
    try repository.commit("Close")
    let board = try repository.caskade("status").output
    XCTAssertTrue(board.contains("  1 takeover (1 stuck)\n"), board)
  }

  func testJSONOfOtherVerbs() throws {
    let repository = try repository()
    let lint = try repository.caskade("lint", "--format", "json")
    XCTAssertEqual(lint.status, 1)
    let found = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(lint.output.utf8)) as? [String: Any])
    XCTAssertEqual(found["schema"] as? String, "caskade.lint/1")
    let problems = try XCTUnwrap(found["problems"] as? [[String: Any]])
    XCTAssertTrue(
      problems.contains { $0["rule"] as? String == "lint.blank" && $0["file"] as? String == "Contracts/draft.yaml" })
    let list = try repository.caskade("approve", "--list", "--format", "json")
    let approvals = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any])
    XCTAssertEqual(approvals["schema"] as? String, "caskade.approvals/1")
    XCTAssertEqual(try repository.caskade("help", "--names", "contracts").output, "draft\nlogin\nstore\n")
  }
}
