/// The SHA-256 digest of bytes.
///
/// Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.
package enum SHA256 {
  /// In 64 hexadecimal digits.
  package static func text(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { withDigits(of: $0) { String(decoding: $0, as: UTF8.self) } }
  }

  /// Hands on the 64 digits, without making a text: records are hashed by the hundred thousand.
  package static func withDigits<Answer>(
    of message: UnsafeRawBufferPointer, _ use: (UnsafeBufferPointer<UInt8>) -> Answer
  ) -> Answer {
    let state = digest(message)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digits in
      var place = 0
      for word in [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h] {
        for shift in stride(from: 28, through: 0, by: -4) {
          let digit = UInt8(truncatingIfNeeded: word >> UInt32(shift)) & 15
          digits[place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
          place += 1
        }
      }
      return use(UnsafeBufferPointer(digits))
    }
  }

  private struct State {
    var a: UInt32 = 0x6A09_E667
    var b: UInt32 = 0xBB67_AE85
    var c: UInt32 = 0x3C6E_F372
    var d: UInt32 = 0xA54F_F53A
    var e: UInt32 = 0x510E_527F
    var f: UInt32 = 0x9B05_688C
    var g: UInt32 = 0x1F83_D9AB
    var h: UInt32 = 0x5BE0_CD19
  }

  private static func digest(_ message: UnsafeRawBufferPointer) -> State {
    let whole = message.count / 64 * 64
    let left = message.count - whole
    // A bit, zeros, and the length in bits in the last eight bytes.
    let end = left < 56 ? 64 : 128
    var state = State()
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { rest in
      for place in 0..<left { rest[place] = message[whole + place] }
      rest[left] = 0x80
      for place in (left + 1)..<(end - 8) { rest[place] = 0 }
      rest.storeBytes(of: (UInt64(message.count) * 8).bigEndian, toByteOffset: end - 8, as: UInt64.self)
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
        update(&state, UnsafeRawBufferPointer(rebasing: message[..<whole]), words)
        update(&state, UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(rest)[..<end]), words)
      }
    }
    return state
  }

  /// - Parameters:
  ///   - blocks: whole ones.
  ///   - words: room for the 64 of a block.
  private static func update(
    _ all: inout State, _ blocks: UnsafeRawBufferPointer, _ words: UnsafeMutableBufferPointer<UInt32>
  ) {
    constants.withUnsafeBufferPointer { constants in
      var state = all
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
        var (a, b, c, d) = (state.a, state.b, state.c, state.d)
        var (e, f, g, h) = (state.e, state.f, state.g, state.h)
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
        state.a &+= a
        state.b &+= b
        state.c &+= c
        state.d &+= d
        state.e &+= e
        state.f &+= f
        state.g &+= g
        state.h &+= h
      }
      all = state
    }
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
    _ added: UInt32
  ) {
    let first = h &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ (g ^ e & (f ^ g)) &+ added
    d = d &+ first
    h = first &+ (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ (a & b | c & (a | b))
  }

  @inline(__always)
  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 { word &>> count | word &<< (32 &- count) }

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
