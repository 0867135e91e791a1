/// What a change is, wherever it stands, where that alone is a risk: the area's name is the raw value.
package enum ChangeTrait: String, Hashable, Sendable, CaseIterable {
  /// A binary file, or more added lines than anybody reads.
  case large
  /// A file that became executable.
  case executables

  /// As a part of a sentence about the change.
  package var what: String {
    switch self {
    case .large: "large or binary"
    case .executables: "made executable"
    }
  }
}
