/// A signer's literal name, such as `dev@example.com`.
///
/// Visible ASCII of at most 128 bytes. Refused is whatever `allowed_signers` would read as a pattern or a list
/// (ssh-keygen(1), "ALLOWED SIGNERS"), and what can't name a file in `Contracts/approvals/`.
package struct Principal: Hashable, Sendable, Comparable {
  package let text: String

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= 128, !".-#".utf8.contains(first),
      bytes.allSatisfy({ (0x21...0x7E).contains($0) && !"*?!,\"/\\".utf8.contains($0) })
    else { return nil }
    self.text = text
  }

  package static func < (one: Principal, other: Principal) -> Bool { one.text < other.text }
}
