extension PathPatternError {
  /// A stable identifier, such as `pattern.braces`.
  package var rule: String { "pattern.\(kind.rawValue)" }

  /// What is wrong, with the pattern and the part of it in single quotes, safe to print.
  package var message: String {
    switch kind {
    case .empty: "the pattern is empty"
    case .nul: "pattern '\(shown)' holds a NUL, which no path does"
    case .extendedGlob: "pattern '\(shown)' has an extended glob, which only ksh and bash read: '\(part)'"
    case .regex: "pattern '\(shown)' is a regular expression, and not a pattern of git's: '\(part)'"
    case .negation: "pattern '\(shown)' begins with '!', which doesn't negate here"
    case .leadingSlash: "pattern '\(shown)' begins with '/'; every pattern starts at the repository's root"
    case .dotComponent: "pattern '\(shown)' has a component '.'; git's paths have none"
    case .parentComponent: "pattern '\(shown)' has a component '..'; git's paths have none"
    case .emptyComponent: "pattern '\(shown)' has '//'; git's paths have single slashes"
    case .braces: "pattern '\(shown)' has braces, which are not expanded: '\(part)'"
    case .doubleStar:
      part == "**"
        ? "pattern '\(shown)' has a '**' that isn't a whole component, and so would mean '*'"
        : "pattern '\(shown)' has '\(part)', more than two stars"
    case .unclosedBracket: "pattern '\(shown)' has a '[' that isn't closed"
    case .unknownClass: "pattern '\(shown)' has an unknown character class '\(part)'"
    case .wideBracket:
      "pattern '\(shown)' has brackets with a character outside ASCII, of which they take one byte: '\(part)'"
    case .trailingBackslash: "pattern '\(shown)' ends in a backslash, which escapes nothing"
    case .backslash: "pattern '\(shown)' has a backslash, which parts no folders: it escapes what follows"
    case .slashAfterWildcard:
      "pattern '\(shown)' ends in '/' after a wildcard or a backslash, and so would match nothing"
    }
  }

  /// What to write instead.
  package var hint: String? {
    let lines = suggestions.map(Self.quoted)
    let instead = lines.isEmpty ? nil : "write " + Self.list(lines, "or")
    let each = lines.isEmpty ? "" : ": " + Self.list(lines, "and")
    return switch kind {
    case .empty: instead.map { $0 + " for every file" }
    case .nul: "take it out"
    case .extendedGlob:
      (excluded.isEmpty
        ? "write a line for each alternative\(each)"
        : "list under allow what is meant, and under deny " + Self.list(excluded.map(Self.quoted), "and"))
        + " (a parenthesis in a name: '\\(')"
    case .regex:
      if let instead {
        lines.count > 1 ? "write a line for each alternative\(each)" : instead
      } else {
        "write it as git does: '*' inside a name, '**' for folders"
      }
    case .negation: "put what is excluded under deny" + (instead.map { ", or \($0) for a name that begins so" } ?? "")
    case .leadingSlash, .dotComponent, .emptyComponent, .doubleStar, .slashAfterWildcard, .trailingBackslash,
      .backslash:
      instead
    case .parentComponent: instead ?? "write the path from the repository's root"
    case .braces: "write a line for each alternative\(each) (a brace in a name: '\\{')"
    case .unclosedBracket: "close it with ']'" + (instead.map { ", or \($0) for a bracket in a name" } ?? "")
    case .unknownClass:
      instead ?? "the classes are " + Self.list(CharacterClass.allCases.map { "[:\($0.rawValue):]" }, "and")
    case .wideBracket: "write a line for each character\(each)"
    }
  }

  private var shown: String { EscapedText.line(pattern) }

  private var part: String { EscapedText.line(Array(pattern.utf8)[range.start..<range.end]) }

  /// In single quotes as YAML has them, so that it can be put where the pattern stands.
  private static func quoted(_ line: String) -> String {
    "'" + EscapedText.line(line).split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func list(_ items: [String], _ last: String) -> String {
    guard let end = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }
}
