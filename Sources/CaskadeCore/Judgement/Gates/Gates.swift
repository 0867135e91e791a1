package import CaskadeContracts

/// The table of gates: a row for each name.
package enum Gates {
  package static func rule(of name: GateName) -> any GateRule.Type {
    switch name {
    case .approval: ApprovalGate.self
    case .scope: ScopeGate.self
    case .protected: ProtectedGate.self
    case .budget: BudgetGate.self
    case .secrets: SecretsGate.self
    case .integrity: IntegrityGate.self
    case .validation: ValidationGate.self
    case .stop: StopGate.self
    case .tools: ToolsGate.self
    }
  }

  /// In the order in which a check answers them.
  package static var all: [any GateRule.Type] { GateName.allCases.map(rule) }
}
