import CaskadeEngine
import CaskadeSyntax

extension Manual {
  /// What `caskade help` shows: the verbs by their groups, and the topics.
  var overview: String {
    var text = """
      caskade judges what a coding agent did against what a person approved.

      usage: caskade VERB [OPTION]... [OPERAND]...

      examples:
        caskade demo                                  see the whole loop
        caskade draft 'Fix the login loop'            write a contract
        caskade check                                 judge this branch

      """
    for (group, verbs) in groups() {
      text += "\n\(group.rawValue)\n"
      for spec in verbs { text += "  \(HelpText.padded(spec.name, 11))\(spec.words.summary)\n" }
    }
    text += "\nTopics (caskade help TOPIC)\n"
    for page in pages { text += "  \(HelpText.padded(page.name, 13))\(page.summary)\n" }
    text += "\nEverywhere\n" + HelpText.options(CommonOptions.specs)
    text += """

      exit status: 0 kept, or done; 1 broken, unproven, or problems found; 2 could not be evaluated
      caskade VERB --help says more about a verb.

      """
    return text
  }
}

/// Help on one verb, for a terminal.
enum HelpText {
  static func verb(_ spec: CommandSpec) -> String {
    let words = spec.words
    var text = "\(words.summary)\n\nusage: \(spec.shortUsage)\n"
    if !words.examples.isEmpty {
      text += "\nexamples:\n" + words.examples.map { "  \($0)\n" }.joined()
    }
    if !spec.options.isEmpty { text += "\noptions:\n" + options(spec.options) }
    text += "\neverywhere:\n" + options(CommonOptions.specs)
    if !words.exits.isEmpty { text += "\nexit status: \(words.exits)\n" }
    return text
  }

  fileprivate static func options(_ options: [OptionSpec]) -> String {
    options.map { option in
      let names = option.short.map { "\($0), \(option.usage)" } ?? option.usage
      return names.count < 26
        ? "  \(padded(names, 26))\(option.help)\n" : "  \(names)\n\(padded("", 28))\(option.help)\n"
    }.joined()
  }

  fileprivate static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
