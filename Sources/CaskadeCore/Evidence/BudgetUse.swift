package import CaskadeContracts
import CaskadeSyntax

/// How much of one limit of size the change uses.
package struct BudgetUse: Hashable, Sendable {
  package enum Source: String, Hashable, Sendable, CaseIterable {
    case contract, policy
  }

  package let unit: StopCondition.Unit
  package let used: Int
  package let limit: Int
  /// Who states the limit; the policy does for the band of the run.
  package let by: Source
  /// Nil for a limit of the policy.
  package let contractLine: Int?

  package init(_ unit: StopCondition.Unit, used: Int, limit: Int, by: Source, contractLine: Int? = nil) {
    self.unit = unit
    self.used = used
    self.limit = limit
    self.by = by
    self.contractLine = contractLine
  }

  static let keys = ObjectForm<BudgetUse>(
    "one limit of size, and how much of it is used",
    FormKey("unit", .word, "what is counted", \.unit), FormKey("used", .count, "by the change", \.used),
    FormKey("limit", .count, "more than this is too much", \.limit), FormKey("by", .word, "who states it", \.by),
    FormKey("contract_line", .orNull(.count), "the contract's line that states it; null: the policy", \.contractLine)
  ) { BudgetUse($0, used: $1, limit: $2, by: $3, contractLine: $4) }
}
