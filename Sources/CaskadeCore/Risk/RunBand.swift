import CaskadeSyntax

/// The band of a run: the highest of what the contract declares, what it grants, and what the change touches.
package struct RunBand: Hashable, Sendable {
  package let band: Band
  /// Why it is not lower, for people.
  package let reason: String

  /// More files than this, or more lines, is a broad edit.
  package static let broadFiles = 50
  package static let broadLines = 2_000

  package init(contract: Contract, policy: Policy, changes: [Change]) {
    var band = contract.band?.value ?? .low
    var reason = contract.band == nil ? "nothing raises it" : "the contract declares it"
    func raise(_ other: Band, _ why: @autoclosure () -> String) {
      if other > band {
        band = other
        reason = why()
      }
    }
    for entry in contract.paths.allow where entry.pattern.namesOnePath {
      let path = FoldedPath(RepositoryPath(entry.pattern.text))
      if policy.protected.contains(where: { $0.covers(path) }) {
        raise(.high, "the contract opens the protected file '\(path.path.display)'")
      }
      for area in policy.areas where area.band > band && area.covers(path) {
        raise(area.band, "the contract grants '\(path.path.display)', area \(area.name)")
      }
    }
    let areas = policy.areas.sorted { $0.band > $1.band }
    for change in changes where band < .high {
      let path = FoldedPath(change.path)
      if let area = areas.first(where: { $0.band > band && $0.covers(path) }) {
        raise(area.band, "'\(change.path.display)' is in the area \(area.name)")
      }
    }
    if changes.count > Self.broadFiles { raise(.medium, "\(changes.count) files are a broad edit") }
    let lines = changes.reduce(0) { $0 + $1.added + $1.deleted }
    if lines > Self.broadLines { raise(.medium, "\(lines) lines are a broad edit") }
    self.band = band
    self.reason = reason
  }
}
