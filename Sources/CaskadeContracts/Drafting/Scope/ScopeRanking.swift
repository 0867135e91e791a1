package import CaskadeSyntax

/// What a person says will surely change.
package enum ScopeHint: Hashable, Sendable {
  /// One that needn't exist yet.
  case file(RepositoryPath)
  case folder(RepositoryPath)
}

/// The files that may be proposed, with the odds that each changes.
struct ScopeRanking: Sendable {
  let signals: ScopeSignals
  let tree: ScopeTree
  /// The odds of each file, 1 in all. A file that is known to change has none: it isn't asked about.
  let odds: [Double]
  /// The places of the files for which anything speaks, the likeliest first.
  let order: [Int]
  /// What the hints say of each file; nothing where there is none.
  let together: [Companions]
  private let folders: [RepositoryPath]

  /// A known file, and what changed with it.
  struct Companions: Sendable {
    let file: RepositoryPath
    let commits: Int
    let others: [Int: Int]

    /// How much a commit in common says, less where there are few commits.
    func share(of place: Int) -> Double { 4 * Double(others[place] ?? 0) / Double(commits + 2) }

    func isBeside(_ path: RepositoryPath) -> Bool { path != file && path.parent == file.parent }
  }

  private static let shareBesideAFile = 0.8
  private static let valueOfSameFolder = 0.5
  static let valueOfFolder = 2.5

  init(_ signals: ScopeSignals, _ tree: ScopeTree, hints: [ScopeHint]) {
    self.signals = signals
    self.tree = tree
    var together: [Companions] = []
    var folders: [RepositoryPath] = []
    var known: Set<Int> = []
    for hint in hints {
      switch hint {
      case .folder(let folder): folders.append(folder)
      case .file(let path):
        let place = tree.place(of: path.bytes)
        let found = place.map { signals.past.together(with: $0) }
        together.append(Companions(file: path, commits: found?.commits ?? 0, others: found?.others ?? [:]))
        if let place { known.insert(place) }
      }
    }
    self.together = together
    self.folders = folders
    var sums = signals.sums
    if !together.isEmpty {
      for place in sums.indices {
        let path = tree.files[place]
        let companion = together.reduce(0) { max($0, $1.share(of: place)) }
        let isBeside = together.contains { $0.isBeside(path) }
        sums[place] = Self.shareBesideAFile * sums[place] + companion + (isBeside ? Self.valueOfSameFolder : 0)
      }
    }
    for folder in folders {
      for place in ScopeTree.range(of: folder.bytes, in: tree.files) { sums[place] += Self.valueOfFolder }
    }
    let greatest = sums.indices.reduce(0.0) { known.contains($1) ? $0 : max($0, sums[$1]) }
    var odds = sums.map { NaturalScale.exponential($0 - greatest) }
    for place in known { odds[place] = 0 }
    let sum = odds.reduce(0, +)
    if sum > 0 { for place in odds.indices { odds[place] /= sum } }
    self.odds = odds
    order = odds.indices.filter { sums[$0] > 0 && !known.contains($0) }.sorted { one, other in
      odds[one] == odds[other] ? one < other : odds[one] > odds[other]
    }
  }

  /// The folder of the hints in which the file lies.
  func folder(of place: Int) -> RepositoryPath? { folders.first { tree.files[place].isInside($0) } }

  /// How much the ten likeliest files have of all odds.
  var certainty: Double { order.prefix(10).reduce(0) { $0 + odds[$1] } }
}
