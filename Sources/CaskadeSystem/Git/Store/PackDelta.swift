/// An object as a change of another one (gitformat-pack(5), "Deltified representation").
enum PackDelta {
  /// Nil where the change isn't of these bytes, or isn't one.
  static func apply(_ delta: [UInt8], to base: [UInt8], atMost most: Int) -> [UInt8]? {
    var place = 0
    func number() -> Int? {
      var (value, shift) = (0, 0)
      while place < delta.count, shift < 56 {
        let byte = delta[place]
        place += 1
        value |= Int(byte & 0x7F) << shift
        if byte & 0x80 == 0 { return value }
        shift += 7
      }
      return nil
    }
    guard number() == base.count, let size = number(), size <= most else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(size)
    while place < delta.count {
      let order = delta[place]
      place += 1
      if order & 0x80 == 0 {
        let count = Int(order)
        guard count > 0, place + count <= delta.count, result.count + count <= size else { return nil }
        result += delta[place..<(place + count)]
        place += count
        continue
      }
      var (start, count) = (0, 0)
      for bit in 0..<7 where order >> UInt8(bit) & 1 == 1 {
        guard place < delta.count else { return nil }
        if bit < 4 { start |= Int(delta[place]) << (8 * bit) } else { count |= Int(delta[place]) << (8 * (bit - 4)) }
        place += 1
      }
      if count == 0 { count = 0x10000 }
      guard start + count <= base.count, result.count + count <= size else { return nil }
      result += base[start..<(start + count)]
    }
    return result.count == size ? result : nil
  }
}
