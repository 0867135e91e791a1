import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeCore

/// The published schema says what a check writes and what a reader needs, no more and no less.
final class EvidenceSchemaTests: XCTestCase {
  private let schema = EvidenceSchema.value

  func testWhatIsWrittenIsValidAndDescribed() {
    for seed in 0..<40 {
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

  /// A key that the reader can't do without is required, in every object, and the other way round.
  func testRequiredIsWhatTheReaderNeeds() throws {
    var tried: [String: Int] = [:]
    var needed: Set<String> = []
    for seed in 0..<60 {
      var world = EvidenceWorld(seed: UInt64(seed))
      let value = EvidenceWriter.value(world.evidence())
      for removal in Self.removals(value, shown: "", general: "$") {
        // A run on the base has more keys than a base that nothing ran on: each is tried often enough to be both.
        guard tried[removal.general, default: 0] < 3 else { continue }
        tried[removal.general, default: 0] += 1
        let without = removal.value()
        let problems = DraftSeven.problems(of: without, by: schema)
        do {
          _ = try EvidenceReader.read(JSONWriter(.compact).bytes(without))
          XCTAssertEqual(problems, [], removal.place)
        } catch {
          needed.insert(removal.general)
          if removal.general == "$.schema" { continue }
          XCTAssertEqual(error.kind, .missing(removal.place))
          let object = removal.place.split(separator: ".").dropLast().map { ".\($0)" }.joined()
          XCTAssertEqual(problems.map { $0.split(separator: ":")[0] }, ["$\(object)"], removal.place)
        }
      }
    }
    XCTAssertEqual(Self.required(schema, at: "$").filter { !needed.contains($0) }, [])
    XCTAssertGreaterThan(tried.count, needed.count)
  }

  private struct Removal {
    /// Made when it is asked for: most removals are of keys that were tried before.
    let value: () -> JSONValue
    /// The key that is gone: `gates[3].state`, and `$.gates[].state`.
    let place: String
    let general: String
  }

  /// The value without each of the keys that it holds at any depth.
  private static func removals(_ value: JSONValue, shown: String, general: String) -> [Removal] {
    switch value {
    case .object(let members):
      return members.enumerated().flatMap { index, member -> [Removal] in
        let place = shown.isEmpty ? member.key : "\(shown).\(member.key)"
        let inner = removals(member.value, shown: place, general: "\(general).\(member.key)").map { removal in
          let changed = {
            var changed = members
            changed[index] = JSONMember(member.key, removal.value())
            return JSONValue.object(changed)
          }
          return Removal(value: changed, place: removal.place, general: removal.general)
        }
        let without = {
          var without = members
          without.remove(at: index)
          return JSONValue.object(without)
        }
        return [Removal(value: without, place: place, general: "\(general).\(member.key)")] + inner
      }
    case .array(let items):
      return items.enumerated().flatMap { index, item in
        removals(item, shown: "\(shown)[\(index)]", general: "\(general)[]").map { removal in
          let changed = {
            var changed = items
            changed[index] = removal.value()
            return JSONValue.array(changed)
          }
          return Removal(value: changed, place: removal.place, general: removal.general)
        }
      }
    case .null, .bool, .integer, .number, .string: return []
    }
  }

  private static func required(_ schema: JSONValue, at place: String) -> [String] {
    let keys = (schema["required"]?.array ?? []).compactMap { $0.string.map { "\(place).\($0)" } }
    let schema = written(schema)
    let items = schema["items"].map { required(written($0), at: "\(place)[]") } ?? []
    return keys + items
      + (schema["properties"]?.object ?? []).flatMap { required($0.value, at: "\(place).\($0.key)") }
  }

  /// Of several forms the one that is written; the others are of older files.
  private static func written(_ schema: JSONValue) -> JSONValue { schema["anyOf"]?.array?.first ?? schema }

  func testWhatIsNoEvidenceIsNotValid() {
    var world = EvidenceWorld(seed: 7)
    let value = EvidenceWriter.value(world.evidence())
    for (key, other) in [
      ("schema", "caskade.evidence/2"), ("verdict", "good"), ("base", .null), ("gates", .object([])),
      ("not_checked", .array([1])), ("request", .null),
    ] as [(String, JSONValue)] {
      let changed = JSONValue.object((value.object ?? []).map { $0.key == key ? JSONMember(key, other) : $0 })
      XCTAssertNotEqual(DraftSeven.problems(of: changed, by: schema), [], key)
    }
  }

  private static func undescribed(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    if let items = value.array {
      return items.flatMap { undescribed($0, written(schema["items"] ?? .null), at: "\(place)[]") }
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
    let items = schema["items"].map { described(written($0), at: "\(place)[]") } ?? []
    return items
      + (schema["properties"]?.object ?? []).flatMap { member in
        ["\(place).\(member.key)"] + described(member.value, at: "\(place).\(member.key)")
      }
  }
}
