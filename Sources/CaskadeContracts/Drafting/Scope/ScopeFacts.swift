package import CaskadeSyntax

/// What a draft knows of a repository: its files, how often they hold what the ticket says, and the commits behind it.
package struct ScopeFacts: Sendable {
  package let query: ScopeQuery
  package let tree: ScopeTree
  /// Of the query's terms in the tree's files, in their order.
  package let contents: WordCounts
  /// Nil where there is none to be seen, as in a shallow clone.
  package let history: PastCommits?

  package init(query: ScopeQuery, tree: ScopeTree, contents: WordCounts, history: PastCommits?) {
    self.query = query
    self.tree = tree
    self.contents = contents
    self.history = history
  }
}

extension ScopeQuery {
  /// Counts its words, and behind them its identifiers.
  package var counter: WordCounter { WordCounter(stems: words.map(\.stem), identifiers: identifiers) }

  /// Counts its words alone.
  var wordCounter: WordCounter { WordCounter(stems: words.map(\.stem), identifiers: []) }
}
