import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What will land: the merge of the base's tip and the head, where the commands are to run on that.
struct Landing: Sendable {
  /// What the commands are compared with, and run on, instead of the merge base and the head; nil where they are the same.
  struct Trees: Sendable {
    let merged: (tree: ObjectID, commit: ObjectID)
    let base: (commit: ObjectID, tree: ObjectID)
  }

  let record: MergedRecord
  let trees: Trees?
}

extension CheckRun {
  /// Nil where the head is run as it is.
  ///
  /// The caller asks for it, or the policy does; without a word of either it is what binds: in CI, with a pinned base,
  /// where git can.
  func landing(
    _ comparison: BaseAndHead, _ contract: Contract, _ request: CheckRequest, _ band: Band
  ) throws(CommandError) -> Landing? {
    let repository = session.repository
    let isRun = request.onlyGates?.contains(.validation) ?? true
    guard !request.skipValidation, isRun, contract.validation?.isEmpty == false else { return nil }
    switch options.merged {
    case .never: return nil
    case .always: break
    case .usual:
      let usual = session.ci.isCI && comparison.base.pinned && repository.mergesTrees
      guard comparison.policy.merged(in: band) ?? usual else { return nil }
    }
    let (tip, head) = (comparison.base.commit, comparison.head.commit)
    if tip == comparison.mergeBase {
      return Landing(record: MergedRecord(.clean, baseTip: tip, tree: comparison.headTree), trees: nil)
    }
    return try asking { () throws(GitError) in
      let uncommitted = comparison.isUncommitted ? comparison.headTree : nil
      switch try repository.merge(head, tree: uncommitted, into: tip) {
      case .clean(let tree, let commit):
        return Landing(
          record: MergedRecord(.clean, baseTip: tip, tree: tree),
          trees: Landing.Trees(merged: (tree, commit), base: (tip, try repository.objects.tree(of: tip))))
      case .conflict(let paths):
        return Landing(record: MergedRecord(.conflict, baseTip: tip, conflicts: paths), trees: nil)
      case .unavailable(let reason):
        return Landing(record: MergedRecord(.unavailable, baseTip: tip, reason: reason), trees: nil)
      }
    }
  }
}
