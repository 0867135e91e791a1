import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Commits of the head that another branch has too, before it is known what the head changes.
struct SharedWork: Sendable {
  private let name: String
  private let commit: ObjectID
  private let isBase: Bool
  private let commits: Int
  private let of: Int
  private let merge: [ObjectID]
  /// What differs between that commit and the head.
  private let differing: Set<RepositoryPath>

  fileprivate init(
    _ shared: SharedHistory, isBase: Bool, commits: Int, of: Int, merge: [ObjectID], differing: Set<RepositoryPath>
  ) {
    (name, commit, self.isBase) = (shared.name, shared.commit, isBase)
    (self.commits, self.of, self.merge, self.differing) = (commits, of, merge, differing)
  }

  /// - Parameter paths: that the head changes.
  func brought(_ paths: Set<RepositoryPath>) -> BroughtWork {
    BroughtWork(
      name: name, commit: commit, isBase: isBase, commits: commits, of: of, merge: merge,
      paths: paths.subtracting(differing))
  }
}

extension BaseAndHead {
  func sharedWorks(_ session: Session) throws(CommandError) -> [SharedWork] {
    let repository = session.repository
    let names = [branch, head.branch].compactMap { $0 }
    let own = Set(names + names.map { "origin/\($0)" })
    return try asking { () throws(GitError) in
      var shared = try repository.branches(sharing: commits, head: head.commit, except: own)
      let parents = Array((commits.first ?? []).dropFirst())
      let target = session.ci.targetBranch ?? policy.base
      var bases = Set(["main", "master", base.name, target].compactMap { $0 }.flatMap { [$0, "origin/\($0)"] })
      if session.ci.isMergeReference, parents.count > 1, parents[0] != mergeBase,
        commits.contains(where: { $0.first == parents[0] })
      {
        // The forge merged the branch into what the target was then, whatever references can be seen.
        let name = target ?? "the target"
        shared.removeAll { bases.contains($0.name) }
        shared.append(SharedHistory(name: name, commit: parents[0]))
        bases.insert(name)
      }
      var works: [SharedWork] = []
      for one in shared.sorted(by: {
        (bases.contains($0.name) ? 0 : 1, $0.name) < (bases.contains($1.name) ? 0 : 1, $1.name)
      }) {
        let theirs = try repository.commits(from: mergeBase, to: one.commit).count
        let changed = try repository.paths(between: repository.objects.tree(of: one.commit), headTree)
        works.append(
          SharedWork(
            one, isBase: bases.contains(one.name), commits: theirs, of: commits.count,
            merge: parents.count > 1 && parents.contains(one.commit) ? parents : [], differing: changed))
      }
      return works
    }
  }
}
