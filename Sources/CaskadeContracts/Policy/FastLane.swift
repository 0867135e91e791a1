package import CaskadeSyntax

/// Which work may go without a person looking at it, where nothing else speaks against that.
package struct FastLane: Hashable, Sendable {
  package var bands: [Band] = [.low]
  /// The most files and lines, added plus deleted; nil: no cap of the fast lane's own.
  package var files: Int?
  package var lines: Int?
  /// Every changed path is covered by one of them.
  package var paths: [PathPattern] = []

  package init() {}
}
