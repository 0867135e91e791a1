package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

/// The band of a run: the highest of what the contract declares, what it grants, and what the change touches.
package struct RunBand: Hashable, Sendable {
  package let band: Band
  /// Why it is not lower, for people.
  package let reason: String

  /// More files than this, or more lines, is a broad edit.
  package static let broadFiles = 50
  package static let broadLines = 2_000

  package init(contract: Contract, policy: Policy, changes: [Change], hits: [AreaHit] = []) {
    self.init(contract: contract, changes: changes, areas: AreaFinder(policy, hits: hits))
  }

  /// - Parameter areas: of the policy, and of the lines that the changes add.
  package init(contract: Contract, changes: [Change], areas: AreaFinder) {
    let own = ContractBand(contract, index: areas.index)
    self.init(atLeast: own.band, own.reason, changes: changes, areas: areas)
  }

  /// The same where no contract says anything.
  ///
  /// - Parameters:
  ///   - least: what it is without the change.
  ///   - why: says why it is that.
  package init(atLeast least: Band, _ why: String, changes: [Change], areas: AreaFinder) {
    var band = least
    var reason = why
    func raise(_ other: Band, _ why: @autoclosure () -> String) {
      if other > band {
        band = other
        reason = why()
      }
    }
    for change in changes where band < .high {
      for touch in areas.touches(of: change) {
        raise(touch.area.band, "'\(change.path.display)' \(Self.words(touch))")
      }
    }
    if changes.count > Self.broadFiles { raise(.medium, "\(changes.count) files are a broad edit") }
    let lines = changes.reduce(0) { $0 + $1.added + $1.deleted }
    if lines > Self.broadLines { raise(.medium, "\(lines) lines are a broad edit") }
    self.band = band
    self.reason = reason
  }

  private static func words(_ touch: AreaTouch) -> String {
    switch touch.cause {
    case .path: "is in the area \(touch.area.title)"
    case .content(let line, let phrase): "adds '\(phrase)' in line \(line), area \(touch.area.title)"
    case .trait(let trait): "is \(trait.what), area \(touch.area.title)"
    }
  }
}
