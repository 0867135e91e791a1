package import CaskadeSyntax

/// A parsed, valid Goal Contract, format version 1.
///
/// It is complete in structure only: whether it is approved, in force or sensible is judged elsewhere. Places are
/// line numbers in the file that it was read from.
package struct Contract: Hashable, Sendable {
  package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let line: Int

    package init(_ value: Value, line: Int) {
      self.value = value
      self.line = line
    }
  }

  package struct Paths: Hashable, Sendable {
    package var allow: [PathEntry] = []
    package var deny: [PathEntry] = []
    package var checksMayChange: [PathEntry] = []
    /// Files that a gate may leave unseen.
    package var unseen: [Allowance] = []
    package var line = 1

    package init() {}
  }

  package struct Tools: Hashable, Sendable {
    package var allow: [ToolEntry] = []
    package var ask: [ToolEntry] = []
    package var deny: [ToolEntry] = []

    package init() {}
  }

  /// A key that begins with `x-`: carried, never interpreted.
  package struct Extension: Hashable, Sendable {
    package let key: String
    package let value: YAMLNode

    package init(key: String, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  package var title: Located<String>
  package var outcome: Located<String>
  package var ticket: Located<String>?
  package var owner: Located<String>?
  package var template: Located<String>?
  package var band: Located<Band>?
  /// Empty when the contract names no branch.
  package var branch: [BranchPattern] = []
  /// The last day on which the contract is in force.
  package var expires: Located<CalendarDate>?
  /// The outcome line by line.
  package var acceptance: [AcceptanceLine] = []
  /// Contracts that have to be closed as done before this one is in force, by their names.
  package var after: [Located<String>] = []
  /// What one open contract at a time may hold.
  package var locks: [Located<String>] = []
  package var paths = Paths()
  package var tools = Tools()
  package var setup: [Located<String>] = []
  /// Nil when the key is absent; empty when the contract says `validation: []`.
  package var validation: [ValidationCommand]?
  package var stopWhen: [StopCondition] = []
  package var notes: String?
  package var extensions: [Extension] = []
  /// Places where a template's blank was never filled in; a contract with any is a draft.
  package var blanks: [Blank] = []
  /// Values that end where a comment begins which may have been meant as text.
  package var cutTexts: [CutText] = []

  package init(title: Located<String>, outcome: Located<String>) {
    self.title = title
    self.outcome = outcome
  }

  package func governs(branch name: String) -> Bool {
    branch.contains { $0.matches(name) }
  }
}

/// A placeholder such as `<what is broken>` that nobody filled in.
package struct Blank: Hashable, Sendable {
  package let text: String
  package let range: SourceRange
  package let line: Int

  package init(text: String, range: SourceRange, line: Int) {
    self.text = text
    self.range = range
    self.line = line
  }
}

extension Contract.Located: Equatable where Value: Equatable {}
extension Contract.Located: Hashable where Value: Hashable {}
