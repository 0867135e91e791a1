package import Foundation

/// Folders of the checkout that tests read.
package enum ProjectFolder {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Third-party test data; each file's origin and licence stand in `Tests/Corpora/README.md`.
  package static let corpora = root.appendingPathComponent("Tests/Corpora")
}
