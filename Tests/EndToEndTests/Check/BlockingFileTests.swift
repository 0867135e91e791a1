import Foundation
import TestSupport
import XCTest

/// What isn't a regular file is refused before anybody opens it: an error at once, never a wait.
final class BlockingFileTests: XCTestCase {
  private func world(_ script: String = "true\n") throws -> ValidationWorld {
    try ValidationWorld.scripted(script)
  }

  private func check(
    _ world: ValidationWorld, _ arguments: String..., says: String, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let start = Date()
    let transcript = try world.repository.caskade(["check"] + arguments)
    XCTAssertLessThan(Date().timeIntervalSince(start), 60, file: file, line: line)
    XCTAssertEqual(transcript.status, 2, transcript.text, file: file, line: line)
    let errors = transcript.errors.components(separatedBy: "\n").filter { !$0.contains("(working tree)") }
    XCTAssertEqual(errors.joined(separator: "\n"), says, file: file, line: line)
  }

  private func refusal(_ path: String) -> String {
    """
    caskade: error: '\(path)' is not a regular file, and git would wait for it
      hint: find out who made it (a FIFO, a device or a socket), and take it away

    """
  }

  func testRulesInTheWorkingTree() throws {
    let places = [
      "src/.gitignore", "src/.gitattributes", ".gitmodules", "new/deep/.gitignore", "a.o/.gitignore", ".git/config",
      ".git/packed-refs",
    ]
    for place in places {
      let world = try world()
      _ = try world.repository.shell("mkdir -p new/deep a.o; rm -f \(place); mkfifo \(place)")
      for arguments in [[], ["--thorough"], ["--isolated"]] {
        let transcript = try world.repository.caskade(["check"] + arguments)
        XCTAssertEqual(transcript.status, 2, transcript.text)
        XCTAssertEqual(transcript.errors, refusal(place))
      }
    }
  }

  func testTheFirstOfSeveralAndALinkToOne() throws {
    let world = try world()
    _ = try world.repository.shell("mkfifo ../pipe src/.gitignore; ln -s ../../pipe src/.gitattributes")
    try check(world, says: refusal("src/.gitattributes"))
  }

  func testARepositoryInsideIsPassedOverUnlessItsFilesAreTracked() throws {
    let world = try world()
    _ = try world.repository.shell("git init -q inner; mkfifo inner/.gitignore")
    XCTAssertNotEqual(try world.repository.caskade("check").status, 2)
    _ = try world.repository.shell("git init -q src; mkfifo src/.gitignore")
    try check(world, says: refusal("src/.gitignore"))
  }

  func testOneThatACommandMade() throws {
    let world = try world("mkfifo src/.gitignore\n")
    try check(world, says: refusal("src/.gitignore"))
    let inCheckout = try self.world("mkfifo src/.gitattributes\n")
    let transcript = try inCheckout.repository.caskade("check", "--isolated")
    XCTAssertEqual(transcript.status, 2, transcript.text)
    XCTAssertTrue(transcript.errors.hasSuffix(refusal("src/.gitattributes")), transcript.text)
  }

  /// Others that git doesn't open are no trouble.
  func testOtherPipes() throws {
    let world = try world()
    _ = try world.repository.shell("mkfifo src/pipe Contracts/x.yaml")
    let transcript = try world.repository.caskade("check")
    XCTAssertEqual(transcript.status, 0, transcript.text)
  }

  func testWhatTheCallerNames() throws {
    let world = try world()
    _ = try world.repository.shell("mkfifo pipe; mkfifo src/pipe.yaml")
    _ = try world.repository.shell("mkfifo ../pipe Contracts/other.yaml")
    let yaml = "'$ROOT/repository/src/pipe.yaml' is not a regular file"
    let pipe = "'$ROOT/repository/pipe' is not a regular file"
    let rows: [Row<[String], String>] = [
      Row(["lint", "src/pipe.yaml"], yaml), Row(["show", "src/pipe.yaml"], yaml),
      Row(["check", "--contract-from", "src/pipe.yaml"], yaml),
      Row(["diff", "src/pipe.yaml", "Contracts/work.yaml"], yaml), Row(["approve", "--yes", "src/pipe.yaml"], yaml),
      Row(["report", "pipe"], pipe), Row(["verify", "pipe"], pipe), Row(["debug", "yaml", "pipe"], pipe),
      Row(["draft", "Mend it", "--ticket", "pipe"], pipe),
      Row(["check", "--skip-validation", "--evidence", "../pipe"], "'$ROOT/repository/../pipe' is not a regular file"),
      Row(["lint"], "'$ROOT/repository/Contracts/other.yaml' is not a regular file"),
    ]
    for row in rows {
      let start = Date()
      let transcript = try world.repository.caskade(row.input)
      XCTAssertLessThan(Date().timeIntervalSince(start), 60, "\(row.input)")
      XCTAssertEqual(transcript.status, 2, "\(row.input) \(transcript.text)", file: row.file, line: row.line)
      XCTAssertTrue(
        transcript.errors.contains("caskade: error: \(row.expected)\n"), "\(row.input) \(transcript.text)",
        file: row.file, line: row.line)
    }
  }
}
