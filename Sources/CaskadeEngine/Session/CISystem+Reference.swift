package import CaskadeSyntax

extension CISystem {
  /// The page `ci`.
  package static var reference: ReferencePage {
    ReferencePage(
      "ci", "where a verdict binds, and what caskade reads of each CI system",
      [
        .text(
          """
          A verdict is worth the place where it was made. It binds in a fresh clone, in a job that the branch can't edit, \
          with the base given as a full object id by the forge: then git verified every object on arrival, and nobody who \
          writes the branch could choose what it is compared with. Anywhere else it is a fast and honest piece of advice.
          """),
        .text(
          "`caskade init` writes such a job for GitHub Actions and for GitLab. In any other system it is these steps:"),
        .list([
          "Fetch the whole history, not a shallow clone, and leave no credentials in the checkout.",
          "`caskade check --base BASE --head HEAD --branch BRANCH --format markdown`, with the words of the table below.",
          "Require the job for the base branch, and define it where the branch can't edit it: a required workflow, or a "
            + "definition that is read from the base. Never start it by `pull_request_target`: validation runs the branch's code.",
          "Hand over no values of the pull request inside a script: a branch's name is text that somebody else wrote. Put "
            + "them into the environment, and quote them.",
        ]),
        .heading("What a job hands over"),
        .table(
          ReferenceTable(
            ["system", "for", "--base", "--head", "--branch"],
            all.flatMap { system in
              row(system, "a pull request", system.pullRequest) + row(system, "a merge queue", system.queue?.job)
            })),
        .text(
          """
          Where a system names no id for the base, take it from the fresh clone: \
          `base=$(git rev-parse "refs/remotes/origin/$TARGET")`, with the branch of the next table as `TARGET`.
          """),
        .text(
          """
          GitLab's id is the commit that the branch went out from: a contract that was merged after it isn't seen. Rebase the \
          branch then, or take the id from the fresh clone.
          """),
        .heading("What is read where an option is left out"),
        .table(
          ReferenceTable(
            ["system", "known by", "target branch", "source branch", "merge queue"],
            all.map { system in
              [
                system.name, "`\(system.marker)`", system.target.map { "`\($0)`" } ?? "none", "`\(system.source)`",
                system.queue.map(words) ?? "none",
              ]
            })),
        .text(
          """
          In another system `CI` says that it is one. In CI the working tree is hashed whole, nothing is taken from an \
          earlier check, and the commands run in a clean checkout.
          """),
        .text(
          """
          A merge queue's run may hold several pull requests, and but for GitLab's trains no variable names their branches: \
          name the contract, or leave the check to the pull requests' own runs.
          """),
      ])
  }

  private static func row(_ system: CISystem, _ occasion: String, _ words: JobWords?) -> [[String]] {
    guard let words else { return [] }
    let branch = words.branch.isEmpty ? "left out" : "`\(words.branch)`"
    return [[system.name, occasion, "`\(words.base)`", "`\(words.head)`", branch]]
  }

  private static func words(_ queue: Queue) -> String {
    let sign = queue.value.map { "`\(queue.marker)=\($0)`" } ?? "`\(queue.marker)` is set"
    switch queue.target {
    case .variable(let name): return "\(sign), for `\(name)`"
    case .queueBranch(let name): return "\(sign), for the branch in `\(name)`"
    }
  }
}
