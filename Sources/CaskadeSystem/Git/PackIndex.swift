package import CaskadeSyntax

/// The index of one pack, which tells where in it an object begins (gitformat-pack(5), "Version 2 pack-*.idx files").
///
/// Nothing in it is believed: what is read by it is either asked of git again, or held against the id that it was asked by.
package struct PackIndex {
  private let file: PlacedFile
  private let idLength: Int
  /// How many ids begin with a byte that isn't greater.
  private let counts: [Int]

  private static let head = 8
  private static let table = 8 + 256 * 4

  /// - Parameter idLength: of an object's id, in bytes.
  package init?(_ path: ByteString, idLength: Int) {
    guard let file = PlacedFile(path), let start = file.read(Self.table, at: 0),
      start.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2])
    else { return nil }
    let counts = (0..<256).map { Self.number(start, Self.head + 4 * $0) }
    guard zip(counts, counts.dropFirst()).allSatisfy({ $0 <= $1 }),
      Self.table + counts[255] * (idLength + 8) + 2 * idLength <= file.size
    else { return nil }
    (self.file, self.idLength, self.counts) = (file, idLength, counts)
  }

  package var count: Int { counts[255] }

  /// Where objects begin in the pack; nil for those that it hasn't.
  ///
  /// - Parameter ids: sorted.
  package func offsets(of ids: [ObjectID]) -> [Int?] {
    var found: [Int?] = []
    found.reserveCapacity(ids.count)
    var bucket: Bucket?
    for id in ids {
      if bucket?.byte != id.firstByte { bucket = Bucket(self, id.firstByte) }
      found.append(bucket?.offset(of: id))
    }
    return found
  }

  /// The ids that begin with one byte, and where their objects begin.
  private struct Bucket {
    let byte: UInt8
    private let index: PackIndex
    private var ids: [UInt8] = []
    private var offsets: [UInt8] = []

    init(_ index: PackIndex, _ byte: UInt8) {
      (self.byte, self.index) = (byte, index)
      let start = byte == 0 ? 0 : index.counts[Int(byte) - 1]
      let count = index.counts[Int(byte)] - start
      guard let ids = index.file.read(count * index.idLength, at: PackIndex.table + start * index.idLength),
        let offsets = index.file.read(4 * count, at: PackIndex.table + index.count * (index.idLength + 4) + 4 * start)
      else { return }
      (self.ids, self.offsets) = (ids, offsets)
    }

    func offset(of id: ObjectID) -> Int? {
      let place = ids.withUnsafeBytes { bytes -> Int? in
        var (low, high) = (0, bytes.count / index.idLength)
        while low < high {
          let middle = (low + high) / 2
          let start = middle * index.idLength
          let part = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + index.idLength)])
          guard let other = ObjectID(raw: part) else { return nil }
          if other == id { return middle }
          if other < id { low = middle + 1 } else { high = middle }
        }
        return nil
      }
      guard let place else { return nil }
      let offset = PackIndex.number(offsets, 4 * place)
      guard offset & 0x8000_0000 != 0 else { return offset }
      // Of a pack beyond two gigabytes: the place of eight bytes in the table that follows.
      let long = PackIndex.table + index.count * (index.idLength + 8) + 8 * (offset & 0x7FFF_FFFF)
      guard let bytes = index.file.read(8, at: long) else { return nil }
      let high = PackIndex.number(bytes, 0)
      return high < 0x7FFF_FFFF ? high << 32 | PackIndex.number(bytes, 4) : nil
    }
  }

  private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
