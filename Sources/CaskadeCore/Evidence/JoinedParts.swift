package import CaskadeSyntax

/// What a check knows of the parts that it took its validation from: evidence of other checks of the same thing.
///
/// Nil in evidence of a check that ran its commands itself.
package struct JoinedParts: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    /// See `EvidenceDigest`.
    package let digest: String
    /// Nil for a check of all commands.
    package let share: CheckRequest.Share?
    /// Who signed it, where that counts: the base's policy names them among its runners.
    package let by: String?
    /// As the signer's clock had it; nil where nobody signed.
    package let time: String?

    package init(digest: String, share: CheckRequest.Share?, by: String?, time: String?) {
      (self.digest, self.share, self.by, self.time) = (digest, share, by, time)
    }
  }

  package struct Fault: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      /// The subject is why.
      case unreadable
      /// It isn't as it was signed.
      case altered
      case otherHead = "other head"
      case otherBase = "other base"
      /// Its commands ran on another merge with the base, or on none where there is to be one.
      case otherMerge = "other merge"
      case otherContract = "other contract"
      case otherPolicy = "other policy"
      /// The subject is its name.
      case otherCommand = "other command"
      /// The subject is the version.
      case otherVersion = "other version"
      case otherShares = "other shares"
      /// It took its own validation from others.
      case joined
      /// The subject is the share, or the command, that another part has too.
      case doubled
      /// The subject is the share.
      case missing
    }

    package let kind: Kind
    /// The file's name, as the caller wrote it; empty for one that isn't there.
    package let part: String
    package let subject: String

    package init(_ kind: Kind, _ part: String, _ subject: String = "") {
      (self.kind, self.part, self.subject) = (kind, part, subject)
    }
  }

  package let parts: [Part]
  package let faults: [Fault]
  /// The caller stands for what nobody signed.
  package let vouched: Bool

  package init(parts: [Part], faults: [Fault], vouched: Bool) {
    (self.parts, self.faults, self.vouched) = (parts, faults, vouched)
  }

  package var unsigned: Int { parts.count { $0.by == nil } }

  /// Who ran them, each once, sorted.
  package var runners: [String] { Set(parts.compactMap(\.by)).sorted() }

  static let keys = ObjectForm<JoinedParts>(
    "the checks that validation was taken from; absent: the commands ran here",
    FormKey("parts", .list(Part.keys), "those that fit", \.parts),
    FormKey("faults", .list(Fault.keys), "what doesn't fit, or isn't there", \.faults),
    FormKey("vouched", .truth, "the caller stands for what nobody signed", \.vouched)
  ) { JoinedParts(parts: $0, faults: $1, vouched: $2) }
}

extension JoinedParts.Part {
  fileprivate static let keys = ObjectForm<Self>(
    "evidence of one check",
    FormKey("digest", .text, "SHA-256 of its JSON, compact, keys sorted, without signature", \.digest),
    FormKey(ifAny: "share", CheckRequest.Share.keys.form, nil, \.share),
    FormKey(ifAny: "by", .text, "the runner whose signature under it counts", \.by),
    FormKey(ifAny: "time", .text, "when it was signed, by the signer's clock", \.time)
  ) { Self(digest: $0, share: $1, by: $2, time: $3) }
}

extension JoinedParts.Fault {
  fileprivate static let keys = ObjectForm<Self>(
    "what doesn't fit",
    FormKey("kind", .word, "what it is", \.kind), FormKey("part", .text, "the file; empty: none is there", \.part),
    FormKey("subject", .text, "a command, a share, a version or a reason", \.subject)
  ) { Self($0, $1, $2) }
}

extension CheckRequest {
  /// One share of the contract's commands, of so many.
  package struct Share: Hashable, Sendable {
    /// From 1.
    package let number: Int
    package let of: Int
    /// The beginning of the SHA-256 digest, in hexadecimal digits, of which command is in which share.
    package let plan: String

    package init(number: Int, of: Int, plan: String) {
      (self.number, self.of, self.plan) = (number, of, plan)
    }

    /// `2/6`
    package var text: String { "\(number)/\(of)" }

    package static let keys = ObjectForm<Share>(
      "the share of the commands that ran",
      FormKey("number", .count, "from 1", \.number), FormKey("of", .count, "how many there are", \.of),
      FormKey("plan", .text, "what command is in which share, as a digest", \.plan)
    ) { Share(number: $0, of: $1, plan: $2) }
  }
}
