package import CaskadeSyntax

/// What can be wrong with a well-formed YAML file that should be a contract, a template or a policy.
package enum SchemaProblem: Hashable, Sendable {
  case notAMapping(what: String)
  case unknownKey(String, place: String, suggestion: String?, known: [String])
  case missingKey(String, example: String)
  case unsupportedVersion(key: String, found: String)
  case expected(Shape, key: String, found: Shape)
  case empty(key: String, shape: Shape)
  /// The value begins with `#`, and so is a comment.
  case onlyComment(key: String, found: String)
  case notOneOf(key: String, found: String, known: [String], suggestion: String?)
  case badDate(key: String, found: String)
  case badTimeSpan(key: String, found: String)
  case badCount(key: String, found: String, range: ClosedRange<Int>)
  case badLimit(found: String)
  case badTests(key: String, found: String)
  case badPattern(PathPatternError)
  case badBranch(found: String, reason: String)
  case badTool(found: String, suggestion: String?)
  case badShellTool(found: String)
  case badMCPTool(found: String)
  case badVariable(found: String)
  case badFolder(found: String)
  case badHomePath(found: String)
  case wildcardPrincipal(found: String)
  case takenName(key: String, found: String)
  case repeated(key: String, found: String)
  case severalKeys(what: String, found: [String])
  case missingReason(key: String)

  /// The kinds of value that a schema tells apart.
  package enum Shape: String, Hashable, Sendable {
    case text
    case list
    case mapping
    case nothing
  }
}
