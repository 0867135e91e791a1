package import CaskadeContracts

/// What shows a gate's finding to somebody who doubts it.
package enum Reproduction: Hashable, Sendable {
  /// The contract's command.
  case command
  /// The difference of the file between base and head.
  case difference
  case nothing
}

/// When a gate has to pass.
package enum GateDemand: String, Hashable, Sendable {
  case always
  case ifStated = "if stated"
  case byPolicy = "by policy"
}

/// One gate: one question, and how its answer is found. A gate is one file, and one row of `Gates`.
package protocol GateRule {
  static var name: GateName { get }
  /// What it answers, as the reference has it.
  static var question: String { get }
  static var demand: GateDemand { get }
  /// Every kind of finding that it makes.
  static var rules: [FindingRule] { get }
  /// For a gate that judges a change as a whole: how much its finding says of it, 0 for the most. Undoing the change
  /// settles whatever else is found in it, so that the finding takes in those of other gates. Nil for every other gate.
  static var rankOfWholeChange: Int? { get }
  static var reproduction: Reproduction { get }
  /// A pure function of its input.
  static func ruling(on input: JudgementInput) -> Ruling
}

extension GateRule {
  package static var rankOfWholeChange: Int? { nil }
  package static var reproduction: Reproduction { .nothing }
}
