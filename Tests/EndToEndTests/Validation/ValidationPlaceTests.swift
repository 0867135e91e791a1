import Foundation
import TestSupport
import XCTest

/// Where commands run, what they are given, and what is kept of what they print.
final class ValidationPlaceTests: XCTestCase {
  private func contract(_ text: String) -> String {
    ContractText.small.replacing("validation:\n  - \"true\"\n", with: text)
  }

  func testTheTierIsWhatItIs() throws {
    let world = try ValidationWorld("\"true\"")
    try world.repository.write("made.o", "ignored\n")
    for (options, tier, summary) in [
      ([], "host in place", "working tree, 1 ignored file present"),
      (["--isolated"], "host in a clean checkout", "clean checkout, on this host"),
      (["--base", "main"], "host in place", "working tree, 1 ignored file present"),
    ] as [([String], String, String)] {
      _ = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + options)
      let isolation = try XCTUnwrap(world.evidence()?["isolation"] as? [String: Any])
      XCTAssertEqual(isolation["tier"] as? String, tier)
      XCTAssertEqual(isolation["summary"] as? String, summary)
    }
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json", adding: ["CI": "true"])
    XCTAssertEqual(
      (try world.evidence()?["isolation"] as? [String: Any])?["tier"] as? String, "host in a clean checkout")
  }

  /// What a command finds in the folders above a checkout must not be the working tree.
  func testACheckoutIsNeverInsideTheRepository() throws {
    let inner = ["src/tmp", ".git/tmp"]
    let refusal = """
      caskade: error: the commands need a clean checkout, and TMPDIR is inside the repository: they would find its files \
      around them
        hint: set TMPDIR to a folder outside of it, such as /tmp

      """
    for (commands, options, isRefused) in [
      ("\"touch ../ran\"", ["--isolated"], true), ("\"touch ../ran\"", ["--head", "work"], true),
      ("\"touch ../ran\"", ["--baseline"], true), ("\"true\"", [], false),
      ("\"touch ../ran\"", ["--isolated", "--skip-validation"], false),
    ] as [(String, [String], Bool)] {
      let world = try ValidationWorld(commands)
      try world.repository.commit("Work")
      for folder in inner {
        let place = world.repository.url(folder)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let transcript = try world.repository.caskade(["check"] + options, adding: ["TMPDIR": place.path])
        XCTAssertEqual(transcript.errors == refusal, isRefused, transcript.text)
        XCTAssertEqual(transcript.status == 2, isRefused, transcript.text)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: place.path), [])
      }
      XCTAssertFalse(FileManager.default.fileExists(atPath: world.repository.root.appendingPathComponent("ran").path))
    }
  }

  func testAFailedSetupIsInconclusive() throws {
    let world = try ValidationWorld(contract: contract("setup:\n  - exit 3\nvalidation:\n  - \"false\"\n"))
    let transcript = try world.repository.caskade("check", "--isolated")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains("the setup command 'exit 3' exited with 3 in a clean checkout of the head"),
      transcript.text)
    XCTAssertTrue(transcript.output.hasSuffix("\nContract unproven: nothing proves validation\n"), transcript.text)
  }

  func testASetupThatChangesTheTreeProvesNothing() throws {
    let world = try ValidationWorld(contract: contract("setup:\n  - echo x >> src/a.txt\nvalidation:\n  - \"true\"\n"))
    let transcript = try world.repository.caskade("check", "--isolated")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains("src/a.txt: error: changed while 'echo x >> src/a.txt' ran"), transcript.text)
  }

  func testWhatACheckoutHasNotGot() throws {
    let world = try ValidationWorld("\"true\"")
    let repository = world.repository
    let head = try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    try repository.git("switch", "-q", "main")
    try repository.write(".gitattributes", "*.bin filter=lfs diff=lfs\n")
    try repository.write("a.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:\(head)\nsize 3\n")
    try repository.git("update-index", "--add", "--cacheinfo", "160000,\(head),vendor/part")
    try repository.git("add", ".gitattributes", "a.bin")
    try repository.git("commit", "-q", "-m", "More")
    try repository.git("switch", "-q", "-C", "work")
    try repository.write("src/a.txt", "three\n")
    try repository.git("commit", "-q", "-m", "Work", "src/a.txt")
    let transcript = try repository.caskade("check", "--head", "work")
    XCTAssertTrue(
      transcript.output.contains("- what is inside the submodule 'vendor/part': the clean checkout hasn't got it\n"),
      transcript.text)
    XCTAssertTrue(
      transcript.output.contains("- the content of 'a.bin': the clean checkout has its Git LFS pointer\n"),
      transcript.text)
  }

  func testCredentialsStayOutsideUnlessNamed() throws {
    let world = try ValidationWorld.scripted("echo \"[$DEPLOY_TOKEN]\"; test -n \"$DEPLOY_TOKEN\"\n")
    let secret = ["DEPLOY_TOKEN": "example-not-a-secret"]
    let without = try world.repository.caskade(["check"], adding: secret)
    XCTAssertEqual(without.status, 1)
    XCTAssertTrue(without.output.contains("  | []\n"), without.text)
    let with = try world.repository.caskade(
      ["check", "--pass", "DEPLOY_TOKEN", "--verbose", "--evidence", "../evidence.json"], adding: secret)
    XCTAssertEqual(with.status, 0, with.text)
    XCTAssertTrue(with.errors.contains("  | [<masked: DEPLOY_TOKEN>]\n"), with.errors)
    let saved = try String(
      contentsOf: world.repository.root.appendingPathComponent("evidence.json"), encoding: .utf8)
    XCTAssertFalse(saved.contains("example-not-a-secret"))
    let missing = try world.repository.caskade("check", "--pass", "DEPLOY_TOKEN")
    XCTAssertEqual(missing.status, 2)
  }

  func testWholeLogsAndTheirDigests() throws {
    let world = try ValidationWorld("echo short", "seq 100000")
    let transcript = try world.repository.caskade("check", "--logs", "../logs", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    let records = try XCTUnwrap(world.evidence()?["validation"] as? [[String: Any]])
    for (record, name) in zip(records, ["01-echo-short.log", "02-seq-100000.log"]) {
      let blob = (record["log"] as? [String: Any])?["blob"] as? String
      XCTAssertEqual(try world.repository.git("hash-object", "../logs/\(name)"), "\(blob ?? "none")\n")
    }
    let log = try XCTUnwrap(records[1]["log"] as? [String: Any])
    XCTAssertTrue((log["head"] as? String)?.hasPrefix("1\n2\n") == true)
    XCTAssertTrue((log["tail"] as? String)?.hasSuffix("\n100000") == true)
    XCTAssertEqual(log["total_bytes"] as? Int, 588_895)
    XCTAssertEqual(log["omitted_bytes"] as? Int, 588_895 - 65_536)
    XCTAssertEqual(try world.repository.caskade("check", "--logs", "logs").status, 2, "inside the judged tree")
  }

  func testGitHubActionsFoldsAndObeysNothing() throws {
    let world = try ValidationWorld.scripted("echo '::error::mine'; echo '::endgroup::'\n")
    let place = try world.repository.caskade(["check"], adding: ["GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"])
    let lines = place.errors.split(separator: "\n").map(String.init)
    let fence = try XCTUnwrap(lines.firstIndex { $0.hasPrefix("::stop-commands::caskade-") }, place.text)
    let token = lines[fence].dropFirst("::stop-commands::".count)
    XCTAssertEqual(lines[fence - 1], "::group::caskade: [1/1] it (clean checkout of the head): pass, 0.0 s")
    XCTAssertEqual(lines[(fence + 1)...], ["::error::mine", "::endgroup::", "::\(token)::", "::endgroup::"])
  }

  func testTheBaseTellsWhatIsNew() throws {
    let world = try ValidationWorld(
      "\"true\"", "grep -q two src/a.txt", "grep -q one src/a.txt", "\"false\"", "missing-program")
    let transcript = try world.repository.caskade("check", "--baseline", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 1)
    let records = try XCTUnwrap(world.evidence()?["validation"] as? [[String: Any]])
    XCTAssertEqual(
      records.map { $0["baseline"] as? String },
      ["clean", "fixed", "regression", "failing before already", "inconclusive"])
    XCTAssertTrue(transcript.output.contains("'false' exited with 1, and fails on the base already"), transcript.text)
    XCTAssertTrue(
      transcript.output.contains("'grep -q one src/a.txt' exited with 1, and passes on the base"), transcript.text)
    XCTAssertTrue(
      transcript.output.contains(
        "against the base 1 clean, 1 fixed, 1 regression, 1 failing before already, 1 inconclusive"), transcript.text)
  }
}
