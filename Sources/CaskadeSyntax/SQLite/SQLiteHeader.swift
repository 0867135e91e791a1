/// The first hundred bytes of a database.
///
/// Source: sqlite.org, "Database File Format", section 1.3.
struct SQLiteHeader: Hashable {
  static let size = 100
  private static let magic = Array("SQLite format 3\0".utf8)
  private static let pageSizes = 512...65_536

  let pageSize: Int
  /// Of each page, without what is kept free at its end.
  let usable: Int

  /// - Parameter bytes: at least the first hundred, or all that there are.
  init(_ bytes: [UInt8]) throws(SQLiteFault) {
    guard bytes.starts(with: Self.magic) else { throw .noDatabase }
    let view = SQLiteBytes(bytes)
    guard let size = view.number(16, of: 2), let reserved = view.number(20, of: 1), bytes.count >= Self.size else {
      throw .badHeader
    }
    pageSize = size == 1 ? 65_536 : size
    usable = pageSize - reserved
    guard Self.pageSizes.contains(pageSize), pageSize.nonzeroBitCount == 1, usable >= 480,
      bytes[21...23].elementsEqual([64, 32, 32])
    else { throw .badHeader }
    // A file without a table has neither of them yet.
    guard bytes[18] <= 2, bytes[19] <= 2, let format = view.number(44, of: 4), format <= 4 else { throw .newerFormat }
    guard let encoding = view.number(56, of: 4), encoding <= 1 else { throw .encoding }
  }
}

/// Bytes from which numbers are read; nil for what lies beyond them.
struct SQLiteBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Big-endian, of up to four bytes.
  func number(_ place: Int, of count: Int) -> Int? {
    guard place >= 0, place <= bytes.count - count else { return nil }
    var number = 0
    for index in place..<place + count { number = number << 8 | Int(bytes[index]) }
    return number
  }

  /// Of one to nine bytes, seven bits in each of the first eight.
  func varint(_ place: Int) -> (value: Int, end: Int)? {
    guard place >= 0 else { return nil }
    var value: UInt64 = 0
    for index in 0..<9 {
      guard place + index < bytes.count else { return nil }
      let byte = UInt64(bytes[place + index])
      if index == 8 { return (Int(bitPattern: UInt(value << 8 | byte)), place + 9) }
      value = value << 7 | byte & 0x7F
      if byte < 0x80 { return (Int(value), place + index + 1) }
    }
    return nil
  }
}
