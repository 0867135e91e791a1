package import CaskadeSyntax

/// The page `records`.
package enum RecordReference {
  package static let page = ReferencePage(
    "records", "what is remembered of checks, and where",
    [
      .text(
        """
        `caskade check --record`, or `caskade record EVIDENCE` later, keeps the digest form of evidence: a line of a git note \
        below `refs/notes/caskade`, on the commit that was judged. Of uncommitted work it stands on the commit below it, and \
        says so. A commit can have many. What is recorded proves nothing: no check reads it, but to share commands out by \
        the time that they took.
        """),
      .heading("What a record holds"),
      .table(
        ReferenceTable(
          ["it holds", "it doesn't"],
          [
            ["verdict, gates with their states, bands, areas", "titles, outcomes, messages, hints"],
            ["how many findings of each rule, questions, and things not checked", "what they say"],
            [
              "changed paths inside the contract's patterns, the first \(EvidenceRecord.mostPaths); of others the top folder and "
                + "the areas", "other paths, code, diffs",
            ],
            ["of each command its state, its time, the contract's line", "the command, its name, its output"],
            [
              "what transcripts told, in numbers: calls, refusals, tokens, cost, loops, conditions met",
              "which tools, hosts and files",
            ],
            [
              "what the worktrees' files tell of runs, in numbers: how many, stopped or suspended and by which kind of "
                + "condition, how long, questions asked, answered, granted and declined",
              "what was asked, and what was answered",
            ],
            ["the ids of commits, trees, contract and policy; the branch", "prompts, transcripts"],
            ["agent and model, where `--agent` and `--model` say them", "names of people, but the signer's"],
          ])),
      .text("`caskade schema --record` describes every key."),
      .heading("Altered records"),
      .text(
        """
        Each record has its own digest, so one that was altered is known, counted by `caskade record --list`, and used for \
        nothing. Whoever alters the digest too is known where the evidence was signed (`caskade help evidence`): the record \
        keeps the signature. Whatever else lies below `refs/notes/caskade` is another tool's, is counted, and stays as it is.
        """),
      .heading("What is made of them"),
      .text(
        """
        `caskade stats` makes figures of them, each with its definition (`--definitions`), and `caskade audit` holds them \
        against what reached the base. Whoever can push the notes can write a record; `caskade audit --signed` counts only \
        those whose evidence a runner of the base signed.
        """),
      .heading("Shared records"),
      .text(
        """
        Git takes notes to no other repository by itself. `caskade record --push` and `--fetch` do, by union: what either \
        side has, both have then, and nothing is ever forced. Where somebody else was faster, theirs is taken in first. Notes \
        stand on commits: a squashed or rebased commit is another one, and has none.
        """),
      .code(
        """
        caskade check --base "$BASE" --head HEAD --record
        caskade record --push origin
        """),
      .text(
        """
        `caskade record EVIDENCE --to DIR` writes a file for each record instead, whole or not at all, for any other store; \
        without `EVIDENCE` it writes out those in the notes.
        """),
    ])
}
