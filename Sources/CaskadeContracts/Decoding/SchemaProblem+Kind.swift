extension SchemaProblem {
  /// What kind it is, without the data: each is a rule of its own. A bad pattern has the rule of its error.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case notAMapping = "schema.not-a-mapping"
    case unknownKey = "schema.unknown-key"
    case missingKey = "schema.missing-key"
    case version = "schema.version"
    case type = "schema.type"
    case empty = "schema.empty"
    case unknownValue = "schema.unknown-value"
    case date = "schema.date"
    case duration = "schema.duration"
    case count = "schema.count"
    case limit = "schema.limit"
    case branch = "schema.branch"
    case tool = "schema.tool"
    case variable = "schema.variable"
    case folder = "schema.folder"
    case principal = "schema.principal"
    case takenName = "schema.taken-name"
    case repeated = "schema.repeated"
    case severalKeys = "schema.several-keys"
    case missingReason = "schema.missing-reason"
  }
}
