package import CaskadeContracts

extension ContractApprovals {
  /// Those who signed, in words, with the day and the band of each; nil where no signature counts in any band.
  package func signers(atMost count: Int) -> String? {
    let good = entries.filter { $0.refusal == nil }.compactMap(\.header)
    let names = Set(good.map(\.principal)).sorted()
    guard !names.isEmpty else { return nil }
    let shown = names.prefix(count).compactMap { name in
      good.filter { $0.principal == name }.max { ($0.time, $0.band) < ($1.time, $1.band) }.map {
        "\(name.text) on \($0.time.prefix(10)) for band \($0.band)"
      }
    }
    let more = names.count > count ? " and \(names.count - count) more" : ""
    return shown.joined(separator: ", ") + more
  }
}
