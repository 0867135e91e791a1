/// The keys of a format as a table for people, from the same rows that read them.
package enum KeyReference: String, Hashable, Sendable, CaseIterable {
  case contract, policy

  package var descriptions: [KeyDescription] {
    switch self {
    case .contract: ContractKeys.table.descriptions
    case .policy: PolicyKeys.table.descriptions
    }
  }

  /// The keys that may stand at the top of the file.
  package var names: [String] {
    switch self {
    case .contract: ContractKeys.table.names
    case .policy: PolicyKeys.table.names
    }
  }
}
