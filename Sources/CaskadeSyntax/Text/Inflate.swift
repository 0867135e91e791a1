/// Unpacks what was packed by "deflate" inside a zlib stream, as git keeps every object.
///
/// Sources: RFC 1950 (the two bytes before it), RFC 1951 (blocks and codes). The checksum behind it is left to the caller,
/// who knows a better one. Any bytes give a result or nil, in time that grows with what they are and what they may become.
package struct Inflate {
  private let packed: UnsafeRawBufferPointer
  private var place: Int
  /// Bits that were read ahead, the next one lowest.
  private var ahead: UInt64 = 0
  private var aheadCount = 0
  private var result: [UInt8] = []
  private let most: Int

  /// - Parameter most: more bytes than these make it nil.
  package static func bytes(_ packed: ArraySlice<UInt8>, atMost most: Int) -> [UInt8]? {
    packed.withUnsafeBytes { packed in
      guard var inflate = Inflate(packed, most) else { return nil }
      return inflate.unpack() ? inflate.result : nil
    }
  }

  private init?(_ packed: UnsafeRawBufferPointer, _ most: Int) {
    // The method is "deflate", and no dictionary is asked for.
    guard packed.count >= 2, packed[0] & 0x0F == 8, packed[0] >> 4 <= 7, packed[1] & 0x20 == 0,
      (Int(packed[0]) << 8 | Int(packed[1])) % 31 == 0
    else { return nil }
    (self.packed, self.most) = (packed, most)
    place = 2
  }

  private mutating func unpack() -> Bool {
    while let isLast = bits(1), let kind = bits(2) {
      let isRead =
        switch kind {
        case 0: stored()
        case 1: coded(Self.fixedLiterals, Self.fixedDistances)
        case 2: dynamic()
        case _: false
        }
      if !isRead { return false }
      if isLast == 1 { return true }
    }
    return false
  }

  // MARK: Bits

  private mutating func fill() {
    while aheadCount <= 56, place < packed.count {
      ahead |= UInt64(packed[place]) << UInt64(aheadCount)
      aheadCount += 8
      place += 1
    }
  }

  private mutating func bits(_ count: Int) -> Int? {
    if aheadCount < count { fill() }
    guard aheadCount >= count else { return nil }
    let value = ahead & (1 << UInt64(count) - 1)
    drop(count)
    return Int(value)
  }

  private mutating func drop(_ count: Int) {
    ahead >>= UInt64(count)
    aheadCount -= count
  }

  private mutating func symbol(_ code: PrefixCode) -> Int? {
    if aheadCount < PrefixCode.longest { fill() }
    guard let (symbol, length) = code.symbol(ahead), length <= aheadCount else { return nil }
    drop(length)
    return symbol
  }

  // MARK: Blocks

  private mutating func stored() -> Bool {
    drop(aheadCount & 7)
    guard let count = bits(16), let inverse = bits(16), count ^ inverse == 0xFFFF, result.count + count <= most else {
      return false
    }
    var left = count
    while left > 0, aheadCount > 0 {
      result.append(UInt8(truncatingIfNeeded: ahead))
      drop(8)
      left -= 1
    }
    guard place + left <= packed.count else { return false }
    result += packed[place..<(place + left)]
    place += left
    return true
  }

  private mutating func coded(_ literals: PrefixCode, _ distances: PrefixCode) -> Bool {
    while let symbol = symbol(literals) {
      if symbol < 256 {
        guard result.count < most else { return false }
        result.append(UInt8(truncatingIfNeeded: symbol))
        continue
      }
      if symbol == 256 { return true }
      guard symbol - 257 < Self.lengths.count, let longer = bits(Self.lengths[symbol - 257].bits),
        let code = self.symbol(distances), code < Self.distances.count, let farther = bits(Self.distances[code].bits)
      else { return false }
      let (length, distance) = (Self.lengths[symbol - 257].base + longer, Self.distances[code].base + farther)
      guard distance <= result.count, result.count + length <= most else { return false }
      // It may overlap itself: what was just written is taken again.
      for _ in 0..<length { result.append(result[result.count - distance]) }
    }
    return false
  }

  /// The order in which the lengths of the code for lengths stand.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func dynamic() -> Bool {
    guard let literals = bits(5), let distances = bits(5), let count = bits(4) else { return false }
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in 0..<(count + 4) {
      guard let length = bits(3) else { return false }
      lengths[Self.order[place]] = UInt8(length)
    }
    guard let code = PrefixCode(lengths[...]) else { return false }
    let total = literals + 257 + distances + 1
    var all: [UInt8] = []
    while all.count < total {
      guard let symbol = symbol(code) else { return false }
      let (byte, times): (UInt8, Int?) =
        switch symbol {
        case 16: (all.last ?? 0, all.isEmpty ? nil : bits(2).map { $0 + 3 })
        case 17: (0, bits(3).map { $0 + 3 })
        case 18: (0, bits(7).map { $0 + 11 })
        case _: (UInt8(truncatingIfNeeded: symbol), 1)
        }
      guard let times, all.count + times <= total else { return false }
      all += repeatElement(byte, count: times)
    }
    guard let literalCode = PrefixCode(all[..<(literals + 257)]),
      let distanceCode = PrefixCode(all[(literals + 257)...])
    else { return false }
    return coded(literalCode, distanceCode)
  }

  // MARK: Tables (RFC 1951, section 3.2.5 and 3.2.6)

  private static let lengths: [(base: Int, bits: Int)] = {
    var (table, base): ([(base: Int, bits: Int)], Int) = ([], 3)
    for code in 0..<28 {
      let bits = code < 8 ? 0 : code / 4 - 1
      table.append((base, bits))
      base += 1 << bits
    }
    return table + [(258, 0)]
  }()

  private static let distances: [(base: Int, bits: Int)] = {
    var (table, base): ([(base: Int, bits: Int)], Int) = ([], 1)
    for code in 0..<30 {
      let bits = code < 4 ? 0 : code / 2 - 1
      table.append((base, bits))
      base += 1 << bits
    }
    return table
  }()

  private static let fixedLiterals = PrefixCode(
    (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }[...], isComplete: true)
  private static let fixedDistances = PrefixCode([UInt8](repeating: 5, count: 30)[...], isComplete: true)
}

