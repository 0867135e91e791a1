package import CaskadeInspection
package import CaskadeSyntax

/// What reached the base, and under which authority.
package struct Audit: Sendable {
  /// Newest first.
  package var changes: [AuditedChange]
  /// As the caller named it.
  package let range: String
  package let unread: FigureSheet.Unread

  package init(_ changes: [AuditedChange], range: String, unread: FigureSheet.Unread) {
    (self.changes, self.range, self.unread) = (changes, range, unread)
  }

  package func count(_ standing: AuditedChange.Standing) -> Int { changes.count { $0.standing == standing } }

  package var covered: Int { changes.count(where: \.isCovered) }
  /// Changes that could have been under a contract: no record says that none was needed.
  package var governed: Int { changes.count - count(.free) }
  package var otherwise: Int { changes.count(where: \.isOtherwise) }
  /// By agents, as far as they say so, and without a contract that kept them.
  package var signed: Int { changes.count { !$0.signs.isEmpty && !$0.isCovered } }

  /// In per cent, rounded down: 100 is all of them.
  package var coverage: Int? { governed == 0 ? nil : covered * 100 / governed }
}

/// Finds the records of changes.
package struct RecordIndex: Sendable {
  private var commits = Places()
  private var trees = Places()
  private let records: [RecordFacts]

  /// The places of records by what they are of: of most there is one, which needs no list.
  private struct Places: Sendable {
    private var newest: [ObjectID: Int] = [:]
    /// By the number of an entry, the one before it of the same id.
    private var entries: [(place: Int, older: Int?)] = []

    mutating func reserve(_ count: Int) {
      newest.reserveCapacity(count)
      entries.reserveCapacity(count)
    }

    mutating func add(_ place: Int, to id: ObjectID) {
      let older = newest.updateValue(entries.count, forKey: id)
      entries.append((place, older))
    }

    /// As they were added.
    subscript(id: ObjectID) -> [Int]? {
      guard var entry = newest[id] else { return nil }
      var found = [entries[entry].place]
      while let older = entries[entry].older {
        found.append(entries[older].place)
        entry = older
      }
      return found.reversed()
    }
  }

  /// Records of uncommitted work are of no commit, but their tree can have been committed.
  package init(_ records: [RecordFacts]) {
    var seen: Set<String> = []
    self.records = records.filter { seen.insert($0.evidence).inserted }
      .sorted { $0.isOlder(than: $1) }
    commits.reserve(self.records.count)
    trees.reserve(self.records.count)
    for (index, record) in self.records.enumerated() {
      if !record.head.uncommitted { commits.add(index, to: record.head.commit) }
      trees.add(index, to: record.head.tree)
      if let tree = record.merged?.tree { trees.add(index, to: tree) }
    }
  }

  /// Of the commit, of what it merges, or of its very tree: the first of these that there is. Oldest first.
  func records(of commit: LandedCommit) -> [RecordFacts] {
    if let own = commits[commit.id] { return own.map { records[$0] } }
    // Of an octopus nobody judged the whole.
    if commit.parents.count == 2, let brought = commits[commit.parents[1]] { return brought.map { records[$0] } }
    return trees[commit.tree].map { Array(Set($0)).sorted().map { records[$0] } } ?? []
  }
}

extension AuditedChange {
  /// - Parameter signs: by what an agent's hand can be seen.
  package init(_ commit: LandedCommit, _ index: RecordIndex, signs: [String]) {
    let found = index.records(of: commit)
    let newest = found.last
    self.commit = commit
    self.signs = signs
    record = newest
    records = found.count
    approver = nil
    guard let newest else {
      (standing, landing) = (.none, nil)
      return
    }
    let alike = found.filter {
      $0.head.tree == newest.head.tree && $0.base.tip == newest.base.tip && $0.contract?.blob == newest.contract?.blob
        && $0.merged?.tree == newest.merged?.tree
    }
    let verdicts = Set(alike.map(\.verdict))
    switch newest.verdict {
    case _ where verdicts.isSuperset(of: [.kept, .broken]): standing = .conflicting
    case .kept: standing = .kept
    case .broken: standing = .broken
    case .unproven: standing = .unproven
    case .nothing: standing = .free
    }
    let judged = [newest.head.tree, newest.merged?.tree]
    landing = judged.contains(commit.tree) ? .asJudged : .unknown
  }

  /// Commits whose change, by files, has to be compared with what was judged: what landed, what it landed on, and what was
  /// judged against what. Nil where the trees have told it.
  package var comparison: (landed: ObjectID, on: ObjectID, judged: ObjectID, against: ObjectID)? {
    guard landing == .unknown, let record, let parent = commit.parents.first else { return nil }
    return (commit.id, parent, record.head.commit, record.base.commit)
  }

  /// - Parameters:
  ///   - judged: paths that the judged work changed.
  ///   - landed: paths that the landed change changed.
  ///   - differing: paths at which what landed isn't as what was judged: others' work among them.
  package static func landing(
    judged: Set<RepositoryPath>, landed: Set<RepositoryPath>, differing: Set<RepositoryPath>
  ) -> Landing {
    let other = judged.union(landed).intersection(differing).sorted()
    return other.isEmpty ? .merged : .otherwise(files: other.count, Array(other.prefix(mostNamed)))
  }

  private static let mostNamed = 5
}
