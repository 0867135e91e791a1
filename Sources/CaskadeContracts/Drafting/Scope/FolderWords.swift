import CaskadeSyntax

/// The folders all of whose words are in the query: the fewer files one has, the more it says.
struct FolderWords: Sendable {
  /// For each file, that of the smallest such folder above it.
  private(set) var scores: [Double]
  /// For each file, the name of that folder.
  private(set) var names: [Int: [UInt8]] = [:]

  /// - Parameter files: sorted by bytes, so that what lies in a folder stands together.
  init(_ files: [RepositoryPath], _ query: ScopeQuery) {
    scores = [Double](repeating: 0, count: files.count)
    let stems = Set(query.words.map(\.stem))
    var known: [ArraySlice<UInt8>: Bool] = [:]
    func isNamed(_ folder: ArraySlice<UInt8>) -> Bool {
      if let answer = known[folder] { return answer }
      let words = WordScanner.words(folder).filter { $0.count >= 2 }
      let answer = !words.isEmpty && words.allSatisfy { stems.contains(WordStem.of($0)) }
      known[folder] = answer
      return answer
    }
    /// The folders that are open: the place where each name ends in its path, and its first file.
    var open: [(end: Int, first: Int, isNamed: Bool)] = []
    for place in 0...files.count {
      let path = place < files.count ? files[place].bytes : []
      let before = place > 0 ? files[place - 1].bytes : []
      while let last = open.last, !Self.lies(path, in: before[..<last.end]) {
        open.removeLast()
        if last.isNamed { close(before[..<last.end], last.first..<place, of: files.count) }
      }
      var start = open.last.map { $0.end + 1 } ?? 0
      while let slash = path[start...].firstIndex(of: ScopeTree.slash) {
        open.append((slash, place, isNamed(path[start..<slash])))
        start = slash + 1
      }
    }
  }

  private static func lies(_ path: [UInt8], in folder: ArraySlice<UInt8>) -> Bool {
    path.count > folder.count && path[folder.count] == ScopeTree.slash && path.starts(with: folder)
  }

  private mutating func close(_ folder: ArraySlice<UInt8>, _ inside: Range<Int>, of all: Int) {
    guard inside.count * 2 < all else { return }
    let score = NaturalScale.logarithm(Double(all) / Double(inside.count))
    let name = Array(folder[((folder.lastIndex(of: ScopeTree.slash) ?? -1) + 1)...])
    for place in inside where scores[place] < score {
      scores[place] = score
      names[place] = name
    }
  }
}
