import CaskadeSyntax

/// Takes the secrets out of single texts, such as the commands of a transcript.
package struct TextMask: Sendable {
  private let mask: SecretMask
  /// The kind of file decides how a text is looked at: one of no kind that is known.
  private static let place = RepositoryPath("transcript.log")
  /// How tokens of vendors begin; the scanner wants to know one by its checksum as well.
  private static let starts: [[UInt8]] = [
    "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "sk-", "sk_live_", "rk_live_", "xoxb-", "xoxp-",
    "xoxa-", "AKIA", "ASIA", "AIza", "npm_", "pypi-", "hf_", "eyJ", "dop_v1_", "SG.",
  ].map { Array($0.utf8) }
  private static let leastToken = 12
  private static let names = ["token", "secret", "passw", "apikey", "api_key", "api-key", "credential", "private_key"]
    .map { Array($0.utf8) }
  private static let mark = Array("<masked: secret>".utf8)
  private static let tokenBytes = ByteSet("a"..."z", "A"..."Z", "0"..."9", also: "_-.+/=")
  private static let wordEnds = ByteSet(" \t\n\r'\"`;&|<>()")

  /// - Parameter forFewTexts: for those of one call of a tool.
  package init(forFewTexts: Bool = false) { mask = SecretMask(SecretScanner(forFewTexts: forFewTexts)) }

  /// What the scanner takes for a secret.
  package func masked(_ text: String) -> String {
    String(decoding: mask.masking(Array(text.utf8), path: Self.place), as: UTF8.self)
  }

  /// That, and all that looks like one by its name or by how it begins, example or not: where a text is only shown for what
  /// ran, too much is never wrong.
  package func maskedStrictly(_ text: String) -> String { Self.strictly(Array(masked(text).utf8)) }

  private static func strictly(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if let end = token(bytes, place) ?? password(bytes, place) {
        kept += mark
        place = end
      } else if let (start, end) = value(bytes, place) {
        kept += bytes[place..<start] + mark
        place = end
      } else {
        kept.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  private static func token(_ bytes: [UInt8], _ place: Int) -> Int? {
    if place > 0, tokenBytes.contains(bytes[place - 1]), !"=/".utf8.contains(bytes[place - 1]) { return nil }
    guard starts.contains(where: { bytes[place...].starts(with: $0) }) else { return nil }
    let end = bytes[place...].firstIndex { !tokenBytes.contains($0) } ?? bytes.count
    return end - place >= leastToken ? end : nil
  }

  /// Of a URL: `://user:PASSWORD@`. The place is behind the colon.
  private static func password(_ bytes: [UInt8], _ place: Int) -> Int? {
    guard place > 0, bytes[place - 1] == UInt8(ascii: ":"), bytes[place] != UInt8(ascii: "/") else { return nil }
    let end = bytes[place...].firstIndex { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/") || wordEnds.contains($0) }
    guard let end, bytes[end] == UInt8(ascii: "@"), end > place else { return nil }
    let before = bytes[..<(place - 1)].suffix(256)
    guard let slash = before.lastIndex(where: { $0 == UInt8(ascii: "/") || wordEnds.contains($0) }) else { return nil }
    return bytes[slash] == UInt8(ascii: "/") && slash > 1 && bytes[slash - 1] == UInt8(ascii: "/") ? end : nil
  }

  /// Of a name that secrets are kept under: `NAME=VALUE`, `--name VALUE`, `Name: VALUE`, `Bearer VALUE`.
  private static func value(_ bytes: [UInt8], _ place: Int) -> (start: Int, end: Int)? {
    var start: Int
    if begins(bytes, place, "bearer ".utf8) {
      start = place + 7
    } else {
      guard let name = names.first(where: { begins(bytes, place, $0) }) else { return nil }
      start = place + name.count
      while start < bytes.count, tokenBytes.contains(bytes[start]), bytes[start] != UInt8(ascii: "=") { start += 1 }
      guard start < bytes.count,
        bytes[start] == UInt8(ascii: "=") || bytes[start] == UInt8(ascii: ":") || bytes[start] == 0x20
      else { return nil }
      let isOption = bytes[..<place].suffix(24).split { wordEnds.contains($0) }.last?.starts(with: "-".utf8) ?? false
      if bytes[start] == 0x20, !isOption { return nil }
      start += 1
    }
    while start < bytes.count,
      bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'")
    {
      start += 1
    }
    let end = bytes[start...].firstIndex { wordEnds.contains($0) } ?? bytes.count
    guard end - start >= 4, bytes[start] != UInt8(ascii: "$"), !bytes[start...].starts(with: "<masked".utf8) else {
      return nil
    }
    return (start, end)
  }

  /// Whether small letters, and no others, stand there in any case.
  private static func begins(_ bytes: [UInt8], _ place: Int, _ word: some Sequence<UInt8>) -> Bool {
    var place = place
    for letter in word {
      guard place < bytes.count else { return false }
      let byte = bytes[place]
      guard byte == letter || ByteSet.upper.contains(byte) && byte | 0x20 == letter else { return false }
      place += 1
    }
    return true
  }
}
