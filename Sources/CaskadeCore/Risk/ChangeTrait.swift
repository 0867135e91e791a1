/// What a change is, wherever it stands, where that alone is a risk: the area's name is the raw value.
package enum ChangeTrait: String, Hashable, Sendable, CaseIterable {
  /// A binary file, or more added lines than anybody reads.
  case large
  /// A file that became executable.
  case executables

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

  /// As a part of a sentence about the change.
  package var what: String {
    switch self {
    case .large: "large or binary"
    case .executables: "made executable"
    }
  }
}
