import Foundation
import TestSupport
import XCTest

/// Validation that ran elsewhere: shared out, signed, and brought together.
final class PartsTests: XCTestCase {
  private static let runBy =
    "pass      validation   4 of 4 commands passed; what they ran isn't known, run by ci@example.com\n0"

  func testSharesComeTogether() throws {
    let world = try PartsWorld()
    try world.skipWithoutNamespaces()
    let first = try world.part("p1", "--share", "1/2")
    XCTAssertEqual(first.status, 0, first.text)
    XCTAssertTrue(
      first.output.contains(
        "unproven  validation   2 of 4 commands passed, the rest is left to other shares (--share 1/2)"), first.output)
    XCTAssertEqual(try world.part("p2", "--share", "2/2").status, 0)
    XCTAssertEqual(try world.commands("p1") + world.commands("p2"), ["One", "Three", "Two", "Four"])
    XCTAssertEqual(try world.joined("../p1.json", "../p2.json"), Self.runBy)
    XCTAssertEqual(try world.joined("../p2.json", "work", "../p1.json"), Self.runBy)
    let done = try world.repository.caskade(
      "check", "--head", "HEAD", "--join", "../p1.json", "../p2.json", "--evidence", "../whole.json")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(done.output.contains("Contract kept"), done.output)
    let whole = try world.evidence("whole")
    let records = try XCTUnwrap(whole["validation"] as? [[String: Any]])
    XCTAssertEqual(records.map { $0["name"] as? String }, ["One", "Two", "Three", "Four"])
    XCTAssertEqual(Set(records.map { $0["claim"] as? String }), ["asserted"])
    XCTAssertEqual(Set(records.map { $0["by"] as? String }), ["ci@example.com"])
    // What was joined holds as any evidence does, and proves nothing to another check.
    let verified = try world.repository.caskade("verify", "../whole.json")
    XCTAssertEqual(verified.status, 0, verified.text)
    XCTAssertEqual(
      try world.joined("../whole.json"),
      """
      unproven  validation   0 of 4 commands passed
      Contracts/work.yaml: error: '../whole.json' ran nothing itself [validation.part]
      1
      """)
    // A check of all commands is one part.
    XCTAssertEqual(try world.part("all").status, 0)
    XCTAssertEqual(try world.joined("../all.json"), Self.runBy)
  }

  func testWhatNobodySigned() throws {
    let world = try PartsWorld()
    for number in 1...3 {
      XCTAssertEqual(try world.part("p\(number)", "--share", "\(number)/3", key: nil).status, 0)
    }
    let parts = ["../p1.json", "../p2.json", "../p3.json"]
    XCTAssertEqual(
      try world.joined(parts[0], parts[1], parts[2]),
      """
      unproven  validation   4 of 4 commands passed; what they ran isn't known, by nobody's word that counts
      Contracts/work.yaml: error: 3 of 3 parts are signed by no runner that the policy names [validation.unsigned]
      1
      """)
    XCTAssertEqual(
      try world.joined(parts[0], parts[1], parts[2], "--vouch"),
      "unproven  validation   4 of 4 commands passed; what they ran isn't known, by the caller's word (--vouch)\n0")
    XCTAssertTrue(
      try world.joined(parts[0], parts[1], "--vouch").hasSuffix(
        "\nContracts/work.yaml: error: no part is share 3/3 [validation.part]\n1"))
  }

  func testAFailureElsewhereFailsHere() throws {
    let world = try PartsWorld(fourth: "exit 3")
    XCTAssertEqual(try world.part("all", key: nil).status, 1)
    let joined = try world.joined("../all.json", "--vouch")
    XCTAssertTrue(joined.hasPrefix("FAIL      validation   3 of 4 commands passed, by the caller's word"), joined)
    XCTAssertTrue(joined.contains("error: 'Four' exited with 3 [validation.failed]"), joined)
    XCTAssertTrue(joined.hasSuffix("\n1"), joined)
  }

