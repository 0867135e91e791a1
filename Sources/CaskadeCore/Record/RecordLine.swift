package import CaskadeSyntax

/// One line of a note, read for what it is. A record is one line: compact JSON, keys sorted, with its own digest.
///
/// The digest tells a record that was altered by accident or by hand from one that is as it was written. Whoever alters
/// the digest too can only be told by the signature, where there is one.
package enum RecordLine: Hashable, Sendable {
  case record(EvidenceRecord, KeptRecord)
  /// It is a record by its schema, and its digest is another one's.
  case altered
  /// Of a schema that this version doesn't read.
  case newer(String)
  /// Its digest is right, and it isn't of the form; where.
  case unreadable(String)
  /// Nothing of caskade's.
  case foreign

  private static let own: Set<String> = ["digest", EvidenceDigest.signature]
  private static let family = "caskade.record/"

  package init(_ line: ArraySlice<UInt8>) {
    guard let value = try? JSONReader.read(Array(line)), let schema = value["schema"]?.string,
      schema.hasPrefix(Self.family)
    else {
      // One that was cut short is no JSON any more.
      self = Self.isMeant(line) ? .altered : .foreign
      return
    }
    let digest = EvidenceDigest.text(value, without: Self.own)
    guard value["digest"]?.string == digest else {
      self = .altered
      return
    }
    guard schema == EvidenceRecord.schema else {
      self = .newer(schema)
      return
    }
    do throws(FormFault) {
      let record = try EvidenceRecord.keys.form.read(value)
      let signature = try value[EvidenceDigest.signature].map { (value) throws(FormFault) in
        try EvidenceSignature.keys.form.read(value)
      }
      // A signature is of this very record, or it was taken from another one.
      guard signature?.record ?? digest == digest else {
        self = .altered
        return
      }
      self = .record(record, KeptRecord(digest: digest, signature: signature, line: Array(line)))
    } catch {
      self = .unreadable(error.place.isEmpty ? "it" : error.place)
    }
  }

  /// Whether the line is meant as a record, by how it begins: readable, altered or newer.
  package static func isMeant(_ line: ArraySlice<UInt8>) -> Bool {
    line.count >= beginning.count && line.prefix(beginning.count).elementsEqual(beginning)
  }

  private static let beginning = Array("{\"schema\":\"\(family)".utf8)

  package var record: EvidenceRecord? {
    if case .record(let record, _) = self { record } else { nil }
  }
}

/// A record as it is kept: its line, and what tells it from an altered one.
package struct KeptRecord: Hashable, Sendable {
  package let digest: String
  package let signature: EvidenceSignature?
  /// Without its line break.
  package let line: [UInt8]

  init(digest: String, signature: EvidenceSignature?, line: [UInt8]) {
    (self.digest, self.signature, self.line) = (digest, signature, line)
  }

  package init(_ record: EvidenceRecord, signature: EvidenceSignature?) {
    let members = Self.members(record)
    digest = Self.digest(record)
    self.signature = signature
    line = JSONWriter(.compact, order: .sorted).bytes(
      .object(
        members + [JSONMember("digest", .string(digest))]
          + (signature.map { [JSONMember(EvidenceDigest.signature, EvidenceSignature.keys.form.write($0))] } ?? [])))
  }

  /// The record of evidence, with its signature; nil where the signature is of another record: the evidence was altered
  /// since, or another version of caskade made it.
  package init?(_ evidence: Evidence, _ document: JSONValue) {
    let record = EvidenceRecord(evidence, document)
    if let signature = evidence.signature, signature.record != Self.digest(record) { return nil }
    self.init(record, signature: evidence.signature)
  }

  /// The digest that the record has, signed or not.
  package static func digest(_ record: EvidenceRecord) -> String {
    EvidenceDigest.text(.object(members(record)), without: [])
  }

  private static func members(_ record: EvidenceRecord) -> [JSONMember] {
    [JSONMember("schema", .string(EvidenceRecord.schema))] + (EvidenceRecord.keys.form.write(record).object ?? [])
  }
}
