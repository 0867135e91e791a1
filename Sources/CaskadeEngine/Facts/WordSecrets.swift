import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// The secrets in what a range says besides its files: the messages of its commits and the names that it makes.
struct WordSecrets {
  private(set) var hits: [SecretHit] = []

  /// - Parameter changes: whose created paths, with those that commits made and the head has no more, are the names.
  init(
    _ history: RangeHistory, _ changes: ChangeSet, _ scanner: SecretScanner, _ repository: Repository
  ) throws(CommandError) {
    var hits: [SecretHit] = []
    try asking(
      repository.objects.stream(history.commits) { index, object in
        // The message stands behind the first empty line (git-commit-tree(1), "Commit Information").
        guard let end = object.indices.dropLast().first(where: { object[$0] == 0x0A && object[$0 + 1] == 0x0A }) else {
          return
        }
        let spans = object[(end + 2)...].withUnsafeBufferPointer { scanner.spans($0, .prose) }
        for span in spans {
          hits.append(SecretHit(span.kind, in: nil, .message(line: span.line), commit: history.commits[index]))
        }
      })
    self.hits = hits
    var seen: Set<RepositoryPath> = []
    for change in changes.changes where seen.insert(change.path).inserted && change.operation == .create {
      look(change.path, scanner, commit: nil)
    }
    for record in history.records where record.newID != nil && record.oldIDs.allSatisfy({ $0 == nil }) {
      if seen.insert(record.path).inserted { look(record.path, scanner, commit: record.commit) }
    }
  }

  private mutating func look(_ path: RepositoryPath, _ scanner: SecretScanner, commit: ObjectID?) {
    guard let name = scanner.secretName(path) else { return }
    hits.append(SecretHit(name.kind, in: path, .name(masked: name.masked), commit: commit))
  }
}
