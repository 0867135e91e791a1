/// The SHA-1 digest of bytes, by which git names its objects.
///
/// Source: FIPS 180-4, sections 4.1.1, 4.2.1, 5.1.1, 5.3.1 and 6.1.
package enum SHA1 {
  /// In 40 hexadecimal digits.
  package static func text(_ bytes: [UInt8]) -> String {
    digest(bytes).map { EscapedText.hexadecimal($0, width: 8) }.joined().lowercased()
  }

  private static func digest(_ message: [UInt8]) -> [UInt32] {
    let whole = message.count / 64 * 64
    var rest = Array(message[whole...]) + [0x80]
    rest += [UInt8](repeating: 0, count: (120 - rest.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    rest += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
      message.withUnsafeBytes { update(&state, UnsafeRawBufferPointer(rebasing: $0[..<whole]), words) }
      rest.withUnsafeBytes { update(&state, $0, words) }
    }
    return state
  }

  /// - Parameters:
  ///   - blocks: whole ones.
  ///   - words: room for the 80 of a block.
  private static func update(
    _ state: inout [UInt32], _ blocks: UnsafeRawBufferPointer, _ words: UnsafeMutableBufferPointer<UInt32>
  ) {
    for block in stride(from: 0, to: blocks.count, by: 64) {
      for place in 0..<16 {
        words[place] = UInt32(bigEndian: blocks.loadUnaligned(fromByteOffset: block + 4 * place, as: UInt32.self))
      }
      for place in 16..<80 {
        words[place] = turned(words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16], 1)
      }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for place in 0..<80 {
        let mixed: UInt32
        switch place {
        case 0..<20: mixed = (b & c | ~b & d) &+ 0x5A82_7999
        case 20..<40: mixed = (b ^ c ^ d) &+ 0x6ED9_EBA1
        case 40..<60: mixed = (b & c | b & d | c & d) &+ 0x8F1B_BCDC
        case _: mixed = (b ^ c ^ d) &+ 0xCA62_C1D6
        }
        let next = turned(a, 5) &+ mixed &+ e &+ words[place]
        (a, b, c, d, e) = (next, a, turned(b, 30), c, d)
      }
      for (place, word) in [a, b, c, d, e].enumerated() { state[place] &+= word }
    }
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
