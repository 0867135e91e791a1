import Foundation
import TestSupport
import XCTest

/// What a command left is known again by the next check, as advice and as long as it is the same.
final class LeftoverTests: XCTestCase {
  private let memory = ".git/caskade/left.json"
  private let other = "src/b.txt: error: created, outside the approved paths [scope.outside]"

  /// A contract for one file, a command that leaves others, and a first check.
  private func world(_ script: String = "echo left > src/b.txt\n") throws -> ValidationWorld {
    let contract = ContractText.small
      .replacing("    - src/**\n", with: "    - src/a.txt\n    - src/it.sh\n")
      .replacing("  - \"true\"\n", with: "  - name: it\n    run: exec sh src/it.sh\n")
    let world = try ValidationWorld(contract: contract)
    try world.repository.write("src/it.sh", script)
    let first = try world.repository.caskade("check")
    XCTAssertEqual(first.status, 0, first.text)
    XCTAssertTrue(first.output.contains("left behind by 'it', and not judged"), first.text)
    return world
  }

  private func line(_ path: String, files: Int? = nil) -> String {
    let them = files == nil ? "it" : "them"
    return "  - '\(path)'\(files.map { " (\($0) files)" } ?? ""): left by 'it' in an earlier check and the same since; "
      + "untracked, so no commit has \(them) (--isolated leaves nothing, --thorough judges \(them))"
  }

  private func check(
    _ world: ValidationWorld, _ options: String..., adding variables: [String: String] = [:], says line: String?,
    status: Int32, file: StaticString = #filePath, at place: UInt = #line
  ) throws {
    let transcript = try world.repository.caskade(["check"] + options, adding: variables)
    XCTAssertEqual(transcript.status, status, transcript.text, file: file, line: place)
    let lines = transcript.output.split(separator: "\n").map(String.init)
    let found = lines.filter { $0.contains("in an earlier check") || $0.hasPrefix("src/b.txt:") || $0.contains(memory) }
    XCTAssertEqual(found, line.map { [$0] } ?? [], transcript.text, file: file, line: place)
  }

  func testTheNextCheckKnowsItAgain() throws {
    let world = try world()
    for _ in 0..<2 { try check(world, says: line("src/b.txt"), status: 0) }
    try check(world, "--skip-validation", says: line("src/b.txt"), status: 0)
    try check(world, "--isolated", says: line("src/b.txt"), status: 0)
    let transcript = try world.repository.caskade("check", "--format", "json")
    let evidence = try XCTUnwrap(
      JSONSerialization.jsonObject(with: Data(transcript.output.utf8)) as? [String: Any])
    let head = try XCTUnwrap(evidence["head"] as? [String: Any])
    XCTAssertEqual(head["left"] as? [[String: String]], [["path": "src/b.txt", "command": "it"]])
  }

  /// What binds believes no memory.
  func testItIsJudgedWhereACheckIsMoreThanAdvice() throws {
    let world = try world()
    let base = try world.repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
    try check(world, "--thorough", says: other, status: 1)
    try check(world, "--base", base, says: other, status: 1)
    try check(world, adding: ["CI": "true"], says: other, status: 1)
    // Nor do they forget.
    try check(world, says: line("src/b.txt"), status: 0)
  }

  func testWhatIsNoLongerTheSame() throws {
    let rows: [Row<String, Bool>] = [
      Row("echo more >> src/b.txt", true), Row("chmod +x src/b.txt", true), Row("git add src/b.txt", true),
      Row("git add -N src/b.txt", true), Row("touch src/b.txt", false),
      Row("mv src/b.txt ../b; echo left > src/b.txt", false),
    ]
    for row in rows {
      let world = try world()
      _ = try world.repository.shell(row.input)
      try check(
        world, "--skip-validation", says: row.expected ? other : line("src/b.txt"), status: row.expected ? 1 : 0,
        file: row.file, at: row.line)
    }
    let world = try world()
    _ = try world.repository.shell("rm src/b.txt; ln -s a.txt src/b.txt")
    let linked = try world.repository.caskade("check", "--skip-validation")
    XCTAssertTrue(linked.output.contains("\nsrc/b.txt: error: "), linked.text)
  }

  /// A commit has it then, and there nobody asks who wrote it.
  func testItDoesNotLand() throws {
    let world = try world()
    try world.repository.commit("Everything")
    try check(world, "--head", "work", says: other, status: 1)
    try check(world, says: other, status: 1)
  }

