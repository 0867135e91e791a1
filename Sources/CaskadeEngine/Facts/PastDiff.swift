package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// A change of the past, read to learn from it.
package struct PastDiff {
  package let work: PastWork
  /// What its last commit says of itself.
  package let subject: String

  /// - Parameter range: `BASE..HEAD`, in git's own words; what HEAD has and BASE has not.
  package init(_ range: String, _ session: Session) throws(CommandError) {
    let repository = session.repository
    guard let dots = range.firstRange(of: "..") else { throw Self.unreadable(range) }
    let names = [String(range[..<dots.lowerBound]), String(range[dots.upperBound...].drop { $0 == "." })]
    var commits: [ObjectID] = []
    for name in names.map({ $0.isEmpty ? "HEAD" : $0 }) {
      guard let commit = try asking(repository.commit(of: name)) else {
        throw CommandError(
          "'\(EscapedText.line(name))' is no commit of this repository", hint: "git log --oneline shows them")
      }
      commits.append(commit)
    }
    let (base, head) = (commits[0], commits[1])
    let fork = try asking(repository.objects.mergeBases(base, head)).first ?? base
    let trees = try asking(repository.objects.trees(of: [fork, head]))
    var changes: [Change] = []
    let lines = try asking { () throws(GitError) in
      try repository.comparison(base: trees[0], head: trees[1]).read {
        changes = $0.changes
      } each: { _ in
      }
    }
    guard !changes.isEmpty else {
      throw CommandError("'\(EscapedText.line(range))' changed nothing", hint: "name an older base: HEAD~1..HEAD")
    }
    guard changes.count <= PastWork.mostChanges else {
      throw CommandError(
        "'\(EscapedText.line(range))' changed \(changes.count) files, more than one contract should allow",
        hint: "name a part of it, a commit or a branch: HEAD~1..HEAD")
    }
    for (place, count) in zip(changes.indices, lines) { changes[place].lines = count }
    work = PastWork(
      changes.map {
        PastWork.Change(path: $0.path, operation: $0.operation, added: $0.added, deleted: $0.deleted)
      }, name: range)
    subject = try asking(repository.subject(of: head))
  }

  private static func unreadable(_ range: String) -> CommandError {
    CommandError(
      "'--from-diff' needs two commits, and this is '\(EscapedText.line(range))'", hint: "--from-diff main..fix/login")
  }
}
