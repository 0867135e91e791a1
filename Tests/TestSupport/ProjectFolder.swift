package import Foundation

/// Folders of the checkout that tests read.
package enum ProjectFolder {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Files that older versions wrote, each named for its version.
  package static let fixtures = root.appendingPathComponent("Tests/Fixtures")
  /// Third-party test data; each file's origin and licence stand in `Tests/Corpora/README.md`.
  package static let corpora = root.appendingPathComponent("Tests/Corpora")
}
