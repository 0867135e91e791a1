package import CaskadeSyntax

extension SchemaProblem {
  package func diagnostic(at range: SourceRange?, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(.error, rule: rule, message, at: range, hint: hint, notes: notes)
  }

  package var rule: String {
    switch self {
    case .notAMapping: Kind.notAMapping.rawValue
    case .unknownKey: Kind.unknownKey.rawValue
    case .missingKey: Kind.missingKey.rawValue
    case .unsupportedVersion: Kind.version.rawValue
    case .expected: Kind.type.rawValue
    case .empty, .onlyComment: Kind.empty.rawValue
    case .notOneOf: Kind.unknownValue.rawValue
    case .badDate: Kind.date.rawValue
    case .badTimeSpan: Kind.duration.rawValue
    case .badCount, .badTests: Kind.count.rawValue
    case .badLimit: Kind.limit.rawValue
    case .badPattern(let error): error.rule
    case .badBranch: Kind.branch.rawValue
    case .badTool, .badShellTool, .badMCPTool: Kind.tool.rawValue
    case .badVariable: Kind.variable.rawValue
    case .badFolder, .badHomePath: Kind.folder.rawValue
    case .wildcardPrincipal: Kind.principal.rawValue
    case .takenName: Kind.takenName.rawValue
    case .repeated: Kind.repeated.rawValue
    case .severalKeys: Kind.severalKeys.rawValue
    case .missingReason: Kind.missingReason.rawValue
    }
  }

  package var message: String {
    switch self {
    case .notAMapping(let what):
      "a \(what) is a mapping of keys to values"
    case .unknownKey(let key, let place, _, _):
      "unknown key '\(key)'\(place.isEmpty ? "" : " in '\(place)'")"
    case .missingKey(let key, _):
      "the key '\(key)' is required"
    case .unsupportedVersion(let key, let found):
      "'\(key)' is '\(found)', and this caskade reads version 1"
    case .expected(let shape, let key, let found):
      "'\(key)' has to be \(Self.named(shape)), and here is \(Self.named(found))"
    case .empty(let key, let shape):
      "'\(key)' is empty, and has to be \(Self.named(shape))"
    case .onlyComment(let key, let found):
      "'\(key)' is empty: '\(found)' is read as a comment"
    case .notOneOf(let key, let found, _, _):
      "'\(key)' can't be '\(found)'"
    case .badDate(let key, let found):
      "'\(key)' is not a date: '\(found)'"
    case .badTimeSpan(let key, let found):
      "'\(key)' is not a length of time: '\(found)'"
    case .badCount(let key, let found, let range):
      "'\(key)' is not a whole number from \(range.lowerBound) to \(range.upperBound): '\(found)'"
    case .badTests(let key, let found):
      "'\(key)' is not a number of tests: '\(found)'"
    case .badLimit(let found):
      "not a limit: '\(found)'"
    case .badPattern(let error):
      error.message
    case .badBranch(let found, let reason):
      "'\(found)' can't name a branch: \(reason)"
    case .badTool(let found, _):
      "unknown tool '\(found)'"
    case .badShellTool(let found):
      "'shell' needs the command that it stands for, not '\(found)'"
    case .badMCPTool(let found):
      "'mcp' needs SERVER/TOOL, not '\(found)'"
    case .badVariable(let found):
      "'\(found)' can't be the name of a variable"
    case .badFolder(let found):
      "'\(found)' is not a folder inside the repository"
    case .badHomePath(let found):
      "'\(found)' is no place below a home"
    case .wildcardPrincipal(let found):
      "'\(found)' is not one person's name"
    case .takenName(let key, let found):
      "'\(key)' can't be '\(found)': another area is called that"
    case .repeated(let key, let found):
      "'\(found)' stands twice in '\(key)'"
    case .severalKeys(let what, let found):
      found.isEmpty
        ? "\(what) has one key, and here is none"
        : "\(what) has one key, and here are \(found.count): \(found.map { "'\($0)'" }.joined(separator: ", "))"
    case .missingReason(let key):
      "an entry of '\(key)' needs a reason"
    }
  }

  package var hint: String? {
    switch self {
    case .notAMapping(let what):
      what == "policy" ? "begin with 'caskade_policy: 1'" : "begin with 'caskade: 1', 'title: ...' and 'outcome: ...'"
    case .unknownKey(_, _, let suggestion, let known):
      suggestion.map { "did you mean '\($0)'?" } ?? "known here: \(known.joined(separator: ", "))"
    case .missingKey(_, let example):
      "add the line '\(example)'"
    case .unsupportedVersion(let key, _):
      "write '\(key): 1', or use a newer caskade"
    case .expected(let shape, let key, _), .empty(let key, let shape):
      Self.example(of: shape, key: key)
    case .onlyComment:
      "quote the value, or write '# ' for a comment"
    case .notOneOf(_, _, let known, let suggestion):
      suggestion.map { "did you mean '\($0)'?" }
        ?? (known.isEmpty ? "none is defined" : "one of: \(known.joined(separator: ", "))")
    case .badDate:
      "write YYYY-MM-DD, as in 2027-01-31"
    case .badTimeSpan:
      "write 90s, 10m or 1h30m; a day at most"
    case .badCount:
      nil
    case .badTests(let key, _):
      "write '\(key): 5 tests'"
    case .badLimit:
      "write 'more_than: 12 files'; units: \(StopCondition.Unit.allCases.map(\.rawValue).joined(separator: ", "))"
    case .badPattern(let error):
      error.hint
    case .badBranch:
      "write a branch's name such as 'fix/login', or a pattern such as 'fix/*'"
    case .badTool(let found, _) where ["mcp: ", "shell: ", "web: "].contains(where: found.hasPrefix):
      "write it without quotes: - \(found)"
    case .badTool(_, let suggestion):
      suggestion.map { "did you mean '\($0)'?" }
        ?? "one of: read, search, edit, agent, web, 'web: HOST', 'shell: COMMAND', 'mcp: SERVER/TOOL'"
    case .badShellTool:
      "write '- shell: swift test *'"
    case .badMCPTool:
      "write '- mcp: github/create_issue', or '- mcp: github/*'"
    case .badVariable:
      "letters, digits and '_', not beginning with a digit"
    case .badHomePath:
      "write a folder or file below a home, as in ~/.m2"
    case .badFolder:
      "write a path from the repository's root, as in 'Tools/Site'; without 'dir' it is the root"
    case .wildcardPrincipal:
      "write the name as it stands in Contracts/allowed_signers, such as sec-lead@example.com"
    case .takenName:
      "choose a name that no other area has"
    case .repeated:
      "remove one of the two"
    case .severalKeys:
      "begin a '-' entry for each"
    case .missingReason:
      "add 'reason: ...', so that a reviewer can judge it"
    }
  }

  private static func named(_ shape: Shape) -> String {
    switch shape {
    case .text: "text"
    case .list: "a list"
    case .mapping: "a mapping"
    case .nothing: "nothing"
    }
  }

  private static func example(of shape: Shape, key: String) -> String? {
    switch shape {
    case .text: "write '\(key): some text', or remove the key"
    case .list: "write '\(key):' and below it lines that begin with '- ', or '\(key): []' for none"
    case .mapping: "write '\(key):' and below it indented 'key: value' lines"
    case .nothing: nil
    }
  }
}
