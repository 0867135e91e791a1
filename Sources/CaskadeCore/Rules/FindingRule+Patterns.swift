package import CaskadeSyntax

/// What makes a text no path pattern.
extension FindingRule {
  package static let ofPatterns = PathPatternError.Kind.allCases.map(FindingRule.init)

  package init(_ kind: PathPatternError.Kind) {
    let (summary, help) = Self.text(of: kind)
    self.init("pattern.\(kind.rawValue)", nil, [.error], summary, help)
  }

  private static func text(of kind: PathPatternError.Kind) -> (summary: String, RuleHelp) {
    switch kind {
    case .empty:
      text("the pattern is empty", "An empty pattern matches nothing.", "''", "Write '**' if every file is meant.")
    case .nul:
      text(
        "a pattern with a NUL", "No path has a NUL, so that the pattern could match nothing.", "\"a\\0b\"",
        "Take it out.")
    case .extendedGlob:
      text(
        "a pattern with an extended glob", "Only ksh and bash read '@(a|b)' and '!(a)'. Git takes them literally.",
        "'@(infra|keys)/**'", "Write a line for each alternative.",
        "Instead of '!(a)' list what is meant below 'allow:', and put what is excluded below 'deny:'.",
        "For a parenthesis in a name write '\\('.")
    case .regex:
      text(
        "a regular expression", "Patterns are those of .gitignore: '^', '$', '\\.' and '(a|b)' are other characters.",
        "'^Sources/.*\\.swift$'", "Write 'Sources/**/*.swift'; the hint translates what is simple.",
        "For a name that begins with '^' write '\\^'.")
    case .backslash:
      text(
        "a backslash between folders",
        "A backslash takes the next character literally, so that 'Sources\\Login' is 'SourcesLogin'.",
        "'Sources\\Login\\**'", "Write '/': paths have it on every system.")
    case .negation:
      text(
        "a pattern that begins with '!'", "In .gitignore '!' takes back; here every list only adds.", "'!docs/**'",
        "Put what is excluded below 'deny:'.", "For a name that begins so write '\\!'.")
    case .leadingSlash:
      text(
        "a pattern that begins with '/'",
        "Every pattern starts at the repository's root, and git's paths begin without a slash.",
        "/Sources/**", "Leave the slash out.")
    case .dotComponent:
      text(
        "a pattern with a part '.'", "Git's paths have no such part, so that the pattern could match nothing.",
        "./Sources/**",
        "Leave it out.")
    case .parentComponent:
      text(
        "a pattern with a part '..'", "Git's paths have no such part, so that the pattern could match nothing.",
        "Sources/../Tests/**", "Write the path from the repository's root.")
    case .emptyComponent:
      text(
        "a pattern with two slashes in a row",
        "Git's paths have single slashes, so that the pattern could match nothing.",
        "Sources//Login/**", "Write one slash.")
    case .braces:
      text(
        "a pattern with braces",
        "Git takes '{a,b}' literally, and so does caskade: it would match a name with braces in it.",
        "Sources/{Login,Net}/**", "Write a line for each alternative.", "For a brace in a name write '\\{'.")
    case .doubleStar:
      text(
        "a '**' that isn't a whole part of the path",
        "Only between slashes does '**' stand for any number of folders; elsewhere git reads it as '*'.",
        "Sources/**.swift",
        "Write 'Sources/**/*.swift' for any depth, or 'Sources/*.swift' for one folder.")
    case .unclosedBracket:
      text(
        "a '[' that isn't closed", "A '[' begins a set of characters, which ends with ']'.", "Sources/[ab.swift",
        "Close it with ']'.", "For a bracket in a name write '\\['.")
    case .unknownClass:
      text(
        "a class of characters that doesn't exist", "With a class that git doesn't know the pattern matches nothing.",
        "Sources/[[:letter:]]*", "Write one that exists, such as '[:alpha:]'; the hint names them.")
    case .wideBracket:
      text(
        "a bracket with a character outside of ASCII",
        "A bracket stands for one byte, and such a character has more of them.", "docs/[éè]*",
        "Write a line for each character.")
    case .trailingBackslash:
      text(
        "a backslash at the end", "A backslash takes the next character literally, and there is none.", "Sources\\",
        "Leave it out. Paths have '/' on every system.")
    case .slashAfterWildcard:
      text(
        "a slash at the end of a pattern with wildcards",
        "A path doesn't end in a slash, so that git matches nothing by it.",
        "Sources/*/", "Write 'Sources/*/**' for what is in the folders.")
    }
  }

  private static func text(
    _ summary: String, _ means: String, _ example: String, _ settle: String...
  ) -> (String, RuleHelp) {
    let matters = """
      Whoever reads the pattern would think that it covers something else than it does. What a contract grants has to be
      what its reader sees, so the file is refused.
      """
    return (summary, RuleHelp(means: means, matters: matters, example: example, settle: settle))
  }
}
