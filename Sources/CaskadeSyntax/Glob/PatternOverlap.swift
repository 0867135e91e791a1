/// Whether some path is matched by two patterns at once, with the path that shows it.
///
/// Both patterns are followed together, byte by byte, over all paths that git can hold; what refuses a path is asked about
/// each one that is found, and is followed too from then on. So the answer is the language's own, and no guess from the
/// patterns' texts. Bytes that all of them read alike are tried once.
package struct PatternOverlap: Sendable {
  package enum Answer: Hashable, Sendable {
    case path(RepositoryPath)
    case none
    /// The patterns together have more states than are looked at.
    case undecided
  }

  private let one: PathPattern
  private let other: PathPattern

  package init(_ one: PathPattern, _ other: PathPattern) {
    self.one = one
    self.other = other
  }

  /// A path that both patterns match byte by byte and nothing refuses.
  ///
  /// - Parameter refusals: the patterns that refuse the path, which they match folded; none where it isn't refused.
  package func answer(refusals: (FoldedPath) -> [PathPattern] = { _ in [] }) -> Answer {
    guard !areApart else { return .none }
    for (named, wide) in [(one, other), (other, one)] {
      guard let path = named.namedPath, wide.matches(path) else { continue }
      if PathShape.isLegal(path.bytes), refusals(FoldedPath(path)).isEmpty { return .path(path) }
    }
    // Most that overlap do so in a plain way, which needs no search, and reads better.
    for (wide, narrow) in [(one, other), (other, one)] {
      guard let bytes = wide.usual(endingAs: narrow), PathShape.isLegal(bytes) else { continue }
      let path = RepositoryPath(bytes: bytes)
      if wide.matches(path), narrow.matches(path), refusals(FoldedPath(path)).isEmpty { return .path(path) }
    }
    var isUndecided = false
    for left in one.matchers(.exact) {
      for right in other.matchers(.exact) {
        switch Self.answer(left, right, [one, other], refusals) {
        case .path(let path): return .path(path)
        case .undecided: isUndecided = true
        case .none: break
        }
      }
    }
    return isUndecided ? .undecided : .none
  }

  /// Refusals are taken in when a path shows that they matter: most never do.
  private static func answer(
    _ left: Wildmatch, _ right: Wildmatch, _ texts: [PathPattern], _ refusals: (FoldedPath) -> [PathPattern]
  ) -> Answer {
    var refusing: [PathPattern] = []
    while true {
      var search = PathSearch(
        wanted: [left, right],
        unwanted: refusing.flatMap { pattern in
          pattern.matchers(.folded).map { ($0, true) } + pattern.matchers(.exact).map { ($0, false) }
        }, alphabet: texts + refusing)
      var added: [PathPattern] = []
      let answer = search.first { path in
        let found = refusals(FoldedPath(path))
        // One that is followed already refuses here what the alphabet doesn't show: some other path has to do.
        added = found.filter { !refusing.contains($0) }
        return found.isEmpty ? .taken : added.isEmpty ? .passed : .stopped
      }
      guard !added.isEmpty else { return answer }
      refusing += added
    }
  }

  /// The texts with which they begin or end already keep them apart.
  private var areApart: Bool {
    let (left, right) = (one.opening, other.opening)
    if zip(left, right).contains(where: { $0 != $1 }) { return true }
    let (leftEnd, rightEnd) = (one.ending, other.ending)
    return zip(leftEnd.reversed(), rightEnd.reversed()).contains { $0 != $1 }
  }
}

extension PathPattern {
  private static let special = "*?[\\".utf8

  /// The bytes with which every path begins that the pattern matches, as far as its text says so.
  fileprivate var opening: [UInt8] { Array(text.utf8.prefix { !Self.special.contains($0) }) }

  /// A file in the folder that the text begins with, called as the other pattern's text ends; nil without such an end.
  fileprivate func usual(endingAs other: PathPattern) -> [UInt8]? {
    let end = other.ending
    guard !end.isEmpty, let slash = opening.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let isName = end.first != UInt8(ascii: ".")
    return opening[...slash] + (isName ? [] : [UInt8(ascii: "x")]) + end
  }

  /// The bytes with which every path ends; none for a plain name, which takes what is below.
  fileprivate var ending: ArraySlice<UInt8> {
    let bytes = Array(text.utf8)
    guard let last = bytes.lastIndex(where: { "*?[]\\".utf8.contains($0) }) else { return [] }
    let end = bytes[(last + 1)...]
    // A folder before it may be none at all: `**/a` is `a`. After a backslash stands what it escapes.
    return bytes[last] == UInt8(ascii: "*") && end.first == UInt8(ascii: "/") ? end.dropFirst() : end
  }

  /// What matches the whole of a path; a plain name is one of two.
  fileprivate func matchers(_ mode: Wildmatch.Case) -> [Wildmatch] {
    var bytes = Array(text.utf8)
    guard !bytes.contains(where: PathPatternCheck.isSpecial) else { return [Wildmatch(bytes, mode)] }
    let isOnlyBelow = bytes.last == UInt8(ascii: "/")
    if isOnlyBelow { bytes.removeLast() }
    let below = Wildmatch(bytes + Array("/**".utf8), mode)
    return isOnlyBelow ? [below] : [Wildmatch(bytes, mode), below]
  }
}
