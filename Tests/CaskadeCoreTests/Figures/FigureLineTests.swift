import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

/// The short way of reading a record says what the long one does, and no altered line comes through it.
final class FigureLineTests: XCTestCase {
  /// A record with all that evidence can hold, at a time.
  private func record(seed: UInt64) throws -> EvidenceRecord {
    var world = EvidenceWorld(seed: seed)
    let evidence = world.evidence()
    let written = EvidenceRecord.keys.form.write(EvidenceRecord(evidence, EvidenceWriter.value(evidence)))
    let members = (written.object ?? []).map { member in
      member.key == "started" ? JSONMember("started", "2026-01-01T12:00:00Z") : member
    }
    return try EvidenceRecord.keys.form.read(.object(members))
  }

  func testBothWaysAgree() throws {
    for seed in UInt64(1)...25 {
      let record = try record(seed: seed)
      let expected = FigureLine.facts(RecordFacts(record, started: 1_767_268_800))
      XCTAssertEqual(FigureLine(KeptRecord(record, signature: nil).line), expected, "seed \(seed)")
      let signature = EvidenceSignature(
        principal: try XCTUnwrap(Principal("ci@example.com")), time: "2026-01-01T12:00:00Z",
        record: KeptRecord.digest(record), armour: "x")
      XCTAssertEqual(
        FigureLine(KeptRecord(record, signature: signature).line),
        .facts(RecordFacts(record, started: 1_767_268_800, signature: signature)), "seed \(seed), signed")
      // Laid out otherwise it is the same record.
      let value = try JSONReader.read(KeptRecord(record, signature: nil).line)
      let other =
        Array("{\"schema\":\"caskade.record/1\",".utf8)
        + JSONWriter(.compact, order: .asGiven).bytes(.object((value.object ?? []).filter { $0.key != "schema" }))
        .dropFirst()
      XCTAssertEqual(FigureLine(other), expected, "seed \(seed), otherwise")
    }
  }

  /// What was read before changes nothing of what comes after it.
  func testTheMemoryOfOtherRecords() throws {
    var memory = RecordMemory()
    var random = RepeatableRandom(seed: 5)
    let records = try (1...8).map { try record(seed: UInt64($0)) }
    let lines = records.map { KeptRecord($0, signature: nil).line }
    for _ in 0..<3 {
      for line in lines {
        XCTAssertEqual(FigureLine(line[...], &memory), FigureLine(line), String(decoding: line, as: UTF8.self))
        // One that differs in a byte or two, wherever that is, isn't taken for it.
        var altered = line
        altered[Int(random.next() % UInt64(line.count))] ^= 1 << UInt8(random.next() % 7)
        altered.swapAt(Int(random.next() % UInt64(line.count)), Int(random.next() % UInt64(line.count)))
        XCTAssertEqual(FigureLine(altered[...], &memory), FigureLine(altered))
        if altered != line, case .facts = FigureLine(altered[...], &memory) { XCTFail("an altered one is read") }
      }
    }
  }

  func testAnyAlteredByteIsSeen() throws {
    let line = KeptRecord(FigureWorld().record("e"), signature: nil).line
    var memory = RecordMemory()
    guard case .facts = FigureLine(line[...], &memory) else { return XCTFail("not read") }
    for place in line.indices {
      var altered = line
      altered[place] ^= 0x01
      for read in [FigureLine(altered), FigureLine(altered[...], &memory)] {
        if case .facts = read { XCTFail("byte \(place): \(String(decoding: altered, as: UTF8.self))") }
      }
    }
    for cut in stride(from: 0, to: line.count, by: 7) {
      if case .facts = FigureLine(Array(line[..<cut])) { XCTFail("cut at \(cut)") }
    }
  }

  func testWhatElseALineIs() {
    func line(_ members: [JSONMember]) -> [UInt8] {
      let digest = EvidenceDigest.text(.object(members), without: [])
      return JSONWriter(.compact, order: .sorted).bytes(.object(members + [JSONMember("digest", .string(digest))]))
    }
    var late = FigureWorld().record("e")
    late = EvidenceRecord(
      evidence: "e", toolVersion: "", place: "", started: "yesterday", milliseconds: 0, verdict: .kept, kind: nil,
      base: late.base, head: late.head, contract: nil, policy: nil, agent: nil, model: nil, gates: [], areas: [],
      findings: [], size: late.size, inside: [], omitted: 0, outside: [], questions: 0, notChecked: 0, isolation: nil,
      runs: [], merged: nil, tools: nil, agentRuns: nil)
    let rows: [Row<[UInt8], FigureLine>] = [
      Row([], .foreign), Row(Array("Reviewed-by: dev".utf8), .foreign),
      Row(Array("{\"schema\":\"x/1\"}".utf8), .foreign),
      Row(Array("{\"schema\":\"caskade.record/1\"}".utf8), .altered),
      Row(line([JSONMember("schema", "caskade.record/9")]), .newer),
      Row(line([JSONMember("schema", "caskade.record/1")]), .unreadable),
      Row(KeptRecord(late, signature: nil).line, .unreadable),
    ]
    for row in rows { XCTAssertEqual(FigureLine(row.input), row.expected, file: row.file, line: row.line) }
  }

