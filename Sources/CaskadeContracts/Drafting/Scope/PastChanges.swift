import CaskadeSyntax

/// What the commits of the past say of each file: changed in commits like this work, changed of late, changed together
/// with another one.
struct PastChanges: Sendable {
  /// For each file what the most similar commits say.
  let similar: [Double]
  /// For each file how much it was changed of late.
  let churn: [Double]
  /// The most similar commits, the first one most: the places of the files that each changed.
  let mostSimilar: [[Int]]
  /// For each commit the places of the files that are still there, none for one that changed too much; and how many it
  /// changed in all.
  private let changed: [(places: [Int], all: Int)]

  /// A commit over more files is about none of them.
  private static let mostFiles = 40
  private static let mostFilesTogether = 30
  private static let mostSimilarCommits = 30
  /// How many commits ago a change counts 1/e.
  private static let memory = 150.0
  /// Fewer commits tell how the repository began, not what is worked on.
  private static let fewest = 5

  init(_ history: PastCommits?, _ query: ScopeQuery, _ tree: ScopeTree) {
    let commits = history?.commits ?? []
    var known: [[UInt8]: Int?] = [:]
    let changed: [(places: [Int], all: Int)] = commits.map { commit in
      guard commit.paths.count <= Self.mostFiles else { return ([], commit.paths.count) }
      let places = commit.paths.compactMap { path -> Int? in
        if let place = known[path] { return place }
        let place = tree.place(of: path)
        known[path] = .some(place)
        return place
      }
      return (places, commit.paths.count)
    }
    self.changed = changed
    var churn = [Double](repeating: 0, count: tree.files.count)
    for (age, change) in changed.enumerated() where !change.places.isEmpty && changed.count >= Self.fewest {
      let share = NaturalScale.exponential(-Double(age) / Self.memory)
      for place in change.places { churn[place] += share }
    }
    self.churn = churn.map { $0 > 0 ? NaturalScale.logarithm(1 + $0) : 0 }

    let repeated = query.words.map { Double(min($0.count, 4)) }
    let counts = query.wordCounter.counting { tally in
      for commit in commits {
        tally.read(commit.subject, weight: 2)
        tally.read(commit.body)
        tally.end()
      }
    }
    let scores = Relevance(counts, 0..<query.words.count, repeated: repeated, lengthShare: 0.6).scores
    let candidates = changed.indices.filter {
      scores[$0] > 0 && changed[$0].all > 0 && changed[$0].all <= Self.mostFiles
    }
    let best = candidates.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(Self.mostSimilarCommits)
    var similar = [Double](repeating: 0, count: tree.files.count)
    let greatest = best.first.map { scores[$0] } ?? 1
    for commit in best {
      let ratio = scores[commit] / greatest
      let share = ratio * ratio * ratio / Double(changed[commit].all).squareRoot()
      for place in changed[commit].places { similar[place] += share }
    }
    self.similar = similar
    mostSimilar = best.prefix(5).map { changed[$0].places }
  }

  /// How many commits changed the file, and how many of them each other one.
  func together(with place: Int) -> (commits: Int, others: [Int: Int]) {
    var commits = 0
    var others: [Int: Int] = [:]
    for change in changed where change.all <= Self.mostFilesTogether && change.places.contains(place) {
      commits += 1
      for other in change.places where other != place { others[other, default: 0] += 1 }
    }
    return (commits, others)
  }

  /// How many commits changed the file, of those that count.
  func commits(changing place: Int) -> Int { changed.count { $0.places.contains(place) } }

  var count: Int { changed.count }
}
