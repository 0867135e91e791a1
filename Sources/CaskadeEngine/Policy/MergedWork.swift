package import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax
import CaskadeSystem

/// What was merged to a branch, read as a policy may be tried on it.
package enum MergedWork {
  /// - Parameters:
  ///   - most: so many of the newest steps of the first-parent history.
  ///   - policy: whose areas may be told by what lines say.
  package static func all(
    to tip: ObjectID, atMost most: Int, _ policy: Policy, _ session: Session
  ) throws(CommandError) -> [TriedWork] {
    let repository = session.repository
    let steps = try asking(repository.merged(to: tip, atMost: most))
    let trees = try asking(repository.objects.trees(of: steps.flatMap { [$0.parent, $0.commit] }))
    let scanner = AreaContentScanner(policy)
    var works: [TriedWork] = []
    for (number, step) in steps.enumerated() {
      try session.stopIfInterrupted()
      var changes: [Change] = []
      var content = scanner
      let lines = try asking { () throws(GitError) in
        try repository.comparison(base: trees[2 * number], head: trees[2 * number + 1]).read {
          changes = $0.changes
        } each: {
          content.read($0, path: changes[$0.change].path)
        }
      }
      for (place, count) in zip(changes.indices, lines) { changes[place].lines = count }
      works.append(
        TriedWork(merged: "\(step.commit.short) \(step.subject)", changes: changes, hits: content.hits))
    }
    return works
  }

  /// The records that checks left in notes, one for each check.
  package static func recorded(_ session: Session) throws(CommandError) -> [TriedWork] {
    try RecordStore(session).listing().lines.compactMap { _, line in
      guard case .record(let record, _) = line, record.contract != nil else { return nil }
      return TriedWork(record)
    }
  }
}
