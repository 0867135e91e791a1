package import CaskadeSyntax

extension EvidenceFormat {
  /// The page `evidence`.
  package static var reference: ReferencePage {
    ReferencePage(
      "evidence", "the record of a check, and the forms in which it is rendered",
      [
        .text(
          """
          Evidence is the complete record of one check: what was compared, by which contract and whose approval, every change, \
          every gate with its findings, how the commands went, what is left to a person and what wasn't checked. \
          `caskade check --evidence FILE` writes it, `caskade report FILE` renders it, `caskade verify FILE` judges again from \
          what it names and says what differs or is stale. Of runs (`caskade run`) and questions (`caskade ask`) under the \
          contract on the branch it has numbers, by the work tree's own files: no gate reads them.
          """),
        .text(
          """
          Evidence in a file is that file's word. A report made from it says by whom it is asserted, and it proves no gate of \
          another check.
          """),
        .text(
          """
          `caskade check --sign KEY` has a runner sign it: OpenSSH's signature, in the namespace `evidence@caskade`, over five \
          lines `format`, `evidence`, `record`, `principal` and `time`. The first digest is of the evidence without \
          `signature`, as JSON without white space and with sorted keys; the second one is its record's. `caskade verify` \
          checks it, and `caskade help ci` says when it counts.
          """),
        .heading("Renderings"),
        .table(
          ReferenceTable(
            ["--format", "what it is for"], allCases.map { ["`\($0.rawValue)`", $0.use] })),
        .text("The same evidence gives the same bytes. Times and durations are folded at the end, or left out."),
        .text(
          """
          Those for people tell a check in one order: what was to be true; what fails, leaked secrets first, in groups by what \
          is done about it, each with the contract's line that decided, one command that takes it back and one that asks for \
          it; what a person has to decide; what nobody looked at; packages that lock files add, remove or change; the changed \
          files as a tree, with what is outside the scope, denied or protected; the gates. Markdown begins with the verdict, \
          and has GitHub's alerts (`--flavor`) and links where the forge is known: by the CI system, or by the remote's \
          address. On a terminal the verdict comes last, and lines break at its width; elsewhere each stands whole.
          """),
        .text(
          """
          A finding has an `id` that stays when lines move; `sarif` and `gitlab` know it by that. `github` prints at most ten \
          annotations of a kind, as the runner shows no more, and with `--summary` the page goes to the step's summary. In \
          `junit` a failure is what was shown to be wrong, and an error what nothing proved. `in-toto` is a line for the \
          verdict and one for each command, unsigned; `otlp` a line of traces and one of metrics, each for its own endpoint.
          """),
        .heading("For programs"),
        .text(
          """
          `caskade schema --evidence` prints the schema. New keys may come: ignore what you don't know, and take a `verdict` or \
          `state` that you don't know for not kept. A path that isn't UTF-8 is escaped in `path`, and stands in full in \
          `path_bytes`, in base64.
          """),
      ])
  }
}
