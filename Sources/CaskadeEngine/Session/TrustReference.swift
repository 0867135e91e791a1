package import CaskadeSyntax

/// The pages on what a verdict rests on, and on what it doesn't see.
package enum TrustReference {
  /// The page `trust`.
  package static let trust = ReferencePage(
    "trust", "a verdict is worth the place where it was made",
    [
      .text(
        """
        Whoever can write `.git` can move `main`, forge objects, the index or the commit graph. There a check is a fast, \
        honest piece of advice, and its second line says so: base not pinned. It binds in a fresh clone, in a job that the \
        branch can't edit, with the base given as a full object id from the forge (`caskade help ci`).
        """),
      .heading("Nothing that the branch says about itself is believed"),
      .list([
        "Contract, policy, approvals and signers are read from the tip of the base. A contract that is only on the branch "
          + "counts with signatures by people whom the base names, and else is self-declared: gate `approval` is unproven.",
        "Two trees are compared, never lists of file names: the merge base's and the head's. Uncommitted and untracked work "
          + "is a tree too.",
        "git is called so that neither configuration, attributes, filters, replaced objects, grafts, the commit graph, "
          + "submodule settings nor the environment can hide a change or run code.",
        "Commands run on the tree that is judged, here, by caskade. What somebody says they printed proves nothing.",
        "Missing evidence is unproven, and never a pass. Saved evidence is its file's word: it is rendered as asserted by "
          + "that file, and proves no gate of another check, but for validation signed by a runner that the base's policy "
          + "names: that counts as run by them, for the same trees, contract, policy and commands.",
        "File names, commit messages and the output of commands are text that somebody else wrote, wherever they are printed.",
      ]),
      .heading("Witnessed and asserted"),
      .text(
        """
        Witnessed is what this run read or ran itself. Asserted is what somebody, a file or a log says. The two are never \
        mixed: a report says of each which it is.
        """),
      .heading("Your own word"),
      .text(
        """
        `--contract-from REV|FILE` names another place to read contract, policy and signers from. Evidence says that the \
        caller vouched for it.
        """),
      .text(
        """
        Whoever can use your key can sign as you, an agent on your machine with a loaded ssh-agent too. Approve with a key \
        that asks for a touch, and keep it out of the agent's reach.
        """),
    ])

  /// The page `unseen`.
  package static let unseen = ReferencePage(
    "unseen", "what a check doesn't see, and how it says so",
    [
      .text(
        """
        Every path that differs between the two trees is listed, byte for byte, or the run fails. What lies outside of that \
        is said: in the report below `Not checked:`, in evidence as `not_checked`.
        """),
      .table(
        ReferenceTable(
          ["what", "what becomes of it"],
          [
            ["ignored files", "outside of every check; the report has their number, and `--ignored` lists them"],
            [
              "files that a rule outside the repository ignores (`core.excludesFile`, `.git/info/exclude`, an ignored ignore "
                + "file)",
              "as advice the same, counted apart, since they can't land; judged with `--thorough`, in CI and with a pinned "
                + "base",
            ],
            [
              "files that commands of an earlier check left",
              "as advice listed by the command's name as long as they are the same, since no commit has them; judged with "
                + "`--thorough`, in CI and with a pinned base",
            ],
            ["files that a sparse checkout left out", "counted; with `--thorough` they are deleted files"],
            ["inside of submodules", "a submodule is one change: the commit that it names"],
            ["other worktrees of the repository below the checkout", "other work, which stays as it is; listed"],
            [
              "content behind a filter, as git LFS",
              "unchanged where git's stat data says so, else judged as it lies on disk; listed",
            ],
            [
              "files that git's stat data calls unchanged",
              "believed as advice; hashed with `--thorough`, in CI and with a pinned base",
            ],
            ["what was written through a link that leads out of the repository", "listed"],
            [
              "a file that is too large to search whole, or that the repository doesn't have",
              "listed, and `secrets` is unproven; `integrity` too, where the file is a check",
            ],
            ["what a process did outside of the repository, or sent away", "leaves no trace here"],
            ["minutes, failed validations", "listed: no run was recorded"],
            ["conditions in free text", "listed for a person, who answers them"],
          ])),
      .text(
        """
        Where such a file is known and harmless, an entry below `unseen:` in the policy, or below `paths.unseen` in an \
        approved contract, names its path, a reason and a last day. Until then it is listed as accepted, and the gate passes \
        without it.
        """),
      .text(
        """
        Hidden text doesn't pass as something else: control, bidirectional and zero-width characters are refused in contracts \
        and policy, and are shown escaped wherever else they would be printed.
        """),
      .text(
        """
        caskade isn't a sandbox. Validation commands are the branch's code, run with your rights and without the credentials \
        of your environment; `--pass` hands one over by name, and masks its value in what they print.
        """),
    ])
}
