import CaskadeSyntax

/// Why a file is proposed: what speaks for it most.
enum ScopeReason: Hashable, Sendable {
  case named
  /// The file holds it, as that many do.
  case identifier([UInt8], files: Int)
  /// Words of the ticket that the file holds, each with the number of files that do.
  case contents([Word])
  /// Changed in some of the most similar commits.
  case similarCommits(Int, of: Int)
  /// Words of the ticket in the path.
  case path([[UInt8]])
  /// Changed in some of the last commits.
  case recent(Int, of: Int)
  case folder([UInt8])
  /// Changed with a known file in some of the commits that changed that.
  case together(RepositoryPath, Int, of: Int)
  case beside(RepositoryPath)
  case inside(RepositoryPath)

  struct Word: Hashable, Sendable {
    let spelling: [UInt8]
    let files: Int
  }

  /// - Parameter place: of a file that may be proposed.
  init(_ place: Int, in ranking: ScopeRanking, _ query: ScopeQuery) {
    let signals = ranking.signals
    var best: (value: Double, reason: Self)?
    func offer(_ value: Double, _ reason: @autoclosure () -> Self?) {
      guard value > 0, value > best?.value ?? 0, let reason = reason() else { return }
      best = (value, reason)
    }
    let path = ranking.tree.files[place]
    for companion in ranking.together {
      let count = companion.others[place] ?? 0
      offer(companion.share(of: place), .together(companion.file, count, of: companion.commits))
    }
    if let folder = ranking.folder(of: place) { offer(ScopeRanking.valueOfFolder, .inside(folder)) }
    for signal in ScopeSignals.Signal.allCases {
      let value = signal.weight * signals.values[signal.rawValue][place]
      offer(value, Self.reason(of: signal, place, signals, query))
    }
    for companion in ranking.together where companion.isBeside(path) { offer(0.5, .beside(companion.file)) }
    self = best?.reason ?? .recent(signals.past.commits(changing: place), of: signals.past.count)
  }

  private static func reason(
    of signal: ScopeSignals.Signal, _ place: Int, _ signals: ScopeSignals, _ query: ScopeQuery
  ) -> Self? {
    switch signal {
    case .named: return .named
    case .identifiers:
      guard let term = signals.identifiers.strongest(of: place).first else { return nil }
      return .identifier(query.identifiers[term], files: signals.identifiers.documents[term])
    case .contents:
      let words = signals.contents.strongest(of: place).prefix(2).map { term in
        Word(spelling: query.words[term].spelling, files: signals.contents.documents[term])
      }
      return words.isEmpty ? nil : .contents(words)
    case .commits:
      let count = signals.past.mostSimilar.count { $0.contains(place) }
      return count > 0 ? .similarCommits(count, of: signals.past.mostSimilar.count) : nil
    case .paths:
      let words = signals.paths.strongest(of: place).prefix(2).map { query.words[$0].spelling }
      return words.isEmpty ? nil : .path(words)
    case .churn: return .recent(signals.past.commits(changing: place), of: signals.past.count)
    case .folder: return signals.folders.names[place].map { .folder($0) }
    }
  }
}
