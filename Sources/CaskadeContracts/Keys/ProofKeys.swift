import CaskadeSyntax

/// What counts as proof, for all bands or for one.
enum ProofKeys {
  static let ofAll = table(absent: "required")
  static let ofBand = table(absent: "as for all bands")

  private static func table(absent: String) -> KeyTable<Policy.ProofRule> {
    KeyTable(
      blank: Policy.ProofRule(), isQualified: true,
      [
        Key(
          "as_shipped", \.isAsShipped, .optional(.truth),
          "runs code as if it were not tested: only where that reaches nothing outside",
          absent: absent == "required" ? "false" : absent,
          .value(
            { $0.map { "\($0)" } ?? (absent == "required" ? "false" : absent) },
            grew: { old, new in old == true && new != true })),
        Key(
          "base_checks", \.baseChecks, .optional(.choice),
          "whether commands run once more with the base's checks, where the branch touched some", absent: absent,
          .value({ $0?.rawValue ?? absent }, grew: { old, new in Policy.BaseChecks.isLooser(new, than: old) })),
        Key(
          "counted", \.isCounted, .word("required"), "one command at least has to say how many tests it ran",
          absent: absent == "required" ? "not required" : absent,
          .value({ $0 ? "required" : "not required" }, grew: { old, _ in old })),
        Key(
          "merged", \.isMerged, .optional(.truth),
          "whether the commands run on the merge of the base's tip and the head; true asks for it everywhere",
          absent: absent == "required" ? "in CI, with a pinned base, where git can" : absent,
          .value(
            { $0.map { "\($0)" } ?? "where it binds" },
            grew: { old, new in Self.rank(new) < Self.rank(old) })),
        Key(
          "turned", \.turned, .optional(.choice),
          "whether commands run with each assertion of the base's checks turned round, and have to fail so",
          absent: absent == "required" ? "suspected" : absent,
          .value(
            { $0?.rawValue ?? (absent == "required" ? "suspected" : absent) },
            grew: { old, new in Policy.Turned.isLooser(new, than: old) })),
      ])
  }

  /// How much is asked for.
  private static func rank(_ merged: Bool?) -> Int { merged.map { $0 ? 2 : 0 } ?? 1 }
}
