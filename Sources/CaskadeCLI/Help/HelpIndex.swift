import CaskadeSyntax

extension Manual {
  /// Verbs and topics, with a link to each topic's file: what `help --format markdown` prints.
  var index: ReferencePage {
    ReferencePage(
      "caskade", "the reference, as `caskade help` prints it",
      [
        .heading("Topics"),
        .table(
          ReferenceTable(["topic", "what it says"], pages.map { ["[\($0.name)](\($0.name).md)", $0.summary] })),
        .heading("Verbs"),
        .table(ReferenceTable(["verb", "what it does"], verbs.map { ["`\($0.name)`", $0.words.summary] })),
        .text("`caskade VERB --help` has the options; so has the page [verbs](verbs.md)."),
      ])
  }
}
