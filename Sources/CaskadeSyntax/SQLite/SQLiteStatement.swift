/// The text with which a table or an index was created, as far as a reader needs it.
struct SQLiteStatement {
  private enum Token: Equatable {
    /// A word, in small letters.
    case word(String)
    /// A name in quotes of one of four kinds.
    case name(String)
    case mark(UInt8)

    var text: String? {
      switch self {
      case .word(let text), .name(let text): text
      case .mark: nil
      }
    }
  }

  private var tokens: [Token] = []

  private static let constraints: Set<String> = ["constraint", "primary", "unique", "check", "foreign"]
  private static let mostBytes = 1 << 20
  /// SQLite's own default (sqlite.org/limits, "Maximum Number Of Columns").
  private static let mostColumns = 2_000

  init(_ text: [UInt8]) {
    var place = 0
    let text = text.prefix(Self.mostBytes)
    while place < text.count {
      let byte = text[place]
      switch byte {
      case UInt8(ascii: "-") where text[(place + 1)...].first == byte:
        place = text[place...].firstIndex(of: 0x0A) ?? text.count
      case UInt8(ascii: "/") where text[(place + 1)...].first == UInt8(ascii: "*"):
        var end = place + 2
        while end < text.count, !text[end...].starts(with: Array("*/".utf8)) { end += 1 }
        place = end + 2
      case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"): place = quoted(text, place, by: byte)
      case UInt8(ascii: "["): place = quoted(text, place, by: UInt8(ascii: "]"))
      case _ where Self.isOfWord(byte):
        let end = text[place...].firstIndex { !Self.isOfWord($0) } ?? text.count
        tokens.append(.word(String(decoding: text[place..<end], as: UTF8.self).lowercased()))
        place = end
      case 0...0x20: place += 1
      case _:
        tokens.append(.mark(byte))
        place += 1
      }
    }
  }

  private mutating func quoted(_ text: ArraySlice<UInt8>, _ start: Int, by quote: UInt8) -> Int {
    var name: [UInt8] = []
    var place = start + 1
    while place < text.count {
      if text[place] == quote {
        guard quote != UInt8(ascii: "]"), text[(place + 1)...].first == quote else { break }
        place += 1
      }
      name.append(text[place])
      place += 1
    }
    tokens.append(.name(String(decoding: name, as: UTF8.self)))
    return place + 1
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || (0x30...0x39).contains(byte)
      || (0x61...0x7A).contains(byte | 0x20)
  }

  /// What stands in the first parentheses, parted by commas; and what follows them.
  private var parts: (inside: [[Token]], after: [Token]) {
    guard let open = tokens.firstIndex(of: .mark(UInt8(ascii: "("))) else { return ([], tokens) }
    var inside: [[Token]] = [[]]
    var depth = 0
    for (index, token) in tokens.enumerated().dropFirst(open) {
      switch token {
      case .mark(UInt8(ascii: "(")):
        depth += 1
        if depth > 1 { inside[inside.count - 1].append(token) }
      case .mark(UInt8(ascii: ")")):
        depth -= 1
        if depth == 0 { return (inside, Array(tokens[(index + 1)...])) }
        inside[inside.count - 1].append(token)
      case .mark(UInt8(ascii: ",")) where depth == 1: inside.append([])
      case _: inside[inside.count - 1].append(token)
      }
    }
    return ([], tokens)
  }

  func table(_ name: String, root: Int) -> SQLiteTable {
    let (inside, after) = parts
    let isVirtual = tokens.dropFirst().first == .word("virtual")
    var columns: [String] = []
    var number: Int?
    var isGenerated = false
    var hasKey = false
    var collated: Set<String> = []
    for part in inside {
      guard let first = part.first, let column = first.text else { continue }
      if case .word(let word) = first, Self.constraints.contains(word) {
        let names = part.compactMap(\.text)
        // A single column that is named as the key below.
        if names.starts(with: ["primary", "key"]), names.count == 3, number == nil, !hasKey {
          hasKey = true
          number = inside.firstIndex { $0.first?.text == names[2] && $0.dropFirst().first == .word("integer") }
        }
        continue
      }
      let rest = part.dropFirst()
      if rest.first == .word("integer"), rest.contains(.word("primary")), !rest.contains(.word("desc")) {
        number = columns.count
      }
      if rest.contains(.word("as")) || rest.contains(.word("generated")) { isGenerated = true }
      if rest.contains(.word("collate")) { collated.insert(column) }
      columns.append(column)
    }
    let isOrdinary =
      root > 0 && !isVirtual && !isGenerated && (1...Self.mostColumns).contains(columns.count)
      && !after.contains(.word("without"))
    return SQLiteTable(
      name: name, columns: columns, isOrdinary: isOrdinary, root: root, numberColumn: number, collated: collated)
  }

  /// The first column of an index over all rows, in the order of its bytes; nil for every other index.
  var firstOfIndex: String? {
    let (inside, after) = parts
    guard after.isEmpty, let first = inside.first, first.count == 1 || first.dropFirst() == [.word("asc")] else {
      return nil
    }
    return first.first?.text
  }
}
