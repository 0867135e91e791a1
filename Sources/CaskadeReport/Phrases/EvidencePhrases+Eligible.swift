import CaskadeCore
import CaskadeSyntax

extension EvidencePhrases {
  /// "eligible for the fast lane: no person has to look", or why not; nil where the policy has no fast lane.
  var eligible: String? {
    guard let eligible = evidence.eligible else { return nil }
    if eligible.isEligible { return "eligible for the fast lane: no person has to look" }
    guard let first = eligible.reasons.first else { return "not eligible for the fast lane" }
    let more = eligible.reasons.count - 1
    let rest = more == 0 ? "" : ", and \(more.counted("more reason"))"
    return "not eligible for the fast lane: \(Self.line(first.text))\(rest)"
  }
}
