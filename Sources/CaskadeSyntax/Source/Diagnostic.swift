/// One problem in a source text, ready to be shown: where, how grave, what, and what to do.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: Int, Hashable, Sendable, Comparable {
    case note, warning, error

    package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
  }

  /// Another place that belongs to the problem, as in "first set here".
  package struct Note: Hashable, Sendable {
    package let message: String
    package let range: SourceRange

    package init(_ message: String, at range: SourceRange) {
      self.message = message
      self.range = range
    }
  }

  package let severity: Severity
  /// A stable identifier such as `yaml.anchor` or `contract.unknown-key`.
  package let rule: String
  /// Lower case, no final period, the person's own text in single quotes.
  package let message: String
  /// Nil for a problem of the file as a whole.
  package let range: SourceRange?
  package let hint: String?
  package let notes: [Note]

  package init(
    _ severity: Severity, rule: String, _ message: String, at range: SourceRange?,
    hint: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.range = range
    self.hint = hint
    self.notes = notes
  }
}
