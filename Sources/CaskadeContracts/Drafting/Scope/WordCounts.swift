/// How often terms occur in documents: what `WordCounter` found.
package struct WordCounts: Sendable {
  /// A term that occurs in a document.
  package struct Hit: Sendable {
    let document: Int32
    let term: Int32
    let count: Int32
  }

  /// In the order of the documents, then of the terms.
  private(set) var hits: [Hit] = []
  /// All the words of each document; -1 for one that holds no text.
  private(set) var lengths: [Int32] = []

  package init() {}

  /// Puts a document without text behind the others.
  package mutating func skip() { lengths.append(-1) }

  mutating func add(_ found: [(term: Int32, count: Int32)], length: Int32) {
    let document = Int32(lengths.count)
    for (term, count) in found { hits.append(Hit(document: document, term: term, count: count)) }
    lengths.append(length)
  }

  /// Puts the documents of another part of the list behind these.
  package mutating func append(_ other: WordCounts) {
    let shift = Int32(lengths.count)
    hits.reserveCapacity(hits.count + other.hits.count)
    for hit in other.hits {
      hits.append(Hit(document: hit.document + shift, term: hit.term, count: hit.count))
    }
    lengths += other.lengths
  }

  /// The hits of one document.
  func hits(of document: Int) -> ArraySlice<Hit> {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].document < document { low = middle + 1 } else { high = middle }
    }
    let end = hits[low...].firstIndex { $0.document != document } ?? hits.count
    return hits[low..<end]
  }
}
