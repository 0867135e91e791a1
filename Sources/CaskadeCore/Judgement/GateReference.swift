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
            Gates.all.map { ["`\($0.name.rawValue)`", $0.demand.rawValue, $0.question] })),
        .text(
          """
          A verdict is kept only if every required gate passes, broken if one fails, else unproven. What couldn't be looked at \
          is unproven, and never a pass.
          """),
        .text(
          """
          One change gives one finding, by the gate that says most about it, and every gate that it breaks fails. What else is \
          found of it stands below, in lines that begin with `also:`. Findings that say the same of files in one folder are \
          told at once, with how many they are; the evidence has each of them.
          """),
        .text("`--only NAME` judges only the gates that it names; the verdict is then at best unproven."),
      ])
  }
}
