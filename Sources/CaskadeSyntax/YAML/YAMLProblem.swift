/// What can be wrong with a text as YAML, with the data that its message needs.
///
/// A `suggestion` is text that a person can paste; nil where the line is too long to repeat.
package enum YAMLProblem: Hashable, Sendable {
  // The file.
  case tooLong(bytes: Int, limit: Int)
  case tooDeep(Int)
  case tooManyNodes(Int)
  case tooManyProblems(Int)
  case otherEncoding(String)
  case invalidUTF8([UInt8])
  case hiddenCharacter(HiddenCharacter, Unicode.Scalar)
  case loneCarriageReturn
  // What YAML has and this subset has not.
  case anchor(String, String?)
  case alias(String, String?)
  case tag(String, String?)
  case mergeKey
  case directive(String)
  case severalDocuments
  case noDocument
  case complexKey
  case collectionKey(suggestion: String?)
  case emptyKey
  case duplicateKey(String, first: SourceRange)
  case unprintableKey(Unicode.Scalar)
  case longKey
  case topLevelIndentation(Int)
  case blockScalarWithoutBreak
  // What YAML has not either.
  case tab
  case indentation(found: Int)
  case strayLine
  case listEntryExpected(suggestion: String?)
  case keyExpected(suggestion: String?)
  case keyExpectedNotList
  case inlineList(after: String)
  case nestedMapping(suggestion: String?)
  case multilineKey(start: SourceRange?)
  case trailingText(after: String, suggestion: String?)
  case textCutByComment
  case commentWithoutSpace
  case reservedStart(String, suggestion: String?)
  case loneIndicator(String, suggestion: String?)
  case unclosed(String)
  case mismatchedClose(open: String, place: SourceRange)
  case continuationIndentation(Int)
  case missingComma(open: String)
  case emptyFlowEntry
  case spaceAfterColon
  case badEscape(String)
  case shortEscape(String, Int)
  case notACharacter(String)
  case blockScalarHeader(String, suggestion: String?)
  case blankLineTooLong(found: Int, expected: Int)
  // Legal, and hardly ever meant.
  case splitText(String, after: String, suggestion: String)

  package var severity: Diagnostic.Severity {
    if case .splitText = self { .warning } else { .error }
  }
}

/// The problems of one reading, in the order in which they were found, up to a number.
struct YAMLProblemList {
  private let limit: Int
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasErrors = false

  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  var isFull: Bool { diagnostics.count > limit }

  mutating func add(_ problem: YAMLProblem, at range: SourceRange) {
    guard !isFull else { return }
    if problem.severity == .error { hasErrors = true }
    if diagnostics.count == limit {
      hasErrors = true
      diagnostics.append(YAMLProblem.tooManyProblems(limit).diagnostic(at: range))
    } else {
      diagnostics.append(problem.diagnostic(at: range))
    }
  }
}
