package import CaskadeSyntax

/// What evidence is known by, however its file is laid out: the SHA-256 digest, in hexadecimal digits, of its JSON without
/// white space, keys sorted, and without the signature that is made of it.
package enum EvidenceDigest {
  static let signature = "signature"

  /// - Parameter document: the evidence as it stands in its file, keys that nobody knows included.
  package static func text(_ document: JSONValue) -> String { text(document, without: [signature]) }

  /// The same for any object, some of its own keys left out.
  static func text(_ document: JSONValue, without keys: Set<String>) -> String {
    let members = (document.object ?? []).filter { !keys.contains($0.key) }
    return SHA256.text(JSONWriter(.compact, order: .sorted).bytes(.object(members)))
  }
}
