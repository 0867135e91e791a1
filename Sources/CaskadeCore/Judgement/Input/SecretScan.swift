package import CaskadeInspection

/// What a scan of all that the range adds found.
package struct SecretScan: Hashable, Sendable {
  package let hits: [SecretHit]
  package let addedLines: Int

  package init(hits: [SecretHit], addedLines: Int) {
    self.hits = hits
    self.addedLines = addedLines
  }
}
