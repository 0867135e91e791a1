import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

extension BaseAndHead {
  /// What came to the head with commits that another branch has too.
  func brought(_ changes: ChangeSet, _ session: Session) throws(CommandError) -> [BroughtWork] {
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
      var works: [BroughtWork] = []
      for one in shared.sorted(by: {
        (bases.contains($0.name) ? 0 : 1, $0.name) < (bases.contains($1.name) ? 0 : 1, $1.name)
      }) {
        let theirs = try repository.commits(from: mergeBase, to: one.commit).count
        let changed = try repository.paths(between: repository.objects.tree(of: one.commit), headTree)
        works.append(
          BroughtWork(
            name: one.name, commit: one.commit, isBase: bases.contains(one.name), commits: theirs, of: commits.count,
            merge: parents.count > 1 && parents.contains(one.commit) ? parents : [],
            paths: Set(changes.changes.map(\.path)).subtracting(changed)))
      }
      return works
    }
  }
}
