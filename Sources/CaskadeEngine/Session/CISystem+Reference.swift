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
          """
          `caskade init` writes such a job for GitHub Actions and for GitLab. The project's own repository has an action \
          (`.github/actions/check`: summary, annotations, one comment that is kept in step, evidence as an artifact) and a \
          workflow that calls it (`.github/workflows/check.yml`), whose jobs that run the branch's code can write nothing. \
          In any other system it is these steps:
          """),
        .list([
          "Fetch the whole history, not a shallow clone, and leave no credentials in the checkout.",
          "`caskade check --base BASE --head HEAD --branch BRANCH --format markdown`, with the words of the table below.",
          "Require the job for the base branch, and define it where the branch can't edit it: a required workflow, or a "
            + "definition that is read from the base. Never start it by `pull_request_target`: validation runs the branch's code.",
          "Hand over no values of the pull request inside a script: a branch's name is text that somebody else wrote. Put "
            + "them into the environment, and quote them.",
        ]),
        .text("In plain shell:"),
        .code(SharedJobs.shell),
        .text(
          """
          The three files are for people (`caskade.md`), for whatever reads JUnit (`caskade.xml`), and for `caskade verify` \
          and `caskade record` (`caskade.json`): keep them as artifacts. A job that writes to the pull request runs nothing \
          of the branch: it takes the evidence, and `caskade verify caskade.json` computes all but the validation anew.
          """),
        .heading("What a job hands over"),
        .table(
          ReferenceTable(
            ["system", "for", "--base", "--head", "--branch"],
            all.flatMap { system in
              row(system, "a pull request", system.pullRequest) + row(system, "a merge queue", system.queue?.job)
            })),
        .text(
          """
          The base is the target branch's tip when the job runs, from the fresh clone: an id that came with the event may be \
          older than the contract that counts. Where a clone has only the branch of the work, fetch the target first: \
          `git fetch origin "+refs/heads/$TARGET:refs/remotes/origin/$TARGET"`.
          """),
        .text(
          """
          In a merge queue the base is the group's own. `N` is the pull request that the queue's ref names, \
          `gh-readonly-queue/TARGET/pr-N-ID`: ask for its branch in a step of its own, so that no code of the branch runs \
          beside the token. Without `--branch` the gate `approval` is unproven.
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
          A merge queue's own branch is nobody's work, and is not read as the branch. But for GitLab's trains no variable \
          names the branch of the pull request.
          """),
        .heading("A long validation, on several machines"),
        .text(
          """
          `caskade check --share 2/6 --evidence part2.json` runs one share of the commands: by the time that they took, where \
          that is recorded on the head's history (`caskade help records`), else by their number. `caskade check --join \
          part*.json` judges the whole: it takes validation from the parts and looks at all else anew. Every part has to be \
          of the same trees, contract, policy and commands; one that is missing, foreign, doubled or edited leaves the gate \
          unproven.
          """),
        .text(
          """
          A part counts where a runner signed it: `--sign KEY`, a line with `namespaces="evidence@caskade"` in \
          `Contracts/allowed_signers`, and `runners: [ci@example.com]` in the policy, both on the base. Then the gate says who \
          ran the commands. The key is hidden from every command, by a namespace of its own; where that can't be, caskade \
          refuses to sign with it. It isn't hidden from the job's other steps, so let those run nothing of the branch. \
          Without signatures `--vouch` is your own word for the parts, and the verdict stays unproven.
          """),
        .heading("GitHub Actions"),
        .code(SharedJobs.github),
        .heading("GitLab"),
        .code(SharedJobs.gitlab),
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