/// A code in which no symbol's bits begin another's, known by the lengths of its symbols alone (RFC 1951, section 3.2.2).
private struct PrefixCode {
  static let longest = 15
  /// Codes of so many bits are found by one look.
  private static let quick = 9

  /// By the next bits as they come: the symbol above four bits of length; zero for none.
  private var table = [UInt16](repeating: 0, count: 1 << quick)
  /// By length: the first code, the number of codes, and where their symbols begin.
  private var first = [Int](repeating: 0, count: longest + 1)
  private var counts = [Int](repeating: 0, count: longest + 1)
  private var starts = [Int](repeating: 0, count: longest + 1)
  private var symbols: [UInt16] = []

  /// Nil where there are more codes than there can be.
  init?(_ lengths: ArraySlice<UInt8>) {
    self.init(lengths, isComplete: false)
    var left = 1
    for length in 1...Self.longest {
      left = left * 2 - counts[length]
      if left < 0 { return nil }
    }
  }

  /// - Parameter isComplete: it is known to be a code.
  init(_ lengths: ArraySlice<UInt8>, isComplete: Bool) {
    for length in lengths where length > 0 && length <= Self.longest { counts[Int(length)] += 1 }
    var code = 0
    for length in 1...Self.longest {
      code = (code + (length > 1 ? counts[length - 1] : 0)) << 1
      first[length] = code
      starts[length] = starts[length - 1] + (length > 1 ? counts[length - 1] : 0)
    }
    var next = starts
    symbols = [UInt16](repeating: 0, count: counts.reduce(0, +))
    for (symbol, length) in lengths.enumerated() where length > 0 && length <= Self.longest {
      let (length, place) = (Int(length), next[Int(length)])
      next[length] += 1
      symbols[place] = UInt16(truncatingIfNeeded: symbol)
      guard length <= Self.quick else { continue }
      let code = first[length] + place - starts[length]
      guard code < 1 << length else { continue }
      let turned = Self.turned(code, length)
      for ahead in stride(from: turned, to: 1 << Self.quick, by: 1 << length) {
        table[ahead] = UInt16(truncatingIfNeeded: symbol << 4 | length)
      }
    }
  }

  /// The symbol that the bits begin with, the next one lowest, and its length.
  func symbol(_ ahead: UInt64) -> (Int, Int)? {
    let entry = Int(table[Int(ahead & (1 << UInt64(Self.quick) - 1))])
    if entry != 0 { return (entry >> 4, entry & 15) }
    var code = 0
    for length in 1...Self.longest {
      code = code << 1 | Int(ahead >> UInt64(length - 1) & 1)
      let place = code - first[length]
      if place >= 0, place < counts[length] { return (Int(symbols[starts[length] + place]), length) }
    }
    return nil
  }

  private static func turned(_ code: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 << 1 | code >> $1 & 1 }
  }
}
