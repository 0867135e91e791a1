import CaskadeContracts
import CaskadeCore
import CaskadeEngine
import CaskadeReport
import CaskadeSyntax
import CaskadeSystem

/// `caskade stats`: the governance figures, from the records.
struct StatsCommand: Command {
  private enum Format: String, OptionChoice { case text, markdown, html, json, csv }

  private let since, until: PeriodBound?
  private let grouping: FigureSheet.Grouping?
  private let folders: [String]
  private let base, output: String?
  private let format: Format
  private let isDefined, hasRework: Bool

  static let words = CommandWords(
    name: "stats", group: .team, summary: "the governance figures, from the records",
    examples: [
      "caskade stats", "caskade stats --since 90d --by template", "caskade stats --since all --definitions",
      "caskade stats --format html --output ../stats.html",
    ])

  init(_ read: inout ArgumentReader) {
    since = read.value(
      "--since", "TIME", "checks from then on: 30d (default), 12w, 2026-01-31, or all", as: PeriodBound.init)
    until = read.value("--until", "TIME", "checks before the end of then: now when left out", as: PeriodBound.init)
    grouping = read.choice("--by", "WHAT", "compare by template, area, owner, agent or contract")
    folders = read.values("--from", "DIR", "records from a folder that 'record --to' wrote, instead of the notes")
    base = read.value("--base", "REV", "the branch to which contracts and work come")
    isDefined = read.flag("--definitions", "with each figure how it is defined")
    hasRework = read.flag(
      "--rework", "reverts, and lines that were changed again within 30 days; reads every patch of the period: seconds")
    format = read.choice("--format", "FORMAT", standard: .text)
    output = read.value("--output", "FILE", "write it there")
  }

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    let now = WallClock.seconds()
    // What was recorded in the second that goes on is there, too.
    let end = until?.end(now) ?? now + 1
    let start = (since ?? .days(30)).start(end)
    var records = FigureReader.Records()
    for folder in folders { try records.add(FigureReader.folder(host.path(folder), named: folder)) }
    if !folders.isEmpty, EnclosingFolder.withRepository(above: host.directory) == nil {
      guard !hasRework, base == nil else {
        throw CommandError("there is no repository here to ask", hint: "caskade -C DIR stats ...")
      }
      let chosen = Self.chosen(records.facts, start, end)
      var unread = records.unread
      unread.contracts = Set(chosen.compactMap { $0.contract?.blob }).count
      let runs = RecordedRun.all(chosen, contracts: [:])
      let sheet = FigureSheet(runs, since: start, until: end, by: grouping, unread: unread)
      try OutputPlace.write(bytes(sheet, host), output ?? "-", host)
      return .good
    }
    return try Session.run(host) { (session) throws(CommandError) in
      if let output { try OutputPlace.check(output, session) }
      let reader = FigureReader(session)
      let history = try reader.history(base: base)
      if folders.isEmpty { records = try reader.notes() }
      let chosen = Self.chosen(records.facts, start, end)
      let contracts = try reader.contracts(of: chosen)
      var unread = records.unread
      unread.contracts = contracts.missing
      var runs = RecordedRun.all(chosen, contracts: contracts.found)
      try reader.addTimes(to: &runs, history)
      var sheet = FigureSheet(runs, since: start, until: end, by: grouping, unread: unread) {
        SideBySide.run($0, atMost: 4, $1)
      }
      if hasRework { sheet.rework = try reader.rework(records.facts, since: start, until: end, base: base) }
      try OutputPlace.write(bytes(sheet, host), output ?? "-", host)
      return .good
    }
  }

  private static func chosen(_ records: [RecordFacts], _ start: Int?, _ end: Int) -> [RecordFacts] {
    records.filter { $0.started < end && $0.started >= start ?? .min }
  }

  private func bytes(_ sheet: FigureSheet, _ host: Host) -> [UInt8] {
    switch format {
    case .json: return JSONWriter(.pretty, order: .sorted).bytes(sheet.json) + [0x0A]
    case .csv: return Array(FigureCSV(sheet).text.utf8)
    case .markdown: return Array(FigureMarkdown(sheet, isDefined: isDefined).text.utf8)
    case .html: return Array(FigureHTML(sheet).text.utf8)
    case .text:
      let isTerminal = output == nil
      let page = FigureText(
        sheet, isDefined: isDefined, width: (isTerminal ? StandardStream.output.size?.columns : nil) ?? 100,
        isColored: isTerminal && host.isColored(.output))
      return Array(page.text.utf8)
    }
  }
}

extension FigureSheet.Grouping: OptionChoice {}

/// One end of a period: a day, or a number of days before the other end.
enum PeriodBound: Sendable {
  case days(Int)
  case day(CalendarDate)
  case all

  private static let longest = 36_500

  init(_ word: String) throws(CommandError) {
    let units: [Character: Int] = ["d": 1, "w": 7, "y": 365]
    if word == "all" {
      self = .all
    } else if let day = CalendarDate(word) {
      self = .day(day)
    } else if let days = word.last.flatMap({ units[$0] }), let count = Int(word.dropLast()), word.first != "+",
      (1...Self.longest / days).contains(count)
    {
      self = .days(count * days)
    } else {
      throw CommandError(
        "'\(EscapedText.line(word))' is no time", hint: "a number of days, weeks or years (30d, 12w, 1y), a day, or all"
      )
    }
  }

  /// Nil for a period without a beginning.
  func start(_ end: Int) -> Int? {
    switch self {
    case .all: nil
    case .day(let day): InstantText.milliseconds("\(day.text)T00:00:00Z").map { $0 / 1_000 }
    case .days(let days): end - days * 86_400
    }
  }

  /// The end of a period whose last moment this names.
  func end(_ now: Int) -> Int {
    switch self {
    case .all: now
    case .day: start(now).map { $0 + 86_400 } ?? now
    case .days(let days): now - days * 86_400
    }
  }
}
