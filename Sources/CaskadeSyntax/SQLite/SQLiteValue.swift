/// One value of a row.
package enum SQLiteValue: Hashable, Sendable {
  case null
  case integer(Int)
  case real(Double)
  case text([UInt8])
  case blob([UInt8])

  package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  package var bytes: [UInt8]? { if case .text(let bytes) = self { bytes } else { nil } }
  package var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  func isBefore(_ text: [UInt8]) -> Bool {
    switch self {
    case .null, .integer, .real: true
    case .text(let bytes): bytes.lexicographicallyPrecedes(text)
    case .blob: false
    }
  }
}

/// The values of a row or of an index' entry.
///
/// Source: sqlite.org, "Database File Format", section 2.1.
struct SQLiteRecord {
  /// A row of more values than a table can have columns is none.
  private static let mostValues = 32_767

  private let view: SQLiteBytes
  /// Type and place of each.
  private var parts: [(type: Int, place: Int)] = []

  /// Nil for what is no record.
  ///
  /// - Parameter isWhole: else only its first bytes are there, and with them its first values.
  init?(_ bytes: [UInt8], isWhole: Bool = true) {
    view = SQLiteBytes(bytes)
    guard let (size, first) = view.varint(0), size >= first, size <= bytes.count else { return nil }
    var (next, place) = (first, size)
    while next < size {
      guard let (type, end) = view.varint(next), end <= size, let length = Self.length(type),
        parts.count < Self.mostValues
      else { return nil }
      guard length <= bytes.count - place else {
        if isWhole { return nil }
        return
      }
      parts.append((type, place))
      place += length
      next = end
    }
  }

  var count: Int { parts.count }

  /// Nil where the row was written before the table had the column.
  subscript(index: Int) -> SQLiteValue? {
    guard parts.indices.contains(index) else { return nil }
    let (type, place) = parts[index]
    switch type {
    case 0: return .null
    case 1...6: return .integer(integer(place, of: Self.length(type) ?? 0))
    case 7: return .real(Double(bitPattern: UInt64(bitPattern: Int64(integer(place, of: 8)))))
    case 8: return .integer(0)
    case 9: return .integer(1)
    case _:
      let bytes = Array(view.bytes[place..<place + (type - 12) / 2])
      return type % 2 == 0 ? .blob(bytes) : .text(bytes)
    }
  }

  private func integer(_ place: Int, of count: Int) -> Int {
    var value = Int(Int8(bitPattern: view.bytes[place]))
    for index in place + 1..<place + count { value = value << 8 | Int(view.bytes[index]) }
    return value
  }

  private static func length(_ type: Int) -> Int? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: type
    case 5: 6
    case 6, 7: 8
    case 12...: (type - 12) / 2
    case _: nil
    }
  }
}