  /// Parts that were forged, edited, borrowed, replayed, left out or doubled.
  func testWhatDoesNotFit() throws {
    let world = try PartsWorld()
    try world.skipWithoutNamespaces()
    let repository = world.repository
    for (name, share) in [("p1", "1/2"), ("p2", "2/2"), ("third", "3/3")] {
      XCTAssertEqual(try world.part(name, "--share", share).status, 0)
    }
    XCTAssertEqual(try world.part("stranger", "--share", "2/2", key: "stranger").status, 0)
    XCTAssertEqual(try world.part("bare", "--share", "2/2", key: nil).status, 0)
    try repository.write("../none.json", "{}")
    let version = try XCTUnwrap((try world.evidence("p1")["tool"] as? [String: Any])?["version"] as? String)
    try world.edit("p2", as: "edited") { $0.replacing("\"exit_status\": 0", with: "\"exit_status\": 1") }
    try world.edit("p2", as: "dated") {
      $0.replacing(#/"started": "[^"]*"/#) { _ in "\"started\": \"2020-01-01T00:00:00Z\"" }
    }
    try world.edit("bare", as: "newer") { $0.replacing("\"version\": \"\(version)\"", with: "\"version\": \"9.1.0\"") }
    try world.edit("bare", as: "command") { $0.replacing("\"command\": \"echo Two\"", with: "\"command\": \"true\"") }
    // A good signature of the runner, under another part.
    let armour = try XCTUnwrap((try world.evidence("p1")["signature"] as? [String: Any])?["armour"] as? String)
    let own = try XCTUnwrap((try world.evidence("p2")["signature"] as? [String: Any])?["armour"] as? String)
    func json(_ text: String) -> String { text.replacing("\n", with: "\\n") }
    try world.edit("p2", as: "borrowed") { $0.replacing(json(own), with: json(armour)) }
    let unsigned =
      "Contracts/work.yaml: error: 1 of 2 parts is signed by no runner that the policy names [validation.unsigned]\n1"
    let rest = "the rest by nobody's word that counts"
    func half(_ fault: String) -> String {
      "unproven  validation   2 of 4 commands passed, run by ci@example.com\n"
        + "Contracts/work.yaml: error: \(fault) [validation.part]\n"
        + "Contracts/work.yaml: error: no part is share 2/2 [validation.part]\n1"
    }
    let rows: [Row<[String], String>] = [
      Row(["p1", "p2"], Self.runBy),
      Row(
        ["p1"],
        "unproven  validation   2 of 4 commands passed, run by ci@example.com\n"
          + "Contracts/work.yaml: error: no part is share 2/2 [validation.part]\n1"),
      Row(
        ["p1", "p2", "p1"],
        "unproven  validation   4 of 4 commands passed; what they ran isn't known, run by ci@example.com\n"
          + "Contracts/work.yaml: error: '../p1.json' brings share 1/2, which another part has brought "
          + "[validation.part]\n1"),
      Row(["p1", "edited"], half("'../edited.json' is not as it was signed")),
      Row(["p1", "dated"], half("'../dated.json' is not as it was signed")),
      Row(["p1", "borrowed"], half("'../borrowed.json' is not as it was signed")),
      Row(["p1", "third"], half("'../third.json' shares the commands out otherwise than the others")),
      Row(["p1", "newer"], half("'../newer.json' was made by caskade 9.1.0")),
      Row(["p1", "command"], half("'../command.json' ran 'Two' otherwise than the contract has it")),
      Row(
        ["p1", "none"],
        half("'../none.json' is no evidence: it has no 'schema' that begins with 'caskade.evidence/'")),
      Row(
        ["p1", "stranger"],
        "unproven  validation   4 of 4 commands passed; what they ran isn't known, run by ci@example.com, \(rest)\n\(unsigned)"
      ),
      Row(
        ["p1", "bare"],
        "unproven  validation   4 of 4 commands passed; what they ran isn't known, run by ci@example.com, \(rest)\n\(unsigned)"
      ),
    ]
    for row in rows {
      XCTAssertEqual(
        try world.joined(row.input.map { "../\($0).json" }), row.expected, file: row.file, line: row.line)
    }
    // The caller can stand for what nobody signed, and not for what was altered.
    XCTAssertTrue(try world.joined("../p1.json", "../edited.json", "--vouch").hasSuffix("\n1"))
    // Parts of yesterday's tree.
    try repository.write("src/a.txt", "again\n")
    try repository.commit("More")
    XCTAssertTrue(
      try world.joined("../p1.json", "../p2.json").contains("error: '../p1.json' is of another head [validation.part]"))
    try repository.git("reset", "-q", "--hard", "HEAD~1")
    XCTAssertEqual(try world.joined("../p1.json", "../p2.json"), Self.runBy)
    // The base takes the runner's word no more.
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbands:\n  low: { approvals: 0 }\n")
    try repository.commit("Trust nobody")
    try repository.git("switch", "-q", "work")
    XCTAssertTrue(
      try world.joined("../p1.json", "../p2.json").contains(
        "error: '../p1.json' went by another policy [validation.part]"))
  }

  /// What ran on one merge with the base says nothing of another, nor of none.
  func testOtherMerges() throws {
    let world = try PartsWorld()
    let repository = world.repository
    XCTAssertEqual(try world.part("early", "--merged", key: nil).status, 0)
    XCTAssertEqual(try world.part("plain", key: nil).status, 0)
    try repository.git("switch", "-q", "main")
    try repository.write("other.txt", "moved on\n")
    try repository.commit("Move on")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(try world.part("late", "--merged", key: nil).status, 0)
    for (part, options, fits) in [
      ("late", ["--merged"], true), ("early", ["--merged"], false), ("plain", ["--merged"], false),
      ("plain", [], true), ("early", [], true), ("late", [], false),
    ] {
      let found = try world.joined(["../\(part).json", "--vouch"] + options)
      XCTAssertEqual(found.hasSuffix("\n0"), fits, "\(part) \(options): \(found)")
      let fault = "'../\(part).json' ran its commands on another merge with the base, or on none [validation.part]"
      XCTAssertEqual(found.contains(fault), !fits, "\(part) \(options): \(found)")
    }
  }

  // MARK: The key

  func testNoCommandReadsTheKey() throws {
    let world = try PartsWorld()
    try world.skipWithoutNamespaces()
    let key = world.approvals.key("ci")
    try world.repository.git("switch", "-q", "main")
    try world.repository.write(
      "Contracts/work.yaml",
      ContractText.validating("name: Look\n    run: sh src/look.sh\n    on_base: fails\n    carry: [src/look.sh]"))
    try world.repository.commit("Look for the key")
    try world.repository.git("switch", "-q", "work")
    try world.repository.git("rebase", "-q", "main")
    try world.repository.write(
      "src/look.sh",
      """
      for file in '\(key)' '/proc/1/root\(key)' "/proc/$PPID/root\(key)"; do
        if grep -qs PRIVATE "$file"; then echo "read $file"; exit 3; fi
      done
      mv '\(key)' '\(key).away' 2>/dev/null && exit 4
      umount '\(key)' 2>/dev/null && exit 5
      test -e src/b.txt
      """)
    try world.repository.write("src/b.txt", "one\n")
    try world.repository.commit("Look")
    let plain = try world.repository.caskade("check", "--head", "HEAD", "--only", "validation")
    XCTAssertTrue(plain.output.contains("'Look' exited with 3"), plain.text)
    let signed = try world.part("signed")
    XCTAssertEqual(signed.status, 0, signed.text)
    XCTAssertTrue(FileManager.default.fileExists(atPath: key))
    let verified = try world.repository.caskade("verify", "../signed.json")
    XCTAssertEqual(verified.status, 0, verified.text)
    XCTAssertTrue(verified.output.contains("  signed    by ci@example.com, 20"), verified.output)
    XCTAssertTrue(
      verified.output.contains("  asserted  validation: 1 command, run by ci@example.com; --rerun runs them here"),
      verified.output)
    try world.edit("signed", as: "edited") { $0.replacing("\"ignored\": null", with: "\"ignored\" : null,\n\"x\": 1") }
    let edited = try world.repository.caskade("verify", "../edited.json")
    XCTAssertEqual(edited.status, 1, edited.text)
    XCTAssertTrue(
      edited.output.contains("  differs   signature: the evidence is not as it was signed\n"), edited.output)
  }

  func testKeysThatAreRefused() throws {
    let world = try PartsWorld()
    let repository = world.repository
    let (key, home) = (world.approvals.key("ci"), repository.root.appendingPathComponent("home").path)
    XCTAssertEqual(try repository.shell("ln '\(world.approvals.key("sec"))' '\(home)/other-name'").status, 0)
    XCTAssertEqual(try repository.shell("cp -p '\(key)' src/key && cp -p '\(key)' .git/key").status, 0)
    let rows: [Row<[String], String>] = [
      Row(
        ["--sign", "\(key).pub", "--evidence", "../e.json"],
        "'$ROOT/home/ci.pub' is a public key: an agent holds the other half, and a command could ask it as well\n"
          + "  hint: name the file of a private key, or use a security key: ssh-keygen -t ed25519-sk\n"),
      Row(
        ["--sign", world.approvals.key("sec"), "--as", "sec@example.com", "--evidence", "../e.json"],
        "'$ROOT/home/sec' has other names in the file system, by which a command could read it\n"
          + "  hint: keep the key in a file of its own\n"),
      Row(
        ["--sign", "src/key", "--as", "ci@example.com", "--evidence", "../e.json"],
        "'$ROOT/repository/src/key' lies in the working tree\n  hint: keep the key outside of the repository\n"),
      Row(
        ["--sign", world.approvals.key("stranger"), "--evidence", "../e.json"],
        "main names no runner with this key in Contracts/allowed_signers\n"
          + "  hint: say whose it is: --as ci@example.com\n"),
      Row(
        ["--sign", key, "--as", "two words", "--evidence", "../e.json"],
        "'--as' can't be 'two words'\n  hint: one literal name, such as ci@example.com\n"),
      Row(
        ["--sign", key],
        "a signature needs evidence that it stands in\n"
          + "  hint: write it to a file: --evidence FILE, or keep it: --record\n"),
      Row(["--as", "x"], "'--as' goes with '--sign'\n  hint: name the key: --sign KEY\n"),
      Row(["--vouch"], "'--vouch' goes with '--join'\n  hint: leave it out: these commands run here\n"),
      Row(["--join"], "'--join' needs the parts, each a .json file\n  hint: caskade check --join part*.json\n"),
      Row(
        ["--join", "a.json", "--share", "1/2"],
        "'--join' takes what ran elsewhere, and runs nothing\n"
          + "  hint: check by itself what runs here, and join its evidence afterwards\n"),
      Row(["--share", "3/2"], "'--share' can't be '3/2'\n  hint: a number from 1 on, and of how many: 2/6\n"),
      Row(["--share", "0/2"], "'--share' can't be '0/2'\n  hint: a number from 1 on, and of how many: 2/6\n"),
      Row(
        ["one", "two"],
        "'caskade check' doesn't know what to do with 'two'\n"
          + "  hint: usage: caskade check [OPTION]... [CONTRACT]; caskade check --help lists the options\n"),
    ]
    for row in rows {
      let done = try repository.caskade(["check"] + row.input)
      XCTAssertEqual(
        done.text, "------- stderr -------\ncaskade: error: \(row.expected)[exit status: 2]\n", file: row.file,
        line: row.line)
    }
    XCTAssertFalse(repository.exists("../e.json"))
  }

  /// A command that isn't to be contained could read the key, so it isn't run.
  func testAnUncontainedCommandIsNotRun() throws {
    let world = try PartsWorld(fourth: "echo there > ../../ran\n    contain: off")
    try world.skipWithoutNamespaces()
    let done = try world.part("signed")
    XCTAssertEqual(done.status, 1)
    XCTAssertTrue(
      done.output.contains(
        "'Four' is inconclusive: '$ROOT/home/ci' can't be hidden from commands on this machine"), done.output)
  }

  /// A runner's line is no approver's.
  func testARunnerApprovesNothing() throws {
    let world = try PartsWorld(policy: "bands:\n  low: { approvals: 1 }\nrunners: [ci@example.com]\n")
    func approve(_ name: String) throws -> String {
      try world.repository.git("switch", "-q", "main")
      try world.approvals.approve(name)
      try world.repository.commit("Approve")
      try world.repository.git("switch", "-q", "work")
      return try world.approvals.approval().text
    }
    let byRunner = try approve("ci")
    XCTAssertTrue(byRunner.hasPrefix("unproven  approval"), byRunner)
    XCTAssertTrue(byRunner.contains("[approval.unknown-signer]"), byRunner)
    let byPerson = try approve("dev")
    XCTAssertTrue(byPerson.hasPrefix("pass      approval     signed by 1 of 1 for band low"), byPerson)
  }

  // MARK: Records

  func testTheRecordKeepsTheSignature() throws {
    let world = try PartsWorld()
    try world.skipWithoutNamespaces()
    XCTAssertEqual(try world.part("all", "--record").status, 0)
    let note = try world.repository.git("notes", "--ref=caskade", "show", "HEAD")
    XCTAssertTrue(note.contains("\"principal\":\"ci@example.com\""), note)
    XCTAssertTrue(try world.repository.caskade("record", "../all.json").output.hasPrefix("recorded already on "))
    let listed = try world.repository.caskade("record", "--list")
    XCTAssertTrue(listed.output.contains("  signed by ci@example.com\n1 record of 1 commit\n"), listed.text)
    try world.edit("all", as: "edited") { $0.replacing("\"verdict\": \"kept\"", with: "\"verdict\": \"broken\"") }
    let version = try XCTUnwrap((try world.evidence("all")["tool"] as? [String: Any])?["version"] as? String)
    XCTAssertEqual(
      try world.repository.caskade("record", "../edited.json").text,
      "------- stderr -------\ncaskade: error: '../edited.json' is not as it was signed\n"
        + "  hint: take it as its signer wrote it, and the version of caskade that they used: \(version)\n"
        + "[exit status: 2]\n")
  }

  /// The longest command is alone, by what is recorded.
  func testSharesByRecordedTime() throws {
    let world = try PartsWorld()
    XCTAssertEqual(try world.part("all", key: nil).status, 0)
    try world.edit("all", as: "slow") { text in
      text.replacing(#/("name": "Three",\s*"peak_memory_bytes": [0-9]+,\s*"wall_ms": )[0-9]+/#) { "\($0.1)9000" }
    }
    XCTAssertEqual(try world.repository.caskade("record", "../slow.json").status, 0)
    for number in 1...2 {
      XCTAssertEqual(try world.part("p\(number)", "--share", "\(number)/2", key: nil).status, 0)
    }
    XCTAssertEqual([try world.commands("p1"), try world.commands("p2")], [["Three"], ["One", "Two", "Four"]])
  }
}
