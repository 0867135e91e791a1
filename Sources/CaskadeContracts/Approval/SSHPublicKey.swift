import CaskadeSyntax

/// A public key as OpenSSH writes it: its type and its blob (RFC 4253, section 6.6), no certificate.
package struct SSHPublicKey: Hashable, Sendable {
  package let type: String
  package let base64: String

  /// `ssh-ed25519 AAAA...`, as in a `.pub` file without the comment.
  package var text: String { "\(type) \(base64)" }

  /// It lies in a device, which can ask for a touch.
  package var isSecurityKey: Bool { type.hasPrefix("sk-") }

  private static let types = [
    "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa",
  ]

  package static func isType(_ word: String) -> Bool { types.contains(word) }

  package init?(type: String, base64: String) {
    guard let blob = Base64.decode(base64), let key = SSHPublicKey(blob: blob), key.type == type else {
      return nil
    }
    self = key
  }

  package init?(blob: [UInt8]) {
    var reader = SSHReader(blob)
    guard let name = reader.string() else { return nil }
    type = String(decoding: name, as: UTF8.self)
    guard Self.isType(type), !reader.isAtEnd else { return nil }
    base64 = Base64.encode(blob)
  }

  /// The first two words of a line such as a `.pub` file holds.
  package init?(line: String) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count >= 2 else { return nil }
    self.init(type: String(words[0]), base64: String(words[1]))
  }
}

/// Reads the wire format of SSH (RFC 4251, section 5): four bytes of length, then the bytes.
struct SSHReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) {
    rest = Array(bytes)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count >= 0, rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number() -> Int? {
    bytes(4).map { $0.reduce(0) { $0 << 8 | Int($1) } }
  }

  mutating func string() -> [UInt8]? {
    number().flatMap { bytes($0) }
  }
}
