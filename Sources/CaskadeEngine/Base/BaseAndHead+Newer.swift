import CaskadeContracts
import CaskadeSyntax
import CaskadeSystem

extension BaseAndHead {
  /// The remote-tracking tip that the pinned root of trust is behind; nil where none can be seen.
  ///
  /// Whoever writes references could have made it, so it is only asked what it would take away.
  static func newer(than root: Revision, _ policy: Policy, _ session: Session) throws(CommandError) -> Revision? {
    guard root.pinned else { return nil }
    let repository = session.repository
    return try asking { () throws(GitError) in
      let target = session.ci.targetBranch ?? policy.base
      guard let tip = try repository.revisions.trackedTip(of: target), tip.commit != root.commit else { return nil }
      return try repository.ancestors(among: [root.commit], of: tip.commit).isEmpty ? nil : tip
    }
  }
}
