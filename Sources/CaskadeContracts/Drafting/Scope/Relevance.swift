/// How well documents answer words: BM25, with a saturation of 1.2.
struct Relevance {
  /// The score of each document; 0 for one without text.
  let scores: [Double]
  /// For each term what it counts: 0 for one that occurs nowhere, or isn't among those that were kept.
  let factors: [Double]
  /// In how many documents each term occurs.
  let documents: [Int]
  private let counts: WordCounts
  private let mean: Double
  private let lengthShare: Double

  /// A query is its rarest and most repeated words.
  static let mostWords = 60

  /// - Parameters:
  ///   - terms: of the counts, those that are looked for.
  ///   - repeated: how often each of them occurs in the query, as far as that counts.
  ///   - lengthShare: b of the formula.
  init(_ counts: WordCounts, _ terms: Range<Int>, repeated: [Double], lengthShare: Double, mostTerms: Int = mostWords) {
    self.counts = counts
    self.lengthShare = lengthShare
    let readable = counts.lengths.count { $0 >= 0 }
    mean = max(1, Double(counts.lengths.reduce(0) { $0 + Int(max(0, $1)) }) / Double(max(1, readable)))
    var documents = [Int](repeating: 0, count: terms.count)
    for hit in counts.hits where terms.contains(Int(hit.term)) { documents[Int(hit.term) - terms.lowerBound] += 1 }
    let rarity = documents.map { found in
      let (found, all) = (Double(found), Double(readable))
      return found == 0 ? 0 : NaturalScale.logarithm(1 + (all - found + 0.5) / (found + 0.5))
    }
    let order = terms.indices.map { $0 - terms.lowerBound }.filter { documents[$0] > 0 }
      .sorted { (-repeated[$0] * rarity[$0], $0) < (-repeated[$1] * rarity[$1], $1) }
    var factors = [Double](repeating: 0, count: terms.count)
    for term in order.prefix(mostTerms) { factors[term] = rarity[term] * repeated[term].squareRoot() }
    self.documents = documents
    self.factors = factors
    first = terms.lowerBound
    var scores = [Double](repeating: 0, count: counts.lengths.count)
    for hit in counts.hits where terms.contains(Int(hit.term)) {
      let factor = factors[Int(hit.term) - terms.lowerBound]
      guard factor > 0 else { continue }
      let document = Int(hit.document)
      scores[document] += factor * Self.share(hit.count, counts.lengths[document], mean, lengthShare)
    }
    self.scores = scores
  }

  private let first: Int

  /// The terms that say most for a document, the first one most.
  func strongest(of document: Int) -> [Int] {
    counts.hits(of: document).compactMap { hit -> (term: Int, value: Double)? in
      let term = Int(hit.term) - first
      guard factors.indices.contains(term), factors[term] > 0 else { return nil }
      return (term, factors[term] * Self.share(hit.count, counts.lengths[document], mean, lengthShare))
    }.sorted { (-$0.value, $0.term) < (-$1.value, $1.term) }.map(\.term)
  }

  private static func share(_ count: Int32, _ length: Int32, _ mean: Double, _ lengthShare: Double) -> Double {
    let count = Double(count)
    return count * 2.2 / (count + 1.2 * (1 - lengthShare + lengthShare * Double(length) / mean))
  }
}
