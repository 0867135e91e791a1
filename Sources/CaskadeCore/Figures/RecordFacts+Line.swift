import CaskadeContracts
import CaskadeSyntax

/// One line of a note, as the figures take it.
package enum FigureLine: Hashable, Sendable {
  case facts(RecordFacts)
  case altered
  case newer
  case unreadable
  case foreign

  /// - Parameter line: without its line break.
  package init(_ line: ArraySlice<UInt8>) {
    // As caskade writes it, the digest is that of the line without the digest. Any other line is read in full.
    if RecordLine.isMeant(line), let facts = line.withUnsafeBufferPointer(Self.quick) {
      self = .facts(facts)
    } else {
      self = FigureLine(slowly: line)
    }
  }

  package init(_ line: [UInt8]) { self.init(line[...]) }

  private static func quick(_ line: UnsafeBufferPointer<UInt8>) -> RecordFacts? {
    var json = PlainJSON(line)
    var digest = RecordDigest(line)
    guard let facts = RecordFacts(&json, digest: &digest), digest.isRight else { return nil }
    return facts
  }

  private init(slowly line: ArraySlice<UInt8>) {
    switch RecordLine(line) {
    case .record(let record, let kept):
      guard let started = InstantText.milliseconds(record.started) else {
        self = .unreadable
        return
      }
      self = .facts(RecordFacts(record, started: started / 1_000, signature: kept.signature))
    case .altered: self = .altered
    case .newer: self = .newer
    case .unreadable: self = .unreadable
    case .foreign: self = .foreign
    }
  }
}

/// The digest that a record's line states, its signature, and the digest that the line has without the two.
struct RecordDigest {
  private let line: UnsafeBufferPointer<UInt8>
  /// Its digits, and the whole members with their commas.
  private var stated: Range<Int>?
  private var own: Range<Int>?
  private var added: Range<Int>?
  private(set) var signature: EvidenceSignature?

  init(_ line: UnsafeBufferPointer<UInt8>) {
    self.line = line
  }

  /// - Parameter json: at the value of `digest`.
  mutating func state(_ json: inout PlainJSON) -> Bool {
    let start = json.memberStart
    guard let digits = json.text() else { return false }
    (stated, own) = (digits, start..<json.offset)
    return true
  }

  /// - Parameter json: at the signature, which is read as strictly as ever.
  mutating func signature(_ json: inout PlainJSON) -> Bool {
    let start = json.memberStart
    guard let range = json.opaque(), let value = try? JSONReader.read(Array(line[range])),
      let found = try? EvidenceSignature.keys.form.read(value)
    else { return false }
    (signature, added) = (found, start..<json.offset)
    return true
  }

  var isRight: Bool {
    guard let stated, let own else { return false }
    var rest = Array(line[..<own.lowerBound])
    rest.reserveCapacity(line.count)
    rest += line[own.upperBound..<(added?.lowerBound ?? line.endIndex)]
    if let added { rest += line[added.upperBound...] }
    let digest = SHA256.text(rest)
    // A signature is of this very record, or it was taken from another one.
    return digest.utf8.elementsEqual(line[stated]) && signature?.record ?? digest == digest
  }
}
