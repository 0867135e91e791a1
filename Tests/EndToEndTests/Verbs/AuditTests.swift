import Foundation
import TestSupport
import XCTest

/// `caskade audit` and `caskade stats` over the history of a small repository: what is covered, what isn't, and what others
/// wrote into the notes.
final class AuditTests: XCTestCase {
  /// A kept and merged change, one that landed otherwise than it was judged, and one of an agent that nobody judged.
  private func world() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.validating("name: Tests\n    run: echo 1 test passed"))
    try repository.write("src/a.txt", "one\ntwo\n")
    try repository.commit("Begin")
    try work(repository, "one\nTWO\n", "Merge the second line")
    try repository.git("switch", "-q", "-c", "later")
    try repository.git("branch", "-q", "-D", "work")
    try repository.git("branch", "-q", "-m", "work")
    try work(repository, "ONE\nTWO\n", "Merge the first line", alsoMerged: "src/b.txt")
    try repository.write("src/a.txt", "ONE\nTWO\nthree\n")
    try repository.commit("Add a third line\n\nCo-Authored-By: Claude <noreply@anthropic.com>")
    return repository
  }

  private func work(
    _ repository: ScratchRepository, _ text: String, _ message: String, alsoMerged extra: String? = nil
  ) throws {
    if extra == nil { try repository.git("switch", "-q", "-c", "work") }
    try repository.write("src/a.txt", text)
    try repository.commit("Work")
    let done = try repository.caskade("check", "--head", "HEAD", "--record", "--agent", "robot")
    XCTAssertEqual(done.status, 0, done.text)
    try repository.git("switch", "-q", "main")
    try repository.git("merge", "-q", "--no-ff", "--no-commit", "work")
    if let extra {
      try repository.write(extra, "nobody judged this\n")
      try repository.git("add", "-A")
    }
    try repository.git("commit", "-q", "-m", message)
  }

  private func json(_ done: ScratchRepository.Transcript) throws -> [String: Any] {
    XCTAssertEqual(done.status, 0, done.text)
    return try XCTUnwrap(JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
  }

  /// One repository for all: each part of it costs checks.
  func testAll() throws {
    let repository = try world()
    try seeARange(repository)
    try seeALine(repository)
    try seeFigures(repository)
    try seeRefusals(repository)
    try seeAttackedNotes(repository)
    // Packed, they are read from the pack, and not by git.
    let words = ["stats", "--since", "all", "--until", "2099-01-01", "--format", "json"]
    let loose = try repository.caskade(words)
    try repository.git("repack", "-a", "-d", "-q")
    try XCTAssertEqual(repository.caskade(words).text, loose.text)
  }

  private func seeARange(_ repository: ScratchRepository) throws {
    let audit = try json(try repository.caskade("audit", "--format", "json"))
    let changes = try XCTUnwrap(audit["changes"] as? [[String: Any]])
    XCTAssertEqual(
      changes.map { "\($0["subject"] ?? ""): \($0["standing"] ?? ""), \($0["landed"] ?? ""), \($0["covered"] ?? "")" },
      [
        "Add a third line: no record, <null>, 0", "Merge the first line: kept, otherwise, 0",
        "Merge the second line: kept, as judged, 1", "Begin: no record, <null>, 0",
      ])
    XCTAssertEqual(changes[0]["signs"] as? [String], ["trailer Co-Authored-By: Claude <noreply@anthropic.com>"])
    XCTAssertEqual(changes[1]["some"] as? [String], ["src/b.txt"])
    let approved = try XCTUnwrap(changes[2]["approved"] as? [String: Any])
    XCTAssertEqual(approved["how"] as? String, "merged")
    for (key, value) in [
      ("covered", 1), ("of", 4), ("coverage_percent", 25), ("otherwise", 1), ("agents_uncovered", 1),
    ] {
      XCTAssertEqual(audit[key] as? Int, value, key)
    }
    let text = try repository.caskade("audit", "HEAD")
    XCTAssertTrue(text.output.contains("coverage 25 %: 1 of 4 changes\n"), text.text)
    XCTAssertTrue(text.output.contains("than judged: 1 file, src/b.txt"), text.text)
    XCTAssertFalse(text.output.contains("Merge the second line"), text.text)
    let csv = try repository.caskade("audit", "--all", "--format", "csv")
    XCTAssertEqual(csv.output.components(separatedBy: "\r\n").count, 6, csv.text)
    // Nobody signed the records.
    let signed = try json(try repository.caskade("audit", "--signed", "--format", "json"))
    XCTAssertEqual(signed["covered"] as? Int, 0)
    XCTAssertEqual((signed["not_counted"] as? [String: Any])?["unsigned"] as? Int, 2)
  }

  private func seeALine(_ repository: ScratchRepository) throws {
    let known = try json(try repository.caskade("audit", "src/a.txt:2", "--format", "json"))
    let change = try XCTUnwrap(known["change"] as? [String: Any])
    XCTAssertEqual(change["subject"] as? String, "Merge the second line")
    XCTAssertEqual(change["covered"] as? Bool, true)
    XCTAssertEqual((known["contract"] as? [String: Any])?["allowed_by"] as? String, "src/**")
    XCTAssertEqual(known["text"] as? String, "TWO")
    let text = try repository.caskade("audit", "src/a.txt:3")
    XCTAssertTrue(text.output.hasPrefix("src/a.txt:3\n  three\n\n  written    by "), text.text)
    XCTAssertTrue(text.output.contains("\n  contract   none that anything says of\n"), text.text)
  }

  private func seeRefusals(_ repository: ScratchRepository) throws {
    for (words, message) in [
      (["audit", "nowhere..main"], "the start 'nowhere' names no branch, full reference or full object id"),
      (["audit", "..main"], "'..main' is no range"), (["audit", "a...b"], "'a...b' is no range"),
      (["audit", "src/a.txt:9"], "'src/a.txt' has no line 9 at main"),
      (["audit", "src/none:1"], "'src/none' is no file of main"),
      (["audit", "../../x:1"], "'../../x' is outside of the repository"),
      (["audit", "main", "--base", "main"], "'--base' goes with no RANGE"),
      (["stats", "--since", "-1d"], "'-1d' is no time"),
      (["stats", "--from", "../none"], "there is no folder '../none'"),
    ] {
      let done = try repository.caskade(words)
      XCTAssertEqual(done.status, 2, done.text)
      XCTAssertTrue(done.errors.hasPrefix("caskade: error: \(message)"), done.text)
      XCTAssertEqual(done.output, "")
    }
  }

  /// What was altered, stands twice, or is another tool's is said and never counted.
  private func seeAttackedNotes(_ repository: ScratchRepository) throws {
    let note = try repository.git("notes", "--ref=caskade", "list").split(separator: "\n").map { line in
      String(line.split(separator: " ")[1])
    }
    let first = try XCTUnwrap(note.first)
    let line = try repository.git("notes", "--ref=caskade", "show", first)
    let broken = line.replacingOccurrences(of: "\"verdict\":\"kept\"", with: "\"verdict\":\"broken\"")
    let newer = line.replacingOccurrences(of: "caskade.record/1", with: "caskade.record/7")
    try repository.write(
      "../note", "Reviewed-by: another tool\n\(line)\(broken)\(newer){\"schema\":\"caskade.record/1\"}\n")
    try repository.git("notes", "--ref=caskade", "add", "-f", "-F", "../note", first)
    // A copy on another commit speaks of the commit that it was made for.
    try repository.git("notes", "--ref=caskade", "add", "-f", "-F", "../note", "HEAD")
    let audit = try json(try repository.caskade("audit", "--format", "json"))
    XCTAssertEqual(audit["covered"] as? Int, 1)
    XCTAssertEqual((audit["changes"] as? [[String: Any]])?[0]["standing"] as? String, "no record")
    let left = try XCTUnwrap(audit["not_counted"] as? [String: Any])
    XCTAssertEqual(left["foreign"] as? Int, 2)
    XCTAssertEqual(left["altered"] as? Int, 6)
    let stats = try json(try repository.caskade("stats", "--since", "all", "--format", "json"))
    let figures = try XCTUnwrap(stats["figures"] as? [[String: Any]])
    XCTAssertEqual(figures.first { $0["id"] as? String == "checks" }?["value"] as? Int, 2)
    XCTAssertEqual(
      stats["not_counted"] as? NSDictionary,
      ["altered": 6, "foreign": 2, "newer": 0, "unreadable": 0, "others": 0, "unsigned": 0, "contracts": 0]
        as NSDictionary)
    let text = try repository.caskade("stats", "--since", "all")
    XCTAssertTrue(text.output.contains("Not counted\n  6 records altered: the digest is another one's\n"), text.text)
  }

  private func seeFigures(_ repository: ScratchRepository) throws {
    let stats = try json(
      try repository.caskade("stats", "--since", "all", "--by", "agent", "--rework", "--format", "json"))
    let figures = try XCTUnwrap(stats["figures"] as? [[String: Any]])
    func value(_ id: String) -> Int? { figures.first { $0["id"] as? String == id }?["value"] as? Int }
    XCTAssertEqual([value("runs"), value("checks"), value("kept"), value("merged")], [1, 2, 1, 1])
    XCTAssertEqual((stats["groups"] as? [[String: Any]])?.map { $0["name"] as? String }, ["robot"])
    // The first line's change was judged, and so was the second's; the third took nothing away.
    let rework = try XCTUnwrap(stats["rework"] as? [String: Any])
    XCTAssertEqual((rework["governed"] as? [String: Any])?["changes"] as? Int, 2)
    XCTAssertEqual((rework["other"] as? [String: Any])?["reworked"] as? Int, 2)
    for format in ["text", "html"] {
      let done = try repository.caskade("stats", "--since", "all", "--by", "contract", "--rework", "--format", format)
      XCTAssertEqual(done.status, 0, done.text)
      XCTAssertFalse(done.output.contains("<script"), done.output)
    }
    // The same records from a folder, with no repository around.
    XCTAssertEqual(try repository.caskade("record", "--to", "../store").status, 0)
    let elsewhere = try repository.caskade(["stats", "--since", "all", "--from", "store", "--format", "csv"], in: "..")
    XCTAssertTrue(elsewhere.output.contains("\r\n,,checks,,2,"), elsewhere.text)
  }
}
