import CaskadeSyntax

/// A number of files or lines beyond which the work stops, in the place of a template's own.
package struct DraftLimit: Hashable, Sendable {
  package let number: Int
  package let unit: StopCondition.Unit
  /// Where the number comes from: one sentence.
  package let why: String

  package init(_ number: Int, _ unit: StopCondition.Unit, why: String) {
    self.number = number
    self.unit = unit
    self.why = why
  }

  /// From the repository's own past.
  package static func past(_ sizes: ChangeSizes) -> [DraftLimit] {
    var limits: [DraftLimit] = []
    if let files = sizes.files {
      let why = "Twice the files of 9 in 10 of the last \(sizes.commits) commits, at least 5."
      limits.append(DraftLimit(files, .files, why: why))
    }
    if let lines = sizes.lines {
      let why = "Twice the lines of 9 in 10 of the last \(sizes.commitsWithLines) commits, rounded up."
      limits.append(DraftLimit(lines, .lines, why: why))
    }
    return limits
  }

  /// The lines in the place of `  - more_than: 10 files`; nil for any other line.
  func lines(for line: String) -> [String]? {
    let words = line.split(separator: " ")
    guard words.count == 4, words[0] == "-", words[1] == "more_than:", words[3] == unit.rawValue else { return nil }
    let margin = String(repeating: " ", count: DraftDocument.depth(line))
    return ["\(margin)# \(why)", "\(margin)- more_than: \(unit.counted(number))"]
  }
}
