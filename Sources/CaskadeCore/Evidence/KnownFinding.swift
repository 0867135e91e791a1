import CaskadeSyntax

/// A finding, and what it is known by from one check to the next.
package struct KnownFinding: Hashable, Sendable {
  /// The beginning of the SHA-256 digest, in hexadecimal digits, of the rule, the path, the subject, and how many of the
  /// same stand before it. Neither lines nor sentences are in it: those change with every edit and every version.
  package let id: String
  package let finding: Finding

  static func all(_ findings: [Finding]) -> [KnownFinding] {
    var seen: [[UInt8]: Int] = [:]
    return findings.map { finding in
      let parts = [Array(finding.rule.utf8), finding.path?.bytes ?? [], Array((finding.subject ?? "").utf8)]
      // Lengths keep what ends one part from beginning the next.
      let key = parts.flatMap { Array("\($0.count) ".utf8) + $0 }
      let before = seen[key, default: 0]
      seen[key] = before + 1
      return KnownFinding(id: String(SHA256.text(key + "\(before)".utf8).prefix(16)), finding: finding)
    }
  }

  static let keys = ObjectForm<KnownFinding>(
    "one fact, or all that is found of one change",
    FormKey("id", .text, older: "", "the same for the same finding in every check", \.id),
    FormKey(all: Finding.keys, \.finding)
  ) { KnownFinding(id: $0, finding: $1) }
}

extension Evidence {
  /// The findings in their order, each with its id.
  package var knownFindings: [KnownFinding] { KnownFinding.all(findings) }
}
