import CaskadeSyntax

/// How much of a change is looked at for what no command notices.
enum HunkKeys {
  static let table = KeyTable<Policy.HunkRule>(
    blank: Policy.HunkRule(), isQualified: true,
    [
      Key(
        "sample", \.sample, .optional(.count(1...10_000)),
        "so many hunks are taken back, each by itself, and the commands run without it", absent: "none",
        .value({ $0.map { "\($0)" } ?? "none" }, grew: { old, new in (new ?? 0) < (old ?? 0) }))
    ])
}
