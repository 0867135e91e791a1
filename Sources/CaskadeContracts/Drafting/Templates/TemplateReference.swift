package import CaskadeSyntax

/// Templates and their blanks, as the reference shows them, with a worked review for each that comes with the program.
package enum TemplateReference {
  package static let page = ReferencePage(
    "templates", "the kinds of work that a draft begins from, and how a run of each is reviewed",
    [
      .text(
        "A template is a contract with blanks. `caskade template list` names them, `caskade template show NAME` prints one. "
          + "`caskade draft TITLE --template NAME` fills in what the ticket and the repository say, leaves out what matches "
          + "nothing in the repository, and takes the limits from the repository's own past."),
      .text(
        "A repository's own templates lie in `Contracts/templates`, `NAME.yaml` each, and one of the name of a built-in takes "
          + "its place. `caskade template new NAME --from TEMPLATE` copies one to begin with. `caskade template promote NAME "
          + "CONTRACT...` makes one from contracts whose runs were kept: what they have in common stays, what differs becomes "
          + "a blank, and the limits are twice the median size of the runs on record."),
      .heading("Blanks"),
      .table(
        ReferenceTable(
          ["blank", "kind", "what it asks for"],
          TemplateBlank.known.map { ["`\($0.text)`", $0.kind.rawValue, $0.about] })),
      .heading("Reviews, worked"),
    ] + ReviewExample.all.flatMap(blocks))

  private static func blocks(_ example: ReviewExample) -> [ReferencePage.Block] {
    [
      .text("`\(example.template)`: \(example.title). Approved:"), .list(example.approved),
      .text("Shown by the check:"),
      .list(example.shown), .text(example.decision),
    ]
  }
}
