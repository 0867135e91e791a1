import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Looks for secrets in all that the range adds: the lines between its two trees, files that git calls binary, the
/// versions that commits of the range hold and its end doesn't, their messages, and new names.
///
/// Added lines that follow one another are one text, so that a new file is looked at as a whole in the one pass over the
/// patch.
struct SecretSearch {
  private let repository: Repository
  let scanner = SecretScanner()
  private var found: [(change: Int, hit: SecretHit)] = []
  private var others: [SecretHit] = []
  /// Never shown: only to tell that a secret of the history is one of the head's.
  private var values: Set<[UInt8]> = []
  private var run = Run()
  /// Of modified files that need context, the lines that are new.
  private var added: [Int: [Range<Int>]] = [:]
  private(set) var unseen: [Unseen] = []

  /// Lines that follow one another in one file of the head.
  private struct Run {
    /// More is looked at in parts, each of whole lines.
    static let mostBytes = 8 << 20

    var change = -1
    var path = RepositoryPath("")
    var file = SecretFile.prose
    var first = 0
    var next = 0
    var text: [UInt8] = []
  }

  init(_ repository: Repository) {
    self.repository = repository
  }

  var hits: [SecretHit] { found.map(\.hit) + others }

  mutating func look(_ line: PatchReader.Line, path: RepositoryPath) {
    if run.change != line.change || run.next != line.number || run.text.count > Run.mostBytes {
      endRun()
      if run.change != line.change {
        run.change = line.change
        run.path = path
        run.file = SecretFile(path)
      }
      run.first = line.number
    } else {
      run.text.append(0x0A)
    }
    run.text += line.bytes
    run.next = line.number + 1
  }

  /// Ends the patch.
  mutating func endRun() {
    guard run.next > 0 else { return }
    let spans = run.text.withUnsafeBufferPointer { scanner.spans($0, run.file) }
    for span in spans {
      values.insert(Array(run.text[span.range]))
      add(span.kind, run.path, line: run.first + span.line - 1, of: run.change)
    }
    if run.file.needsContext { added[run.change, default: []].append(run.first..<run.next) }
    run.text.removeAll(keepingCapacity: true)
    run.next = 0
  }

  /// Forgets what was found in the lines of a change: they are given again, as an editor counts them.
  mutating func forget(_ changes: Set<Int>) {
    found.removeAll { changes.contains($0.change) }
    for change in changes { added[change] = nil }
  }

  /// Of a file that was read again as a whole.
  ///
  /// - Parameter isNew: whether a line of it is one that the change adds.
  mutating func look(_ text: SecretText, of change: Int, _ path: RepositoryPath, isNew: (SecretSpan) -> Bool) {
    for span in scanner.spans(in: text) where isNew(span) {
      values.insert(text.value(of: span))
      add(span.kind, path, line: span.line, of: change)
    }
  }

  /// What new lines of a modified file mean may stand above them: a Kubernetes Secret's kind, the name of a value.
  mutating func lookAround(_ changes: ChangeSet) throws(CommandError) {
    let versions = added.keys.sorted().compactMap { index -> (index: Int, version: FileVersion)? in
      let change = changes.changes[index]
      guard change.operation == .modify, change.newMode.kind == FileMode.regular.kind else { return nil }
      return change.newID.map { (index, FileVersion(change.path, $0)) }
    }
    let secrets = try VersionSecrets(versions.map(\.version), scanner, repository)
    let indices = Dictionary(versions.map { ($0.version, $0.index) }) { first, _ in first }
    for (version, found) in secrets.found {
      guard let index = indices[version], let lines = added[index] else { continue }
      let known = Set(self.found.filter { $0.change == index }.map(\.hit.place))
      for one in found where !known.contains(.line(one.span.line)) {
        guard lines.contains(where: { $0.contains(one.span.line) }) else { continue }
        values.insert(one.value)
        add(one.span.kind, version.path, line: one.span.line, of: index)
      }
    }
  }

  mutating func take(_ words: WordSecrets) {
    others += words.hits
  }

  mutating func take(_ more: [Unseen]) {
    for one in more where !unseen.contains(one) { unseen.append(one) }
  }

  /// A secret that was added and removed again is in the history that gets pushed. One that the base has in the same
  /// file, or that the head still has, is not told again.
  mutating func lookInto(
    _ versions: VersionSecrets, of history: [HistoryRecord], _ changes: ChangeSet, mergeBaseTree: ObjectID
  ) throws(CommandError) {
    take(versions.unseen)
    guard !versions.found.isEmpty else { return }
    let known = try elsewhere(Set(versions.found.map(\.version.path)), history, changes, mergeBaseTree)
    for (version, found) in versions.found {
      for one in found where !values.contains(one.value) && known[version.path]?.contains(one.value) != true {
        values.insert(one.value)
        others.append(
          SecretHit(one.span.kind, in: version.path, .line(one.span.line), commit: version.commit))
      }
    }
  }

  /// The secrets that these paths have in the base, in the head, and in what merges brought in from outside the range.
  private mutating func elsewhere(
    _ paths: Set<RepositoryPath>, _ history: [HistoryRecord], _ changes: ChangeSet, _ baseTree: ObjectID
  ) throws(CommandError) -> [RepositoryPath: Set<[UInt8]>] {
    let made = Set(history.compactMap(\.newID))
    var versions = Set(
      history.filter { paths.contains($0.path) }.flatMap { record in
        record.oldIDs.compactMap { $0 }.filter { !made.contains($0) }.map { FileVersion(record.path, $0) }
      })
    for change in changes.changes where paths.contains(change.path) {
      if let id = change.newID, change.newMode != .submodule { versions.insert(FileVersion(change.path, id)) }
    }
    for path in paths {
      let entry = try asking(repository.objects.entry(at: path, in: baseTree))
      if let entry, entry.mode != .submodule { versions.insert(FileVersion(path, entry.id)) }
    }
    var known: [RepositoryPath: Set<[UInt8]>] = [:]
    // What the base can't show makes nothing known: the secret is told.
    for (version, found) in try VersionSecrets(Array(versions), scanner, repository).found {
      known[version.path, default: []].formUnion(found.map(\.value))
    }
    return known
  }

  private mutating func add(_ kind: SecretKind, _ path: RepositoryPath, line: Int, of change: Int) {
    found.append((change, SecretHit(kind, in: path, .line(line))))
  }
}
