import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What a person does about a finding: findings of one concern are told together. In the order in which they are told.
package enum Concern: Hashable, Sendable, CaseIterable {
  case secrets, checks, protected, scope, approval, budget, stop, tools, validation
  /// Warnings: they make nothing fail.
  case looks
  case notes

  init(_ finding: Finding) {
    self =
      switch finding.severity {
      case .warning: .looks
      case .note: .notes
      case .error: Self.of(finding.gate)
      }
  }

  private static func of(_ gate: GateName) -> Concern {
    switch gate {
    case .secrets: .secrets
    case .integrity: .checks
    case .protected: .protected
    case .scope: .scope
    case .approval: .approval
    case .budget: .budget
    case .stop: .stop
    case .tools: .tools
    case .validation: .validation
    }
  }

  /// Stands above them: what they are, and what is done about them.
  var title: String {
    switch self {
    case .secrets: "Leaked secrets: make them void first, then take them out"
    case .checks: "Checks that were removed or loosened: put them back, or ask a person"
    case .protected: "Protected files: put them back, or ask a person"
    case .scope: "Outside the scope: take it back, or ask for it"
    case .approval: "Approval: only a person can give it"
    case .budget: "Budget: make the change smaller, or ask for more"
    case .stop: "Stop conditions: ask a person before going on"
    case .tools: "Tools that were used without leave"
    case .validation: "Validation: the work itself has to make it pass"
    case .looks: "Worth a look"
    case .notes: "Notes"
    }
  }

  /// "2 leaked secrets": for one line that says what all of it is about.
  func counted(_ count: Int) -> String {
    switch self {
    case .secrets: count.counted("leaked secret")
    case .checks: "\(count.counted("check")) removed or loosened"
    case .protected: count.counted("protected file")
    case .scope: "\(count) outside the scope"
    case .approval: "\(count) of approval"
    case .budget: "\(count) over the budget"
    case .stop: "\(count.counted("stop condition")) met"
    case .tools: "\(count) of tools"
    case .validation: "\(count) of validation"
    case .looks: count.counted("warning")
    case .notes: count.counted("note")
    }
  }
}
