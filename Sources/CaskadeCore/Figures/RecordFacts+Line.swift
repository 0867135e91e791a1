import CaskadeContracts
import CaskadeSyntax

/// One line of a note, as the figures take it.
package enum FigureLine: Hashable, Sendable {
  case facts(RecordFacts)
  case altered
  case newer
  case unreadable
  case foreign

  /// - Parameters:
  ///   - line: without its line break.
  ///   - memory: of the lines before it.
  package init(_ line: ArraySlice<UInt8>, _ memory: inout RecordMemory) {
    // As caskade writes it, the digest is that of the line without the digest. Any other line is read in full.
    if RecordLine.isMeant(line), let facts = line.withUnsafeBufferPointer({ Self.quick($0, &memory) }) {
      self = .facts(facts)
    } else {
      self = FigureLine(slowly: line)
    }
  }

  package init(_ line: [UInt8]) {
    var memory = RecordMemory()
    self.init(line[...], &memory)
  }

  private static func quick(_ line: UnsafeBufferPointer<UInt8>, _ memory: inout RecordMemory) -> RecordFacts? {
    var json = PlainJSON(line)
    var digest = RecordDigest(line)
    guard let facts = RecordFacts(&json, &memory, digest: &digest), digest.isRight else { return nil }
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
    let parts =
      [line[..<own.lowerBound], line[own.upperBound..<(added?.lowerBound ?? line.endIndex)]]
      + (added.map { [line[$0.upperBound...]] } ?? [])
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, line.count)) { room in
      var count = 0
      for part in parts { count = room[count...].update(fromContentsOf: part) }
      // A signature is of this very record, or it was taken from another one.
      return SHA256.withDigits(of: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])) { digits in
        digits.elementsEqual(line[stated]) && signature?.record.utf8.elementsEqual(digits) ?? true
      }
    }
  }
}
