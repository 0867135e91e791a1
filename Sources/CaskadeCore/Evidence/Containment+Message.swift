extension Containment {
  /// How a check's runs were kept, in a few words: "contained", "not contained", "2 of 3 runs contained"; nil where
  /// nobody says. A sandbox contains too.
  package static func summary(of runs: [Containment]) -> String? {
    guard !runs.isEmpty else { return nil }
    let contained = runs.count { $0.tier != .hunted }
    var words: String
    if contained == runs.count {
      words = runs.allSatisfy { $0.tier == .sandboxed } ? "in a sandbox" : "contained"
    } else {
      words = contained == 0 ? "not contained" : "\(contained) of \(runs.count) runs contained"
    }
    if runs.contains(where: { $0.network == .kept }) { words += ", network not taken away" }
    return words
  }
}

extension Evidence {
  /// What kept the runs of this check, of setup first.
  package var containments: [Containment] {
    let runs = setup.map(\.run) + validation.flatMap { [$0.run, $0.onBase].compactMap { $0 } }
    return runs.compactMap(\.containment)
  }
}
