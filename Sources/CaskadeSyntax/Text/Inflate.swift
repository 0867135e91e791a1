/// Unpacks what was packed by "deflate" inside a zlib stream, as git keeps every object.
///
/// Sources: RFC 1950 (the two bytes before it, the checksum behind it), RFC 1951 (blocks and codes). Any bytes give an answer,
/// in time that grows with what they are and what they may become. Whoever unpacks many things keeps one of these: its tables
/// are made anew where they lie.
package struct Inflate {
  package enum Answer: Hashable, Sendable {
    /// All was unpacked, into so many bytes; and whether the checksum behind it is theirs.
    case whole(bytes: Int, isChecked: Bool)
    /// It goes on beyond the room.
    case more
    case damaged
  }

  private var literals = PrefixCode()
  private var distances = PrefixCode()
  private var spelling = PrefixCode()
  /// The lengths of both codes, as they are spelled.
  private var lengths = [UInt8](repeating: 0, count: mostLengths)

  private static let mostLengths = 288 + 32
  private static let smallest = 4_096

  package init() {}

  /// - Parameter most: more bytes than these make it nil. The checksum is left to the caller, who knows a better one.
  package static func bytes(_ packed: ArraySlice<UInt8>, atMost most: Int) -> [UInt8]? {
    var inflate = Inflate()
    var room = min(max(0, most), max(smallest, packed.count.multipliedReportingOverflow(by: 4).partialValue))
    while true {
      var answer = Answer.damaged
      let bytes = [UInt8](unsafeUninitializedCapacity: max(1, room)) { buffer, count in
        answer = packed.withUnsafeBytes { packed in
          inflate.unpack(packed, into: UnsafeMutableBufferPointer(rebasing: buffer[..<room]))
        }
        if case .whole(let filled, _) = answer { count = filled }
      }
      switch answer {
      case .whole: return bytes
      case .damaged: return nil
      case .more:
        guard room < most else { return nil }
        room = min(most, room.multipliedReportingOverflow(by: 4).partialValue)
      }
    }
  }

  package mutating func unpack(
    _ packed: UnsafeRawBufferPointer, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> Answer {
    // The method is "deflate", and no dictionary is asked for.
    guard packed.count >= 2, packed[0] & 0x0F == 8, packed[0] >> 4 <= 7, packed[1] & 0x20 == 0,
      (Int(packed[0]) << 8 | Int(packed[1])) % 31 == 0, let base = packed.baseAddress, let target = room.baseAddress
    else { return .damaged }
    var bits = Bits(base, from: 2, to: packed.count)
    var result = Result(target, most: room.count)
    while let isLast = bits.take(1), let kind = bits.take(2) {
      let step: Step =
        switch kind {
        case 0: Self.stored(&bits, &result)
        case 1: Self.coded(&bits, &result, Self.fixedLiterals, Self.fixedDistances)
        case 2: dynamic(&bits) ? Self.coded(&bits, &result, literals, distances) : .damaged
        case _: .damaged
        }
      switch step {
      case .done where isLast == 1:
        let sum = bits.whole(4)?.reduce(0) { $0 << 8 | UInt32($1) }
        return .whole(bytes: result.count, isChecked: sum == result.checksum)
      case .done: break
      case .more: return .more
      case .damaged: return .damaged
      }
    }
    return .damaged
  }

  // MARK: Bits

  private enum Step { case done, more, damaged }

  private struct Bits {
    private let base: UnsafeRawPointer
    private let end: Int
    private var place: Int
    /// Bits that were read ahead, the next one lowest; above those that are counted stand some that come next, or zeros.
    private var ahead: UInt64 = 0
    private(set) var count = 0

    init(_ base: UnsafeRawPointer, from start: Int, to end: Int) { (self.base, place, self.end) = (base, start, end) }

    /// Reads ahead at least 56 bits, if there are as many.
    @inline(__always)
    mutating func fill() {
      if place + 8 <= end {
        ahead |= UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &<< UInt64(count)
        place += (63 - count) >> 3
        count |= 56
      } else {
        while count < 56, place < end {
          ahead |= UInt64(base.load(fromByteOffset: place, as: UInt8.self)) &<< UInt64(count)
          count += 8
          place += 1
        }
      }
    }

    @inline(__always)
    mutating func take(_ wanted: Int) -> Int? {
      if count < wanted { fill() }
      guard count >= wanted else { return nil }
      let value = ahead & (1 &<< UInt64(wanted) - 1)
      drop(wanted)
      return Int(value)
    }

    @inline(__always)
    mutating func symbol(_ code: PrefixCode, _ table: UnsafeBufferPointer<UInt16>) -> Int? {
      let entry = Int(table[Int(ahead & UInt64(PrefixCode.mask))])
      if entry != 0, entry & 15 <= count {
        drop(entry & 15)
        return entry >> 4
      }
      guard let (symbol, length) = code.symbol(ahead), length <= count else { return nil }
      drop(length)
      return symbol
    }

    @inline(__always)
    private mutating func drop(_ some: Int) {
      ahead &>>= UInt64(some)
      count -= some
    }

    /// Whole bytes from the next one that no bit was taken of.
    mutating func whole(_ wanted: Int) -> UnsafeRawBufferPointer? {
      place -= count >> 3
      (ahead, count) = (0, 0)
      guard wanted <= end - place else { return nil }
      defer { place += wanted }
      return UnsafeRawBufferPointer(start: base + place, count: wanted)
    }
  }

  private struct Result {
    let target: UnsafeMutablePointer<UInt8>
    let most: Int
    var count = 0

    init(_ target: UnsafeMutablePointer<UInt8>, most: Int) { (self.target, self.most) = (target, most) }

    /// Adler-32 (RFC 1950, section 8.2).
    var checksum: UInt32 {
      var (sum, sums): (UInt32, UInt32) = (1, 0)
      var place = 0
      while place < count {
        // So many bytes before the sums could overflow.
        let end = min(count, place + 5_552)
        while place < end {
          sum &+= UInt32(target[place])
          sums &+= sum
          place += 1
        }
        (sum, sums) = (sum % 65_521, sums % 65_521)
      }
      return sums << 16 | sum
    }
  }

  // MARK: Blocks

  private static func stored(_ bits: inout Bits, _ result: inout Result) -> Step {
    guard let head = bits.whole(4) else { return .damaged }
    let count = Int(head[0]) | Int(head[1]) << 8
    guard count ^ (Int(head[2]) | Int(head[3]) << 8) == 0xFFFF, let bytes = bits.whole(count) else { return .damaged }
    guard count <= result.most - result.count else { return .more }
    for byte in bytes {
      result.target[result.count] = byte
      result.count += 1
    }
    return .done
  }

  private static func coded(
    _ all: inout Bits, _ result: inout Result, _ literals: PrefixCode, _ distances: PrefixCode
  ) -> Step {
    // What is in places of its own here is kept in registers.
    var (bits, count) = (all, result.count)
    let (target, most) = (result.target, result.most)
    let (lengthCodes, distanceCodes) = (Self.lengthCodes, Self.distanceCodes)
    defer { (all, result.count) = (bits, count) }
    return literals.table.withUnsafeBufferPointer { quickLiterals in
      distances.table.withUnsafeBufferPointer { quickDistances in
        while true {
          // The longest pair with its distance: 15 + 5 + 15 + 13 bits.
          if bits.count < 48 { bits.fill() }
          guard let symbol = bits.symbol(literals, quickLiterals) else { return .damaged }
          if symbol < 256 {
            guard count < most else { return .more }
            target[count] = UInt8(truncatingIfNeeded: symbol)
            count += 1
            continue
          }
          if symbol == 256 { return .done }
          guard symbol - 257 < lengthCodes.count, let longer = bits.take(lengthCodes[symbol - 257].bits),
            let code = bits.symbol(distances, quickDistances), code < distanceCodes.count,
            let farther = bits.take(distanceCodes[code].bits)
          else { return .damaged }
          let length = lengthCodes[symbol - 257].base + longer
          let distance = distanceCodes[code].base + farther
          guard distance <= count else { return .damaged }
          guard length <= most - count else { return .more }
          let end = count + length
          if distance >= length {
            (target + count).update(from: target + (count - distance), count: length)
            count = end
          } else {
            // It overlaps itself: what was just written is taken again.
            while count < end {
              target[count] = target[count - distance]
              count += 1
            }
          }
        }
      }
    }
  }

  /// The order in which the lengths of the code for lengths stand.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// Makes the codes of a block that spells them.
  private mutating func dynamic(_ bits: inout Bits) -> Bool {
    guard let some = bits.take(5), let others = bits.take(5), let count = bits.take(4) else { return false }
    for place in 0..<19 { lengths[place] = 0 }
    let order = Self.order
    for place in 0..<(count + 4) {
      guard let length = bits.take(3) else { return false }
      lengths[order[place]] = UInt8(length)
    }
    guard spelling.make(lengths[..<19]) else { return false }
    let (first, total) = (some + 257, some + 257 + others + 1)
    var filled = 0
    while filled < total {
      bits.fill()
      guard let symbol = spelling.table.withUnsafeBufferPointer({ bits.symbol(spelling, $0) }) else { return false }
      if symbol < 16 {
        lengths[filled] = UInt8(truncatingIfNeeded: symbol)
        filled += 1
        continue
      }
      let times: Int?
      var byte: UInt8 = 0
      switch symbol {
      case 16:
        guard filled > 0 else { return false }
        byte = lengths[filled - 1]
        times = bits.take(2).map { $0 + 3 }
      case 17: times = bits.take(3).map { $0 + 3 }
      case _: times = bits.take(7).map { $0 + 11 }
      }
      guard let times, filled + times <= total else { return false }
      for _ in 0..<times {
        lengths[filled] = byte
        filled += 1
      }
    }
    return literals.make(lengths[..<first]) && distances.make(lengths[first..<total])
  }

  // MARK: Tables (RFC 1951, section 3.2.5 and 3.2.6)

  private static let lengthCodes: [(base: Int, bits: Int)] = {
    var (table, base): ([(base: Int, bits: Int)], Int) = ([], 3)
    for code in 0..<28 {
      let bits = code < 8 ? 0 : code / 4 - 1
      table.append((base, bits))
      base += 1 << bits
    }
    return table + [(258, 0)]
  }()

  private static let distanceCodes: [(base: Int, bits: Int)] = {
    var (table, base): ([(base: Int, bits: Int)], Int) = ([], 1)
    for code in 0..<30 {
      let bits = code < 4 ? 0 : code / 2 - 1
      table.append((base, bits))
      base += 1 << bits
    }
    return table
  }()

  private static let fixedLiterals = PrefixCode((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
  private static let fixedDistances = PrefixCode([UInt8](repeating: 5, count: 30))
}

/// A code in which no symbol's bits begin another's, known by the lengths of its symbols alone (RFC 1951, section 3.2.2).
private struct PrefixCode {
  private static let longest = 15
  /// Codes of so many bits are found by one look.
  private static let quick = 9
  static let mask = 1 << quick - 1

  /// By the next bits as they come: the symbol above four bits of length; zero for none.
  private(set) var table = [UInt16](repeating: 0, count: 1 << quick)
  /// By length: the first code, the number of codes, and where their symbols begin.
  private var first = [Int](repeating: 0, count: longest + 1)
  private var counts = [Int](repeating: 0, count: longest + 1)
  private var starts = [Int](repeating: 0, count: longest + 1)
  private var next = [Int](repeating: 0, count: longest + 1)
  private var symbols = [UInt16](repeating: 0, count: 288)

  init() {}

  /// - Parameter lengths: of a code.
  init(_ lengths: [UInt8]) { _ = make(lengths[...]) }

  /// False where there are more codes than there can be.
  ///
  /// - Parameter lengths: of at most 288 symbols.
  mutating func make(_ lengths: ArraySlice<UInt8>) -> Bool {
    for place in table.indices { table[place] = 0 }
    for length in 0...Self.longest { counts[length] = 0 }
    for length in lengths where length <= Self.longest { counts[Int(length)] += 1 }
    counts[0] = 0
    var (code, left) = (0, 1)
    for length in 1...Self.longest {
      left = left * 2 - counts[length]
      if left < 0 { return false }
      code = (code + counts[length - 1]) << 1
      first[length] = code
      starts[length] = starts[length - 1] + counts[length - 1]
      next[length] = starts[length]
    }
    var symbol = 0
    for length in lengths {
      if length > 0, length <= Self.longest {
        symbols[next[Int(length)]] = UInt16(truncatingIfNeeded: symbol)
        next[Int(length)] += 1
      }
      symbol += 1
    }
    // Codes come with their first bit first: the next one of the same length, counted from that side.
    var (turned, place) = (0, 0)
    for length in 1...Self.quick {
      for _ in 0..<counts[length] {
        let entry = symbols[place] << 4 | UInt16(length)
        var ahead = turned
        while ahead <= Self.mask {
          table[ahead] = entry
          ahead += 1 << length
        }
        var bit = 1 << (length - 1)
        while turned & bit != 0 {
          turned ^= bit
          bit >>= 1
        }
        turned |= bit
        place += 1
      }
    }
    return true
  }

  /// The symbol that the bits begin with, the next one lowest, and its length.
  func symbol(_ ahead: UInt64) -> (Int, Int)? {
    var code = 0
    for length in 1...Self.longest {
      code = code << 1 | Int(ahead >> UInt64(length - 1) & 1)
      let place = code - first[length]
      if place >= 0, place < counts[length] { return (Int(symbols[starts[length] + place]), length) }
    }
    return nil
  }
}
