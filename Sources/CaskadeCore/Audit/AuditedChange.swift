package import CaskadeInspection
package import CaskadeSyntax

/// One change that reached the base by itself, and what is recorded of it.
package struct AuditedChange: Hashable, Sendable {
  /// What the records say of it.
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    case kept, broken, unproven
    /// Judged as kept and as broken, the same trees by the same contract: what holds, nobody can tell.
    case conflicting
    /// It was judged, and no contract was needed.
    case free = "no contract needed"
    case none = "no record"
  }

  /// How what landed compares with what was judged.
  package enum Landing: Hashable, Sendable {
    /// The very tree.
    case asJudged
    /// Merged with others' work: it brings the judged files as they were judged, and nothing else.
    case merged
    /// So many files differ from what was judged, some of them by name.
    case otherwise(files: Int, [RepositoryPath])
    /// What was judged isn't here any more.
    case unknown
  }

  package let commit: LandedCommit
  package let standing: Standing
  /// The newest that is of it; nil without one.
  package let record: RecordFacts?
  /// Of the same work.
  package let records: Int
  /// Nil without a record.
  package var landing: Landing?
  /// By what it can be seen that an agent had a hand in it.
  package let signs: [String]
  package var approver: AuditApprover?

  /// It was judged as kept, under a contract, and landed so.
  package var isCovered: Bool {
    guard standing == .kept, record?.contract != nil else { return false }
    return landing == .asJudged || landing == .merged
  }

  package var isOtherwise: Bool { if case .otherwise = landing { true } else { false } }
}

/// Who let the contract be in force, as the base tells it.
package enum AuditApprover: Hashable, Sendable {
  /// People who signed it: names that its approvals give, which the check counted then.
  case signed([String])
  /// Its bytes came to the base with a commit of this author.
  case merged(by: String, ObjectID)
}
