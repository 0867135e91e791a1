import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// Renders findings as SARIF 2.1.0 (OASIS), within what GitHub takes: 25,000 results and 10 MB compressed.
///
/// What is left out, the least grave first, is counted in a notification. A result is known by its finding's id, so that it
/// stays the same one when lines move.
struct SARIFReport: EvidenceRendering {
  let use = "for code scanning: SARIF 2.1.0"

  private static let mostResults = 25_000
  /// Of all texts together: text that nothing compresses may come from anywhere.
  private static let mostBytes = 8_000_000
  /// Scalars of a rule's texts.
  private static let longest = 1_000

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let all = PlacedFinding.all(evidence)
    let shown = Self.fitting(all)
    let rules = Self.rules(of: shown)
    let places = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let run: JSONValue = .members([
      "tool": .members([
        "driver": .members([
          "name": "caskade", "version": .string(BoundedText.line(evidence.toolVersion, limit: 255)),
          "rules": .array(rules.map(\.json)),
        ])
      ]),
      "automationDetails": .members([
        "id": .string("caskade/\(BoundedText.line(evidence.contract?.path ?? "none", limit: 255))/")
      ]),
      "invocations": .array([Self.invocation(omitted: all.count - shown.count)]),
      "results": .array(shown.map { Self.result($0, rule: places[$0.rule]) }),
      "properties": .members([
        "verdict": .string(evidence.verdict.rawValue), "base": .string(evidence.base.commit.text),
        "head": .string(evidence.head.commit.text), "tree": .string(evidence.head.tree.text),
        "pinned": .bool(evidence.base.pinned), "asserted": .bool(provenance != .witnessed),
      ]),
    ])
    let log: JSONValue = .members([
      "version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": .array([run]),
    ])
    return JSONWriter(.pretty).text(log) + "\n"
  }

  private static func fitting(_ findings: [PlacedFinding]) -> ArraySlice<PlacedFinding> {
    var bytes = 0
    let count = findings.prefix(mostResults).prefix { one in
      bytes += one.message.utf8.count + (one.hint?.utf8.count ?? 0) + (one.path?.bytes.count ?? 0)
      return bytes <= mostBytes
    }.count
    return findings.prefix(count)
  }

  /// - Parameter omitted: results that have no room.
  private static func invocation(omitted: Int) -> JSONValue {
    let text = "\(omitted.counted("more finding")) left out; caskade's own evidence has them all"
    let notes: [JSONValue] =
      omitted > 0 ? [.members(["level": "warning", "message": .members(["text": .string(text)])])] : []
    return .members([
      "executionSuccessful": .bool(true), "toolExecutionNotifications": notes.isEmpty ? nil : .array(notes),
    ])
  }

  private static func result(_ placed: PlacedFinding, rule: Int?) -> JSONValue {
    let finding = placed.finding
    let hint = placed.hint.map { ". Hint: \($0)" } ?? ""
    return .members([
      "ruleId": .string(placed.rule), "ruleIndex": rule.map { .integer($0) },
      "level": .string(finding.severity.rawValue),
      "message": .members(["text": .string(placed.message + hint)]),
      "locations": placed.path.map { .array([location($0, line: placed.line)]) },
      "relatedLocations": placed.gone.map { .array([location($0, line: nil)]) },
      "partialFingerprints": .members([
        "caskadeFinding/v1": .string(placed.id), "primaryLocationLineHash": .string("\(placed.id):1"),
      ]),
      "properties": .members([
        "gate": .string(finding.gate.rawValue),
        "subject": finding.subject.map { .string(BoundedText.line($0, limit: longest)) },
        "contractLine": finding.contractLine.map { .integer($0) },
      ]),
    ])
  }

  private static func location(_ path: RepositoryPath, line: Int?) -> JSONValue {
    .members([
      "physicalLocation": .members([
        "artifactLocation": .members(["uri": .string(uri(path))]),
        "region": line.map { .members(["startLine": .integer($0)]) },
      ])
    ])
  }

  /// Percent-encoded, byte for byte (RFC 3986, 2.1): a colon in the first folder would begin a scheme.
  private static func uri(_ path: RepositoryPath) -> String {
    var text: [UInt8] = []
    for byte in path.bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.append(byte)
      default: text += "%\(EscapedText.hexadecimal(UInt32(byte), width: 2))".utf8
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Rules

  /// A rule of the results; those of another version of caskade are known by nothing but their name.
  private struct Rule {
    let id: String
    let known: FindingRule?

    var json: JSONValue {
      guard let known else { return .members(["id": .string(id)]) }
      let ways = known.help.settle.map { " - \($0)" }.joined(separator: "\n")
      return .members([
        "id": .string(id), "shortDescription": text(known.summary), "fullDescription": text(known.help.means),
        "help": .members(["text": .string("\(known.help.means)\n\n\(known.help.matters)\n\n\(ways)")]),
        "defaultConfiguration": .members(["level": .string((known.severities.first ?? .error).rawValue)]),
        "properties": .members(["tags": .array(known.gate.map { [.string($0.rawValue)] } ?? [])]),
      ])
    }

    private func text(_ text: String) -> JSONValue {
      .members(["text": .string(BoundedText.line(text, limit: longest))])
    }
  }

  /// In the catalogue's order, unknown ones behind it.
  private static func rules(of findings: ArraySlice<PlacedFinding>) -> [Rule] {
    let used = Set(findings.map(\.rule))
    let known = RuleCatalogue.all.filter { used.contains($0.id) }.map { Rule(id: $0.id, known: $0) }
    let names = Set(known.map(\.id))
    return known + used.subtracting(names).sorted().map { Rule(id: $0, known: RuleCatalogue.rule($0)) }
  }
}
