import CaskadeSyntax

/// The Test Anything Protocol, versions 12 to 14 (testanything.org), a line at a time.
///
/// Subtests are indented by four spaces, and the point that follows them sums them up: what is counted is the points
/// that have none. Lines that are no TAP are passed over, as the protocol wants it.
struct TAPReader {
  /// A point without subtests, and where it stood.
  struct Point {
    let name: String
    let outcome: TestNames.Outcome
    let depth: Int
  }

  private(set) var counts = TestCounts.none
  private(set) var names = TestNames.none
  /// How many points the outermost plan announces.
  private(set) var planned: Int?
  /// How many outermost points came.
  private(set) var outermost = 0
  private(set) var hasBailedOut = false
  /// The line that says it all, where there is nothing but a plan.
  private(set) var planLine: String?
  private var hasSubtests: [Bool] = [false]

  /// How deep subtests are followed.
  private static let deepest = 20

  /// Takes a line with its indentation; answers the point that it is, if it is one that counts.
  mutating func add(_ line: [UInt8]) -> Point? {
    let spaces = line.prefix { $0 == 0x20 }.count
    let depth = min(spaces / 4, Self.deepest)
    var text = LineScanner(line[spaces...])
    guard spaces % 4 == 0 else { return nil }
    if text.take("Bail out!") {
      hasBailedOut = true
      return nil
    }
    if text.take("1.."), let number = text.number() {
      text.blanks()
      guard text.isAtEnd || text.starts(with: "#") else { return nil }
      if depth == 0 {
        planned = number
        planLine = String(decoding: line, as: UTF8.self)
      }
      return nil
    }
    let isBad = text.take("not ok")
    guard isBad || text.take("ok"), text.isAtEnd || text.starts(with: " ") else { return nil }
    return point(text, isBad, depth)
  }

  private mutating func point(_ text: LineScanner, _ isBad: Bool, _ depth: Int) -> Point? {
    var text = text
    while hasSubtests.count <= depth { hasSubtests.append(false) }
    let isParent = hasSubtests.count > depth + 1 && hasSubtests[depth + 1]
    hasSubtests.removeSubrange((depth + 1)...)
    hasSubtests[depth] = true
    if depth == 0 {
      outermost += 1
      hasSubtests = [false]
    }
    text.blanks()
    _ = text.number()
    text.blanks()
    if text.take("- ") { text.blanks() }
    let (name, directive) = Self.split(text.rest)
    // A test that is still to do may fail.
    let outcome: TestNames.Outcome = directive == .skip ? .skipped : isBad && directive != .todo ? .failed : .passed
    if isParent, outcome != .failed || counts.failed > 0 { return nil }
    let point = Point(name: name, outcome: outcome, depth: depth)
    count(point)
    return point
  }

  private mutating func count(_ point: Point) {
    names.add(point.name, point.outcome)
    switch point.outcome {
    case .passed: counts.run += 1
    case .failed:
      counts.run += 1
      counts.failed += 1
    case .skipped: counts.skipped += 1
    }
  }

  private enum Directive { case none, skip, todo }

  private static func split(_ text: ArraySlice<UInt8>) -> (String, Directive) {
    var place = text.startIndex
    while let sign = text[place...].firstIndex(of: UInt8(ascii: "#")) {
      let word = text[(sign + 1)...].drop { $0 == 0x20 }.prefix(4).map { $0 | 0x20 }
      if word == Array("skip".utf8) || word == Array("todo".utf8) {
        return (trimmed(text[..<sign]), word == Array("skip".utf8) ? .skip : .todo)
      }
      place = sign + 1
    }
    return (trimmed(text), .none)
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
    var text = text
    while text.last == 0x20 { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// Counts with what the stream lacks: points that were announced and never came.
  var closed: TestCounts {
    var counts = counts
    if hasBailedOut || (planned.map { $0 > outermost } ?? false) { counts.broken += 1 }
    return counts
  }

  // MARK: A whole report

  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    ["TAP version", "1..", "ok", "not ok", "#", "Bail out!"].contains { bytes.starts(with: $0.utf8) }
  }

  static func report(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
    var reader = TAPReader()
    for line in bytes.split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      // Comments and what a test printed are most of it.
      guard let first = line.first, first == 0x20 || first == 0x31 || first == 0x42 || first | 0x01 == 0x6F else {
        continue
      }
      _ = reader.add(Array(line.prefix(2_000)))
    }
    guard reader.planned != nil || reader.hasBailedOut else { throw .noPlan }
    var report = TestReport()
    report.counts = reader.closed
    report.names = reader.names
    return report
  }
}
