import CaskadeSyntax

/// What speaks for each file, from the ticket's text and the repository's past.
///
/// Each signal goes from 0 to 1, its greatest value in the tree. The weights were fitted on real changes as the weights of
/// a conditional logit, so that `exp` of the sum can be read as odds.
struct ScopeSignals: Sendable {
  enum Signal: Int, Sendable, CaseIterable {
    case contents, commits, paths, churn, identifiers, folder, named

    var weight: Double {
      switch self {
      case .contents, .named: 4
      case .commits, .paths, .churn, .identifiers: 2
      case .folder: 1
      }
    }
  }

  /// For each signal the value of each file.
  let values: [[Double]]
  let contents: Relevance
  let identifiers: Relevance
  let paths: Relevance
  let past: PastChanges
  /// The folders that the text names, by the place of each of their files.
  let folders: FolderWords

  init(_ facts: ScopeFacts) {
    let query = facts.query
    let files = facts.tree.files
    let words = 0..<query.words.count
    let repeated = query.words.map { Double(min($0.count, 4)) }
    let contents = Relevance(facts.contents, words, repeated: repeated, lengthShare: 0.6)
    let identifiers = Relevance(
      facts.contents, words.upperBound..<(words.upperBound + query.identifiers.count),
      repeated: query.identifiers.map { _ in 1 }, lengthShare: 0.5, mostTerms: .max)
    let paths = Relevance(Self.pathWords(files, query.wordCounter), words, repeated: repeated, lengthShare: 0.5)
    let past = PastChanges(facts.history, query, facts.tree)
    let folders = FolderWords(files, query)
    let named = NamedFiles(in: query.text, files: files)
    var namedValues = [Double](repeating: 0, count: files.count)
    for (place, share) in named.shares { namedValues[place] = share }
    (self.contents, self.identifiers, self.paths, self.past, self.folders) = (
      contents, identifiers, paths, past, folders
    )
    values = Signal.allCases.map { signal in
      switch signal {
      case .contents: Self.scaled(contents.scores)
      case .commits: Self.scaled(past.similar)
      case .paths: Self.scaled(paths.scores)
      case .churn: Self.scaled(past.churn)
      case .identifiers: Self.scaled(identifiers.scores)
      case .folder: Self.scaled(folders.scores)
      case .named: Self.scaled(namedValues)
      }
    }
  }

  /// The weighted sum, in the order of the signals.
  var sums: [Double] {
    guard let count = values.first?.count else { return [] }
    return (0..<count).map { place in
      Signal.allCases.reduce(0) { $0 + $1.weight * values[$1.rawValue][place] }
    }
  }

  private static func scaled(_ values: [Double]) -> [Double] {
    let greatest = values.reduce(0, max)
    return greatest > 0 ? values.map { $0 / greatest } : values
  }

  /// The words of the folders count once, those of the file's name without its last ending twice.
  private static func pathWords(_ files: [RepositoryPath], _ counter: WordCounter) -> WordCounts {
    counter.counting { tally in
      for path in files {
        path.bytes.withUnsafeBufferPointer { bytes in
          let slash = bytes.lastIndex(of: ScopeTree.slash).map { $0 + 1 } ?? 0
          let end = bytes.dropFirst(slash + 1).lastIndex(of: UInt8(ascii: ".")) ?? bytes.count
          tally.read(UnsafeBufferPointer(rebasing: bytes[..<slash]))
          tally.read(UnsafeBufferPointer(rebasing: bytes[slash..<end]), weight: 2)
        }
        tally.end()
      }
    }
  }
}
