package import CaskadeSyntax

/// One figure of the governance page: what it is called, how it is defined, and how it is taken from runs.
package struct Figure: Sendable {
  package enum Section: String, Hashable, Sendable, CaseIterable {
    case runs = "Runs"
    case scope = "Scope"
    case validation = "Validation"
    case authority = "Authority"
    case time = "Time"
    case review = "Review"
    case cost = "Cost"
    case loops = "Loops and runaways"
  }

  package enum Unit: String, Hashable, Sendable {
    case number, seconds, milliseconds
    case dollars = "millionths of a dollar"
  }

  /// As JSON and CSV have it: `kept_at_first`.
  package let id: String
  package let section: Section
  package let title: String
  package let unit: Unit
  package let definition: String
  /// It stands in the table that compares groups, under this heading.
  package let column: String?
  package let value: @Sendable ([RecordedRun]) -> FigureValue

  init(
    _ id: String, _ section: Section, _ title: String, in unit: Unit = .number, column: String? = nil,
    _ definition: String, _ value: @escaping @Sendable ([RecordedRun]) -> FigureValue
  ) {
    (self.id, self.section, self.title, self.unit) = (id, section, title, unit)
    (self.definition, self.column, self.value) = (definition, column, value)
  }
}

package enum FigureValue: Hashable, Sendable {
  case count(Int)
  case part(Int, of: Int)
  case spread(Spread)
  /// Most first.
  case list([Entry])

  package struct Entry: Hashable, Sendable {
    package let name: String
    package let count: Int
  }

  /// How a number is spread over those that have it.
  package struct Spread: Hashable, Sendable {
    /// Of all of them, and how many say it, of how many.
    package let sum: Int
    package let said: Int
    package let all: Int
    /// Nil where nobody says it.
    package let median: Int?
    /// Nine of ten have no more.
    package let ninth: Int?
  }

  /// The number of runs for which it holds.
  static func runs(_ runs: [RecordedRun], _ holds: (RecordedRun) -> Bool) -> FigureValue {
    .part(runs.count(where: holds), of: runs.count)
  }

  static func spread(_ values: [Int?]) -> FigureValue {
    let said = values.compactMap { $0 }.sorted()
    let sum = said.reduce(0) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
    return .spread(
      Spread(
        sum: sum, said: said.count, all: values.count, median: said.isEmpty ? nil : said[(said.count - 1) / 2],
        ninth: said.isEmpty ? nil : said[(said.count * 9 + 9) / 10 - 1]))
  }

  /// Of each name, the number of runs in which it occurs.
  ///
  /// - Parameter add: puts a run's names into the set, which is empty.
  static func names(_ runs: [RecordedRun], _ add: (RecordedRun, inout Set<String>) -> Void) -> FigureValue {
    var counts: [String: Int] = [:]
    var names: Set<String> = []
    for run in runs {
      add(run, &names)
      if names.isEmpty { continue }
      for name in names { counts[name, default: 0] += 1 }
      names.removeAll(keepingCapacity: true)
    }
    return list(counts)
  }

  static func list(_ counts: [String: Int]) -> FigureValue {
    .list(
      counts.map { Entry(name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) })
  }
}
