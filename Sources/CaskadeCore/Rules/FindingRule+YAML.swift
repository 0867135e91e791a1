package import CaskadeSyntax

/// What of YAML isn't read, and what isn't YAML.
extension FindingRule {
  package static let ofYAML = YAMLProblem.Kind.allCases.map(FindingRule.init)

  package init(_ kind: YAMLProblem.Kind) {
    let (summary, help) = Self.text(of: kind)
    self.init(kind.rawValue, nil, [kind == .splitText ? .warning : .error], summary, help)
  }

  private static func text(of kind: YAMLProblem.Kind) -> (summary: String, RuleHelp) {
    switch kind {
    case .tooLong: bound("the file is longer than is read", "A file of more bytes than any contract has.")
    case .tooDeep: bound("lists and mappings are nested too deep", "More levels than any contract needs.")
    case .tooManyNodes: bound("the file has too many keys, values and lists", "More of them than any contract needs.")
    case .tooManyProblems:
      (
        "there are more problems than are listed",
        RuleHelp(
          means: "The list ends here, and the rest of the file may have more of them.",
          matters: "One slip near the top often makes every line below it look wrong.",
          example: "title: 'Fix the login loop",
          settle: ["Mend the first ones, and lint again."])
      )
    case .encoding: hidden("the file isn't UTF-8", "caf\\xE9", "Save the file as UTF-8.")
    case .controlCharacter: hidden("a control character", "title: Fix\\x07 it", "Remove it. Lines end with LF or CRLF.")
    case .hiddenCharacter:
      hidden(
        "a character that can't be seen, looks like a space, or reorders the line", "allow: [Sources\\u202E/**]",
        "Remove it.")
    case .unprintableKey: hidden("a key with a character that can't be seen", "\"ti\\u200Btle\": x", "Remove it.")
    case .anchor:
      subset("an anchor, which isn't supported", "base: &all [a, b]", "Write the value out where it is used.")
    case .alias:
      subset(
        "an alias, which isn't supported: a text that begins with '*'", "- *.swift", "Quote a pattern: '*.swift'.",
        "Write an alias's value out.")
    case .tag:
      subset(
        "a tag, which isn't supported: a text that begins with '!'", "expires: !!str x",
        "Leave it out, or quote the text.")
    case .mergeKey: subset("a merge of another mapping, which isn't supported", "<<: *base", "Write the keys out.")
    case .directive: subset("a directive, which isn't supported", "%YAML 1.2", "Remove the line.")
    case .severalDocuments:
      subset("a second document in the file", "title: a\n---\ntitle: b", "Put it into a file of its own.")
    case .noDocument: subset("the file has no content", "# nothing yet", "Write 'key: value' lines.")
    case .complexKey: subset("a complex key, which isn't supported", "? a\n: b", "Write 'key: value'.")
    case .collectionKey: subset("a list or a mapping as a key", "[a, b]: c", "Write a plain key, or quote it.")
    case .emptyKey: slip("a key is missing before ':'", ": value", "Write a key, or quote a text that begins with ':'.")
    case .duplicateKey: slip("the same key twice in one mapping", "title: a\ntitle: b", "Remove one of the two.")
    case .longKey: subset("a key of more than 1024 characters", "aaaa...: x", "Shorten it.")
    case .topLevelIndentation:
      subset("an indentation indicator at the top level", "--- |1\n text", "Leave the digit out, and indent the text.")
    case .noFinalLineBreak:
      slip("a block of text that ends the file without a line break", "outcome: |", "End the file with a line break.")
    case .tab: slip("a tab that indents", "paths:\n\tallow: []", "Indent with spaces.")
    case .indentation:
      slip(
        "a line whose indentation belongs to nothing above it", "paths:\n    allow: []\n  deny: []",
        "Indent it like the lines it belongs to.")
    case .strayLine:
      slip(
        "a line that belongs to nothing above it", "title: a\njust words", "Check the indentation of the lines above.")
    case .listEntryExpected:
      slip("a line in a list that doesn't begin with '- '", "- a\nb", "Begin the line with '- '.")
    case .keyExpected:
      slip(
        "a line in a mapping that isn't 'key: value'", "title: a\n- b",
        "Write 'key: value', or indent the list below its key.")
    case .inlineList:
      slip("a list that begins on the line of its key", "allow: - a", "Put '- ' on the next line, or write [a, b].")
    case .nestedMapping:
      slip("a second ': ' on one line", "title: Fix: the login", "Quote the whole text: 'Fix: the login'.")
    case .multilineKey:
      slip("a ':' that makes a key of several lines", "a\nb: c", "Quote the text, or indent what belongs to it.")
    case .trailingText: slip("text behind a closing quote or bracket", "title: 'a' b", "Put all of it in quotes.")
    case .textCut:
      slip("a comment inside a text of several lines", "outcome: a #b\n  c", "Quote the text if '#' belongs to it.")
    case .commentSpace: slip("a '#' without a space before it", "branch: [a]#b", "Write ' #' for a comment.")
    case .reservedCharacter: slip("a character with which no text begins", "title: @login", "Quote the text.")
    case .unclosed:
      slip("a quote or a bracket that isn't closed", "allow: [a, b", "Close it, and indent every line up to there.")
    case .mismatchedBracket: slip("a bracket that closes another one", "allow: [a, b}", "Close each with its own.")
    case .continuationIndentation:
      slip("a line that continues what is open, without indentation", "allow: [a,\nb]", "Indent it.")
    case .missingComma: slip("a comma is missing between two entries", "allow: ['a' 'b']", "Write ',' between them.")
    case .emptyEntry: slip("a comma with nothing before it", "allow: [a, , b]", "Remove it.")
    case .colonSpace: slip("a ':' without a space behind it", "{title:a}", "Write ': '.")
    case .escape:
      slip("an escape that doesn't exist", "\"a\\qb\"", "Write '\\\\' for a backslash, or use single quotes.")
    case .blockHeader:
      slip("text on the line of '|' or '>'", "outcome: | all of it", "Begin the text on the next line.")
    case .blankLine:
      slip("a blank line with more spaces than the text below it", "outcome: |\n     \n  a", "Remove the spaces.")
    case .splitText: slip("a comma that ends a value in brackets", "{title: a, b}", "Quote the value: {title: 'a, b'}.")
    }
  }

