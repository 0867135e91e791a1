package import Foundation

/// Folders of the checkout that tests read.
package enum ProjectFolder {
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Files that tests read, all of them made here. What others made isn't in the checkout (`Corpora`).
  package static let fixtures = root.appendingPathComponent("Tests/Fixtures")
}
