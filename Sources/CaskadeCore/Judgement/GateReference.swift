import CaskadeContracts
package import CaskadeSyntax

/// The page `gates`.
package enum GateReference {
  package static var page: ReferencePage {
    ReferencePage(
      "gates", "the questions that a check answers",
      [
        .text("A gate is one question with an answer of pass, fail or unproven."),
        .table(
          ReferenceTable(
            ["gate", "required", "question"],
            GateName.allCases.map { gate in
              let (required, question) = words(gate)
              return ["`\(gate.rawValue)`", required, question]
            })),
        .text(
          """
          A verdict is kept only if every required gate passes, broken if one fails, else unproven. What couldn't be looked at \
          is unproven, and never a pass.
          """),
        .text(
          """
          One change gives one finding, by the gate that says most about it, and every gate that it breaks fails. What else is \
          found of it stands below, in lines that begin with `also:`.
          """),
        .text("`--only NAME` judges only the gates that it names; the verdict is then at best unproven."),
      ])
  }

  private static func words(_ gate: GateName) -> (required: String, question: String) {
    switch gate {
    case .approval:
      (
        "always",
        "is the contract approved, in force, for this branch, and for the band that the change turned out to have?"
      )
    case .scope: ("always", "is every change inside `allow`, outside `deny`, by an allowed operation?")
    case .protected: ("always", "is the protected set untouched?")
    case .budget: ("if stated", "is the change within `more_than: N files` and `N lines`, and the policy's caps?")
    case .secrets: ("always", "is there no secret in a line that the change adds, in any commit of the range?")
    case .integrity:
      ("always", "was no check removed, skipped, emptied or loosened, but where `checks_may_change` says so?")
    case .validation:
      ("always", "did every command pass, run by caskade on the tree that is judged, and leave that tree alone?")
    case .stop: ("if stated", "was no condition of `touching` and `area` met? The rest is listed")
    case .tools: ("by policy", "was what the agent used allowed? From a transcript")
    }
  }
}
