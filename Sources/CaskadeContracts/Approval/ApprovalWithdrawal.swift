package import CaskadeSyntax

/// That the base took back what an approval stands for: whoever brings the old bytes and the old signature again brings
/// nothing that is in force.
package struct ApprovalWithdrawal: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    /// The approved bytes were replaced, removed or moved, wherever among the contracts they lay.
    case contract
    /// The approval itself was replaced or removed.
    case approval
  }

  /// The blobs that one commit of the base took away from among the contracts.
  package struct Loss: Hashable, Sendable {
    package let commit: ObjectID
    package let blobs: [ObjectID]

    package init(in commit: ObjectID, of blobs: [ObjectID]) {
      self.commit = commit
      self.blobs = blobs
    }
  }

  package let what: What
  package let commit: ObjectID

  package init(_ what: What, in commit: ObjectID) {
    self.what = what
    self.commit = commit
  }

  /// The latest of a history, or nil; the contract's before the approval's.
  ///
  /// A merge counts with what it takes from any of its parents, and a side branch with its own commits: this rather
  /// refuses too much, and a new approval, given after all of that, settles it.
  ///
  /// - Parameters:
  ///   - history: what was taken away below `Contracts/` since the approval was given, newest first.
  ///   - contract: the approved bytes.
  ///   - isApproval: whether a blob holds the approval.
  package init?(in history: [Loss], of contract: ObjectID, isApproval: (ObjectID) -> Bool) {
    if let record = history.first(where: { $0.blobs.contains(contract) }) {
      self.init(.contract, in: record.commit)
    } else if let record = history.first(where: { $0.blobs.contains(where: isApproval) }) {
      self.init(.approval, in: record.commit)
    } else {
      return nil
    }
  }
}
