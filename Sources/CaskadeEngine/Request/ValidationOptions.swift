package import CaskadeSystem

/// How the validation commands are to run.
package struct ValidationOptions: Sendable {
  /// Run every command on the base too.
  package var baseline = false
  /// Take nothing from an earlier check.
  package var noCache = false
  /// In a clean checkout, also for a working tree.
  package var isolated = false
  /// How many commands run side by side on the head.
  package var jobs = 1
  /// So many hunks are taken back, each by itself; nil for as many as the policy says.
  package var hunks: Int?
  package var verbose = false
  /// The folder for the whole logs.
  package var logs: ByteString?
  /// Variables of the caller's environment that the commands get although they look like credentials.
  package var passed: [String: String] = [:]

  /// Files that no command may read, links resolved: a key that signs what they show.
  package var hidden: [ByteString] = []

  package init() {}
}
