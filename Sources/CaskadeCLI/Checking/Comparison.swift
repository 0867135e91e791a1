import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What is compared with what: base and head resolved, the merge base between them, and the two trees.
struct Comparison {
  let base: Revision
  let head: Revision
  let mergeBase: ObjectID
  let mergeBaseCount: Int
  let baseTree: ObjectID
  let headTree: ObjectID
  /// Nil for a committed head.
  let snapshot: WorkingTreeSnapshot?
  /// The head tree holds work that no commit does.
  let isUncommitted: Bool
  let branch: String?
  /// Where authority is read: the base, unless the caller named another revision with `--contract-from`.
  let root: Revision
  let rootShelf: ContractShelf
  let policy: Policy
  let policyRecord: Evidence.PolicyRecord

  init(_ options: CheckOptions, _ session: Session) throws(CommandError) {
    let repository = session.repository
    let revisions = repository.revisions
    head = try asking { () throws(GitError) in
      if let name = options.head { return try revisions.read(name, role: "--head") }
      return try revisions.head()
    }
    var (base, shelf, policy) = try Self.base(options, session)
    self.base = base
    root = try Self.root(options, base, session)
    if root != base {
      shelf = try Self.shelf(at: root, session)
      policy = try shelf.policy()
    }
    rootShelf = shelf
    (self.policy, policyRecord) = policy
    branch = options.branch ?? head.branch ?? session.ci.sourceBranch
    let isCommitted = options.head != nil
    let head = self.head
    (mergeBase, mergeBaseCount) = try asking { () throws(GitError) in
      try repository.mergeBase(base: base, head: head)
    }
    let mergeBase = self.mergeBase
    baseTree = try asking { () throws(GitError) in try repository.objects.tree(of: mergeBase) }
    if isCommitted {
      snapshot = nil
      headTree = try asking { () throws(GitError) in try repository.objects.tree(of: head.commit) }
      isUncommitted = false
    } else {
      let thorough = options.thorough || base.pinned || session.ci.isCI
      let taken = try asking { () throws(GitError) in try repository.snapshots(thorough: thorough).take(number: 0) }
      snapshot = taken
      headTree = taken.tree
      let committed = try asking { () throws(GitError) in try repository.objects.tree(of: head.commit) }
      isUncommitted = committed != taken.tree
    }
  }

  /// The base, and the contracts and the policy at its tip. A policy that is found by the usual names may redirect once.
  static func base(
    _ options: CheckOptions, _ session: Session
  ) throws(CommandError) -> (Revision, ContractShelf, (Policy, Evidence.PolicyRecord)) {
    let revisions = session.repository.revisions
    let first = try asking { () throws(GitError) in
      if let name = options.base { return try revisions.read(name, role: "--base") }
      return try revisions.usualBase(target: session.ci.targetBranch)
    }
    let shelf = try shelf(at: first, session)
    let policy = try shelf.policy()
    guard options.base == nil, session.ci.targetBranch == nil, let name = policy.policy.base, name != first.branch
    else {
      return (first, shelf, policy)
    }
    let redirected = try asking { () throws(GitError) in
      let found = try revisions.usualBase(target: name)
      return Revision(
        name: found.name, why: "the policy on \(first.name) names it", commit: found.commit, branch: found.branch,
        pinned: false)
    }
    let second = try Self.shelf(at: redirected, session)
    return (redirected, second, try second.policy())
  }

  private static func root(
    _ options: CheckOptions, _ base: Revision, _ session: Session
  ) throws(CommandError) -> Revision {
    guard let name = options.contractFrom, options.vouchedFile == nil else { return base }
    return try asking { () throws(GitError) in
      try session.repository.revisions.read(name, role: "--contract-from")
    }
  }

  private static func shelf(at revision: Revision, _ session: Session) throws(CommandError) -> ContractShelf {
    let objects = session.repository.objects
    let tree = try asking { () throws(GitError) in try objects.tree(of: revision.commit) }
    return try ContractShelf(tree, objects)
  }
}
