import CaskadeSyntax

/// An armoured OpenSSH signature (OpenSSH's PROTOCOL.sshsig), read for what it says of itself.
///
/// Nothing here is verified: that is `ssh-keygen`'s work. Refused is whatever isn't exactly one signature of version 1.
package struct SSHSignature: Hashable, Sendable {
  package let key: SSHPublicKey
  package let namespace: String
  /// A security key made it without anybody's touch: whoever can talk to the key can ask it for that, whatever the key
  /// was made for. `ssh-keygen` calls such a signature good; `sshd` refuses it as we do (sshd(8), "no-touch-required").
  package let isUntouched: Bool
  package let armour: [UInt8]

  private static let begin = "-----BEGIN SSH SIGNATURE-----"
  private static let end = "-----END SSH SIGNATURE-----"

  package init?(armour: [UInt8]) {
    var lines = armour.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count >= 3, lines[0].elementsEqual(Self.begin.utf8),
      lines[lines.count - 1].elementsEqual(Self.end.utf8)
    else { return nil }
    let text = String(decoding: lines[1..<(lines.count - 1)].joined(), as: UTF8.self)
    guard let blob = Base64.decode(text) else { return nil }
    var reader = SSHReader(blob)
    guard let magic = reader.bytes(6), magic.elementsEqual("SSHSIG".utf8), reader.number() == 1,
      let keyBlob = reader.string(), let key = SSHPublicKey(blob: keyBlob), let namespace = reader.string(),
      reader.string() != nil, reader.string() != nil, let signature = reader.string(), reader.isAtEnd
    else { return nil }
    if key.isSecurityKey {
      guard let flags = Self.flags(signature) else { return nil }
      isUntouched = flags & 0x01 == 0
    } else {
      isUntouched = false
    }
    self.key = key
    self.namespace = String(decoding: namespace, as: UTF8.self)
    self.armour = armour
  }

  /// What a security key says of how it signed (OpenSSH's PROTOCOL.u2f, "SSH U2F signatures"): type, signature, flags.
  private static func flags(_ signature: [UInt8]) -> UInt8? {
    var reader = SSHReader(signature)
    guard reader.string() != nil, reader.string() != nil else { return nil }
    return reader.bytes(1)?.first
  }
}
