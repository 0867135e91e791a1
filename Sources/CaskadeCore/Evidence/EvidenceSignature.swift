package import CaskadeContracts
package import CaskadeSyntax

/// A runner's signature under evidence: who says that this check went so, and when, by the signer's clock.
///
/// What is signed is a statement of five lines, which names the evidence and its record by their digests. So each of the
/// two can be told from an altered one without the other.
package struct EvidenceSignature: Hashable, Sendable {
  package static let format = "caskade.evidence/1"

  package let principal: Principal
  /// RFC 3339, in UTC.
  package let time: String
  /// The digest of the record that the evidence has; see `RecordLine`.
  package let record: String
  /// As `ssh-keygen` wrote it.
  package let armour: String

  package init(principal: Principal, time: String, record: String, armour: String) {
    (self.principal, self.time, self.record, self.armour) = (principal, time, record, armour)
  }

  /// - Parameter evidence: its digest.
  package func statement(evidence: String) -> [UInt8] {
    Self.statement(evidence: evidence, record: record, principal: principal, time: time)
  }

  package static func statement(
    evidence: String, record: String, principal: Principal, time: String
  ) -> [UInt8] {
    let lines = [
      ("format", format), ("evidence", evidence), ("record", record), ("principal", principal.text), ("time", time),
    ]
    return Array(lines.map { "\($0): \($1)\n" }.joined().utf8)
  }

  package static let keys = ObjectForm<EvidenceSignature>(
    "a runner's signature, in the namespace evidence@caskade",
    FormKey("principal", .principal, "who signed, as Contracts/allowed_signers names them", \.principal),
    FormKey("time", .line, "as the signer's clock had it, RFC 3339 in UTC", \.time),
    FormKey("record", .line, "the digest of the evidence's record", \.record),
    FormKey("armour", .text, "OpenSSH's signature under the statement", \.armour)
  ) { EvidenceSignature(principal: $0, time: $1, record: $2, armour: $3) }
}

extension Form where Value == Principal {
  fileprivate static var principal: Form {
    Form(
      schema: [JSONMember("type", "string")], write: { .string($0.text) },
      read: { $0.string.flatMap { Principal($0) } })
  }
}

extension Form where Value == String {
  /// Nothing in it that ends a line of the statement, or that a reader wouldn't see.
  fileprivate static var line: Form {
    Form(
      schema: [JSONMember("type", "string")], write: { .string($0) },
      read: { value in value.string.flatMap { ApprovalHeader.isLine(Array($0.utf8)) ? $0 : nil } })
  }
}
