import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class EvidenceReaderTests: XCTestCase {
  func testRoundTrip() throws {
    var notUTF8 = 0
    for seed in UInt64(1)...150 {
      var world = EvidenceWorld(seed: seed)
      let evidence = world.evidence()
      let bytes = EvidenceWriter.bytes(evidence)
      let read = try EvidenceReader.read(bytes)
      XCTAssertEqual(read, evidence, "seed \(seed)")
      XCTAssertEqual(EvidenceWriter.bytes(read), bytes, "seed \(seed)")
      XCTAssertEqual(read.changes.map(\.path), evidence.changes.map(\.path), "seed \(seed)")
      notUTF8 += evidence.changes.count { !$0.path.isUTF8 }
    }
    XCTAssertGreaterThan(notUTF8, 50)
  }

  func testSchemaComesFirst() {
    var world = EvidenceWorld(seed: 1)
    let text = String(decoding: EvidenceWriter.bytes(world.evidence()), as: UTF8.self)
    XCTAssertTrue(text.hasPrefix("{\n  \"schema\": \"caskade.evidence/1\",\n"), String(text.prefix(60)))
  }

  // MARK: What is refused

  private func message(_ value: JSONValue) -> String {
    do {
      _ = try EvidenceReader.read(JSONWriter(.pretty, order: .sorted).bytes(value))
      return "read"
    } catch {
      return "\(error.message) / \(error.hint)"
    }
  }

  private static let anew = "write it anew: caskade check --evidence FILE"

  func testOtherFiles() {
    let rows: [Row<String, String>] = [
      Row("[]", "it has no 'schema' that begins with 'caskade.evidence/' / \(Self.anew)"),
      Row("{}", "it has no 'schema' that begins with 'caskade.evidence/' / \(Self.anew)"),
      Row("{\"schema\": 1}", "it has no 'schema' that begins with 'caskade.evidence/' / \(Self.anew)"),
      Row("{\"schema\": \"sarif/2\"}", "it has no 'schema' that begins with 'caskade.evidence/' / \(Self.anew)"),
      Row(
        "{\"schema\": \"caskade.evidence/2\"}",
        "its schema is 'caskade.evidence/2', and this caskade reads 'caskade.evidence/1'"
          + " / use the caskade that wrote it, or a newer one"),
      Row(
        "{\"schema\": \"caskade.evidence/10\"}",
        "its schema is 'caskade.evidence/10', and this caskade reads 'caskade.evidence/1'"
          + " / use the caskade that wrote it, or a newer one"),
      Row("{\"schema\": \"caskade.evidence/1\"}", "'tool' is missing or of another type / \(Self.anew)"),
    ]
    for row in rows {
      XCTAssertThrowsError(try EvidenceReader.read(Array(row.input.utf8)), file: row.file, line: row.line) { error in
        let error = error as? EvidenceError
        XCTAssertEqual("\(error?.message ?? "") / \(error?.hint ?? "")", row.expected, file: row.file, line: row.line)
      }
    }
    XCTAssertThrowsError(try EvidenceReader.read(Array("{".utf8))) { error in
      XCTAssertTrue((error as? EvidenceError)?.message.hasPrefix("it is not JSON: ") ?? false)
    }
  }

  /// A key that is there and of another type is never taken for an absent one.
  func testEveryValueOfAnotherType() throws {
    let samples = (1...200).map { seed in
      var world = EvidenceWorld(seed: UInt64(seed))
      return world.evidence()
    }
    let evidence = try XCTUnwrap(
      samples.first { sample in
        guard let approval = sample.contract?.approval, approval.needed != nil else { return false }
        return !approval.signatures.isEmpty
          && sample.validation.contains { $0.expectedOnBase != nil && $0.onBase == nil }
      })
    let value = EvidenceWriter.value(evidence)
    var refused = 0
    var kept: Set<String> = []
    for path in Self.leaves(value) where path.last != .key("schema") {
      for other in [JSONValue.array([]), .object([]), .integer(-1), .string("\u{1}")] {
        let changed = Self.replacing(value, path[...], with: other)
        if changed == value { continue }
        guard case .key(let name)? = path.last(where: { if case .key = $0 { true } else { false } }) else { continue }
        if message(changed) == "read" {
          // Free text stays free.
          if case .string = other {} else { kept.insert(name) }
        } else {
          refused += 1
        }
      }
    }
    // Null or a list: an empty list is one.
    XCTAssertTrue(kept.isSubset(of: ["only_commands", "only_gates"]), "\(kept.sorted())")
    XCTAssertGreaterThan(refused, 200)
  }

  func testNumbersCanBeAddedUp() {
    var world = EvidenceWorld(seed: 4)
    let value = EvidenceWriter.value(world.evidence())
    for number in [-1, Int.max, 1 << 44] {
      let changed = Self.replacing(value, [.key("timing"), .key("milliseconds")], with: .integer(number))
      XCTAssertEqual(message(changed), "'timing.milliseconds' is missing or of another type / \(Self.anew)")
    }
    let unknown = Self.replacing(value, [.key("contract"), .key("source")], with: "dream")
    XCTAssertEqual(message(unknown), "'contract.source' is 'dream', which this version doesn't know / \(Self.anew)")
  }

  /// A verdict or a state of a later version is one that isn't kept, and the evidence says so.
  func testWordsOfLaterVersions() throws {
    let samples = (1...200).map { seed -> Evidence in
      var world = EvidenceWorld(seed: UInt64(seed))
      return world.evidence()
    }
    let evidence = try XCTUnwrap(
      samples.first { $0.verdict == .kept && $0.gates.count > 1 && $0.validation.first?.onBase != nil })
    let value = EvidenceWriter.value(evidence)
    let (gate, record) = (evidence.gates[1].name.rawValue, try XCTUnwrap(evidence.validation.first).name)
    let rows: [Row<[Step], String>] = [
      Row([.key("verdict")], "'verdict' is 'partly', which this version doesn't know: it is taken for 'unproven'"),
      Row(
        [.key("gates"), .index(1), .key("state")],
        "'gates[\(gate)].state' is 'partly', which this version doesn't know: it is taken for 'unproven'"),
      Row(
        [.key("validation"), .index(0), .key("state")],
        "'validation[\(record)].state' is 'partly', which this version doesn't know: it is taken for 'inconclusive'"),
      Row(
        [.key("validation"), .index(0), .key("on_base"), .key("state")],
        "'validation[\(record)].on_base.state' is 'partly', which this version doesn't know: it is taken for"
          + " 'inconclusive'"),
    ]
    for row in rows {
      let changed = Self.replacing(value, row.input[...], with: "partly")
      let read = try EvidenceReader.read(JSONWriter(.pretty).bytes(changed))
      let said = read.notChecked.filter { !evidence.notChecked.contains($0) }
      XCTAssertEqual(said.map(\.text), [row.expected], file: row.file, line: row.line)
      XCTAssertEqual(said.map(\.kind), [.unknownWord], file: row.file, line: row.line)
      let again = try EvidenceReader.read(EvidenceWriter.bytes(read))
      XCTAssertEqual(again, read, "it says the same again", file: row.file, line: row.line)
    }
    let verdict = try EvidenceReader.read(
      JSONWriter(.pretty).bytes(Self.replacing(value, [.key("verdict")], with: "partly"))
    ).verdict
    XCTAssertEqual(verdict, .unproven)
  }

  func testUnknownKeysAreIgnored() throws {
    var world = EvidenceWorld(seed: 4)
    let evidence = world.evidence()
    guard case .object(let members) = EvidenceWriter.value(evidence) else { return XCTFail("an object") }
    let more = JSONValue.object(members + [JSONMember("later", .array([1, "x"]))])
    XCTAssertEqual(try EvidenceReader.read(JSONWriter(.pretty, order: .sorted).bytes(more)), evidence)
  }

  func testTruncatedAndMutatedEvidenceNeverTraps() throws {
    var world = EvidenceWorld(seed: 9)
    let bytes = EvidenceWriter.bytes(world.evidence())
    let end = try XCTUnwrap(bytes.lastIndex(of: UInt8(ascii: "}")))
    for count in stride(from: 0, through: end, by: 29) {
      XCTAssertThrowsError(try EvidenceReader.read(Array(bytes[..<count])), "\(count) bytes")
    }
    var random = RepeatableRandom(seed: 9)
    var (read, refused) = (0, 0)
    for _ in 0..<400 {
      var mutated = bytes
      let place = Int.random(in: mutated.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: mutated[place] = UInt8.random(in: 0...255, using: &random)
      case 1: mutated.remove(at: place)
      default: mutated.insert(mutated[Int.random(in: mutated.indices, using: &random)], at: place)
      }
      do {
        let evidence = try EvidenceReader.read(mutated)
        // What was read can be used.
        XCTAssertGreaterThanOrEqual(ChangeSet(evidence.changes).added, 0)
        XCTAssertFalse(EvidenceWriter.bytes(evidence).isEmpty)
        read += 1
      } catch {
        refused += 1
      }
    }
    XCTAssertGreaterThan(read, 50)
    XCTAssertGreaterThan(refused, 50)
  }

  // MARK: Places in JSON

  private enum Step: Equatable {
    case key(String)
    case index(Int)
  }

  /// The paths of all values that hold no other.
  private static func leaves(_ value: JSONValue) -> [[Step]] {
    switch value {
    case .object(let members) where !members.isEmpty:
      members.flatMap { member in leaves(member.value).map { [.key(member.key)] + $0 } }
    case .array(let items) where !items.isEmpty:
      items.enumerated().flatMap { item in leaves(item.element).map { [.index(item.offset)] + $0 } }
    case .null, .bool, .integer, .number, .string, .array, .object: [[]]
    }
  }

  private static func replacing(_ value: JSONValue, _ path: ArraySlice<Step>, with other: JSONValue) -> JSONValue {
    guard let step = path.first else { return other }
    switch (value, step) {
    case (.object(let members), .key(let key)):
      return .object(
        members.map { $0.key == key ? JSONMember(key, replacing($0.value, path.dropFirst(), with: other)) : $0 })
    case (.array(var items), .index(let index)):
      items[index] = replacing(items[index], path.dropFirst(), with: other)
      return .array(items)
    default: return value
    }
  }
}
