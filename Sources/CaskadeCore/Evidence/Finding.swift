package import CaskadeContracts
package import CaskadeSyntax

/// One fact that makes a gate fail, or deserves a look.
package struct Finding: Hashable, Sendable {
  package typealias Severity = FindingRule.Severity

  /// What another gate, or the same one, says of the same change: folded into the finding that says most about it.
  package struct Companion: Hashable, Sendable {
    package let rule: String
    package let gate: GateName
    package let severity: Severity
    package let line: Int?
    package let message: String
    package let contractLine: Int?

    package init(
      _ severity: Severity, gate: GateName, ruleID: String, line: Int? = nil, _ message: String,
      contractLine: Int? = nil
    ) {
      rule = ruleID
      self.gate = gate
      self.severity = severity
      self.line = line
      self.message = message
      self.contractLine = contractLine
    }
  }

  /// The identifier of its rule. In evidence from elsewhere it may be one that this version doesn't know.
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

  /// - Parameter severity: one of the rule's.
  package init(
    _ severity: Severity, gate: GateName, rule: FindingRule, path: RepositoryPath? = nil, line: Int? = nil,
    _ message: String, hint: String? = nil, contractLine: Int? = nil, subject: String? = nil
  ) {
    self.init(
      severity, gate: gate, ruleID: rule.id, path: path, line: line, message, hint: hint, contractLine: contractLine,
      subject: subject)
  }

  /// A finding that was made before: as evidence has it, or folded.
  package init(
    _ severity: Severity, gate: GateName, ruleID: String, path: RepositoryPath? = nil, line: Int? = nil,
    _ message: String, hint: String? = nil, contractLine: Int? = nil, also: [Companion] = [],
    subject: String? = nil
  ) {
    rule = ruleID
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
