package import CaskadeInspection
package import CaskadeSyntax

/// What a check has before it, before anything is judged (PRODUCT, "Exit codes").
///
/// The first that fits counts, in the order of the cases.
package enum Occasion: Hashable, Sendable {
  /// Nothing that a contract judges.
  case nothing(Kind)
  /// No answer: exit status 2.
  case refused(Refusal)
  /// Work that a contract judges.
  case judged
  /// Work that needs a contract, and none is for it.
  case ungoverned

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case notSetUp = "not set up"
    case empty
    case contractFilesOnly = "contract files only"
    case policyChange = "policy change"
    case notGoverned = "not governed"
  }

  package enum Refusal: Hashable, Sendable, CaseIterable {
    /// A job for a repository, or a base, that has nothing of caskade's.
    case misaimed
    /// Base and head are one commit, and nothing is uncommitted.
    case sameCommit
    /// The same in a job for a push, which compares the base with itself.
    case baseItself
  }

  /// How far head and base are apart.
  package enum Span: Hashable, Sendable, CaseIterable {
    case sameCommit, sameTree, differs
  }

  /// What of a contract there is for the work.
  package enum Match: Hashable, Sendable, CaseIterable {
    /// It names the branch, or no branch and is the only one.
    case forBranch
    /// The only open one, and it names other branches.
    case forOthers
    case none
  }

  /// What is known before any contract is read; nil where it is work.
  ///
  /// - Parameters:
  ///   - base: the base's tip has contracts or a policy.
  ///   - head: the judged tree has.
  ///   - isPush: the job is for a push, as far as CI says.
  package init?(
    base: Bool, head: Bool, isCI: Bool, isPush: Bool, span: Span, touched: Touched
  ) {
    if !base {
      self = head || !isCI ? .nothing(.notSetUp) : .refused(.misaimed)
    } else if span == .sameCommit {
      self = .refused(isCI && isPush ? .baseItself : .sameCommit)
    } else if span == .sameTree {
      self = .nothing(.empty)
    } else if !touched.work {
      self = .nothing(touched.rules ? .policyChange : .contractFilesOnly)
    } else {
      return nil
    }
  }

  /// What becomes of work.
  ///
  /// - Parameter isGoverned: it needs a contract by the base's policy.
  package init(match: Match, isGoverned: Bool) {
    switch match {
    case .forBranch: self = .judged
    // It fails there for its branch, as it should: where no other contract is, this is the one that was meant.
    case .forOthers: self = isGoverned ? .judged : .nothing(.notGoverned)
    case .none: self = isGoverned ? .ungoverned : .nothing(.notGoverned)
    }
  }
}

/// What kinds of files a change touches.
package struct Touched: Hashable, Sendable {
  /// Policy or signers.
  package let rules: Bool
  /// Anything that is no contract file.
  package let work: Bool
  /// The first contract or approval that is created or changed.
  package let grants: RepositoryPath?

  package init(rules: Bool, work: Bool, grants: RepositoryPath? = nil) {
    self.rules = rules
    self.work = work
    self.grants = grants
  }

  package init(_ changes: ChangeSet) {
    grants = changes.changes.first { $0.operation != .delete && ContractFile($0.path)?.grants ?? false }?.path
    rules = changes.changes.contains { ContractFile($0.path)?.isRule ?? false }
    work = changes.changes.isEmpty || changes.changes.contains { ContractFile($0) == nil }
  }
}
