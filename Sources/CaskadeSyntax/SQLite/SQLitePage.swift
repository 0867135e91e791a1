/// One page of a tree: its kind, its cells, and where it goes on.
///
/// Source: sqlite.org, "Database File Format", section 1.6.
struct SQLitePage {
  enum Kind: UInt8 {
    case innerIndex = 2
    case innerTable = 5
    case index = 10
    case table = 13
  }

  /// What a cell holds of its payload, and where the rest lies.
  struct Payload {
    let size: Int
    let local: Range<Int>
    let overflow: Int?
  }

  let kind: Kind
  let view: SQLiteBytes
  let cells: [Int]
  /// The last child of an inner page.
  let last: Int?
  private let usable: Int

  /// Nil for what is no page of a tree. A cell that would begin beyond the page's end is left out and counted.
  init?(_ bytes: [UInt8], number: Int, usable: Int, _ losses: inout SQLiteLosses) {
    let start = number == 1 ? SQLiteHeader.size : 0
    view = SQLiteBytes(bytes)
    self.usable = usable
    guard bytes.count >= usable, let code = view.number(start, of: 1), let kind = Kind(rawValue: UInt8(code)),
      let count = view.number(start + 3, of: 2)
    else { return nil }
    self.kind = kind
    let isInner = kind == .innerTable || kind == .innerIndex
    last = isInner ? view.number(start + 8, of: 4) : nil
    let first = start + (isInner ? 12 : 8)
    guard count * 2 <= usable - first else { return nil }
    var cells: [Int] = []
    cells.reserveCapacity(count)
    for index in 0..<count {
      guard let cell = view.number(first + index * 2, of: 2), cell >= first + count * 2, cell < usable else {
        losses.rows += 1
        continue
      }
      cells.append(cell)
    }
    self.cells = cells
  }

  /// The page to the left of an inner cell.
  func child(_ cell: Int) -> Int? { view.number(cell, of: 4) }

  /// The greatest number to the left of an inner cell of a table.
  func key(_ cell: Int) -> Int? { view.varint(cell + 4)?.value }

  func row(_ cell: Int) -> (number: Int, payload: Payload)? {
    guard let (size, place) = view.varint(cell), let (number, start) = view.varint(place),
      let payload = payload(size, from: start, most: usable - 35)
    else { return nil }
    return (number, payload)
  }

  /// Of an entry of an index.
  func entry(_ cell: Int) -> Payload? {
    guard let (size, start) = view.varint(cell + (kind == .innerIndex ? 4 : 0)) else { return nil }
    return payload(size, from: start, most: (usable - 12) * 64 / 255 - 23)
  }

  private func payload(_ size: Int, from start: Int, most: Int) -> Payload? {
    guard size >= 0, start <= usable else { return nil }
    if size <= most {
      return start + size <= usable ? Payload(size: size, local: start..<start + size, overflow: nil) : nil
    }
    let least = (usable - 12) * 32 / 255 - 23
    let whole = least + (size - least) % (usable - 4)
    let end = start + (whole <= most ? whole : least)
    guard end + 4 <= usable, let overflow = view.number(end, of: 4) else { return nil }
    return Payload(size: size, local: start..<end, overflow: overflow)
  }
}
