import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

/// A record reads back as it was made, and an altered one is known.
final class RecordLineTests: XCTestCase {
  private func kept(seed: UInt64, isSigned: Bool = false) throws -> (record: EvidenceRecord, kept: KeptRecord) {
    var world = EvidenceWorld(seed: seed)
    let evidence = world.evidence()
    let record = EvidenceRecord(evidence, EvidenceWriter.value(evidence))
    guard isSigned else { return (record, KeptRecord(record, signature: nil)) }
    let signature = EvidenceSignature(
      principal: try XCTUnwrap(Principal("ci@example.com")), time: "2026-01-01T12:00:00Z",
      record: KeptRecord.digest(record), armour: "-----BEGIN SSH SIGNATURE-----\n")
    return (record, KeptRecord(record, signature: signature))
  }

  func testRoundTrip() throws {
    for seed in UInt64(1)...100 {
      let (record, kept) = try kept(seed: seed, isSigned: seed % 2 == 0)
      XCTAssertFalse(kept.line.contains(0x0A), "seed \(seed)")
      XCTAssertEqual(RecordLine(kept.line[...]), .record(record, kept), "seed \(seed)")
      XCTAssertEqual(KeptRecord(record, signature: kept.signature), kept, "seed \(seed)")
      let value = try JSONReader.read(kept.line)
      XCTAssertEqual(DraftSeven.problems(of: value, by: RecordSchema.value), [], "seed \(seed)")
    }
  }

  /// Whatever is taken out of a record, put into it or written otherwise is seen by the digest.
  func testEveryAlteration() throws {
    for seed in UInt64(1)...20 {
      let line = try kept(seed: seed).kept.line
      guard let members = try JSONReader.read(line).object else { return XCTFail("no object") }
      for (index, member) in members.enumerated() where member.key != "schema" {
        var less = members
        less.remove(at: index)
        var other = members
        other[index] = JSONMember(member.key, .array([member.value]))
        for altered in [less, other] {
          let bytes = JSONWriter(.compact, order: .sorted).bytes(.object(altered))
          XCTAssertEqual(RecordLine(bytes[...]), .altered, "seed \(seed): \(member.key)")
        }
      }
      XCTAssertEqual(
        RecordLine(
          JSONWriter(.compact, order: .sorted).bytes(.object(members + [JSONMember("zeal", true)]))[...]), .altered)
    }
  }

  func testWhatElseALineCanBe() throws {
    func line(_ members: [JSONMember]) -> [UInt8] {
      let digest = EvidenceDigest.text(.object(members), without: [])
      return JSONWriter(.compact, order: .sorted).bytes(.object(members + [JSONMember("digest", .string(digest))]))
    }
    let signed = try kept(seed: 3, isSigned: true).kept.line
    let other = try kept(seed: 4, isSigned: true).kept.signature
    var borrowed = try XCTUnwrap(JSONReader.read(signed).object).filter { $0.key != "signature" }
    borrowed.append(JSONMember("signature", EvidenceSignature.keys.form.write(try XCTUnwrap(other))))
    let rows: [Row<[UInt8], RecordLine>] = [
      Row(Array("".utf8), .foreign), Row(Array("Reviewed-by: dev".utf8), .foreign), Row(Array("{}".utf8), .foreign),
      Row(Array("{\"schema\":\"other/1\"}".utf8), .foreign), Row(Array("{\"schema\":1}".utf8), .foreign),
      Row(Array("{\"schema\":\"caskade.record/1\"}".utf8), .altered),
      Row(Array(signed.dropLast(5)), .altered), Row(signed + signed, .altered),
      Row(line([JSONMember("schema", "caskade.record/2")]), .newer("caskade.record/2")),
      Row(line([JSONMember("schema", "caskade.record/1")]), .unreadable("evidence")),
      Row(
        line([JSONMember("schema", "caskade.record/1"), JSONMember("evidence", 1)]), .unreadable("evidence")),
      Row(JSONWriter(.compact, order: .sorted).bytes(.object(borrowed)), .altered),
    ]
    for row in rows {
      XCTAssertEqual(RecordLine(row.input[...]), row.expected, file: row.file, line: row.line)
    }
  }

  /// Evidence that was altered since it was signed has no record.
  func testSignedEvidence() throws {
    var world = EvidenceWorld(seed: 5)
    let evidence = world.evidence()
    let bare = Evidence(
      toolVersion: evidence.toolVersion, verdict: evidence.verdict, place: evidence.place, programs: evidence.programs,
      base: evidence.base, head: evidence.head, contract: evidence.contract, policy: evidence.policy,
      changes: evidence.changes, gates: evidence.gates, findings: evidence.findings, validation: evidence.validation,
      forHuman: evidence.forHuman, notChecked: evidence.notChecked, timing: evidence.timing)
    let document = EvidenceWriter.value(bare)
    let digest = KeptRecord.digest(EvidenceRecord(bare, document))
    let principal = try XCTUnwrap(Principal("ci@example.com"))
    func signed(_ record: String) -> Evidence {
      bare.signed(EvidenceSignature(principal: principal, time: "2026-01-01T12:00:00Z", record: record, armour: ""))
    }
    let good = signed(digest)
    XCTAssertEqual(EvidenceDigest.text(EvidenceWriter.value(good)), EvidenceDigest.text(document))
    XCTAssertEqual(KeptRecord(good, EvidenceWriter.value(good))?.digest, digest)
    XCTAssertNil(KeptRecord(signed("0"), EvidenceWriter.value(signed("0"))))
    XCTAssertEqual(
      String(
        decoding: EvidenceSignature.statement(
          evidence: "e", record: "r", principal: principal, time: "2026-01-01T12:00:00Z"), as: UTF8.self),
      """
      format: caskade.evidence/1
      evidence: e
      record: r
      principal: ci@example.com
      time: 2026-01-01T12:00:00Z

      """)
  }
}
