import CaskadeContracts
import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// The schemas say what the decoder does, on both sides: what it accepts, and what it refuses for its structure.
final class SchemaTests: XCTestCase {
  private func problems(_ source: SourceText, _ schema: JSONValue) throws -> [String] {
    let root = try XCTUnwrap(YAMLReader.read(source).root, source.name)
    return DraftSeven.problems(of: JSONValue(asEditorsSee: root), by: schema)
  }

  func testWhatTheDecoderAcceptsIsValid() throws {
    for source in try fixtures("contracts") {
      XCTAssertNotNil(ContractReader.read(source).contract, source.name)
      XCTAssertEqual(try problems(source, ContractSchema.value), [], source.name)
    }
    for source in try fixtures("policies") {
      XCTAssertNotNil(PolicyReader.read(source).policy, source.name)
      XCTAssertEqual(try problems(source, PolicySchema.value), [], source.name)
    }
  }

  func testRandomContractsAreValid() throws {
    for seed in UInt64(1_000)..<1_100 {
      var random = RepeatableRandom(seed: seed)
      let source = SourceText(name: "seed \(seed)", ContractYAML.text(RandomContract.make(&random)))
      XCTAssertEqual(try problems(source, ContractSchema.value), [], source.name)
    }
  }

  func testWhatBreaksOnStructureIsNotValid() throws {
    let contract = "caskade: 1\ntitle: a\noutcome: b\n"
    let rows: [Row<String, Void>] = [
      Row("title: a\noutcome: b\n", ()), Row("caskade: 1\noutcome: b\n", ()), Row("caskade: 1\ntitle: a\n", ()),
      Row("[a]\n", ()), Row("caskade: 2\ntitle: a\noutcome: b\n", ()), Row("caskade: 1\ntitle:\noutcome: b\n", ()),
      Row("caskade: 1\ntitle: \" \"\noutcome: b\n", ()), Row("caskade: 1\ntitle: [a]\noutcome: b\n", ()),
      Row(contract + "foo: 1\n", ()), Row(contract + "band: none\n", ()), Row(contract + "branch: []\n", ()),
      Row(contract + "branch:\n", ()), Row(contract + "expires: soon\n", ()),
      Row(contract + "expires: 2027-13-01\n", ()),
      Row(contract + "paths: [a]\n", ()), Row(contract + "paths: {allowed: [a]}\n", ()),
      Row(contract + "paths: {allow: a}\n", ()), Row(contract + "paths: {allow: [[a]]}\n", ()),
      Row(contract + "paths: {allow: [/a]}\n", ()), Row(contract + "paths: {allow: [{may: [create]}]}\n", ()),
      Row(contract + "paths: {allow: [{path: a, may: []}]}\n", ()),
      Row(contract + "paths: {allow: [{path: a, may: [write]}]}\n", ()),
      Row(contract + "paths: {deny: [{path: a}]}\n", ()), Row(contract + "tools: {allow: [shell]}\n", ()),
      Row(contract + "tools: {allow: [{shell: a, web: b}]}\n", ()), Row(contract + "tools: {allow: [{}]}\n", ()),
      Row(contract + "tools: {allow: [{mcp: a}]}\n", ()), Row(contract + "tools: {allow: [write]}\n", ()),
      Row(contract + "setup: make\n", ()), Row(contract + "setup: [[a]]\n", ()), Row(contract + "validation:\n", ()),
      Row(contract + "validation: [{name: a}]\n", ()), Row(contract + "validation: [{run: a, on_base: no}]\n", ()),
      Row(contract + "validation: [{run: a, timeout: 10}]\n", ()),
      Row(contract + "validation: [{run: a, timeout: 1m1h}]\n", ()),
      Row(contract + "validation: [{run: a, expect: 256}]\n", ()),
      Row(contract + "validation: [{run: a, env: {1A: b}}]\n", ()),
      Row(contract + "validation: [{run: a, env: [A]}]\n", ()), Row(contract + "validation: [{run: a, x: b}]\n", ()),
      Row(contract + "stop_when: [{more_than: 12}]\n", ()), Row(contract + "stop_when: [{more_than: 12 apples}]\n", ()),
      Row(contract + "stop_when: [{area: []}]\n", ()), Row(contract + "stop_when: [{at: a}]\n", ()),
      Row(contract + "stop_when: [{area: a, touching: b}]\n", ()), Row(contract + "notes: {a: b}\n", ()),
    ]
    for row in rows {
      let source = SourceText(name: "c.yaml", row.input)
      XCTAssertNil(ContractReader.read(source).contract, row.input, file: row.file, line: row.line)
      XCTAssertNotEqual(try problems(source, ContractSchema.value), [], row.input, file: row.file, line: row.line)
    }
    let policies = [
      "base: main\n", "caskade_policy: 2\n", "caskade_policy: 1\nfoo: a\n", "caskade_policy: 1\nbands: {top: {}}\n",
      "caskade_policy: 1\nbands: {low: {approvals: 21}}\n", "caskade_policy: 1\nbands: {low: {isolated: maybe}}\n",
      "caskade_policy: 1\ngroups: {a: [\"*@example.com\"]}\n", "caskade_policy: 1\nareas: {a: {band: top}}\n",
      "caskade_policy: 1\nareas: {a: {where: [b]}}\n", "caskade_policy: 1\nareas: {a: {name: [b]}}\n",
      "caskade_policy: 1\nprotected: a\n",
      "caskade_policy: 1\ngates: {scope: optional}\n", "caskade_policy: 1\ngates: {all: required}\n",
      "caskade_policy: 1\ntools: {allow: [read]}\n", "caskade_policy: 1\nsecrets: {allow: [{path: a, reason: b}]}\n",
      "caskade_policy: 1\napproval: {self_declared: perhaps}\n",
    ]
    for text in policies {
      let source = SourceText(name: "policy.yaml", text)
      XCTAssertNil(PolicyReader.read(source).policy, text)
      XCTAssertNotEqual(try problems(source, PolicySchema.value), [], text)
    }
  }

