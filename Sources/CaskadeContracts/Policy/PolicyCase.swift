package import CaskadeSyntax

/// A change that somebody thought up, and what a policy has to say of it.
package struct PolicyCase: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The policy has nothing against it.
    case kept
    /// It is too large for its band, or changes what is protected.
    case broken
  }

  /// What isn't stated isn't asked.
  package struct Expectation: Hashable, Sendable {
    package var verdict: Verdict?
    package var band: Band?
    package var approvals: Int?
    package var from: [String]?
    package var fastLane: Bool?

    package init() {}
  }

  package var name = ""
  /// Files that change.
  package var paths: [String] = []
  /// How many files change altogether; nil: those that are named. The others lie beside the first.
  package var files: Int?
  /// Added and deleted, altogether.
  package var lines = 1
  package var expect = Expectation()
  package var line = 1

  package init() {}

  /// Every path of the change.
  package var all: [RepositoryPath] {
    let named = paths.map { RepositoryPath($0) }
    guard let first = named.first, let files, files > named.count else { return named }
    let name = first.name
    let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
    let stem = first.bytes.prefix(first.bytes.count - (name.endIndex - dot))
    let added = (named.count + 1...files).map { RepositoryPath(bytes: stem + Array("-\($0)".utf8) + name[dot...]) }
    return named + added
  }
}
