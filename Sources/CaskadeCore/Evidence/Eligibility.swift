import CaskadeSyntax

/// Whether work may go without a person looking at it, and everything that speaks against it.
///
/// It makes no verdict better, and no gate asks for it.
package struct Eligibility: Hashable, Sendable {
  package struct Reason: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case verdict
      /// The base wasn't pinned.
      case base
      /// What was judged is no commit.
      case head
      case gate, warning, question, band, files, lines, paths
      /// What nobody knows.
      case unknown
    }

    package let kind: Kind
    /// One line for people, without a final period.
    package let text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  package let isEligible: Bool
  /// Empty where it is eligible.
  package let reasons: [Reason]

  package init(_ reasons: [Reason]) {
    self.init(claimed: true, reasons)
  }

  /// A file's word counts for no more than its own reasons.
  private init(claimed: Bool, _ reasons: [Reason]) {
    isEligible = claimed && reasons.isEmpty
    self.reasons = reasons
  }

  static let keys = ObjectForm<Eligibility>(
    "whether the work may go without a person looking at it, by the policy's fast lane; it changes no verdict",
    FormKey("eligible", .truth, "nothing speaks against it", \.isEligible),
    FormKey("reasons", .list(Reason.keys), "all that does", \.reasons)
  ) { Eligibility(claimed: $0, $1) }
}

extension Eligibility.Reason {
  fileprivate static let keys = ObjectForm<Self>(
    "what speaks against it",
    FormKey("kind", .word(else: .unknown), "what it is", \.kind), FormKey("text", .text, "one line", \.text)
  ) { Self($0, $1) }
}
