import Foundation
import TestSupport
import XCTest

/// A repository as if somebody had packed it up to harm whoever looks at it: its work breaks the contract, and `$RUN` in a
/// set-up is a program that leaves a mark.
final class HostileWorld {
  let repository: ScratchRepository

  init() throws {
    let world = try TrapWorld()
    repository = world.repository
    try repository.write("src/a.txt", "two\n")
    try repository.write("other.txt", "evil\n")
    try repository.commit("Evil")
    try repository.write("../program", "#!/bin/sh\ntouch '\(mark.path)'\ncat\n")
    _ = try repository.shell("chmod +x ../program; cp -a . ../pristine")
  }

  /// As it was made: quicker than to make another.
  func begin() throws {
    _ = try repository.shell("cd .. && rm -rf repository moved else && cp -a pristine repository")
  }

  var program: String { repository.root.appendingPathComponent("program").path }
  private var mark: URL { repository.root.appendingPathComponent("ran") }

  func setUp(_ script: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let done = try repository.shell("set -e; RUN='\(program)'\n\(script)")
    XCTAssertEqual(done.status, 0, done.text, file: file, line: line)
    try? FileManager.default.removeItem(at: mark)
  }

  /// The verbs that only look, each as it is called. `verify` needs the evidence that `saveEvidence` makes.
  enum Verb: String, CaseIterable {
    case check, checkHead, lint, show, status, draft, draftFromDifference, verify, audit, stats, guarded

    var words: [String] {
      switch self {
      case .check: ["check", "--skip-validation"]
      case .checkHead: ["check", "--skip-validation", "--head", "work"]
      case .lint: ["lint"]
      case .show: ["show", "work", "--files"]
      case .status: ["status"]
      case .draft: ["draft", "--output", "-", "--allow", "src/a.txt", "Title"]
      case .draftFromDifference: ["draft", "--output", "-", "--from-diff", "main..work", "Title"]
      case .verify: ["verify", "../evidence.json"]
      case .audit: ["audit"]
      case .stats: ["stats", "--since", "all"]
      case .guarded: ["guard", "claude"]
      }
    }

    /// The verb can't answer before it has read the references.
    var readsReferences: Bool { self != .guarded }
  }

  func saveEvidence() throws {
    let done = try repository.caskade("check", "--skip-validation", "--evidence", "../evidence.json")
    XCTAssertEqual(done.status, 1, done.text)
  }

  /// Runs a verb and holds it to what it owes in any repository: it ends by itself with a status of its own, says nothing
  /// is kept, leaves nothing behind, and no program of the repository has run.
  @discardableResult
  func run(
    _ verb: Verb, _ name: String, file: StaticString = #filePath, line: UInt = #line
  ) throws -> ScratchRepository.Transcript {
    let call = """
      {"hook_event_name":"PreToolUse","session_id":"s","tool_name":"Edit","tool_use_id":"t",\
      "cwd":"\(repository.folder.path)","tool_input":{"file_path":"src/a.txt"}}
      """
    // Without what keeps the machine's configuration away: the repository's own is what counts.
    let done = try repository.caskade(verb.words, input: verb == .guarded ? call : nil)
    let place = "\(name), \(verb.words.joined(separator: " ")): \(done.text)"
    XCTAssertTrue((0...2).contains(done.status), place, file: file, line: line)
    XCTAssertFalse(done.output.contains("Contract kept"), place, file: file, line: line)
    if verb == .check || verb == .checkHead { XCTAssertNotEqual(done.status, 0, place, file: file, line: line) }
    XCTAssertFalse(FileManager.default.fileExists(atPath: mark.path), "a program ran: \(place)", file: file, line: line)
    let left = repository.root.appendingPathComponent("tmp").path
    XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: left), [], place, file: file, line: line)
    return done
  }
}
