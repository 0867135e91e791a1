import Foundation
import TestSupport
import XCTest

/// `caskade record`, and `check --record`: what is kept, where, and that nobody's is lost.
final class RecordTests: XCTestCase {
  /// A checked branch with one path outside of the contract, and its evidence at `../e.json`.
  private func world() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write(
      "Contracts/work.yaml", ContractText.validating("name: Confidential label\n    run: echo printed-text"))
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "written-code\n")
    try repository.write("infra/deep/plan-name.tf", "x\n")
    try repository.commit("Work")
    let done = try repository.caskade("check", "--head", "HEAD", "--evidence", "../e.json", "--agent", "robot")
    XCTAssertEqual(done.status, 1, done.text)
    return repository
  }

  /// The evidence with another time of its check, so that it is another check's.
  private func evidence(_ repository: ScratchRepository, _ name: String, at time: String) throws {
    let text = try repository.read("../e.json")
    let started = try XCTUnwrap(text.range(of: #""started": "[^"]*""#, options: .regularExpression))
    try repository.write("../\(name).json", text.replacingCharacters(in: started, with: "\"started\": \"\(time)\""))
  }

  private func head(_ repository: ScratchRepository) throws -> String {
    try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func note(_ repository: ScratchRepository) throws -> String {
    try repository.git("notes", "--ref=caskade", "show", "HEAD")
  }

  func testACheckIsRecorded() throws {
    let repository = try world()
    let short = try head(repository).prefix(7)
    let plain = try repository.caskade("check", "--head", "HEAD", "--agent", "robot", "--model", "m-1")
    let done = try repository.caskade(
      "check", "--head", "HEAD", "--agent", "robot", "--model", "m-1", "--record", "--evidence", "../kept.json")
    XCTAssertEqual(done.output, plain.output)
    XCTAssertEqual(done.status, 1)
    XCTAssertEqual(
      done.errors, plain.errors + "caskade: recorded on \(short), in refs/notes/caskade: broken, Contracts/work.yaml\n")
    XCTAssertEqual(try note(repository).split(separator: "\n").count, 1)
    XCTAssertEqual(
      try repository.caskade("record", "../kept.json").text,
      "recorded already on \(short), in refs/notes/caskade: broken, Contracts/work.yaml\n[exit status: 0]\n")
    XCTAssertEqual(try repository.git("status", "--porcelain"), "")
    // What is recorded decides nothing.
    XCTAssertEqual(
      try repository.caskade("check", "--head", "HEAD", "--agent", "robot", "--model", "m-1").text, plain.text)
  }

  func testUncommittedWork() throws {
    let repository = try world()
    try repository.write("src/a.txt", "more\n")
    let short = try head(repository).prefix(7)
    let done = try repository.caskade("check", "--record")
    XCTAssertTrue(
      done.errors.hasSuffix(
        "caskade: recorded on \(short), on which the uncommitted work stands, in refs/notes/caskade: "
          + "broken, Contracts/work.yaml\n"), done.errors)
    XCTAssertTrue(try note(repository).contains("\"uncommitted\":true"))
  }

  func testWhatARecordHolds() throws {
    let repository = try world()
    try evidence(repository, "one", at: "2026-01-01T12:00:00Z")
    XCTAssertEqual(try repository.caskade("record", "../one.json").status, 0)
    let text = try note(repository)
    for word in [
      "Confidential", "echo", "printed-text", "written-code", "deep", "plan-name", "Change the source", "ticket asks",
    ] {
      XCTAssertFalse(text.contains(word), "\(word): \(text)")
    }
    for part in [
      "\"schema\":\"caskade.record/1\"", "\"agent\":\"robot\"", "\"verdict\":\"broken\"",
      "\"outside\":[{\"areas\":[\"deploys\"],\"files\":1,\"folder\":\"infra\"}]",
      "\"inside\":[{\"added\":1,\"deleted\":1,\"operation\":\"modify\",\"path\":\"src/a.txt\"}]",
    ] {
      XCTAssertTrue(text.contains(part), "\(part): \(text)")
    }
    let short = try head(repository).prefix(7)
    XCTAssertEqual(
      try repository.caskade("record", "--list").text,
      """
      2026-01-01T12:00:00Z  broken     \(short)  Contracts/work.yaml  high  2 files +2 -1  fail scope  robot
      1 record of 1 commit
      [exit status: 0]

      """)
    XCTAssertEqual(try repository.caskade("record", "--list", "--format", "json").output, text)
  }

  // MARK: Nobody's is lost

  func testManyAtOnce() throws {
    let repository = try world()
    let names = (10..<34).map { "e\($0)" }
    for name in names { try evidence(repository, name, at: "2026-01-01T12:00:\(name.dropFirst())Z") }
    let all = names.map { "'\(ScratchRepository.binary.path)' record ../\($0).json & " }.joined()
    let done = try repository.shell("\(all)wait")
    XCTAssertEqual(done.output.split(separator: "\n").count, names.count, done.text)
    XCTAssertEqual(try note(repository).split(separator: "\n").count, names.count)
    XCTAssertTrue(
      try repository.caskade("record", "--list").output.hasSuffix("\n\(names.count) records of 1 commit\n"))
  }

  func testTwoClones() throws {
    let repository = try world()
    try repository.git("clone", "-q", "--bare", ".", "../hub.git")
    try repository.git("remote", "add", "origin", "../hub.git")
    try repository.git("clone", "-q", "-b", "work", "../hub.git", "../other")
    for name in ["a1", "b1", "b2"] { try evidence(repository, name, at: "2026-01-0\(name.suffix(1))T12:00:00Z") }
    func other(_ words: String...) throws -> ScratchRepository.Transcript {
      try repository.caskade(words, in: "../other")
    }
    XCTAssertEqual(
      try repository.caskade("record", "--push").text,
      "neither here nor at origin is any record\n[exit status: 0]\n")
    XCTAssertEqual(try other("record", "--fetch").text, "origin has no record\n[exit status: 0]\n")
    XCTAssertEqual(try repository.caskade("record", "../a1.json").status, 0)
    XCTAssertEqual(
      try repository.caskade("record", "--push").text,
      "from origin: nothing new\nto origin: records on 1 commit\n[exit status: 0]\n")
    // The other has records of its own, and histories that have nothing in common.
    XCTAssertEqual(try other("record", "../b1.json", "../b2.json").status, 0)
    XCTAssertEqual(
      try other("record", "--push", "origin").text,
      "from origin: nothing new\nto origin: records on 1 commit\n[exit status: 0]\n")
    XCTAssertEqual(
      try repository.caskade("record", "--fetch").text, "from origin: records on 1 commit\n[exit status: 0]\n")
    XCTAssertEqual(
      try repository.caskade("record", "--fetch").text, "from origin: nothing new\n[exit status: 0]\n")
    XCTAssertEqual(
      try repository.caskade("record", "--push").text,
      "from origin: nothing new\nto origin: nothing new\n[exit status: 0]\n")
    let listed = try repository.caskade("record", "--list").output
    // The same check of two clones is one record: a1 and b1 are the same bytes.
    XCTAssertTrue(listed.hasSuffix("\n2 records of 1 commit\n"), listed)
    XCTAssertEqual(try other("record", "--list").output, listed)
    XCTAssertEqual(
      try repository.git("for-each-ref", "refs/notes"),
      try repository.git(
        "-C", "../hub.git", "for-each-ref", "refs/notes"))
    XCTAssertEqual(try repository.git("for-each-ref", "--format=%(refname)", "refs/notes"), "refs/notes/caskade\n")
    XCTAssertEqual(try repository.git("fsck", "--no-progress"), "")
  }

  func testARemoteThatRefuses() throws {
    let repository = try world()
    try repository.git("clone", "-q", "--bare", ".", "../hub.git")
    try repository.git("remote", "add", "origin", "../hub.git")
    try repository.write("../hub.git/hooks/pre-receive", "#!/bin/sh\necho not here >&2\nexit 1\n")
    XCTAssertEqual(try repository.shell("chmod +x ../hub.git/hooks/pre-receive").status, 0)
    XCTAssertEqual(try repository.caskade("record", "../e.json").status, 0)
    let tip = try repository.git("for-each-ref", "refs/notes")
    let done = try repository.caskade("record", "--push")
    XCTAssertEqual(done.status, 2)
    XCTAssertTrue(
      done.errors.hasPrefix("caskade: error: 'origin' didn't take the records:  ! [remote rejected]"), done.text)
    XCTAssertTrue(
      done.errors.hasSuffix("\n  hint: ask whoever keeps it for the right to push refs/notes/caskade\n"), done.text)
    XCTAssertEqual(try repository.git("for-each-ref", "refs/notes"), tip)
    for (remote, message) in [
      ("../none.git", "git could not reach '../none.git': fatal: '../none.git' does not appear to be a git repository"),
      ("nowhere", "git could not reach 'nowhere': fatal: 'nowhere' does not appear to be a git repository"),
    ] {
      XCTAssertEqual(
        try repository.caskade("record", "--fetch", remote).text,
        "------- stderr -------\ncaskade: error: \(message)\n  hint: git remote --verbose lists the remotes\n"
          + "[exit status: 2]\n")
    }
  }

  func testShallowClone() throws {
    let repository = try world()
    try repository.git("clone", "-q", "--bare", ".", "../hub.git")
    try repository.git("clone", "-q", "--depth", "1", "-b", "work", "file://\(repository.root.path)/hub.git", "../thin")
    XCTAssertEqual(try repository.caskade(["record", "../e.json"], in: "../thin").status, 0)
    XCTAssertEqual(
      try repository.caskade(["record", "--push"], in: "../thin").text,
      "from origin: nothing new\nto origin: records on 1 commit\n[exit status: 0]\n")
  }

  // MARK: What others wrote

  func testWhatIsNotOursIsKept() throws {
    let repository = try world()
    try repository.git("notes", "--ref=caskade", "add", "-m", "zeta: by another tool\n\nalpha", "HEAD")
    try repository.git("notes", "--ref=caskade", "add", "-m", "elsewhere", "HEAD~1")
    XCTAssertEqual(try repository.caskade("record", "../e.json").status, 0)
    let text = try note(repository)
    XCTAssertTrue(text.hasPrefix("zeta: by another tool\nalpha\n{\"schema\":\"caskade.record/1\","), text)
    XCTAssertEqual(try repository.git("notes", "--ref=caskade", "show", "HEAD~1"), "elsewhere\n")
    let listed = try repository.caskade("record", "--list")
    XCTAssertEqual(listed.status, 0, listed.text)
    XCTAssertTrue(listed.output.hasSuffix("\n1 record of 1 commit\n3 lines of other tools\n"), listed.output)
  }

  func testAlteredRecords() throws {
    let repository = try world()
    try evidence(repository, "one", at: "2026-01-01T12:00:00Z")
    try evidence(repository, "two", at: "2026-01-02T12:00:00Z")
    XCTAssertEqual(try repository.caskade("record", "../one.json", "../two.json").status, 0)
    let lines = try note(repository).split(separator: "\n").map(String.init)
    let better = lines[0].replacingOccurrences(of: "\"verdict\":\"broken\"", with: "\"verdict\":\"kept\"")
    let newer = lines[1].replacingOccurrences(of: "record/1", with: "record/9")
    try repository.write("../note", ([better, newer] + lines.dropFirst()).joined(separator: "\n"))
    try repository.git("notes", "--ref=caskade", "add", "-f", "-F", "../note", "HEAD")
    let listed = try repository.caskade("record", "--list")
    XCTAssertEqual(listed.status, 1)
    XCTAssertTrue(
      listed.output.hasSuffix("\n1 record of 1 commit\n2 records altered: the digest is another one's\n"), listed.output
    )
    XCTAssertFalse(listed.output.contains(" kept "), listed.output)
    // They stay as they are beside a new one.
    XCTAssertEqual(try repository.caskade("record", "../one.json").status, 0)
    XCTAssertTrue(try note(repository).contains(better))
  }

  func testAReferenceThatIsHeld() throws {
    let repository = try world()
    try repository.git("symbolic-ref", "refs/notes/caskade", "refs/heads/main")
    let before = try repository.git("rev-parse", "main")
    XCTAssertEqual(
      try repository.caskade("record", "../e.json").text,
      """
      ------- stderr -------
      caskade: error: 'refs/notes/caskade' is there, and holds no notes
        hint: find out whose it is: git cat-file -p refs/notes/caskade
      [exit status: 2]

      """)
    XCTAssertEqual(try repository.git("rev-parse", "main"), before)
    try repository.git("symbolic-ref", "-d", "refs/notes/caskade")
    try repository.git("update-ref", "refs/notes/caskade/theirs", "HEAD")
    let done = try repository.caskade("record", "../e.json")
    XCTAssertEqual(done.status, 2)
    XCTAssertTrue(done.errors.contains("refs/notes/caskade/theirs"), done.errors)
  }

  // MARK: Other stores, and what is refused

  func testAFolder() throws {
    let repository = try world()
    let id = try head(repository)
    let dry = try repository.caskade("record", "--dry-run", "../e.json", "--to", "../store")
    XCTAssertEqual(
      dry.text,
      "would be recorded on \(id.prefix(7)), in ../store: broken, Contracts/work.yaml\nnothing is written\n"
        + "[exit status: 0]\n")
    XCTAssertFalse(repository.exists("../store"))
    let done = try repository.caskade("record", "../e.json", "--to", "../store")
    XCTAssertEqual(
      done.text,
      "recorded on \(id.prefix(7)), in ../store: broken, Contracts/work.yaml\n[exit status: 0]\n")
    XCTAssertEqual(try repository.git("for-each-ref", "refs/notes"), "")
    let files = try FileManager.default.contentsOfDirectory(atPath: repository.url("../store").path)
    XCTAssertEqual(files.count, 1)
    XCTAssertTrue(files[0].hasPrefix(id) && files[0].hasSuffix(".json"), files[0])
    XCTAssertTrue(
      try repository.caskade("record", "../e.json", "--to", "../store").output.hasPrefix("recorded already on "))
    XCTAssertEqual(try repository.caskade("record", "../e.json").status, 0)
    XCTAssertEqual(
      try repository.caskade("record", "--to", "../second").text, "1 record written to ../second\n[exit status: 0]\n")
    XCTAssertEqual(try repository.read("../second/\(files[0])"), try note(repository))
  }

  func testRefusals() throws {
    let repository = try world()
    try repository.write("../broken.json", "{\"schema\": \"caskade.evidence/1\"}")
    try repository.write(
      "../far.json",
      try repository.read("../e.json").replacingOccurrences(
        of: try head(repository), with: String(repeating: "ab", count: 20)))
    let rows: [Row<[String], String>] = [
      Row(
        ["record", "../broken.json"],
        "'../broken.json' can't be read as evidence: 'tool' is missing or of another type\n"
          + "  hint: write it anew: caskade check --evidence FILE\n"),
      Row(
        ["record", "../e.json", "../broken.json"],
        "'../broken.json' can't be read as evidence: 'tool' is missing or of another type\n"
          + "  hint: write it anew: caskade check --evidence FILE\n"),
      Row(
        ["record", "../far.json"],
        "commit abababa, which the evidence is of, is not in this repository\n"
          + "  hint: fetch it first, or keep the record elsewhere: --to DIR\n"),
      Row(
        ["record"],
        "'caskade record' needs EVIDENCE, or what to do\n  hint: usage: caskade record [EVIDENCE...|REMOTE] [--push] "
          + "[--fetch] [--list] [--to DIR] [--dry-run] [--format FORMAT]\n"),
      Row(
        ["record", "--dry-run", "--push"],
        "'--dry-run' goes with EVIDENCE\n  hint: caskade record --dry-run evidence.json\n"),
      Row(
        ["record", "--push", "a", "b"],
        "records go to one remote at a time\n  hint: name one, behind '--push' or '--fetch'\n"),
      Row(
        ["record", "--list", "--push"],
        "'--list' goes with nothing else but '--format'\n  hint: do one after the other\n"),
      Row(
        ["record", "--fetch", "--", "--upload-pack=touch x"],
        "'--upload-pack=touch x' is no remote\n  hint: git remote lists the remotes\n"),
    ]
    for row in rows {
      let done = try repository.caskade(row.input)
      XCTAssertEqual(
        done.text, "------- stderr -------\ncaskade: error: \(row.expected)[exit status: 2]\n", file: row.file,
        line: row.line)
    }
    XCTAssertEqual(try repository.git("for-each-ref", "refs/notes"), "")
  }
}
