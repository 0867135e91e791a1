import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension BaseAndHead {
  /// One line for each name that no longer stands for what was judged, or can't be read any more.
  func moves(_ options: CheckOptions, _ session: Session) throws(CommandError) -> [String] {
    var lines: [String] = []
    func look(_ name: String, was commit: ObjectID, _ read: () throws(CommandError) -> Revision) throws(CommandError) {
      do throws(CommandError) {
        let now = try read().commit
        if now != commit { lines.append("\(name) moved from \(commit.short) to \(now.short) while the commands ran") }
      } catch {
        if error.interrupted { throw error }
        lines.append("\(name) can't be read any more since the commands ran: \(error.message)")
      }
    }
    try look("the base \(base.name)", was: base.commit) { () throws(CommandError) in
      try Self.base(options.base, session)
    }
    try look("the head", was: head.commit) { () throws(CommandError) in
      try asking { () throws(GitError) in
        if let name = options.head { return try session.repository.revisions.read(name, role: "--head") }
        return try session.repository.revisions.head()
      }
    }
    return lines
  }

  /// How the base was read, and that the merge base was one of several where it was.
  var baseReading: String {
    mergeBaseCount > 1 ? "\(base.why); one of \(mergeBaseCount) merge bases, the one git prefers" : base.why
  }
}
