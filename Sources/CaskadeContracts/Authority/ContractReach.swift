package import CaskadeSyntax

/// What a contract lets somebody do to the files that a repository tracks, and the band that such a change can have.
package struct ContractReach: Sendable {
  /// The files that may be modified or deleted, sorted. A protected one is among them only where an entry names it.
  package let changeable: [RepositoryPath]
  /// Files that a pattern allows and that stay shut all the same, as they are protected.
  package let guarded: [RepositoryPath]
  /// Areas of the changeable files, in the policy's order.
  package let areas: [(area: Area, files: Int)]
  /// Areas in which nothing may be changed, and files may be added.
  package let growing: [Area]
  /// The highest band of the contract itself and of the areas that it reaches.
  package let band: Band

  /// The areas for which approvals of this band aren't enough.
  package func reached(above band: Band) -> [Area] { (areas.map(\.area) + growing).filter { $0.band > band } }

  package init(_ contract: Contract, policy: Policy, tracked: [RepositoryPath]) {
    let scope = ScopeRules(contract.paths)
    let index = PolicyIndex(policy)
    var changeable: [RepositoryPath] = []
    var guarded: [RepositoryPath] = []
    var counts: [String: Int] = [:]
    var grown: Set<String> = []
    for path in tracked.sorted() {
      let folded = FoldedPath(path)
      func may(_ operation: Operation) -> Bool { scope.decision(for: operation, on: folded).isAllowed }
      let operations = [Operation.modify, .delete].filter(may)
      if operations.isEmpty {
        if may(.create) { grown.formUnion(index.areas(covering: folded).map(\.name)) }
        continue
      }
      if index.protectedRule(covering: folded) != nil, !operations.contains(where: { scope.opens(folded, for: $0) }) {
        guarded.append(path)
        continue
      }
      changeable.append(path)
      for area in index.areas(covering: folded) { counts[area.name, default: 0] += 1 }
    }
    self.changeable = changeable
    self.guarded = guarded
    areas = policy.areas.compactMap { area in counts[area.name].map { (area, $0) } }
    growing = policy.areas.filter { counts[$0.name] == nil && grown.contains($0.name) }
    let own = ContractBand(contract, index: index).band
    band = (areas.map(\.area) + growing).map(\.band).reduce(own, max)
  }
}
