import CaskadeContracts
import CaskadeSyntax

/// Parts of records as they were read before: most records are like others in most of their parts. What has the same bytes
/// is the same, and isn't walked through again.
package struct RecordMemory: Sendable {
  struct Shelf<Part: Sendable>: Sendable {
    private var known: [(bytes: [UInt8], part: Part)] = []

    /// So many are compared; the oldest one is forgotten.
    private static var most: Int { 6 }
    private static var mostBytes: Int { 8_192 }

    /// The list or the object that stands there, read by a walk that goes behind it.
    mutating func part(_ json: inout PlainJSON, _ read: (inout PlainJSON) -> Part?) -> Part? {
      for place in known.indices where json.takes(known[place].bytes) {
        let part = known[place].part
        // What comes often is compared first.
        if place > 0 { known.swapAt(place, place - 1) }
        return part
      }
      let start = json.offset
      guard let part = read(&json), json.isPlain else { return nil }
      let bytes = json.walked(from: start)
      if bytes.count <= Self.mostBytes {
        if known.count == Self.most { known.removeLast() }
        known.append((bytes, part))
      }
      return part
    }
  }

  var base = Shelf<EvidenceRecord.Base>()
  var gates = Shelf<RecordFacts.Gates>()
  var areas = Shelf<[String]>()
  var findings = Shelf<[EvidenceRecord.FindingPart]>()
  var outside = Shelf<[EvidenceRecord.FolderPart]>()
  var runs = Shelf<[RecordFacts.Run]>()

  package init() {}
}
