/// Help, made from the table of commands.
enum HelpText {
  static func text(for verb: Verb?) -> String {
    verb.map { text(of: CommandTable.spec(of: $0)) } ?? overview
  }

  private static var overview: String {
    var text = """
      caskade judges what a coding agent did against what a person approved.

      usage: caskade VERB [OPTION]... [OPERAND]...

      examples:
        caskade demo                                  see the whole loop
        caskade draft 'Fix the login loop'            write a contract
        caskade check                                 judge this branch

      """
    for group in CommandSpec.Group.allCases {
      text += "\n\(group.rawValue)\n"
      for spec in Verb.allCases.map(CommandTable.spec(of:)) where spec.group == group {
        text += "  \(padded(spec.verb.rawValue, 11))\(spec.summary)\n"
      }
    }
    text += "\nEverywhere\n" + options(CommandSpec.common)
    text += """

      exit status: 0 kept, or done; 1 broken, unproven, or problems found; 2 could not be evaluated
      caskade VERB --help says more about a verb.

      """
    return text
  }

  private static func text(of spec: CommandSpec) -> String {
    var text = "\(spec.summary)\n\nusage: \(usage(of: spec))\n"
    if !spec.examples.isEmpty {
      text += "\nexamples:\n" + spec.examples.map { "  \($0)\n" }.joined()
    }
    if !spec.options.isEmpty { text += "\noptions:\n" + options(spec.options) }
    text += "\neverywhere:\n" + options(CommandSpec.common)
    if !spec.exits.isEmpty { text += "\nexit status: \(spec.exits)\n" }
    return text
  }

  private static func usage(of spec: CommandSpec) -> String {
    let parts = ["caskade \(spec.verb.rawValue)", spec.options.isEmpty ? "" : "[OPTION]...", spec.operands]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func options(_ options: [OptionSpec]) -> String {
    options.map { option in
      let names = option.short.map { "\($0), \(option.usage)" } ?? option.usage
      return names.count < 26
        ? "  \(padded(names, 26))\(option.help)\n" : "  \(names)\n\(padded("", 28))\(option.help)\n"
    }.joined()
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
