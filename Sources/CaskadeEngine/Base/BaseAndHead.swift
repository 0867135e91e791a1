package import CaskadeContracts
package import CaskadeCore
package import CaskadeSyntax
package import CaskadeSystem

/// What is compared with what: base and head resolved, the merge base between them, and the two trees.
package struct BaseAndHead: Sendable {
  package let base: Revision
  package let head: Revision
  package let mergeBase: ObjectID
  package let mergeBaseCount: Int
  /// The commits that the head has and the base's tip has not, each with its parents; the newest first.
  let commits: [[ObjectID]]
  package let baseTree: ObjectID
  package let headTree: ObjectID
  /// Nil for a committed head.
  package let snapshot: WorkingTreeSnapshot?
  /// The head tree holds work that no commit does.
  package let isUncommitted: Bool
  package let branch: String?
  /// Where authority is read: the base, unless the caller named another revision with `--contract-from`.
  package let root: Revision
  package let rootShelf: ContractTree
  package let headShelf: ContractTree
  /// The merge base's: what differs from it on the head the branch did.
  package let forkShelf: ContractTree
  /// A tip beyond the pinned root; it may only take away.
  let newer: Revision?
  /// The head is a merge queue's, and nobody said whose work it is.
  let isQueue: Bool
  package let policy: Policy
  package let policyRecord: Evidence.PolicyRecord

  /// The head is found, and its working tree read, while the base and what stands on it are.
  package init(_ options: CheckOptions, _ session: Session) throws(CommandError) {
    let repository = session.repository
    let found = Errand { () throws(CommandError) in try Self.head(options, session) }
    let isCommitted = options.head != nil
    let isThorough = options.isThorough || session.ci.isCI
    let taken = Errand { () throws(CommandError) -> WorkingTreeSnapshot? in
      guard !isCommitted else { return nil }
      let commit = try found.result().commit
      return try asking(repository.snapshots(of: commit, thorough: isThorough).take(number: 0))
    }
    let start = Result { () throws(CommandError) in try Self.firstBase(options.base, session) }
    let head = try found.result()
    let first = try start.get()
    let trees = Errand { () throws(CommandError) in
      try asking(repository.objects.trees(of: [first.commit, head.commit]))
    }
    // The policy may name another base; until it is read, the first one is taken for the one that counts.
    var span = Errand { () throws(CommandError) in try Span(first, head, repository, trees) }
    var (base, shelf, policy) = try Self.settledBase(first, tree: trees.result()[0], options.base, session)
    if base != first {
      let (base, baseTree) = (base, shelf.tree)
      span = Errand { () throws(CommandError) in
        let headTree = try trees.result()[1]
        return try Span(base, head, repository, Errand { () throws(CommandError) in [baseTree, headTree] })
      }
    }
    self.head = head
    self.base = base
    root = try Self.root(options, base, session)
    if root != base {
      shelf = try ContractTree(of: root.commit, repository.objects)
      policy = try shelf.policy()
    }
    rootShelf = shelf
    (self.policy, policyRecord) = policy
    (branch, isQueue) = Self.branch(options, head, session.ci)
    newer = try Self.newer(than: root, self.policy, session)
    let between = try span.result()
    (mergeBase, mergeBaseCount, baseTree) = (between.mergeBase, between.mergeBaseCount, between.baseTree)
    commits = between.commits
    snapshot = try taken.result()
    headTree = snapshot?.tree ?? between.headTree
    isUncommitted = headTree != between.headTree
    headShelf = try ContractTree(headTree, beside: shelf)
    forkShelf = try baseTree == shelf.tree ? shelf : ContractTree(baseTree, beside: shelf)
  }

  /// What lies between two commits.
  private struct Span {
    let mergeBase: ObjectID
    let mergeBaseCount: Int
    let baseTree: ObjectID
    let headTree: ObjectID
    let commits: [[ObjectID]]

    /// - Parameter trees: those of the base and of the head.
    init(
      _ base: Revision, _ head: Revision, _ repository: Repository, _ trees: Errand<[ObjectID], CommandError>
    ) throws(CommandError) {
      (mergeBase, mergeBaseCount) = try asking(repository.mergeBase(base: base, head: head))
      commits = try asking(repository.commits(from: base.commit, to: head.commit))
      let known = try trees.result()
      headTree = known[1]
      baseTree = mergeBase == base.commit ? known[0] : try asking(repository.objects.tree(of: mergeBase))
    }
  }

  /// A merge queue's own branch names nobody's work.
  private static func branch(
    _ options: CheckOptions, _ head: Revision, _ ci: CIRun
  ) -> (name: String?, isQueue: Bool) {
    if let named = options.branch { return (named, false) }
    let isQueues = head.branch.map(QueueBranch.isOne) ?? false
    if let branch = head.branch, !isQueues { return (branch, false) }
    if let source = ci.sourceBranch { return (source, false) }
    return (nil, isQueues || ci.occasion == .mergeQueue)
  }

  private static func head(_ options: CheckOptions, _ session: Session) throws(CommandError) -> Revision {
    try asking { () throws(GitError) in
      if let name = options.head { return try session.repository.revisions.read(name, role: "--head") }
      return try session.repository.revisions.head()
    }
  }

  /// The base as it is now, the same for every verb: what the caller named, else what CI or the policy names.
  package static func base(_ named: String?, _ session: Session) throws(CommandError) -> Revision {
    try settledBase(firstBase(named, session), named, session).0
  }

  static func firstBase(_ named: String?, _ session: Session) throws(CommandError) -> Revision {
    let revisions = session.repository.revisions
    if let named { return try asking(revisions.read(named, role: "--base")) }
    do throws(GitError) {
      return try revisions.usualBase(target: session.ci.targetBranch)
    } catch {
      if case .noBase = error.kind, session.ci.targetBranch == nil, let own = try selfNamed(session) { return own }
      throw CommandError(error)
    }
  }

  /// Whether there is a base that nobody has to name: contracts can be shown, exported and compared before there is a
  /// branch to merge them to. A git that fails says nothing of that.
  static func isThere(_ session: Session) throws(CommandError) -> Bool {
    do throws(GitError) {
      _ = try session.repository.revisions.usualBase(target: session.ci.targetBranch)
      return true
    } catch {
      guard case .noBase = error.kind else { throw CommandError(error) }
      guard session.ci.targetBranch == nil else { return false }
      return try selfNamed(session) != nil
    }
  }

  /// Where no branch has a usual name: the branch that the head's policy names, if its own policy names it too.
  static func selfNamed(_ session: Session) throws(CommandError) -> Revision? {
    let (revisions, objects) = (session.repository.revisions, session.repository.objects)
    guard let head = try unlessMissing({ () throws(GitError) in try revisions.head() }),
      let name = try ContractTree(of: head.commit, objects).policy().policy.base,
      let found = try unlessMissing({ () throws(GitError) in try revisions.usualBase(target: name) })
    else { return nil }
    guard try ContractTree(of: found.commit, objects).policy().policy.base == name else { return nil }
    return Revision(
      name: found.name, why: "its own policy names it", commit: found.commit, branch: found.branch, pinned: false)
  }

  /// Nil where git says that there is none; that git fails says nothing of that.
  private static func unlessMissing(_ read: () throws(GitError) -> Revision) throws(CommandError) -> Revision? {
    do throws(GitError) {
      return try read()
    } catch {
      switch error.kind {
      case .noCommits, .noBase: return nil
      case _: throw CommandError(error)
      }
    }
  }

  /// The base, and the contracts and the policy at its tip. A policy that is found by the usual names may redirect once.
  private static func settledBase(
    _ first: Revision, tree: ObjectID? = nil, _ named: String?, _ session: Session
  ) throws(CommandError) -> (Revision, ContractTree, (Policy, Evidence.PolicyRecord)) {
    let objects = session.repository.objects
    let shelf: ContractTree
    if let tree {
      shelf = try ContractTree(ofTree: tree, objects)
    } else {
      shelf = try ContractTree(of: first.commit, objects)
    }
    let policy = try shelf.policy()
    guard named == nil, session.ci.targetBranch == nil, let name = policy.policy.base, name != first.branch
    else {
      return (first, shelf, policy)
    }
    let redirected = try asking { () throws(GitError) in
      let found = try session.repository.revisions.usualBase(target: name)
      return Revision(
        name: found.name, why: "the policy on \(first.name) names it", commit: found.commit, branch: found.branch,
        pinned: false)
    }
    let second = try ContractTree(of: redirected.commit, session.repository.objects)
    return (redirected, second, try second.policy())
  }

  private static func root(
    _ options: CheckOptions, _ base: Revision, _ session: Session
  ) throws(CommandError) -> Revision {
    guard let name = options.contractFrom, options.vouchedFile == nil else { return base }
    return try asking(session.repository.revisions.read(name, role: "--contract-from"))
  }
}
