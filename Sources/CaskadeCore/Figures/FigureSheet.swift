package import CaskadeSyntax

/// What the page of figures holds, taken from records.
package struct FigureSheet: Sendable {
  package enum Grouping: String, Hashable, Sendable, CaseIterable {
    case template, area, owner, agent, contract
  }

  package struct Row: Sendable {
    package let figure: Figure
    package let value: FigureValue
  }

  package struct Group: Sendable {
    /// Nil for the runs that don't say.
    package let name: String?
    package let rows: [Row]
  }

  /// One week of the period, by the newest checks of its runs.
  package struct Week: Hashable, Sendable {
    /// Its first day.
    package let start: Int
    package var kept = 0
    package var broken = 0
    package var unproven = 0

    package var all: Int { kept + broken + unproven }
  }

  /// What lies among the records and was not counted.
  package struct Unread: Hashable, Sendable {
    package var altered = 0
    package var newer = 0
    package var unreadable = 0
    package var foreign = 0
    /// Files of the reference, or of a folder, that hold no record.
    package var others = 0
    /// Records without a runner's signature that counts, where only those are asked for.
    package var unsigned = 0
    /// Contracts whose text isn't here.
    package var contracts = 0

    package init() {}

    /// Counts a line that isn't a record, or isn't one that can be used.
    package mutating func count(_ line: FigureLine) {
      switch line {
      case .facts: break
      case .altered: altered += 1
      case .newer: newer += 1
      case .unreadable: unreadable += 1
      case .foreign: foreign += 1
      }
    }

    package mutating func add(_ other: Unread) {
      altered += other.altered
      newer += other.newer
      unreadable += other.unreadable
      foreign += other.foreign
      others += other.others
      unsigned += other.unsigned
      contracts += other.contracts
    }
  }

  /// Seconds since 1970: checks that began from the one on, and before the other.
  package let since: Int?
  package let until: Int
  package let rows: [Row]
  package let grouping: Grouping?
  /// Those with most runs first.
  package let groups: [Group]
  package let weeks: [Week]
  package let repeats: [RepeatedThing]
  package let unread: Unread
  package var rework: ReworkFigures?

  package var runs: Int {
    for row in rows where row.figure.id == "runs" { if case .count(let count) = row.value { return count } }
    return 0
  }

  /// - Parameters:
  ///   - runs: with their times, of the period alone.
  ///   - rows: makes the rows, in the order of their numbers; side by side, if the caller can.
  package init(
    _ runs: [RecordedRun], since: Int?, until: Int, by grouping: Grouping?, unread: Unread,
    rows make: (Range<Int>, @escaping @Sendable (Int) -> Row) -> [Row] = { $0.map($1) }
  ) {
    (self.since, self.until, self.grouping, self.unread) = (since, until, grouping, unread)
    rows = make(Figure.all.indices) { Row(figure: Figure.all[$0], value: Figure.all[$0].value(runs)) }
    groups = grouping.map { Self.groups(runs, $0) } ?? []
    weeks = Self.weeks(runs)
    repeats = RepeatedThing.all(runs, until: until)
  }

  private static func groups(_ runs: [RecordedRun], _ grouping: Grouping) -> [Group] {
    var members: [String?: [RecordedRun]] = [:]
    for run in runs {
      let names = grouping.names(run)
      if names.isEmpty { members[nil, default: []].append(run) }
      for name in names { members[name, default: []].append(run) }
    }
    let sorted = members.sorted { one, other in
      if one.value.count != other.value.count { return one.value.count > other.value.count }
      return (one.key ?? "\u{10FFFF}") < (other.key ?? "\u{10FFFF}")
    }
    return sorted.map { group in
      Group(name: group.key, rows: Figure.all.map { Row(figure: $0, value: $0.value(group.value)) })
    }
  }

  private static let week = 7 * 86_400
  /// Of a longer period the newest.
  private static let mostWeeks = 53

  private static func weeks(_ runs: [RecordedRun]) -> [Week] {
    guard let last = runs.map(\.last.started).max(), let first = runs.map(\.last.started).min() else { return [] }
    // 1970-01-01 was a Thursday.
    func start(_ seconds: Int) -> Int {
      let monday = seconds + 3 * 86_400
      return monday - ((monday % week) + week) % week - 3 * 86_400
    }
    var weeks: [Week] = []
    var next = max(start(first), start(last) - (mostWeeks - 1) * week)
    while next <= last {
      weeks.append(Week(start: next))
      next += week
    }
    for run in runs {
      let index = (start(run.last.started) - weeks[0].start) / week
      guard weeks.indices.contains(index), run.last.started >= weeks[0].start else { continue }
      switch run.last.verdict {
      case .kept: weeks[index].kept += 1
      case .broken: weeks[index].broken += 1
      case .unproven, .nothing: weeks[index].unproven += 1
      }
    }
    return weeks
  }
}

extension FigureSheet.Grouping {
  /// A run of several areas is in each of them.
  fileprivate func names(_ run: RecordedRun) -> [String] {
    switch self {
    case .template: [run.contract?.template].compactMap { $0 }
    case .area: Set(run.last.areas).sorted()
    case .owner: [run.contract?.owner].compactMap { $0 }
    case .agent: [run.last.agent].compactMap { $0 }
    case .contract: [run.name].compactMap { $0 }
    }
  }
}
