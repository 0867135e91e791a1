import CaskadeSyntax

extension ReferencePage {
  /// The topic `verbs`.
  init(verbs: [CommandSpec]) {
    var blocks: [Block] = [.heading("Everywhere"), Self.table(of: CommonOptions.specs)]
    for spec in verbs {
      blocks += [.heading(spec.name), .text(Self.sentence(spec.words.summary))] + Self.body(of: spec)
    }
    self.init("verbs", "every verb with its options", blocks)
  }

  /// One verb, as `help VERB --format markdown` prints it.
  init(verb spec: CommandSpec) {
    self.init(
      spec.name, spec.words.summary,
      Self.body(of: spec) + [.text("Every verb takes these too:"), Self.table(of: CommonOptions.specs)])
  }

  private static func body(of spec: CommandSpec) -> [Block] {
    var blocks: [Block] = [.code(([spec.shortUsage] + spec.words.examples).joined(separator: "\n"))]
    if !spec.options.isEmpty { blocks.append(table(of: spec.options)) }
    if !spec.words.exits.isEmpty { blocks.append(.text("Exit status: \(spec.words.exits).")) }
    return blocks
  }

  private static func table(of options: [OptionSpec]) -> Block {
    .table(
      ReferenceTable(
        ["option", "what it does"],
        options.map { option in
          [([option.short].compactMap { $0 } + [option.usage]).map { "`\($0)`" }.joined(separator: ", "), option.help]
        }))
  }

  private static func sentence(_ text: String) -> String {
    "\(text.prefix(1).uppercased())\(text.dropFirst())."
  }
}
