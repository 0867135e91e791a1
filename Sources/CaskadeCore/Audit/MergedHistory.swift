package import CaskadeInspection
package import CaskadeSyntax

/// A history, taken apart: the commits that reached the branch by themselves, and what each of them brought along.
package struct MergedHistory: Sendable {
  /// By first parents, the newest first.
  package let chain: [LandedCommit]
  /// The commits that came with a merge, by its id: each with the oldest one that has it in its history.
  package let brought: [ObjectID: [LandedCommit]]

  package init(_ commits: [LandedCommit], tip: ObjectID) {
    let places = Dictionary(commits.enumerated().map { ($1.id, $0) }) { first, _ in first }
    func known(_ id: ObjectID) -> LandedCommit? { places[id].map { commits[$0] } }
    var chain: [LandedCommit] = []
    var assigned: Set<ObjectID> = []
    var next = known(tip)
    while let commit = next, assigned.insert(commit.id).inserted {
      chain.append(commit)
      next = commit.parents.first.flatMap(known)
    }
    var brought: [ObjectID: [LandedCommit]] = [:]
    for merge in chain.reversed() where merge.parents.count > 1 {
      var open = Array(merge.parents.dropFirst())
      while let id = open.popLast() {
        guard let commit = known(id), assigned.insert(id).inserted else { continue }
        brought[merge.id, default: []].append(commit)
        open += commit.parents
      }
    }
    self.chain = chain
    self.brought = brought
  }
}
