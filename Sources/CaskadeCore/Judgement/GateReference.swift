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
        .text(
          """
          What you skip by name (`--skip-validation`, `--only`, `--allow-self-declared`, `--no-base-checks`) leaves the verdict \
          at unproven, and that alone doesn't fail the command.
          """),
        .text("`--only NAME` judges only the gates that it names; the verdict is then at best unproven."),
        .heading("What has no contract"),
        .text(
          """
          `check` first says what it has before it. Where the caller names no contract, and says neither `--contract-from` nor \
          `--allow-self-declared`, the first row that fits counts:
          """),
        .table(
          ReferenceTable(
            ["the change", "verdict", "status"],
            [
              ["the base has neither contracts nor policy, and the head adds them or it isn't CI", "not set up", "0"],
              ["the same in CI with neither on either side", "none: the job is misaimed", "2"],
              ["base and head are one commit, and nothing is uncommitted", "none", "2"],
              ["commits that leave the tree as it was", "empty", "0"],
              [
                "only contracts, approvals, closed contracts and templates",
                "contract files only: each is linted, and shown as what it grants", "0, or 1 with problems",
              ],
              [
                "only policy or signers, with or without contract files", "policy change: what it loosens comes first",
                "0, or 1 until signed",
              ],
              ["work on a branch that a contract names", "judged by it", "0 or 1"],
              ["work that the policy's `governed:` leaves free", "not governed, with what was compared", "0"],
              ["other work", "unproven, with the command that drafts a contract", "1"],
            ])),
        .text(
          """
          Contract files are those of `Contracts/` at the root alone; a link, a program or anything else there is work. \
          Without `governed:` all work needs a contract. Beside other work, a change of policy or signers, and a contract or \
          an approval that is new or changed, makes the work governed, unless the contract of its branch judges it: merged, \
          it would grant something that nobody was shown. Propose it in a pull request of its own.
          """),
        .text(
          """
          `policy_changes: { approvals: 2, from: [security] }` in the base's policy asks for signatures under a change of \
          policy or signers, also where other work stands beside it: `caskade approve Contracts/policy.yaml` gives one. In the \
          evidence the verdict is `none`, and `kind` says which row it was.
          """),
      ])
  }
}
