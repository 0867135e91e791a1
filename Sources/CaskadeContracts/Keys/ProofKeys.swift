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
          "base_checks", \.baseChecks, .optional(.choice),
          "whether commands run once more with the base's checks, where the branch touched some", absent: absent,
          .value({ $0?.rawValue ?? absent }, grew: { old, new in Policy.BaseChecks.isLooser(new, than: old) })),
        Key(
          "counted", \.isCounted, .word("required"), "one command at least has to say how many tests it ran",
          absent: absent == "required" ? "not required" : absent,
          .value({ $0 ? "required" : "not required" }, grew: { old, _ in old })),
      ])
  }
}
