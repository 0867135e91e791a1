import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What every form of the page of figures says, not yet escaped.
struct FigurePhrases {
  let sheet: FigureSheet

  private static let mostNames = 8

  var heading: String {
    let until = day(sheet.until - 1)
    let period = sheet.since.map { "\(day($0)) to \(until)" } ?? "all until \(until)"
    return "\(sheet.runs.counted("run")) · \(period)"
  }

  private func day(_ seconds: Int) -> String { CalendarDate(secondsSince1970: seconds).text }

  static func day(_ seconds: Int) -> String { CalendarDate(secondsSince1970: seconds).text }

  // MARK: Values

  static func text(_ row: FigureSheet.Row) -> String {
    switch row.value {
    case .count(let count): return "\(count)"
    case .part(let count, let all):
      if all == 0 { return "not told by any" }
      return count == 0 ? "none of \(all)" : "\(count) of \(all) (\(percent(count, of: all)) %)"
    case .spread(let spread):
      guard let median = spread.median, let ninth = spread.ninth else { return "not told by any of \(spread.all)" }
      let unit = row.figure.unit
      let said = spread.said < spread.all ? "; told by \(spread.said) of \(spread.all)" : ""
      let sum = unit == .dollars ? "; \(amount(spread.sum, unit)) in all" : ""
      return "median \(amount(median, unit)), 9 of 10 up to \(amount(ninth, unit))\(sum)\(said)"
    case .list(let entries):
      let shown = entries.prefix(mostNames).map { "\($0.name) \($0.count)" }
      let more = entries.count - shown.count
      return entries.isEmpty ? "none" : (shown + (more > 0 ? ["and \(more) more"] : [])).joined(separator: ", ")
    }
  }

  /// For a narrow column.
  static func cell(_ row: FigureSheet.Row) -> String {
    switch row.value {
    case .count(let count): "\(count)"
    case .part(let count, let all): all == 0 || count == 0 ? "-" : "\(percent(count, of: all)) %"
    case .spread(let spread): spread.median.map { amount($0, row.figure.unit) } ?? "-"
    case .list(let entries): entries.first.map(\.name) ?? "-"
    }
  }

  static func percent(_ count: Int, of all: Int) -> Int {
    all == 0 ? 0 : (count * 200 + all) / (2 * all)
  }

  static func amount(_ number: Int, _ unit: Figure.Unit) -> String {
    switch unit {
    case .number: return "\(number)"
    case .dollars:
      let cents = (number + 5_000) / 10_000
      return "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100) USD"
    case .milliseconds:
      if number >= 60_000 { return amount(number / 1_000, .seconds) }
      return "\(number / 1_000).\(number % 1_000 / 100) s"
    case .seconds:
      let (minutes, hours, days) = (number / 60, number / 3_600, number / 86_400)
      if days > 0 { return "\(days) d" + (hours % 24 > 0 && days < 10 ? " \(hours % 24) h" : "") }
      if hours > 0 { return "\(hours) h" + (minutes % 60 > 0 ? " \(minutes % 60) min" : "") }
      return minutes > 0 ? "\(minutes) min" : "\(number) s"
    }
  }

  // MARK: Sections

  struct Line {
    let title: String
    let value: String
    let definition: String
  }

  /// A list that is empty says nothing to anybody.
  func lines(of section: Figure.Section) -> [Line] {
    sheet.rows.filter { $0.figure.section == section }.compactMap { row in
      if case .list(let entries) = row.value, entries.isEmpty { return nil }
      return Line(title: row.figure.title, value: Self.text(row), definition: row.figure.definition)
    }
  }

  var rework: [Line] {
    guard let rework = sheet.rework else { return [] }
    let rows = [("governed changes", rework.governed), ("other changes", rework.other)]
    return rows.map { title, side in
      Line(
        title: title,
        value: "\(side.changes): \(side.reverted) reverted (\(Self.percent(side.reverted, of: side.changes)) %), "
          + "\(side.reworked) of \(side.lines) lines reworked (\(Self.percent(side.reworked, of: side.lines)) %)",
        definition: Self.reworkDefinition)
    }
  }

  static let reworkDefinition =
    "First-parent changes of the period, a record of which is kept or not; reverted: a later one within "
    + "\(ReworkFigures.days) days says so in git's words; reworked: of the lines that they added, those that a later "
    + "change took out within \(ReworkFigures.days) days, or until now."

  var groupTitle: String { sheet.grouping.map { "By \($0.rawValue)" } ?? "" }

  var columns: [String] { [sheet.grouping?.rawValue ?? ""] + Figure.all.compactMap(\.column) }

  /// What the runs are called that belong to no group.
  private var nobody: String {
    switch sheet.grouping {
    case .area: "no risk area"
    case .contract: "no contract"
    case .template, .owner, .agent, nil: "not told"
    }
  }

  /// A table of the groups: the first ones of many.
  func table(most: Int) -> [[String]] {
    sheet.groups.prefix(most).map { group in
      [group.name ?? nobody] + group.rows.filter { $0.figure.column != nil }.map(Self.cell)
    }
  }

  // MARK: Below

  /// What lies among the records and isn't counted.
  var unread: [String] { Self.unread(sheet.unread) }

  static func unread(_ unread: FigureSheet.Unread) -> [String] {
    [
      unread.altered == 0 ? nil : "\(unread.altered.counted("record")) altered: the digest is another one's",
      unread.unreadable == 0 ? nil : "\(unread.unreadable.counted("record")) of no form that is known",
      unread.newer == 0 ? nil : "\(unread.newer.counted("record")) of a newer caskade",
      unread.foreign == 0 ? nil : "\(unread.foreign.counted("line")) of other tools",
      unread.others == 0 ? nil : "\(unread.others.counted("file")) without a record",
      unread.unsigned == 0
        ? nil : "\(unread.unsigned.counted("record")) without a signature that counts",
      unread.contracts == 0
        ? nil : "\(unread.contracts.counted("contract")) whose text isn't here: no template, owner or grants of theirs",
    ].compactMap { $0 }
  }

  static let nothing =
    "No check is recorded in this period: caskade check --record keeps one, caskade record --fetch takes in others'."
}
