import CaskadeCore
import CaskadeEngine
import CaskadeSyntax

/// What past runs under a contract used: by evidence that is given, and by the records of those that aren't.
struct PastRuns {
  let runs: [ContractNarrowing.Run]

  /// - Parameter evidence: files.
  init(of path: RepositoryPath, evidence: [String], _ session: Session) throws(CommandError) {
    var runs: [ContractNarrowing.Run] = []
    var told: Set<String> = []
    for word in evidence {
      let file = try EvidenceFile(word, session.host)
      guard let contract = file.evidence.contract, contract.path == path.display else {
        throw CommandError(
          "'\(file.name)' is of a check under another contract", hint: "name evidence of \(path.display)")
      }
      told.insert(EvidenceDigest.text(file.document))
      runs.append(
        ContractNarrowing.Run(
          changed: file.evidence.changes.map(\.path),
          tools: Self.unused(file.evidence.tools).map { .unused($0) } ?? .unread))
    }
    for record in try RecordStore(session).listing().lines.compactMap(\.line.record)
    where record.contract?.path == path.display && !told.contains(record.evidence) {
      runs.append(
        ContractNarrowing.Run(
          changed: record.omitted == 0 ? record.inside.map(\.path) : nil, tools: .untold))
    }
    self.runs = runs
  }

  /// Nil where a call may have been missed.
  private static func unused(_ tools: ToolsRecord?) -> Set<String>? {
    guard let tools else { return nil }
    let read = tools.sources.filter { $0.standing == .read }
    guard !read.isEmpty, read.allSatisfy(\.isComplete), tools.sources.allSatisfy({ $0.standing != .unreadable }) else {
      return nil
    }
    return Set(tools.unused)
  }
}