  private static func text(
    _ summary: String, _ means: String, _ matters: String, _ example: String, _ settle: [String]
  ) -> (String, RuleHelp) {
    (summary, RuleHelp(means: means, matters: matters, example: example, settle: settle))
  }

  private static func bound(_ summary: String, _ means: String) -> (String, RuleHelp) {
    text(
      summary, "\(means) The file isn't read any further.",
      "A file that is made to take up time or memory must not be able to.", "a: [[[[...]]]]",
      ["Make the file smaller: the message has the bound."])
  }

  private static func hidden(_ summary: String, _ example: String, _ settle: String) -> (String, RuleHelp) {
    text(
      summary, "The text has bytes that a reader doesn't see, or that different programs show differently.",
      "A contract has to say to a machine what it says to the person who approves it.", example, [settle])
  }

  private static func subset(_ summary: String, _ example: String, _ settle: String...) -> (String, RuleHelp) {
    text(
      summary,
      "YAML has more than contracts need, and caskade reads only the part of which every parser says the same.",
      "What one parser reads so and the next one otherwise could be approved as one thing and judged as another.",
      example,
      settle)
  }

  private static func slip(_ summary: String, _ example: String, _ settle: String) -> (String, RuleHelp) {
    text(
      summary, "The text isn't YAML at this place, or is YAML that hardly anybody means.",
      "Guessing what was meant could grant what nobody wrote.", example, [settle])
  }
}
