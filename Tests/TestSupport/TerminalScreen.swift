import CaskadeSyntax

/// What a terminal shows of the bytes that it got: as much of ECMA-48 as caskade uses, and marks for what it doesn't.
///
/// Lines that have scrolled out at the top are kept, and the cursor can't get there again.
package struct TerminalScreen {
  private let columns: Int
  private let rows: Int
  private var cells: [[Character?]] = [[]]
  private var row = 0
  private var column = 0
  private var top: Int { max(0, cells.count - rows) }
  private var pending: [UInt8] = []

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The lines without white space at their ends, and without empty ones at the end.
  package var lines: [String] {
    var lines = cells.map { line in
      String(line.compactMap { $0 }).replacing(#/\s+$/#, with: "")
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  package var text: String { lines.map { $0 + "\n" }.joined() }

  package mutating func show(_ bytes: [UInt8]) {
    pending += bytes
    while let next = take() { apply(next) }
  }

  private enum Unit {
    case character(Character)
    case control(UInt8)
    case sequence(parameters: String, final: Character)
  }

  /// The next whole unit; nil when more bytes have to come first.
  private mutating func take() -> Unit? {
    guard let first = pending.first else { return nil }
    if first == 0x1B {
      guard pending.count > 1 else { return nil }
      guard pending[1] == UInt8(ascii: "["), let end = pending.dropFirst(2).firstIndex(where: { $0 >= 0x40 }) else {
        if pending[1] == UInt8(ascii: "[") { return nil }
        pending.removeFirst()
        return .character("\u{241B}")
      }
      let parameters = String(decoding: pending[2..<end], as: UTF8.self)
      let final = Character(Unicode.Scalar(pending[end]))
      pending.removeFirst(end + 1)
      return .sequence(parameters: parameters, final: final)
    }
    if first < 0x20 || first == 0x7F {
      pending.removeFirst()
      return .control(first)
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count >= length else { return nil }
    let character = Character(String(decoding: pending.prefix(length), as: UTF8.self))
    pending.removeFirst(length)
    return .character(character)
  }

  private mutating func apply(_ unit: Unit) {
    switch unit {
    case .character(let character): put(character)
    case .control(0x0D): column = 0
    case .control(0x0A): newLine()
    case .control(0x08): column = max(0, column - 1)
    case .control(let byte): put(Character(Unicode.Scalar(0x2400 + UInt32(byte)) ?? "?"))
    case .sequence(_, "m"): break
    case .sequence(let parameters, "A"): row = max(top, row - (Int(parameters) ?? 1))
    case .sequence("", "K"): cells[row] = Array(cells[row].prefix(column))
    case .sequence("", "J"):
      cells[row] = Array(cells[row].prefix(column))
      cells.removeSubrange((row + 1)...)
    case .sequence(let parameters, let final): for mark in "<\(parameters)\(final)>" { put(mark) }
    }
  }

  private mutating func newLine() {
    row += 1
    if row == cells.count { cells.append([]) }
  }

  private mutating func put(_ character: Character) {
    let width = character.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
    if column + width > columns {
      column = 0
      newLine()
    }
    while cells[row].count < column + width { cells[row].append(" ") }
    cells[row][column] = character
    // The second cell of a wide character holds nothing of its own.
    for cell in (column + 1)..<max(column + 1, column + width) { cells[row][cell] = nil }
    column += width
  }
}
