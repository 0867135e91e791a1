import CaskadeAgents
import CaskadeInspection
import TestSupport
import XCTest

/// Damaged transcripts: nothing crashes, no call is made up, and what is missing is counted.
final class TranscriptDamageTests: XCTestCase {
  private func calls(_ bytes: some Sequence<UInt8>, mostBytes: Int = 1 << 20) -> Transcript? {
    TranscriptReader.read(Array(bytes), mostBytes: mostBytes)
  }

  func testCutAtEveryByte() throws {
    for text in TranscriptFixtures.all {
      let bytes = Array(text.utf8)
      let whole = try XCTUnwrap(calls(bytes))
      let ids = Set(whole.uses.compactMap(\.id))
      for end in bytes.indices {
        guard let part = calls(bytes[..<end]) else { continue }
        XCTAssertTrue(ids.isSuperset(of: part.uses.compactMap(\.id)), "\(whole.agent) cut at \(end)")
        XCTAssertLessThanOrEqual(part.uses.count, whole.uses.count, "\(whole.agent) cut at \(end)")
        let isBetween = end == 0 || bytes[end - 1] == 0x0A || bytes[end] == 0x0A || bytes[end - 1] == UInt8(ascii: "}")
        if !isBetween { XCTAssertFalse(part.reading.isComplete, "\(whole.agent) cut at \(end) and not said") }
      }
    }
  }

  /// A byte that is another one may hide a call, or part it from its result; it makes none.
  func testOneByteChanged() throws {
    for text in TranscriptFixtures.all {
      let bytes = Array(text.utf8)
      let whole = try XCTUnwrap(calls(bytes))
      let others = [UInt8(ascii: "\""), UInt8(ascii: "x"), UInt8(ascii: "{"), 0x0A, 0xFF]
      for place in stride(from: 0, to: bytes.count, by: 3) {
        var changed = bytes
        changed[place] = others[place % others.count]
        guard let found = calls(changed) else { continue }
        XCTAssertLessThanOrEqual(found.uses.count, whole.uses.count, "\(whole.agent), byte \(place)")
      }
    }
  }

  func testPiecesOfAnySizeGiveTheSame() throws {
    for text in TranscriptFixtures.all {
      let bytes = Array(text.utf8)
      let whole = TranscriptReader.read(bytes)
      for size in [1, 7, 64, 333] {
        var reader = TranscriptReader()
        for start in stride(from: 0, to: bytes.count, by: size) {
          bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { reader.take($0) }
        }
        XCTAssertEqual(reader.finish(), whole, "in pieces of \(size)")
      }
    }
  }

  func testWhatIsMissingIsSaid() throws {
    let lines = TranscriptFixtures.claude.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    func text(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }
    func torn(_ line: String) -> String { String(line.prefix(line.count / 2)) }
    let rows: [(lines: [String], count: Int, notes: [String], row: UInt)] = [
      (
        [torn(lines[2])] + lines[1...], 4,
        ["1 line couldn't be read (line 1)", "1 line with more than one record, all of them read"], #line
      ),
      (
        Array(lines[..<2]) + [torn(lines[2])] + lines[3...], 3,
        [
          "1 line couldn't be read (line 3)", "1 line with more than one record, all of them read",
          "1 result of calls that aren't there",
        ], #line
      ),
      (
        Array(lines[..<4]) + [
          #"{"type":"tool_use","sessionId":"s1","name":"bash"}"#, #"{"type":"novelty","uuid":"x"}"#,
        ], 2,
        [
          "1 call of a shape that isn't known", "1 record of a kind that isn't known: 'novelty'",
          "1 record of a kind that isn't known: 'tool_use'",
        ], #line
      ),
      (
        Array(lines[..<2]) + [lines[3], lines[1]].map { $0.replacing("10:00", with: "09:00") }, 1,
        ["1 time before the one before it"], #line
      ),
    ]
    for row in rows {
      let found = try XCTUnwrap(calls(text(row.lines)), line: row.row)
      XCTAssertEqual(found.uses.count, row.count, line: row.row)
      XCTAssertEqual(found.reading.sentences, row.notes, line: row.row)
    }
  }

  func testALineThatIsTooLongIsLeftOut() throws {
    let long = #"{"type":"user","message":{"content":""# + String(repeating: "x", count: 5_000) + #""},"uuid":"u"}"#
    let lines = TranscriptFixtures.claude.split(separator: "\n").map(String.init)
    let text = (lines[..<3] + [long] + lines[3...]).joined(separator: "\n")
    let found = try XCTUnwrap(calls(text.utf8, mostBytes: 2_000))
    XCTAssertEqual(found.uses.count, 4)
    XCTAssertEqual(found.reading.longLines, 1)
    XCTAssertFalse(found.reading.isComplete)
    let only = try XCTUnwrap(calls(TranscriptFixtures.claude.utf8, mostBytes: 2_000))
    XCTAssertTrue(only.reading.isComplete)
  }

  func testTheSameCallInTwoPlacesIsOne() throws {
    let lines = TranscriptFixtures.codex.split(separator: "\n").map(String.init)
    let found = try XCTUnwrap(calls((lines + lines).joined(separator: "\n").utf8))
    XCTAssertEqual(found.uses.count, 4)
  }
}