  /// A command that writes another content each time is still the one that wrote it.
  func testACommandThatWritesItAgain() throws {
    let world = try world("date +%s%N > src/b.txt\n")
    for _ in 0..<2 { try check(world, says: line("src/b.txt"), status: 0) }
    try world.repository.write("src/it.sh", "rm src/b.txt\n")
    try check(world, says: line("src/b.txt"), status: 0)
    XCTAssertFalse(world.repository.exists(memory))
    try world.repository.write("src/b.txt", "mine\n")
    try world.repository.write("src/it.sh", ":\n")
    try check(world, says: other, status: 1)
  }

  func testFoldersAndTheirNames() throws {
    let world = try world(
      "mkdir -p 'src/o t'; echo 1 > 'src/o t/ä'; echo 2 > 'src/o t/2'; ln -sf ../a.txt 'src/o t/link'\n")
    try check(world, says: line("src/o t", files: 3), status: 0)
    _ = try world.repository.shell("ln -sfn ../it.sh 'src/o t/link'")
    let transcript = try world.repository.caskade("check", "--skip-validation")
    XCTAssertTrue(transcript.output.contains("\nsrc/o t/link: error: "), transcript.text)
    XCTAssertTrue(transcript.output.contains("\n\(line("src/o t", files: 2))\n"), transcript.text)
  }

  func testOneFileWithAQuotationMark() throws {
    let world = try world("echo 1 > '\"q\"'\n")
    try check(world, says: line("\"q\""), status: 0)
  }

  /// What is left takes no part in how the judged files are read.
  func testAttributesAreJudged() throws {
    let world = try world("echo left > src/b.txt; echo '* text' > src/.gitattributes\n")
    let transcript = try world.repository.caskade("check")
    XCTAssertEqual(transcript.status, 1, transcript.text)
    XCTAssertTrue(transcript.output.contains("\nsrc/.gitattributes: error: "), transcript.text)
    XCTAssertFalse(transcript.output.contains("\nsrc/b.txt: error: "), transcript.text)
  }

  /// A memory that can't be believed counts for nothing, and that is said.
  func testAMemoryThatCannotBeRead() throws {
    let rows: [Row<String, String>] = [
      Row("echo '{' > \(memory)", "isn't as caskade wrote it"), Row("truncate -s 9M \(memory)", "can't be read"),
      Row("rm \(memory); mkfifo \(memory)", "can't be read"), Row("rm \(memory); mkdir \(memory)", "can't be read"),
    ]
    for row in rows {
      let world = try world()
      _ = try world.repository.shell(row.input)
      let transcript = try world.repository.caskade("check", "--skip-validation")
      XCTAssertEqual(transcript.status, 1, transcript.text, file: row.file, line: row.line)
      let said = "  - what commands of earlier checks left: '\(memory)' counts for nothing, since it \(row.expected)\n"
      XCTAssertTrue(transcript.output.contains(said), transcript.text, file: row.file, line: row.line)
      XCTAssertTrue(transcript.output.contains("\n\(other)\n"), transcript.text, file: row.file, line: row.line)
    }
  }

  /// A working tree of its own has a memory of its own.
  func testALinkedWorkingTree() throws {
    let world = try world()
    _ = try world.repository.shell(
      "git add src/it.sh src/a.txt; git commit -q -m Work; git switch -q main; git worktree add -q ../tree work; "
        + "cd ../tree; echo left > src/b.txt")
    let first = try world.repository.caskade(["check", "--skip-validation"], in: "../tree")
    XCTAssertTrue(first.output.contains("\n\(other)\n"), first.text)
    XCTAssertFalse(first.output.contains("in an earlier check"), first.text)
  }

  /// Evidence of the check that left them still holds, and of one that judged what others leave out.
  func testVerifyHoldsWithWhatWasLeft() throws {
    let world = try ValidationWorld.scripted("echo left > src/b.txt\n")
    try world.repository.write(".git/info/exclude", "*.swp\n")
    try world.repository.write("src/a.swp", "x\n")
    for options in [[], ["--thorough"]] {
      _ = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + options)
      let transcript = try world.repository.caskade("verify", "../evidence.json")
      XCTAssertEqual(transcript.status, 0, transcript.text)
    }
  }
}
