package import CaskadeSyntax

/// What a draft proposes to allow, with its reasons, and what it leaves to the person.
package struct ScopeProposal: Sendable {
  /// A pattern, and why it is there.
  package struct Line: Hashable, Sendable {
    package let pattern: String
    /// Empty where it needs none.
    package let reason: String
    /// What may be done there; empty for everything.
    package let operations: [Operation]

    package init(pattern: String, reason: String = "", operations: [Operation] = []) {
      self.pattern = pattern
      self.reason = reason
      self.operations = operations
    }
  }

  /// Why the proposal is less than it could be.
  package enum Gap: Hashable, Sendable {
    /// The query has too few words to search for.
    case vague
    case shallow
    case noHistory
  }

  /// What the person gave and what is proposed, the likeliest first.
  package internal(set) var allow: [Line] = []
  /// The next likely files.
  package internal(set) var candidates: [Line] = []
  /// Nil where nothing is proposed.
  package internal(set) var confidence: ScopeConfidence?
  /// How many tracked files the patterns match, of how many.
  package internal(set) var width = 0
  package internal(set) var tracked = 0
  /// The areas in which those files lie, in the policy's order.
  package internal(set) var areas: [Area] = []
  /// The files of which one most likely changes, the likeliest first.
  package internal(set) var choices: [Line] = []
  package internal(set) var gaps: [Gap] = []
  /// The person gave patterns, and they are the scope.
  package internal(set) var isGiven = false

  /// What was changed, in a sentence, where the scope is that of a past change.
  package internal(set) var past: String?

  /// Nothing is known.
  package static let none = ScopeProposal()

  init() {}

  /// What a person gave, and nothing else.
  package init(given patterns: [String]) {
    allow = patterns.map { Line(pattern: $0) }
    isGiven = true
  }

  package var withoutCandidates: ScopeProposal {
    var proposal = self
    proposal.candidates = []
    return proposal
  }

  /// The patterns that are allowed.
  package var patterns: [String] { allow.map(\.pattern) }
}
