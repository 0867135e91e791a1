/// "Did you mean": the known word that a mistyped one is most likely to stand for.
package enum Suggestion {
  /// The candidate with the fewest edits from the word, the first of several; nil if none is near.
  ///
  /// An edit inserts, drops or replaces a letter or swaps two neighbours (optimal string alignment), and upper
  /// and lower case of ASCII count as the same. Near is one edit for a word under five letters, else two.
  /// The word itself is never suggested.
  package static func closest(to word: String, among candidates: [String]) -> String? {
    let letters = fold(word)
    let limit = letters.count < 5 ? 1 : 2
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != word {
      let other = fold(candidate)
      guard abs(other.count - letters.count) <= limit else { continue }
      let edits = distance(letters, other)
      if edits <= limit, edits < best?.distance ?? .max { best = (candidate, edits) }
    }
    return best?.candidate
  }

  private static func fold(_ word: String) -> [Unicode.Scalar] {
    word.unicodeScalars.map { scalar in
      ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
    }
  }

  private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: other.count + 1)
    var last = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var current = [row + 1]
      for (column, match) in other.enumerated() {
        var edits = min(last[column] + (letter == match ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == match {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      (beforeLast, last) = (last, current)
    }
    return last[other.count]
  }
}
