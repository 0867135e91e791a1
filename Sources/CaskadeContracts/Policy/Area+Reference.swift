package import CaskadeSyntax

extension Area {
  private static let mostPatterns = 6

  /// The page `areas`, of the built-in policy.
  package static var reference: ReferencePage {
    ReferencePage(
      "areas", "the risk areas: parts of a repository where a mistake costs more",
      [
        .text(
          """
          An area is known by its paths in the common ecosystems, by what an added line says, or by what a change is. A run has \
          the band of the gravest area that it touches, and a contract stops at those that it names: `area: [billing]`.
          """),
        .table(
          ReferenceTable(
            ["area", "band", "paths, for example"],
            BuiltInPolicy.policy.areas.map { area in
              ["`\(area.name)`", area.band.rawValue, examples(of: area)]
            })),
        .text(
          """
          A policy adds areas, and adds to these, renames them or gives them a higher band: \
          `areas: { billing: { name: money, paths: [app/till/**] } }`. A report names the areas that a change touches in one \
          line; the evidence has each hit with its path, line and rule.
          """),
      ])
  }

  private static func examples(of area: Area) -> String {
    let patterns = area.patterns.prefix(mostPatterns).map { "`\($0.text)`" }
    let more = area.patterns.count - patterns.count
    if patterns.isEmpty { return "none: it is known by what a change is" }
    return patterns.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }
}
