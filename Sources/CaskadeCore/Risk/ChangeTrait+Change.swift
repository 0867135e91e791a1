package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

extension ChangeTrait {
  /// Added lines of one file from which it counts as large.
  package static let largeLines = 5_000

  package static func traits(of change: Change) -> [ChangeTrait] {
    allCases.filter { $0.holds(for: change) }
  }

  private func holds(for change: Change) -> Bool {
    switch self {
    case .large: change.newMode != .absent && (change.isBinary || change.added >= Self.largeLines)
    case .executables: change.newMode == .executable && change.oldMode != .executable
    }
  }
}
