import CaskadeAgents
import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// Transcripts of others, with an independent reading of each.
final class TranscriptCorpusTests: XCTestCase {
  /// Where the other reading isn't right: the part of a patch that it doesn't see, files of formats that it has no reader for.
  private static let disagreements: Set<String> = [
    // A patch in the arguments of a call names its file.
    "codex/gitai-codex-session-simple.jsonl",
    // Two files hold one call each; there was no other reader.
    "opencode/agentsessions-storage_v2__part__m_assistant_large_1__001.json",
    "opencode/agentsessions-storage_v2__part__m_assistant_small__001.json",
    "other/agentsessions-copilot__small.jsonl", "other/gitai-copilot_cli_session_events.jsonl",
  ]
  private static let keys = [
    "id", "line", "message", "tool", "via", "status", "command", "file_path", "cwd", "exit_code",
  ]

  func testNoCallIsMissedOrMadeUp() throws {
    let index = try Corpora.text("transcripts/INDEX.md")
    let files = index.split(separator: "\n").compactMap { line -> String? in
      line.hasPrefix("| `") ? line.dropFirst(3).split(separator: "`").first.map(String.init) : nil
    }
    XCTAssertEqual(files.count, 76)
    var calls = 0
    for file in files where !Self.disagreements.contains(file) {
      let expected = try JSONReader.read(
        Array(Corpora.text("transcripts/expected/\(file.replacing("/", with: "__")).json").utf8))
      let wanted = (expected["tool_calls"]?.array ?? []).map(Self.known)
      let bytes = Array(try Corpora.text("transcripts/\(file)").utf8)
      let uses = TranscriptReader.read(bytes)?.uses.filter { !$0.isHosted } ?? []
      let found = uses.map { TranscriptListing.value($0) { $0 } }
      XCTAssertEqual(found.count, wanted.count, file)
      for (found, wanted) in zip(found, wanted) {
        XCTAssertEqual(Self.known(found).filter { wanted.keys.contains($0.key) }, wanted, file)
      }
      calls += wanted.count
    }
    XCTAssertEqual(calls, 429)
  }

  private static func known(_ value: JSONValue) -> [String: JSONValue] {
    var found: [String: JSONValue] = [:]
    for key in keys { if let part = value[key], part != .null { found[key] = part } }
    return found
  }
}
