/// The SHA-256 digest of bytes.
///
/// Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.
package enum SHA256 {
  /// In 64 hexadecimal digits.
  package static func text(_ bytes: [UInt8]) -> String {
    digest(bytes).map { EscapedText.hexadecimal($0, width: 8) }.joined().lowercased()
  }

  private static func digest(_ message: [UInt8]) -> [UInt32] {
    let whole = message.count / 64 * 64
    var rest = Array(message[whole...]) + [0x80]
    rest += [UInt8](repeating: 0, count: (120 - rest.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    rest += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    var state = start
    // Records are hashed by the hundred thousand: one place for the words of all blocks.
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      message.withUnsafeBytes { update(&state, UnsafeRawBufferPointer(rebasing: $0[..<whole]), words) }
      rest.withUnsafeBytes { update(&state, $0, words) }
    }
    return state
  }

  /// - Parameters:
  ///   - blocks: whole ones.
  ///   - words: room for the 64 of a block.
  private static func update(
    _ state: inout [UInt32], _ blocks: UnsafeRawBufferPointer, _ words: UnsafeMutableBufferPointer<UInt32>
  ) {
    constants.withUnsafeBufferPointer { constants in
      for block in stride(from: 0, to: blocks.count, by: 64) {
        for place in 0..<16 {
          let word = blocks.loadUnaligned(fromByteOffset: block + 4 * place, as: UInt32.self)
          words[place] = UInt32(bigEndian: word)
        }
        for place in 16..<64 {
          let (early, late) = (words[place - 15], words[place - 2])
          let first = turned(early, 7) ^ turned(early, 18) ^ early >> 3
          let second = turned(late, 17) ^ turned(late, 19) ^ late >> 10
          words[place] = words[place - 16] &+ first &+ words[place - 7] &+ second
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        // Eight rounds at a time: the eight numbers change their places, and none is moved.
        for place in stride(from: 0, to: 64, by: 8) {
          @inline(__always)
          func added(_ offset: Int) -> UInt32 { constants[place + offset] &+ words[place + offset] }
          round(a, b, c, &d, e, f, g, &h, added(0))
          round(h, a, b, &c, d, e, f, &g, added(1))
          round(g, h, a, &b, c, d, e, &f, added(2))
          round(f, g, h, &a, b, c, d, &e, added(3))
          round(e, f, g, &h, a, b, c, &d, added(4))
          round(d, e, f, &g, h, a, b, &c, added(5))
          round(c, d, e, &f, g, h, a, &b, added(6))
          round(b, c, d, &e, f, g, h, &a, added(7))
        }
        for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { state[place] &+= word }
      }
    }
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
    _ added: UInt32
  ) {
    let first = h &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ (e & f ^ ~e & g) &+ added
    d = d &+ first
    h = first &+ (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ (a & b ^ a & c ^ b & c)
  }

  @inline(__always)
  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  private static let start: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]

  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}
