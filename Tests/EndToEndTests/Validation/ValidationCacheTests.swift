import Foundation
import TestSupport
import XCTest

/// Results of commands on the base that one check keeps for the next.
final class ValidationCacheTests: XCTestCase {
  private func world() throws -> ValidationWorld {
    try ValidationWorld(
      "{ name: plain, run: grep -q one src/a.txt }", "{ name: proof, run: grep -q two src/a.txt, on_base: fails }")
  }

  private struct Found {
    let status: Int32
    let errors: String
    let output: String
    /// How often a command ran, on the head and on the base.
    let runs: Int
    let claims: [String?]
    let baselines: [String?]
    let verdict: String?
  }

  private func check(
    _ world: ValidationWorld, _ more: String..., adding added: [String: String] = [:]
  ) throws -> Found {
    let done = try world.repository.caskade(
      ["check", "--baseline", "--evidence", "../evidence.json"] + more, adding: added)
    let evidence = try world.evidence()
    let records = evidence?["validation"] as? [[String: Any]] ?? []
    let runs = done.errors.split(separator: "\n").count { $0.hasSuffix("): started") }
    return Found(
      status: done.status, errors: done.errors, output: done.output, runs: runs,
      claims: records.map { ($0["on_base"] as? [String: Any])?["claim"] as? String },
      baselines: records.map { $0["baseline"] as? String }, verdict: evidence?["verdict"] as? String)
  }

  private func folder(_ world: ValidationWorld) -> URL {
    world.repository.root.appendingPathComponent("home/.cache/caskade/base-results")
  }

  private func entries(_ world: ValidationWorld) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder(world), includingPropertiesForKeys: nil)
  }

  func testWhatClassifiesIsRecalledAndWhatProvesIsRun() throws {
    let world = try world()
    let first = try check(world)
    XCTAssertEqual(first.runs, 4, first.output)
    XCTAssertEqual(first.claims, ["witnessed", "witnessed"])
    XCTAssertEqual(first.baselines, ["regression", "fixed"])
    XCTAssertEqual(try entries(world).count, 2)
    let second = try check(world)
    XCTAssertEqual(second.runs, 3, "the proof ran on the base again")
    XCTAssertEqual(second.claims, ["asserted", "witnessed"])
    XCTAssertEqual(second.baselines, first.baselines)
    XCTAssertEqual(second.status, first.status)
    XCTAssertTrue(
      second.errors.contains("plain (clean checkout of the base): pass, asserted from an earlier check\n"),
      second.errors)
    XCTAssertTrue(
      second.output.contains(
        "1 of 2 commands passed, 1 tells base from head, against the base 1 fixed, 1 regression "
          + "(1 asserted, from an earlier check)"), second.output)
    XCTAssertTrue(
      second.output.contains("'plain' exited with 1, and passes on the base, as an earlier check asserts"),
      second.output)
    XCTAssertTrue(
      second.output.contains("- 'plain' on the base: an earlier check says that it exited with 0 (--no-cache runs it)"),
      second.output)
    XCTAssertEqual(try world.repository.caskade("verify", "../evidence.json").status, 0)
  }

  func testWhoDoesntReadIt() throws {
    let world = try world()
    _ = try check(world)
    XCTAssertEqual(try check(world, "--no-cache").runs, 4)
    XCTAssertEqual(try check(world, adding: ["CI": "true"]).runs, 4)
    let base = try world.repository.git("rev-parse", "main").trimmingCharacters(in: .whitespacesAndNewlines)
    XCTAssertEqual(try check(world, "--base", base).runs, 4)
    XCTAssertEqual(try check(world, "--pass", "LC_ALL").runs, 4)
    XCTAssertEqual(try check(world).runs, 3)
  }

  /// It says what it says, and nothing follows from it.
  func testAForgedEntryDecidesNothing() throws {
    let world = try world()
    let honest = try check(world)
    for file in try entries(world) {
      let text = try String(contentsOf: file, encoding: .utf8)
      let forged = text.replacing("\"exit_status\": 0", with: "\"exit_status\": 5")
        .replacing("\"exit_status\": 1", with: "\"exit_status\": 0")
      XCTAssertNotEqual(forged, text)
      try Data(forged.utf8).write(to: file)
    }
    let found = try check(world)
    XCTAssertEqual(found.baselines, ["failing before already", "fixed"])
    XCTAssertEqual(found.claims, ["asserted", "witnessed"])
    XCTAssertEqual(found.status, honest.status)
    XCTAssertEqual(found.verdict, honest.verdict)
  }

  func testWhatIsMalformedIsIgnored() throws {
    let world = try world()
    _ = try check(world)
    for text in ["", "{}", "[1", String(repeating: " ", count: 10_000)] {
      for file in try entries(world) { try Data(text.utf8).write(to: file) }
      XCTAssertEqual(try check(world).runs, 4, text)
    }
  }

  func testAnotherBaseIsAnotherResult() throws {
    let world = try world()
    _ = try check(world)
    try world.repository.git("stash", "-q")
    try world.repository.git("switch", "-q", "main")
    try world.repository.write("other.txt", "other\n")
    try world.repository.commit("Move on")
    try world.repository.git("switch", "-q", "work")
    try world.repository.git("rebase", "-q", "main")
    try world.repository.git("stash", "pop", "-q")
    XCTAssertEqual(try check(world).runs, 4)
  }

  func testNeverInTheRepository() throws {
    let world = try world()
    for place in [world.repository.folder, world.repository.url(".git"), world.repository.url("deep/cache")] {
      let found = try check(world, adding: ["XDG_CACHE_HOME": place.path])
      XCTAssertEqual(found.runs, 4)
      XCTAssertFalse(FileManager.default.fileExists(atPath: place.appendingPathComponent("caskade").path))
    }
    XCTAssertFalse(world.repository.exists("deep"))
    let elsewhere = world.repository.root.appendingPathComponent("elsewhere")
    _ = try check(world, adding: ["XDG_CACHE_HOME": elsewhere.path])
    XCTAssertEqual(
      try FileManager.default.contentsOfDirectory(atPath: elsewhere.path + "/caskade/base-results").count, 2)
  }

  func testOldEntriesGo() throws {
    let world = try world()
    _ = try check(world)
    let old = folder(world).appendingPathComponent("old.json")
    try Data().write(to: old)
    try FileManager.default.setAttributes(
      [.modificationDate: Date().addingTimeInterval(-31 * 86_400)], ofItemAtPath: old.path)
    for number in 0..<520 { try Data().write(to: folder(world).appendingPathComponent("\(number).json")) }
    _ = try check(world, "--no-cache")
    XCTAssertFalse(FileManager.default.fileExists(atPath: old.path))
    XCTAssertLessThanOrEqual(try entries(world).count, 502)
  }
}
