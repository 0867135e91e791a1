import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax

extension Audit {
  /// `caskade.audit/1`: every change, the newest first.
  ///
  /// - Parameter make: makes parts of it, in the order of their numbers; side by side, if the caller can.
  package func jsonText(
    parts make: (Range<Int>, @escaping @Sendable (Int) -> [UInt8]) -> [[UInt8]] = { $0.map($1) }
  ) -> [UInt8] {
    let writer = JSONWriter(.pretty, order: .sorted)
    let size = 1_000
    let elements = make(0..<((changes.count + size - 1) / size)) { part in
      writer.elements(changes.dropFirst(part * size).prefix(size).map(\.json))
    }
    return writer.bytes(members, withList: "changes", elements)
  }

  /// But for the changes.
  private var members: [JSONMember] {
    let counts = AuditedChange.Standing.allCases.map { JSONMember($0.rawValue, .integer(count($0))) }
    let left = [
      ("altered", unread.altered), ("unreadable", unread.unreadable), ("newer", unread.newer),
      ("foreign", unread.foreign), ("others", unread.others), ("unsigned", unread.unsigned),
    ].map { JSONMember($0, .integer($1)) }
    return [
      JSONMember("schema", "caskade.audit/1"), JSONMember("range", .string(range)),
      JSONMember("covered", .integer(covered)),
      JSONMember("of", .integer(governed)), JSONMember("coverage_percent", coverage.map { .integer($0) } ?? .null),
      JSONMember("otherwise", .integer(otherwise)), JSONMember("agents_uncovered", .integer(signed)),
      JSONMember("standings", .object(counts)), JSONMember("not_counted", .object(left)),
    ]
  }
}

extension AuditedChange {
  package var json: JSONValue {
    let landed: [JSONMember] =
      switch landing {
      case .asJudged: [JSONMember("landed", "as judged")]
      case .merged: [JSONMember("landed", "merged")]
      case .otherwise(let files, let paths):
        [
          JSONMember("landed", "otherwise"), JSONMember("differing", .integer(files)),
          JSONMember("some", .array(paths.map { .string($0.display) })),
        ]
      case .unknown: [JSONMember("landed", "unknown")]
      case nil: [JSONMember("landed", .null)]
      }
    let approved: JSONValue =
      switch approver {
      case .signed(let names):
        .object([JSONMember("how", "signed"), JSONMember("names", .array(names.map { .string($0) }))])
      case .merged(let author, let id):
        .object([
          JSONMember("how", "merged"), JSONMember("names", .array([.string(author)])),
          JSONMember("commit", .string(id.text)),
        ])
      case nil: .null
      }
    return .object(
      [
        JSONMember("commit", .string(commit.id.text)), JSONMember("tree", .string(commit.tree.text)),
        JSONMember("time", .string(InstantText.text(milliseconds: commit.seconds * 1_000))),
        JSONMember("author", .string(commit.author)), JSONMember("subject", .string(commit.subject)),
        JSONMember("standing", .string(standing.rawValue)), JSONMember("covered", .bool(isCovered)),
        JSONMember("contract", record?.contract.map(\.audited) ?? .null), JSONMember("approved", approved),
        JSONMember("record", record.map(\.audited) ?? .null), JSONMember("records", .integer(records)),
        JSONMember("signs", .array(signs.map { .string($0) })),
      ] + landed)
  }
}

extension EvidenceRecord.ContractPart {
  fileprivate var audited: JSONValue {
    .object([
      JSONMember("path", path.map { .string($0) } ?? .null), JSONMember("blob", .string(blob.text)),
      JSONMember("source", .string(source.rawValue)), JSONMember("band", .string(band.rawValue)),
      JSONMember("signatures_needed", needed.map { .integer($0) } ?? .null),
      JSONMember("signatures", people.map { .integer($0) } ?? .null),
    ])
  }
}

extension RecordFacts {
  fileprivate var audited: JSONValue {
    .object([
      JSONMember("evidence", .string(evidence)), JSONMember("verdict", .string(verdict.rawValue)),
      JSONMember("started", .string(InstantText.text(milliseconds: started * 1_000))),
      JSONMember("head", .string(head.commit.text)), JSONMember("tree", .string(head.tree.text)),
      JSONMember("base", .string(base.commit.text)), JSONMember("pinned", .bool(base.pinned)),
      JSONMember("place", .string(place)), JSONMember("agent", agent.map { .string($0) } ?? .null),
      JSONMember("signer", signer.map { .string($0) } ?? .null),
    ])
  }
}
