import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade audit RANGE`, and `caskade audit FILE:LINE`.
struct AuditCommand: Command {
  private enum Format: String, OptionChoice { case text, json, csv, markdown }

  private let what: String?
  private let since, until: PeriodBound?
  private let folders: [String]
  private let base, output: String?
  private let format: Format
  private let isWhole, isSigned: Bool

  static let words = CommandWords(
    name: "audit", group: .team,
    summary: "what reached the base: under which contract, or none; FILE:LINE goes from a line back to its approval",
    examples: [
      "caskade audit", "caskade audit v1.2..main --format csv", "caskade audit --since 90d",
      "caskade audit src/login/redirect.py:42",
    ])

  init(_ read: inout ArgumentReader) {
    what = read.optionalOperand("[RANGE|FILE:LINE]")
    since = read.value("--since", "TIME", "changes of commits from then on: 30d, 12w, 2026-01-31", as: PeriodBound.init)
    until = read.value("--until", "TIME", "changes of commits before the end of then", as: PeriodBound.init)
    base = read.value("--base", "REV", "the branch whose history it is, where no RANGE says it")
    isWhole = read.flag("--all", "list what is covered too, however much it is")
    isSigned = read.flag(
      "--signed", "count only records that a runner of the base signed; each signature costs a few milliseconds")
    folders = read.values("--from", "DIR", "records from a folder that 'record --to' wrote, instead of the notes")
    format = read.choice("--format", "FORMAT", standard: .text)
    output = read.value("--output", "FILE", "write it there")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let now = WallClock.seconds()
    return try Session.run(host) { (session) throws(CommandError) in
      if let output { try OutputPlace.check(output, session) }
      let place = what.flatMap { LinePlace($0) }
      // The range is read first: what is wrong with it is said before anything costs time.
      let range = try place == nil ? self.range(session) : nil
      let tip: Revision
      if let range { tip = range.end } else { tip = try BaseAndHead.base(base, session) }
      let history = range.map { AuditReader.history(of: $0, session) }
      let arrivals = range.map { AuditReader.arrivals(to: $0.end, session) }
      let reader = FigureReader(session)
      var records = FigureReader.Records()
      for folder in folders { try records.add(FigureReader.folder(host.path(folder), named: folder)) }
      if folders.isEmpty { records = try reader.notes() }
      if isSigned { try reader.dropUnsigned(&records, now: now) }
      let audits = AuditReader(session, records)
      if let place {
        let audit = try audits.line(place.line, of: place.path(session), at: tip, now: now)
        try OutputPlace.write(bytes(audit, host), output ?? "-", host)
        return .good
      }
      guard let range, let history, let arrivals else { return .good }
      let end = until?.end(now)
      let audit = try audits.audit(range, history.result(), arrivals, since: since?.start(end ?? now), until: end)
      try OutputPlace.write(bytes(audit, host), output ?? "-", host)
      return .good
    }
  }

  private func range(_ session: Session) throws(CommandError) -> AuditReader.Range {
    guard let what else { return try AuditReader.Range(base: BaseAndHead.base(base, session)) }
    if base != nil {
      throw CommandError("'--base' goes with no RANGE, which names the branch itself", hint: "leave out one of them")
    }
    return try AuditReader.Range(what, session)
  }

  private func bytes(_ audit: Audit, _ host: Host) -> [UInt8] {
    switch format {
    case .json: return audit.jsonText { SideBySide.run($0, atMost: 4, $1) } + [0x0A]
    case .csv: return Array(AuditCSV(audit).text { SideBySide.run($0, atMost: 4, $1) }.utf8)
    case .markdown: return Array(AuditMarkdown(audit, isWhole: isWhole).text.utf8)
    case .text:
      let page = AuditText(
        audit, isWhole: isWhole, width: (output == nil ? StandardStream.output.size?.columns : nil) ?? 100,
        isColored: output == nil && host.isColored(.output))
      return Array(page.text.utf8)
    }
  }

  private func bytes(_ audit: LineAudit, _ host: Host) -> [UInt8] {
    let page = LineAuditText(audit, isColored: format == .text && output == nil && host.isColored(.output))
    switch format {
    case .json: return JSONWriter(.pretty, order: .sorted).bytes(page.json) + [0x0A]
    case .csv: return Array(page.csv.utf8)
    case .markdown: return Array(page.markdown.utf8)
    case .text: return Array(page.text.utf8)
    }
  }
}

/// `FILE:LINE`. No branch's name has a colon.
private struct LinePlace {
  let line: Int
  private let file: String

  init?(_ word: String) {
    guard let colon = word.lastIndex(of: ":"), let line = Int(word[word.index(after: colon)...]), line > 0,
      line <= 1 << 30, colon != word.startIndex
    else { return nil }
    self.line = line
    file = String(word[..<colon])
  }

  /// As a path of the repository: of the folder that the command runs in, as other commands take it.
  func path(_ session: Session) throws(CommandError) -> RepositoryPath {
    if let path = session.repository.path(of: session.host.path(file)) { return path }
    // Its folder may be gone from the working tree.
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
      throw CommandError(
        "'\(EscapedText.line(file))' is outside of the repository", hint: "name a file of the repository")
    }
    return RepositoryPath(file)
  }
}
