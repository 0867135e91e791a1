/// A file of sections, TOML or INI, as blocks of whole lines.
///
/// Sources: TOML 1.0 (toml.io), Python's `configparser`, Java's `Properties` for what has no section.
struct SectionedText {
  enum Dialect: Hashable, Sendable { case toml, ini }

  /// A key with its value: the lines that they stand on.
  struct Entry {
    /// With the section's.
    let path: [String]
    let range: Range<Int>
  }

  /// A header with the lines below it, to the last one that says something; the first block has no header.
  struct Block {
    let path: [String]
    /// One of several of its name, as `[[test]]`.
    let isOfMany: Bool
    let header: Range<Int>?
    var entries: [Entry] = []

    var range: Range<Int> {
      let begin = header?.lowerBound ?? entries.first?.range.lowerBound ?? 0
      return begin..<(entries.last?.range.upperBound ?? header?.upperBound ?? begin)
    }
  }

  let bytes: [UInt8]
  private(set) var blocks: [Block]

  /// Nil for what can't be read.
  init?(_ bytes: [UInt8], _ dialect: Dialect) {
    self.bytes = bytes
    blocks = [Block(path: [], isOfMany: false, header: nil)]
    guard !bytes.contains(0) else { return nil }
    var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while place < bytes.count {
      switch dialect {
      case .toml:
        var reader = TOMLStatement(bytes, at: place)
        guard let kind = reader.read() else { return nil }
        add(kind, place..<reader.place)
        place = reader.place
      case .ini:
        let end = Self.lineEnd(bytes, place)
        guard addLine(place..<end) else { return nil }
        place = end
      }
    }
  }

  private mutating func add(_ kind: TOMLStatement.Kind, _ range: Range<Int>) {
    switch kind {
    case .nothing: break
    case .header(let path, let isOfMany): blocks.append(Block(path: path, isOfMany: isOfMany, header: range))
    case .entry(let key):
      blocks[blocks.count - 1].entries.append(Entry(path: blocks[blocks.count - 1].path + key, range: range))
    }
  }

  /// Whether the line belongs anywhere.
  private mutating func addLine(_ range: Range<Int>) -> Bool {
    let line = bytes[range]
    let text = SettingsReader.trimmed(String(decoding: line, as: UTF8.self))
    if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") || text.hasPrefix("!") { return true }
    let isIndented = line.first == 32 || line.first == 9
    if text.hasPrefix("["), !isIndented, let close = text.lastIndex(of: "]") {
      let name = String(text[text.index(after: text.startIndex)..<close])
      blocks.append(Block(path: [name], isOfMany: false, header: range))
      return true
    }
    let last = blocks.count - 1
    if isIndented, let entry = blocks[last].entries.last {
      blocks[last].entries[blocks[last].entries.count - 1] = Entry(
        path: entry.path, range: entry.range.lowerBound..<range.upperBound)
      return true
    }
    let key = String(SettingsReader.trimmed(text.prefix { $0 != "=" && $0 != ":" }))
    guard !key.isEmpty else { return false }
    blocks[last].entries.append(Entry(path: blocks[last].path + [key], range: range))
    return true
  }

  static func lineEnd(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
  }
}
