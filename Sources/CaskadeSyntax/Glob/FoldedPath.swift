/// A path together with its folded form, made once and compared with many patterns.
package struct FoldedPath: Hashable, Sendable {
  package let path: RepositoryPath
  let exact: WildmatchPath
  let folded: WildmatchPath
  let isASCII: Bool

  package init(_ path: RepositoryPath) {
    self.path = path
    exact = WildmatchPath(path.bytes)
    folded = WildmatchPath(folding: path.bytes)
    isASCII = PatternEnds.isASCII(path.bytes)
  }
}
