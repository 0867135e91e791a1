import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension RecordStore {
  /// Commits behind the head whose records are looked at, and runs of a command that count.
  private static let mostCommits = 300
  private static let mostRuns = 9

  /// How long commands took in the newest of the checks that are recorded on the head and before it: the median, in
  /// milliseconds, by `CommandID`. Empty where nothing is recorded.
  ///
  /// Whatever is wrong with the records only means that commands are shared out without them.
  func times(near head: ObjectID) throws(CommandError) -> [String: Int] {
    let commits = Set(try asking(session.repository.newest(Self.mostCommits, of: head)))
    guard let content = try? notes.content() else { return [:] }
    let near = content.notes.filter { commits.contains($0.object) }
    guard let texts = try? notes.texts(of: near) else { return [:] }
    let records = texts.flatMap { RecordNote.lines(of: $0) }.compactMap { RecordLine($0).record }
    var runs: [String: [Int]] = [:]
    for record in records.sorted(by: { ($1.started, $1.evidence) < ($0.started, $0.evidence) }) {
      for run in record.runs where run.state == .pass && runs[run.id, default: []].count < Self.mostRuns {
        runs[run.id, default: []].append(run.milliseconds)
      }
    }
    return runs.compactMapValues { $0.isEmpty ? nil : $0.sorted()[$0.count / 2] }
  }
}
