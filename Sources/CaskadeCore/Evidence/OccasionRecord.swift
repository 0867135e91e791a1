package import CaskadeSyntax

/// What a check had before it that no contract judges.
package struct OccasionRecord: Hashable, Sendable {
  /// A file that reviewers have to read, and what it means.
  package struct Shown: Hashable, Sendable {
    package let path: RepositoryPath
    /// "a new contract", "closed".
    package let what: String
    /// What it grants, or grants otherwise than before, one line each.
    package let lines: [String]

    package init(_ path: RepositoryPath, _ what: String, _ lines: [String] = []) {
      self.path = path
      self.what = what
      self.lines = lines
    }
  }

  package let kind: Occasion.Kind
  /// Why it is this kind; one sentence without a final period.
  package let why: String
  package let shown: [Shown]

  package init(_ kind: Occasion.Kind, why: String, shown: [Shown] = []) {
    self.kind = kind
    self.why = why
    self.shown = shown
  }

  /// The keys as they stand in evidence: none of them where a contract judges.
  struct Keys {
    let record: OccasionRecord?

    init(_ record: OccasionRecord?) {
      self.record = record
    }

    static let form = ObjectForm<Keys>(
      "where no contract judges",
      FormKey(ifAny: "kind", .word, "with verdict 'none': what there was instead of governed work", \.record?.kind),
      FormKey(ifAny: "why", .text, "why it is of that kind", \.record?.why),
      FormKey(ifAny: "shown", .list(Shown.keys), "the files that reviewers have to read", \.record?.shown)
    ) { kind, why, shown in
      Keys(kind.map { OccasionRecord($0, why: why ?? "", shown: shown ?? []) })
    }
  }
}

extension Evidence {
  /// The contract's; where none judges, what there is instead.
  package var title: String { contract?.title ?? occasion?.kind.title ?? "No contract" }
}

extension OccasionRecord.Shown {
  fileprivate static let keys = ObjectForm<Self>(
    "a file that reviewers have to read",
    FormKey(all: RepositoryPath.keys, \.path),
    FormKey("what", .text, "what became of it", \.what),
    FormKey("lines", .list(.text), "what it grants, or grants otherwise than before", \.lines)
  ) { Self($0, $1, $2) }
}
