import Foundation
import TestSupport
import XCTest

/// Badly behaved commands, run by the real binary: each has a known outcome, in bounded time, and leaves nothing.
final class ValidationZooTests: XCTestCase {
  private struct Animal {
    let script: String
    var settings: [String] = []
    var arguments: [String] = []
    /// Of the gate's command: `pass`, `fail`, `timed out`; nil where no evidence can be.
    let state: String?
    let status: Int32
    var says: String?
  }

  private func assert(
    _ animal: Animal, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let mark = "3\(UInt32.random(in: 100_000...999_999))"
    let world = try ValidationWorld.scripted(
      animal.script.replacingOccurrences(of: "SLEEP", with: "sleep \(mark)"), settings(animal))
    let start = Date()
    let transcript = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + animal.arguments)
    XCTAssertLessThan(Date().timeIntervalSince(start), 60, transcript.text, file: file, line: line)
    XCTAssertEqual(transcript.status, animal.status, transcript.text, file: file, line: line)
    XCTAssertEqual(try world.states()["it"], animal.state, transcript.text, file: file, line: line)
    if let says = animal.says {
      XCTAssertTrue(transcript.text.contains(says), transcript.text, file: file, line: line)
    }
    if animal.status != -9 { XCTAssertEqual(world.leftovers, [], file: file, line: line) }
    XCTAssertEqual(try world.processes(holding: "sleep \(mark)"), [], file: file, line: line)
  }

  private func settings(_ animal: Animal) -> String {
    animal.settings.joined(separator: "\n    ")
  }

  func testIgnoresTheRequestToEnd() throws {
    try assert(
      Animal(
        script: "trap '' TERM INT HUP; while :; do SLEEP & wait; done\n", settings: ["timeout: 1s"], state: "timed out",
        status: 1, says: "'it' did not end within 1s [validation.timeout]"))
  }

  func testForksDaemonsAndPasses() throws {
    try assert(
      Animal(
        script: "SLEEP </dev/null >/dev/null 2>&1 &\nsetsid SLEEP </dev/null >/dev/null 2>&1 &\nexit 0\n",
        state: "pass", status: 0, says: "note: 'it' left processes running, which were ended"))
  }

  func testLeavesTheGroupAtTheTimeOut() throws {
    try assert(
      Animal(
        script: "setsid sh -c \"trap '' TERM; SLEEP\" &\nSLEEP\n", settings: ["timeout: 1s"], state: "timed out",
        status: 1))
  }

  func testAGrandchildHoldsThePipe() throws {
    try assert(Animal(script: "SLEEP &\necho done; exit 4\n", state: "fail", status: 1, says: "'it' exited with 4"))
  }

  func testClosesItsStreams() throws {
    try assert(Animal(script: "exec >&- 2>&- <&-; exit 0\n", state: "pass", status: 0))
  }

  func testPrintsWithoutEnd() throws {
    try assert(
      Animal(script: "yes y\n", settings: ["timeout: 1s"], state: "timed out", status: 1, says: "did not end within 1s")
    )
  }

  func testAGigabyte() throws {
    try assert(
      Animal(script: "head -c 1000000000 /dev/zero\n", state: "pass", status: 0))
  }

  func testEndsByASignal() throws {
    try assert(
      Animal(script: "kill -SEGV $$\n", state: "fail", status: 1, says: "'it' was ended by signal 11"))
  }

  func testHostileOutputSteersNothing() throws {
    let script =
      "printf '\\033[2J\\033]0;mine\\007::set-output name=x::y\\n##[set-output name=x;]y\\nContract kept\\n'; exit 1\n"
    let world = try ValidationWorld.scripted(script)
    let transcript = try world.repository.caskade(["check"], adding: ["CI": "false"])
    XCTAssertEqual(transcript.status, 1)
    XCTAssertFalse(transcript.text.contains("\u{1B}"), transcript.text)
    XCTAssertFalse(transcript.text.contains("##["), transcript.text)
    let lines = transcript.text.split(separator: "\n")
    XCTAssertFalse(lines.contains { $0.hasPrefix("::") || $0.hasPrefix("Contract kept") }, transcript.text)
  }

  func testCannotWriteIntoOurStreamsOrTheTerminal() throws {
    let script = """
      for number in 0 1 2; do echo intruder-$number >/proc/$PPID/fd/$number; done
      echo intruder-tty >/dev/tty
      true

      """
    let world = try ValidationWorld.scripted(script)
    let transcript = try world.repository.caskade("check", "--format", "json")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    XCTAssertFalse(transcript.errors.contains("intruder-"), transcript.errors)
    XCTAssertNoThrow(try JSONSerialization.jsonObject(with: Data(transcript.output.utf8)))
  }

  func testEditsTheRepository() throws {
    try assert(
      Animal(
        script: "echo three > src/a.txt; git add -A; git -c user.name=x -c user.email=x@example.com commit -qm mine\n",
        state: "pass", status: 1, says: "src/a.txt: error: changed while 'it' ran"))
  }

  func testEditsAndForgesTheIndexes() throws {
    // The same size and the same times, and every index in reach says that all is well.
    let script = """
      touch -r src/a.txt ../stamp; printf 'six\\n' > src/a.txt; touch -r ../stamp src/a.txt
      for index in .git/index "$TMPDIR"/caskade-*/git*/index*; do
        GIT_INDEX_FILE=$index git add src/a.txt
      done
      true

      """
    try assert(
      Animal(script: script, state: "pass", status: 1, says: "src/a.txt: error: changed while 'it' ran"))
    try assert(
      Animal(
        script: script, arguments: ["--isolated"], state: "pass", status: 1,
        says: "src/a.txt: error: changed while 'it' ran"))
  }

  func testDeletesTheGitDirectory() throws {
    try assert(
      Animal(
        script: "rm -rf .git\n", state: "pass", status: 1,
        says: "error: the head can't be read any more since the commands ran"))
  }

  /// In a checkout the folder for temporary files is the command's own, and caskade's are out of reach.
  func testDeletesOurFolders() throws {
    try assert(
      Animal(
        script: "rm -rf \"$TMPDIR\"/caskade-*\n", arguments: ["--isolated"], state: "pass", status: 0))
  }

  func testMovesTheBase() throws {
    let world = try ValidationWorld.scripted("git branch -f main work; git update-ref refs/heads/main work\n")
    try world.repository.commit("Work")
    let main = try world.repository.git("rev-parse", "main").trimmingCharacters(in: .whitespacesAndNewlines)
    let transcript = try world.repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 1, transcript.text)
    XCTAssertTrue(transcript.output.contains("error: the base main moved from "), transcript.text)
    let base = try XCTUnwrap(world.evidence()?["base"] as? [String: Any])
    XCTAssertEqual(base["tip"] as? String, main, "what was judged was read before any command ran")
    XCTAssertEqual(try world.repository.caskade("verify", "../evidence.json").status, 1)
  }

  /// In the hunted tier it can; in the other its parent is none of ours.
  func testKillsItsParent() throws {
    for (word, status) in [("TERM", Int32(-15)), ("KILL", -9)] {
      let world = try ValidationWorld.scripted("kill -\(word) $PPID; sleep 0.2\n")
      let transcript = try world.repository.caskade("check", "--evidence", "../evidence.json")
      if try world.isContained() != nil {
        XCTAssertEqual(transcript.status, 0, transcript.text)
        XCTAssertTrue(try XCTUnwrap(world.isContained()), transcript.text)
        XCTAssertEqual(world.leftovers, [])
      } else {
        XCTAssertEqual(transcript.status, status, transcript.text)
        if word == "KILL" { try assertLeftoversGoADayLater(world) } else { XCTAssertEqual(world.leftovers, []) }
      }
    }
  }

  /// However caskade itself ends, the command ends with it where it is contained.
  func testCaskadeIsKilled() throws {
    let mark = "3\(UInt32.random(in: 100_000...999_999))"
    let world = try ValidationWorld.scripted("setsid sleep \(mark) & touch begun; sleep \(mark)\n", "timeout: 30s")
    let script = """
      "\(ScratchRepository.binary.path)" check --evidence ../evidence.json & pid=$!
      until test -e begun; do sleep 0.05; done
      kill -KILL $pid; wait $pid; sleep 0.5
      """
    _ = try world.repository.shell(script)
    try assertLeftoversGoADayLater(world)
    let left = try world.processes(holding: "sleep \(mark)")
    _ = try world.repository.shell("pkill -KILL -f '[s]leep \(mark)'")
    try world.repository.remove("begun")
    try world.repository.write("src/it.sh", "true\n")
    // The base's script would sleep again.
    _ = try world.repository.caskade("check", "--no-base-checks", "--evidence", "../evidence.json")
    if try world.isContained() == true { XCTAssertEqual(left, []) }
  }

  /// Where the kernel lets nobody have namespaces, the evidence says so, and the verdict is the same.
  func testWithoutNamespaces() throws {
    let world = try ValidationWorld.scripted("setsid sleep 100 & true\n")
    let forbidden = "echo 0 > /proc/sys/user/max_user_namespaces"
    try XCTSkipUnless(world.repository.shell("unshare -Ur sh -c '\(forbidden)'").status == 0, "no unshare(1) here")
    let check = "\(ScratchRepository.binary.path) check --evidence ../evidence.json"
    let transcript = try world.repository.shell("unshare -Ur sh -c '\(forbidden); exec \(check)'")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    XCTAssertTrue(transcript.output.contains(" · host in place, not contained\n"), transcript.text)
    XCTAssertTrue(transcript.output.contains("note: 'it' left processes running, which were ended"), transcript.text)
    let run = try XCTUnwrap((world.evidence()?["validation"] as? [[String: Any]])?.first)
    XCTAssertEqual(run["containment"] as? [String: String], ["tier": "hunted", "network": "host"])
    XCTAssertEqual(try world.repository.caskade("verify", "../evidence.json").status, 0)
  }

  private func assertLeftoversGoADayLater(_ world: ValidationWorld) throws {
    XCTAssertNil(try world.evidence())
    let left = try XCTUnwrap(world.leftovers.first)
    XCTAssertTrue(left.hasPrefix("caskade-"), left)
    // A day later the next run takes it away; until then it may be somebody's whose process can't be seen from here.
    _ = try world.repository.caskade("check", "--skip-validation")
    XCTAssertEqual(world.leftovers, [left])
    _ = try world.repository.shell("touch -d '2 days ago' \"$TMPDIR\"/caskade-*")
    _ = try world.repository.caskade("check", "--skip-validation")
    XCTAssertEqual(world.leftovers, [])
  }

  /// What runs caskade has its output in `/proc` too, and the person's terminal is a file of theirs.
  func testCannotWriteIntoTheStreamsOfWhatRunsUs() throws {
    let script = """
      process=$PPID
      while test "${process:-0}" -gt 1; do
        for number in 1 2; do (echo intruder-$number >/proc/$process/fd/$number) 2>/dev/null; done
        process=$(sed 's/.*) . //; s/ .*//' /proc/$process/stat)
      done
      true

      """
    let world = try ValidationWorld.scripted("true\n")
    // Hunted, it would write to whatever runs these tests.
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    try XCTSkipUnless(world.isContained() == true, "this kernel lets nobody have namespaces")
    try world.repository.write("src/it.sh", script)
    let line = "sh -c '\(ScratchRepository.binary.path) check --evidence ../evidence.json 2>/dev/null; true' | cat"
    let transcript = try world.repository.shell(line)
    XCTAssertFalse(transcript.text.contains("intruder"), transcript.text)
    XCTAssertTrue(transcript.output.contains(" · host in place, contained\n"), transcript.text)
  }

  func testAFolderThatLeadsOut() throws {
    let world = try ValidationWorld(
      contract: ContractText.small.replacing("  - \"true\"\n", with: "  - run: \"true\"\n    dir: src/out\n"))
    try world.repository.link("src/out", to: "/tmp")
    let transcript = try world.repository.caskade("check", "--only", "validation")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains("its folder 'src/out' is a link that leads out of the judged tree"), transcript.text)
  }
}
