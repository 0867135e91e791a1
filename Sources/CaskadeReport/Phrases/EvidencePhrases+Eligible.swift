import CaskadeCore
import CaskadeSyntax

extension EvidencePhrases {
  /// "fast lane: eligible, no person has to look", or why not; nil where the policy has no fast lane.
  var eligible: String? {
    guard let eligible = evidence.eligible else { return nil }
    if eligible.isEligible { return "fast lane: eligible, no person has to look" }
    guard let first = eligible.reasons.first else { return "fast lane: not eligible" }
    let more = eligible.reasons.count - 1
    let rest = more == 0 ? "" : ", and \(more.counted("more reason"))"
    return "fast lane: not eligible, as \(Self.line(first.text))\(rest)"
  }
}
