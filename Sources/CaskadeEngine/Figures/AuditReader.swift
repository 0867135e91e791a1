import CaskadeAgents
import CaskadeContracts
package import CaskadeCore
package import CaskadeInspection
package import CaskadeSyntax
package import CaskadeSystem

/// Reads what reached the base, and what is recorded of it.
package struct AuditReader {
  let session: Session
  private let records: FigureReader.Records
  private let index: RecordIndex

  package init(_ session: Session, _ records: FigureReader.Records) {
    self.session = session
    self.records = records
    index = RecordIndex(records.facts)
  }

  // MARK: A range

  /// A word of the command line: `A..B`, or one revision with all that it has in its history.
  package struct Range: Sendable {
    package let start: Revision?
    package let end: Revision
    package let text: String

    package init(_ word: String, _ session: Session) throws(CommandError) {
      let parts = Self.split(word)
      guard parts.count <= 2, parts.last != "" else {
        throw CommandError(
          "'\(EscapedText.line(word))' is no range", hint: "two revisions, OLD..NEW, or one with all its history: main")
      }
      let revisions = session.repository.revisions
      start = try parts.count == 2 ? asking(revisions.read(parts[0], role: "the start")) : nil
      end = try asking(revisions.read(parts[parts.count - 1], role: "the end"))
      text = word
    }

    /// All that the base has.
    package init(base: Revision) {
      (start, end, text) = (nil, base, base.name)
    }

    private static func split(_ word: String) -> [String] {
      var parts = [""]
      var rest = Substring(word)
      while !rest.isEmpty {
        if rest.hasPrefix("...") {
          return ["", "", ""]
        } else if rest.hasPrefix("..") {
          parts.append("")
          rest = rest.dropFirst(2)
        } else {
          parts[parts.count - 1].append(rest.removeFirst())
        }
      }
      return parts.count == 2 && parts[0].isEmpty ? ["", "", ""] : parts
    }
  }

  /// What the range has in its history: it is read while the records are.
  package static func history(of range: Range, _ session: Session) -> Errand<MergedHistory, CommandError> {
    let (repository, start, end) = (session.repository, range.start?.commit, range.end.commit)
    return Errand { () throws(CommandError) in
      try MergedHistory(asking(repository.wholeHistory(of: end, beyond: start)), tip: end)
    }
  }

  /// Which commits brought contracts to the branch, and changed them there.
  package typealias Arrivals = Errand<[RepositoryPath: [LandedCommit]], CommandError>

  package static func arrivals(to tip: Revision, _ session: Session) -> Arrivals {
    let repository = session.repository
    return Errand { () throws(CommandError) in
      try asking(repository.arrivingCommits(below: ContractFolder.folder, to: tip.commit))
    }
  }

  package func audit(
    _ range: Range, _ history: MergedHistory, _ arrivals: Arrivals, since: Int?, until: Int?
  ) throws(CommandError) -> Audit {
    let commits = history.chain.filter { commit in
      commit.seconds >= since ?? .min && commit.seconds < until ?? .max
    }
    var changes = changes(commits, history)
    try compare(&changes)
    try addApprovers(to: &changes, tip: range.end, arrivals)
    return Audit(changes, range: range.text, unread: records.unread)
  }

  /// - Parameter history: what merges brought; nil where that isn't read.
  func changes(_ commits: [LandedCommit], _ history: MergedHistory? = nil) -> [AuditedChange] {
    let notes = (try? session.repository.notes(of: AgentMarks.areNotes)) ?? [:]
    let parts = max(1, min(Self.mostParts, commits.count / Self.fewest))
    let size = (commits.count + parts - 1) / parts
    let (index, brought) = (index, history?.brought ?? [:])
    return SideBySide.run(0..<parts, atMost: Self.width) { part in
      var marks = AgentMarks()
      return commits.dropFirst(part * size).prefix(size).map { commit in
        let all = [commit] + (brought[commit.id] ?? [])
        let noted = notes.isEmpty ? [] : all.flatMap { notes[$0.id] ?? [] }.map { "note \(EscapedText.line($0))" }
        let signs = all.flatMap { marks.signs(of: $0) }
        return AuditedChange(commit, index, signs: Set(signs).sorted() + Set(noted).sorted())
      }
    }.flatMap { $0 }
  }

  /// So many are looked at by one at least.
  private static let fewest = 1_000
  private static let width = 4
  private static let mostParts = 16

  /// Where no tree tells it, three comparisons do: what was judged, what landed, and one with the other.
  func compare(_ changes: inout [AuditedChange]) throws(CommandError) {
    var asked = changes.indices.compactMap { index in changes[index].comparison.map { (index: index, pairs: $0) } }
    guard !asked.isEmpty else { return }
    let objects = session.repository.objects
    let needed = asked.flatMap { [$0.pairs.judged, $0.pairs.against] }
    let sizes = try asking(objects.sizesIfPresent(needed))
    let here = Set(zip(needed, sizes).filter { $1 != nil }.map(\.0))
    asked.removeAll { !here.contains($0.pairs.judged) || !here.contains($0.pairs.against) }
    guard !asked.isEmpty else { return }
    let repository = session.repository
    let judged = try asking(repository.paths(between: asked.map { ($0.pairs.judged, $0.pairs.against) }))
    let landed = try asking(repository.paths(between: asked.map { ($0.pairs.landed, $0.pairs.on) }))
    let apart = try asking(repository.paths(between: asked.map { ($0.pairs.landed, $0.pairs.judged) }))
    for (place, question) in asked.enumerated() {
      changes[question.index].landing = AuditedChange.landing(
        judged: judged[place], landed: landed[place], differing: apart[place])
    }
  }

  // MARK: Approvers

  func addApprovers(
    to changes: inout [AuditedChange], tip: Revision, _ arrivals: Arrivals? = nil
  ) throws(CommandError) {
    guard changes.contains(where: { $0.record?.contract?.path != nil }) else { return }
    let came = try (arrivals ?? Self.arrivals(to: tip, session)).result()
    let signers = try signers(at: tip.commit)
    for index in changes.indices {
      guard let contract = changes[index].record?.contract, let text = contract.path else { continue }
      let path = RepositoryPath(text)
      if contract.people ?? 0 > 0, let names = signers[ContractFolder.name(of: path)], !names.isEmpty {
        changes[index].approver = .signed(names)
      } else if contract.source == .base,
        let arrival = came[path]?.last(where: { $0.seconds <= changes[index].commit.seconds }) ?? came[path]?.first
      {
        changes[index].approver = .merged(by: arrival.author, arrival.id)
      }
    }
  }

  /// The names that approvals give, by the contract's.
  private func signers(at tip: ObjectID) throws(CommandError) -> [String: [String]] {
    let objects = session.repository.objects
    let entries = try asking { () throws(GitError) in
      try objects.entries(of: objects.tree(of: tip), below: ContractFolder.approvals)
    }.filter { $0.mode.kind == FileMode.regular.kind && $0.path.bytes.suffix(9).elementsEqual(".approval".utf8) }
    let texts = try asking(objects.blobs(entries.map(\.id)))
    var names: [String: Set<String>] = [:]
    for text in texts {
      guard let header = try? ApprovalFile(text).header else { continue }
      names[ContractFolder.name(of: header.contract), default: []].insert(header.principal.text)
    }
    return names.mapValues { $0.sorted() }
  }
}
