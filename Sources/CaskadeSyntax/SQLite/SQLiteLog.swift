/// The write-ahead log of a database: pages that were written and aren't in its file yet. What follows the last whole
/// commit doesn't count, as it doesn't for SQLite.
///
/// Source: sqlite.org, "Database File Format", section 4; "WAL-mode File Format", section 2.
struct SQLiteLog {
  /// Where the last version of each page lies.
  private(set) var places: [Int: Int] = [:]
  /// Of the database after the last commit; nil where there was none.
  private(set) var pageCount: Int?

  static let headerSize = 32
  static let frameHeader = 24
  private static let mostFrames = 1 << 20
  private static let atOnce = 1 << 20

  init(_ source: SQLiteDatabase.Source, size: Int, pageSize: Int) throws(SQLiteFault) {
    guard size >= Self.headerSize, let header = source(0, Self.headerSize), header.count == Self.headerSize else {
      return
    }
    let view = SQLiteBytes(header)
    guard let magic = view.number(0, of: 4), magic & ~1 == 0x377F_0682 else { return }
    var sum = SQLiteSum(isBigEndian: magic & 1 == 1)
    sum.add(header[..<24])
    guard sum.isAt(24, in: view) else { return }
    guard view.number(4, of: 4) == 3_007_000, view.number(8, of: 4) == pageSize else { throw .log }
    let frame = Self.frameHeader + pageSize
    let count = (size - Self.headerSize) / frame
    guard count <= Self.mostFrames else { throw .longLog }
    let together = max(1, Self.atOnce / frame)
    var pending: [Int: Int] = [:]
    var next = 0
    reading: while next < count {
      let many = min(together, count - next)
      let start = Self.headerSize + next * frame
      guard let bytes = source(start, many * frame), bytes.count == many * frame else { break }
      let view = SQLiteBytes(bytes)
      for index in 0..<many {
        let place = index * frame
        guard bytes[place + 8..<place + 16].elementsEqual(header[16..<24]) else { break reading }
        sum.add(bytes[place..<place + 8])
        sum.add(bytes[place + Self.frameHeader..<place + frame])
        guard sum.isAt(place + 16, in: view), let page = view.number(place, of: 4), page > 0,
          let size = view.number(place + 4, of: 4)
        else { break reading }
        pending[page] = start + place + Self.frameHeader
        guard size > 0 else { continue }
        places.merge(pending) { _, new in new }
        pending.removeAll(keepingCapacity: true)
        pageCount = size
      }
      next += many
    }
  }
}

/// The running sum over a log's words.
private struct SQLiteSum {
  let isBigEndian: Bool
  private var first: UInt32 = 0
  private var second: UInt32 = 0

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { raw in
      for place in stride(from: 0, to: raw.count - 7, by: 8) {
        let one = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
        let other = raw.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
        first &+= (isBigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ second
        second &+= (isBigEndian ? UInt32(bigEndian: other) : UInt32(littleEndian: other)) &+ first
      }
    }
  }

  func isAt(_ place: Int, in view: SQLiteBytes) -> Bool {
    view.number(place, of: 4) == Int(first) && view.number(place + 4, of: 4) == Int(second)
  }
}