  private static func runs(_ reason: String = "loop", stopped: String = "1", decided: String = "") -> String {
    #"{"answered":0,"asked":2,\#(decided)"interrupted":0,"killed":0,"reasons":["\#(reason)"],"runs":1,"seconds":9,"stopped":"#
      + #"\#(stopped),"suspended":0,"warned":0}"#
  }

  /// Whoever makes a record by hand can make its digest too: what the strict reader refuses is refused all the same.
  func testTheShortWayTakesNothingThatTheLongOneRefuses() throws {
    let plain = String(decoding: KeptRecord(FigureWorld().record("e"), signature: nil).line, as: UTF8.self)
    let digest = try XCTUnwrap(plain.firstRange(of: #/,"digest":"[0-9a-f]{64}"/#))
    let body = plain.replacingCharacters(in: digest, with: "")
    func sealed(_ text: String) -> [UInt8] {
      let member = ",\"digest\":\"\(SHA256.text(Array(text.utf8)))\""
      return Array(text.replacingOccurrences(of: ",\"evidence\"", with: member + ",\"evidence\"").utf8)
    }
    XCTAssertEqual(String(decoding: sealed(body), as: UTF8.self), plain)
    let rows: [Row<(String, String), String>] = [
      Row(("\"questions\":1", "\"questions\":1,\"questions\":1"), "altered"),
      Row(("\"questions\":1", "\"questions\": 1"), "altered"),
      Row(("\"questions\":1", "\"questions\":1.0"), "unreadable"),
      Row(("\"questions\":1", "\"questions\":-1"), "unreadable"), Row(("\"questions\":1", "\"quest\":1"), "unreadable"),
      Row(("\"questions\":1", "\"questions\":1,\"questionz\":{\"b\":1,\"a\":2}"), "altered"),
      Row(("\"questions\":1", "\"questions\":1,\"questionz\":{\"a\":1,\"b\":2}"), "facts"),
      Row((",\"tool\":\"1\"", ""), "unreadable"), Row((",\"omitted\":0", ""), "unreadable"),
      Row(("\"policy\":null", "\"policy\":7"), "unreadable"),
      Row(("\"isolation\":null", "\"isolation\":\"x\""), "unreadable"),
      Row(("\"verdict\":\"kept\"", "\"verdict\":\"kept\",\"zz\":\"\u{7F}\""), "altered"),
      Row(("\"verdict\":\"kept\"", "\"verdict\":\"splendid\""), "facts"),
      Row(("\"place\":\"local\"", "\"place\":\"l\\u006fcal\""), "altered"),
      Row(("\"operation\":\"modify\"", "\"operation\":\"bend\""), "unreadable"),
      Row(("\"needed\":0", "\"needed\":true"), "unreadable"),
      Row(("\"areas\":[]", "\"agent_runs\":\(Self.runs()),\"areas\":[]"), "facts"),
      Row(("\"areas\":[]", "\"agent_runs\":\(Self.runs("x")),\"areas\":[]"), "facts"),
      Row(("\"areas\":[]", "\"agent_runs\":\(Self.runs(stopped: "-1")),\"areas\":[]"), "unreadable"),
      Row(
        ("\"areas\":[]", "\"agent_runs\":\(Self.runs(decided: #""declined":0,"granted":1,"#)),\"areas\":[]"), "facts"),
      Row(("\"areas\":[]", "\"agent_runs\":\(Self.runs(decided: #""granted":1,"#)),\"areas\":[]"), "facts"),
      Row(
        ("\"areas\":[]", "\"agent_runs\":\(Self.runs(decided: #""granted":null,"#)),\"areas\":[]"), "unreadable"),
      Row(("\"areas\":[]", "\"agent_runs\":null,\"areas\":[]"), "unreadable"),
      Row(("\"areas\":[]", "\"agent_runs\":{\"asked\":1},\"areas\":[]"), "unreadable"),
    ]
    for row in rows {
      let text = body.replacingOccurrences(of: row.input.0, with: row.input.1)
      XCTAssertNotEqual(text, body, file: row.file, line: row.line)
      let line = sealed(text)
      let (short, long) = (FigureLine(line), RecordLine(line[...]))
      switch (short, long) {
      case (.facts(let facts), .record(let record, let kept)):
        let started = try XCTUnwrap(InstantText.milliseconds(record.started))
        XCTAssertEqual(
          facts, RecordFacts(record, started: started / 1_000, signature: kept.signature), file: row.file,
          line: row.line)
      case (.altered, .altered), (.unreadable, .unreadable): break
      case _: XCTFail("\(short) and \(long)", file: row.file, line: row.line)
      }
      XCTAssertTrue("\(short)".hasPrefix(row.expected), "\(short)", file: row.file, line: row.line)
    }
  }
}
