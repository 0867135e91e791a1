package import CaskadeContracts
package import CaskadeSyntax

/// One fact that makes a gate fail, or deserves a look.
package struct Finding: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    case error, warning, note
  }

  /// What another gate, or the same one, says of the same change: folded into the finding that says most about it.
  package struct Companion: Hashable, Sendable {
    package let rule: String
    package let gate: GateName
    package let severity: Severity
    package let line: Int?
    package let message: String
    package let contractLine: Int?

    package init(
      _ severity: Severity, gate: GateName, rule: String, line: Int? = nil, _ message: String, contractLine: Int? = nil
    ) {
      self.rule = rule
      self.gate = gate
      self.severity = severity
      self.line = line
      self.message = message
      self.contractLine = contractLine
    }
  }

  package let rule: String
  package let gate: GateName
  package let severity: Severity
  /// Nil for a fact about the change as a whole.
  package let path: RepositoryPath?
  /// The line in the file, counted from 1.
  package let line: Int?
  package let message: String
  package let hint: String?
  /// The contract's line that decided, counted from 1.
  package let contractLine: Int?
  /// What else is found of the same change, gravest first.
  package let also: [Companion]
  /// What in that place it is about, where one rule can hold several times: a command, a test.
  package let subject: String?

  package init(
    _ severity: Severity, gate: GateName, rule: String, path: RepositoryPath? = nil, line: Int? = nil,
    _ message: String, hint: String? = nil, contractLine: Int? = nil, also: [Companion] = [],
    subject: String? = nil
  ) {
    self.rule = rule
    self.gate = gate
    self.severity = severity
    self.path = path
    self.line = line
    self.message = message
    self.hint = hint
    self.contractLine = contractLine
    self.also = also
    self.subject = subject
  }

  /// Of `also`, what the message doesn't say already in the same words.
  package var untold: [Companion] { also.filter { !message.hasSuffix($0.message) } }
}
