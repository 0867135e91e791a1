import CaskadeSyntax

/// What stands before an object in a pack (gitformat-pack(5), "pack-*.pack files have the following format").
struct PackEntryHead {
  enum Base {
    /// So many bytes before this object.
    case offset(Int)
    case object(ObjectID)
  }

  let kind: Int
  /// Of what is packed behind it, unpacked.
  let size: Int
  /// Of an object that is a change of another one.
  let base: Base?
  /// In bytes.
  let length: Int

  /// Bytes that it has at most.
  static let most = 10 + 20

  /// Not a change of another one.
  var isWhole: Bool { (1...4).contains(kind) }

  /// - Parameter bytes: as many as there are, the first ones of which are looked at.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return nil }
    kind = Int(first >> 4 & 7)
    var size = Int(first & 15)
    var (place, shift) = (1, 4)
    var byte = first
    while byte & 0x80 != 0 {
      guard place < bytes.count, shift < 46 else { return nil }
      byte = bytes[place]
      size |= Int(byte & 0x7F) << shift
      (place, shift) = (place + 1, shift + 7)
    }
    self.size = size
    switch kind {
    case 6:
      guard place < bytes.count else { return nil }
      byte = bytes[place]
      place += 1
      var distance = Int(byte & 0x7F)
      while byte & 0x80 != 0 {
        guard place < bytes.count, distance < 1 << 48 else { return nil }
        byte = bytes[place]
        distance = (distance + 1) << 7 | Int(byte & 0x7F)
        place += 1
      }
      base = .offset(distance)
    case 7:
      guard place + 20 <= bytes.count,
        let id = ObjectID(raw: UnsafeRawBufferPointer(rebasing: bytes[place..<(place + 20)]))
      else { return nil }
      base = .object(id)
      place += 20
    case _: base = nil
    }
    length = place
  }
}
