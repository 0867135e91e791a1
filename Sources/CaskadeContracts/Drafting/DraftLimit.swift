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

  /// The template's numbers and those in their place, as far as they go beyond what the repository has or its policy
  /// permits.
  ///
  /// - Parameters:
  ///   - tracked: how many files there are; nil where that isn't known.
  ///   - rule: of the contract's band.
  package static func capped(
    _ limits: [DraftLimit], template: String, tracked: Int?, rule: Policy.BandRule
  ) -> [DraftLimit] {
    let own = template.split(separator: "\n").compactMap { line -> DraftLimit? in
      let words = line.split(separator: " ")
      guard words.count == 4, words[0] == "-", words[1] == "more_than:", let number = Int(words[2]) else { return nil }
      return StopCondition.Unit(rawValue: String(words[3])).map { DraftLimit(number, $0, why: "") }
    }
    let wanted = limits + own.filter { template in !limits.contains { $0.unit == template.unit } }
    return wanted.compactMap { limit in
      let most = rule.cap(on: limit.unit) ?? .max
      let there = limit.unit == .files ? tracked.map { $0 > 0 ? $0 : .max } ?? .max : .max
      if limit.number <= min(most, there) { return limit.why.isEmpty ? nil : limit }
      let why = most <= there ? "As many as the policy permits in this band." : "As many as the repository has."
      return DraftLimit(min(most, there), limit.unit, why: why)
    }
  }

  /// The lines in the place of `  - more_than: 10 files`; nil for any other line.
  func lines(for line: String) -> [String]? {
    let words = line.split(separator: " ")
    guard words.count == 4, words[0] == "-", words[1] == "more_than:", words[3] == unit.rawValue else { return nil }
    let margin = String(repeating: " ", count: DraftDocument.depth(line))
    return ["\(margin)# \(why)", "\(margin)- more_than: \(unit.counted(number))"]
  }
}
