package import CaskadeSyntax

/// One command that proves the outcome, run by `/bin/sh -c`.
package struct ValidationCommand: Hashable, Sendable {
  /// What the command must do on the base for the change to be what it claims.
  package enum OnBase: String, Hashable, Sendable, CaseIterable {
    case fails, passes
    /// What it needs isn't there: it doesn't build, import or collect, or it fails. That shows less than `fails`.
    case missing
  }

  package static let defaultTimeout = TimeSpan(seconds: 600)

  /// The contract's name for it, or the command's own text.
  package var name: String
  package var run: String
  package var timeout: TimeSpan
  package var onBase: OnBase?
  /// Files that the run on the base takes from the head.
  package var carry: [PathEntry]
  /// The folder to run in, from the root of the judged tree; nil for the root.
  package var directory: RepositoryPath?
  /// Variables added to the allowed ones, sorted by name.
  package var environment: [Variable]
  /// The exit status that counts as a pass.
  package var expect: Int
  /// It needs what a contained command hasn't: `sudo`, or namespaces of its own.
  package var isUncontained = false
  /// The network is taken away from it.
  package var isOffline = false
  /// The command before it in the contract in whose world it begins, as that one left it; nil for the one that `setup:`
  /// left.
  package var begins: String?
  /// How often it is run again after a failure, until it passes.
  package var retries = 0
  /// The files in which it writes what it ran, from the root of the judged tree.
  package var report: PathPattern?
  /// Fewer tests that ran are no pass.
  package var atLeast: Int?
  package var line: Int

  package struct Variable: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    name: String, run: String, timeout: TimeSpan = Self.defaultTimeout, onBase: OnBase? = nil,
    carry: [PathEntry] = [], directory: RepositoryPath? = nil, environment: [Variable] = [], expect: Int = 0, line: Int
  ) {
    self.name = name
    self.run = run
    self.timeout = timeout
    self.onBase = onBase
    self.carry = carry
    self.directory = directory
    self.environment = environment
    self.expect = expect
    self.line = line
  }
}
