/// That the base took back what an approval stands for: whoever brings the old bytes and the old signature again brings
/// nothing that is in force.
package struct ApprovalWithdrawal: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    /// The approved bytes were replaced, removed or moved, wherever among the contracts they lay.
    case contract
    /// The approval itself was replaced or removed.
    case approval
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
  ///   - history: what changed below `Contracts/` since the approval was given, newest first.
  ///   - contract: the approved bytes.
  ///   - isApproval: whether a blob holds the approval.
  package init?(in history: [HistoryRecord], of contract: ObjectID, isApproval: (ObjectID) -> Bool) {
    if let record = history.first(where: { $0.lost.contains(contract) }) {
      self.init(.contract, in: record.commit)
    } else if let record = history.first(where: { $0.lost.contains(where: isApproval) }) {
      self.init(.approval, in: record.commit)
    } else {
      return nil
    }
  }
}

extension HistoryRecord {
  /// The blobs that a parent has at the path, and the commit has not as a file.
  fileprivate var lost: [ObjectID] {
    let isFile = newID != nil && newMode.kind == FileMode.regular.kind
    return oldIDs.compactMap { $0 }.filter { $0 != newID || !isFile }
  }
}
