import CaskadeSyntax

/// Many likely files made few patterns, within a budget of files.
struct ScopeFold {
  /// One pattern with all that it matches.
  struct Entry {
    let pattern: String
    /// Among all that is tracked.
    let places: [Int]
    /// The likeliest file of those that it is proposed for, among the files of the tree; nil where a person gave it.
    let file: Int?
    let isFolder: Bool
  }

  private(set) var entries: [Entry] = []
  /// Whether each tracked file is covered.
  private(set) var covered: [Bool]
  private(set) var width = 0
  private let budget: Int

  static let mostPatterns = 12
  private static let mostFiles = 60
  /// Above one file. A tree can be deeper than anybody would read.
  private static let mostFolders = 32
  /// What a folder gets for files that will be made in it.
  private static let shareOfNewFiles = 0.15

  /// 5 % of the files, but at least 5 and at most 40.
  static func budget(of files: Int) -> Int { min(40, max(5, files / 20)) }

  /// - Parameters:
  ///   - given: what a person gave, which stays.
  ///   - likely: places of files that may be proposed, the likeliest first.
  init(_ ranking: ScopeRanking, given: [Entry], likely: [Int], budget: Int) {
    self.budget = budget
    let tree = ranking.tree
    covered = [Bool](repeating: false, count: tree.tracked.count)
    for entry in given { take(entry) }
    let tracked = Self.places(of: tree.files, in: tree.tracked)
    var odds = [Double](repeating: 0, count: tree.tracked.count)
    for (file, place) in tracked.enumerated() { odds[place] = ranking.odds[file] }
    let candidates = Self.candidates(tree, likely.prefix(Self.mostFiles), tracked, budget)
    while entries.count < Self.mostPatterns, width < budget {
      guard let best = best(among: candidates, odds) else { break }
      take(best)
    }
  }

  private func best(among candidates: [Entry], _ odds: [Double]) -> Entry? {
    var best: (entry: Entry, worth: Double)?
    for entry in candidates {
      var cost = 0
      var gain = 0.0
      var inside = 0.0
      for place in entry.places {
        inside += odds[place]
        if covered[place] { continue }
        cost += 1
        gain += odds[place]
      }
      guard cost > 0, width + cost <= budget else { continue }
      if entry.isFolder { gain += Self.shareOfNewFiles * inside }
      let worth = gain / Double(cost + 1)
      guard worth > 0, worth >= best?.worth ?? 0 else { continue }
      if let best, worth == best.worth, !Self.precedes(entry.pattern, best.entry.pattern) { continue }
      best = (entry, worth)
    }
    return best?.entry
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// What the new entry has in it needs no line of its own, but for what a person gave.
  private mutating func take(_ entry: Entry) {
    for place in entry.places where !covered[place] {
      covered[place] = true
      width += 1
    }
    if entry.isFolder {
      let inside = Set(entry.places)
      entries.removeAll { $0.file != nil && $0.places.allSatisfy(inside.contains) }
    }
    entries.append(entry)
  }

  /// The files one by one, and the folders above them that fit the budget at all.
  private static func candidates(
    _ tree: ScopeTree, _ likely: ArraySlice<Int>, _ tracked: [Int], _ budget: Int
  ) -> [Entry] {
    var candidates: [Entry] = []
    var known: Set<[UInt8]> = []
    for file in likely {
      let path = tree.files[file]
      guard let pattern = ScopePattern.file(path) else { continue }
      candidates.append(Entry(pattern: pattern, places: [tracked[file]], file: file, isFolder: false))
      var folder = path.parent
      for _ in 0..<mostFolders {
        guard let current = folder, !current.bytes.isEmpty, known.insert(current.bytes).inserted else { break }
        folder = current.parent
        let inside = ScopeTree.range(of: current.bytes, in: tree.tracked)
        if inside.count <= budget, let pattern = ScopePattern.folder(current, deep: true) {
          candidates.append(Entry(pattern: pattern, places: Array(inside), file: file, isFolder: true))
        }
        if let direct = direct(current, inside, tree.tracked, atMost: budget),
          let pattern = ScopePattern.folder(current, deep: false)
        {
          candidates.append(Entry(pattern: pattern, places: direct, file: file, isFolder: true))
        }
      }
    }
    return candidates
  }

  /// What lies in the folder itself; nil where there is more of it, or none of it lies deeper.
  private static func direct(
    _ folder: RepositoryPath, _ inside: Range<Int>, _ tracked: [RepositoryPath], atMost most: Int
  ) -> [Int]? {
    var found: [Int] = []
    var place = inside.lowerBound
    while place < inside.upperBound {
      let rest = tracked[place].bytes[(folder.bytes.count + 1)...]
      if let slash = rest.firstIndex(of: ScopeTree.slash) {
        let deeper = Array(tracked[place].bytes[..<slash])
        place = ScopeTree.range(of: deeper, in: tracked).upperBound
      } else {
        found.append(place)
        place += 1
        if found.count > most { return nil }
      }
    }
    return found.count == inside.count ? nil : found
  }

  /// The places of a part of a sorted list in the whole.
  private static func places(of part: [RepositoryPath], in whole: [RepositoryPath]) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(part.count)
    var place = 0
    for path in part {
      while whole[place] != path { place += 1 }
      places.append(place)
    }
    return places
  }
}