  /// The reference has each key of the schemas, and says what it means.
  func testEveryKeyIsDescribed() {
    for (reference, schema) in [(KeyReference.contract, ContractSchema.value), (.policy, PolicySchema.value)] {
      let described = reference.descriptions
      XCTAssertEqual(schema["properties"]?.object?.map(\.key), reference.names)
      XCTAssertEqual(described.filter { !$0.path.contains(".") }.map(\.path), reference.names)
      XCTAssertEqual(Set(described.map(\.path)).count, described.count, "a key stands once")
      for key in described { XCTAssertFalse(key.about.isEmpty, key.path) }
    }
  }

  func testWhatTheReferenceSays() {
    let rows: [Row<String, KeyReference>] = [
      Row("| `title` | what the run is about, in one line | required |", .contract),
      Row("| `band` | how much harm the run could do; the computed band wins when it is higher | low |", .contract),
      Row("| `validation.timeout` | how long it may take, a day at most | 10m |", .contract),
      Row("| `validation.expect` | the exit status that counts as a pass | 0 |", .contract),
      Row("| `stop_when.area` | risk areas of the policy |  |", .contract),
      Row("| `bands.NAME.files` | the most files that a contract may state, and a run change | no cap |", .policy),
      Row("| `areas.NAME.name` | what this repository calls it; contracts may use either name | its key |", .policy),
      Row("| `gates.tools` | whether the gate has to pass | optional |", .policy),
    ]
    for row in rows {
      let lines = row.expected.descriptions.map { "| `\($0.path)` | \($0.about) | \($0.absent) |" }
      XCTAssertTrue(lines.contains(row.input), row.input, file: row.file, line: row.line)
    }
  }
}
