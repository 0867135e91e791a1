import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeCore

/// The published schema says what a check writes and what a reader needs, no more and no less.
final class EvidenceSchemaTests: XCTestCase {
  private let schema = EvidenceSchema.value

  func testWhatIsWrittenIsValidAndDescribed() {
    for seed in 0..<60 {
      var world = EvidenceWorld(seed: UInt64(seed))
      let value = EvidenceWriter.value(world.evidence())
      XCTAssertEqual(DraftSeven.problems(of: value, by: schema), [], "seed \(seed)")
      XCTAssertEqual(Self.undescribed(value, schema, at: "$"), [], "seed \(seed)")
    }
  }

  func testEveryDescribedKeyIsWritten() {
    var written: Set<String> = []
    for seed in 0..<60 {
      var world = EvidenceWorld(seed: UInt64(seed))
      Self.keys(of: EvidenceWriter.value(world.evidence()), at: "$", into: &written)
    }
    XCTAssertEqual(Self.described(schema, at: "$").filter { !written.contains($0) }, [])
  }

  /// A key that the reader can't do without is required, and the other way round.
  func testRequiredIsWhatTheReaderNeeds() throws {
    var world = EvidenceWorld(seed: 7)
    let value = EvidenceWriter.value(world.evidence())
    for key in try XCTUnwrap(value.object).map(\.key) {
      let without = JSONValue.object((value.object ?? []).filter { $0.key != key })
      let isRead = (try? EvidenceReader.read(JSONWriter(.compact).bytes(without))) != nil
      XCTAssertEqual(isRead, DraftSeven.problems(of: without, by: schema).isEmpty, key)
    }
  }

  func testWhatIsNoEvidenceIsNotValid() {
    var world = EvidenceWorld(seed: 7)
    let value = EvidenceWriter.value(world.evidence())
    for (key, other) in [
      ("schema", "caskade.evidence/2"), ("verdict", "good"), ("base", .null), ("gates", .object([])),
      ("not_checked", .array([1])),
    ] as [(String, JSONValue)] {
      let changed = JSONValue.object((value.object ?? []).map { $0.key == key ? JSONMember(key, other) : $0 })
      XCTAssertNotEqual(DraftSeven.problems(of: changed, by: schema), [], key)
    }
  }

  private static func undescribed(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    if let items = value.array {
      return items.flatMap { undescribed($0, schema["items"] ?? .null, at: "\(place)[]") }
    }
    return (value.object ?? []).flatMap { member -> [String] in
      let inner = "\(place).\(member.key)"
      guard let own = schema["properties"]?[member.key] else { return [inner] }
      return undescribed(member.value, own, at: inner)
    }
  }

  private static func keys(of value: JSONValue, at place: String, into written: inout Set<String>) {
    for item in value.array ?? [] { keys(of: item, at: "\(place)[]", into: &written) }
    for member in value.object ?? [] {
      written.insert("\(place).\(member.key)")
      keys(of: member.value, at: "\(place).\(member.key)", into: &written)
    }
  }

  private static func described(_ schema: JSONValue, at place: String) -> [String] {
    let items = schema["items"].map { described($0, at: "\(place)[]") } ?? []
    return items
      + (schema["properties"]?.object ?? []).flatMap { member in
        ["\(place).\(member.key)"] + described(member.value, at: "\(place).\(member.key)")
      }
  }
}
