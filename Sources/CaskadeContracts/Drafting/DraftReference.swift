package import CaskadeSyntax

/// The page `drafting`.
package enum DraftReference {
  package static let page = ReferencePage(
    "drafting", "what a draft proposes, and how sure it is",
    [
      .text(
        """
        `caskade draft TITLE --ticket FILE` (or `--issue FILE`, as `gh issue view --json` and `glab issue view -F json` print \
        it) proposes which paths may change: the files that hold the ticket's words and names, those that past commits like \
        it changed, and those that change often. Nothing but the repository is asked, and the same ticket gives the same \
        draft. A ticket is text: what it asks for is followed by nobody here.
        """),
      .heading("Paths"),
      .list([
        "At most 12 patterns, and 5 % of the tracked files (5 at least, 40 at most); each has its reason behind it.",
        "The next likely files stand below, commented out, and a word says how sure it is: likely, possible or weak.",
        "One file or folder that surely changes, by `--allow PATH` or in answer to the one question at a terminal, helps "
          + "more than anything else; a pattern with a wildcard is taken for the whole scope.",
        "Protected files are never proposed, and a name in a ticket becomes a pattern only if the file is there.",
        "`--from-diff BASE..HEAD` drafts the narrowest contract that a past change fits, to learn from it.",
        "`--each 'packages/*'` makes a contract for each folder, from one ticket.",
      ]),
      .text(
        """
        It is a start that a person completes: on changes of other people's repositories about two thirds of the files that \
        were truly touched lay inside, and four fifths where one right file was given.
        """),
      .heading("The rest"),
      .text(
        """
        From the ticket: sentences that state a result, check boxes as `acceptance:` lines, and its name; greetings, \
        signatures and quoted mail never, and where no sentence states a result the ticket stands above the blank as a \
        comment. From manifests, lock files, task files and CI definitions: the step that prepares a clean checkout, the \
        narrowest command that runs the tests of what is allowed, the one for all tests, and the lint and type checks that \
        CI runs; in a monorepo by package. The limits of files and lines are twice what nine in ten of the repository's own \
        commits changed. What the template denies and nothing here matches is left out.
        """),
      .text(
        """
        At a terminal one screen shows it all before it is written: Enter takes it, a letter changes a part, `e` opens it in \
        `$VISUAL` or `$EDITOR`. `--no-input` asks nothing, `--dry-run` writes nothing.
        """),
      .text("See also: `caskade help templates`, `caskade help contract`."),
    ])
}
