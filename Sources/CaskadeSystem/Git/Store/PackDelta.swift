/// An object as a change of another one (gitformat-pack(5), "Deltified representation").
enum PackDelta {
  /// Nil where the change isn't of these bytes, or isn't one.
  static func apply(_ delta: [UInt8], to base: [UInt8], atMost most: Int) -> [UInt8]? {
    delta.withUnsafeBufferPointer { delta in
      var place = 0
      guard number(delta, &place) == base.count, let size = number(delta, &place), size <= most else { return nil }
      var isWhole = false
      let result = [UInt8](unsafeUninitializedCapacity: max(1, size)) { room, count in
        isWhole = base.withUnsafeBufferPointer { base in
          fill(UnsafeMutableBufferPointer(rebasing: room[..<size]), by: delta, from: place, base)
        }
        if isWhole { count = size }
      }
      return isWhole ? result : nil
    }
  }

  private static func number(_ delta: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int? {
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

  /// False unless it is filled to its end.
  private static func fill(
    _ room: UnsafeMutableBufferPointer<UInt8>, by delta: UnsafeBufferPointer<UInt8>, from start: Int,
    _ base: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var (place, filled) = (start, 0)
    while place < delta.count {
      let order = delta[place]
      place += 1
      if order & 0x80 == 0 {
        let count = Int(order)
        guard count > 0, count <= delta.count - place, count <= room.count - filled else { return false }
        copy(count, of: delta, from: place, to: room, at: filled)
        place += count
        filled += count
        continue
      }
      var (start, count) = (0, 0)
      for bit in 0..<7 where order >> UInt8(bit) & 1 == 1 {
        guard place < delta.count else { return false }
        if bit < 4 { start |= Int(delta[place]) << (8 * bit) } else { count |= Int(delta[place]) << (8 * (bit - 4)) }
        place += 1
      }
      if count == 0 { count = 0x10000 }
      guard start + count <= base.count, count <= room.count - filled else { return false }
      copy(count, of: base, from: start, to: room, at: filled)
      filled += count
    }
    return filled == room.count
  }

  /// The caller knows that they are there, and that there is room.
  private static func copy(
    _ count: Int, of bytes: UnsafeBufferPointer<UInt8>, from start: Int, to room: UnsafeMutableBufferPointer<UInt8>,
    at place: Int
  ) {
    guard let source = bytes.baseAddress, let target = room.baseAddress else { return }
    (target + place).update(from: source + start, count: count)
  }
}
