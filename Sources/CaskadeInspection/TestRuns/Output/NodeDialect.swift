import CaskadeSyntax

/// `node --test` by both of its reporters, and whatever writes TAP.
struct NodeDialect: RunnerDialect {
  private var tap = TAPReader()
  /// The numbers at the end of `node --test`, from `tests` to `duration_ms`.
  private var block: [String: Int]?
  private var firstLine = ""
  /// Files that node counts as a test of its own because they hold none, by how they ended.
  private var files = TestCounts.none
  /// Names with subtests, which the spec reporter shows before them.
  private var parents: Set<String> = []

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if number(line, &closings) { return true }
    if spec(line, &closings) { return true }
    guard let first = line.bytes.first, first == 0x6F || first == 0x6E || first == 0x31 || first == 0x42 else {
      return false
    }
    guard first != 0x6F && first != 0x6E || Self.isPoint(line) else { return false }
    if begins(line) { finish(&closings) }
    let before = (tap.planned, tap.outermost, tap.hasBailedOut)
    if let point = tap.add(line.whole) {
      closings.names.add(point.name, point.outcome)
      if point.depth == 0, Self.isFile(point.name) { addFile(point.outcome) }
      return true
    }
    return before != (tap.planned, tap.outermost, tap.hasBailedOut)
  }

  mutating func finish(_ closings: inout Closings) {
    if tap.planned != nil || tap.hasBailedOut {
      let counts = tap.closed
      closings.close(
        .tap, counts,
        "\(tap.planLine ?? "Bail out!")\(counts.failed > 0 ? ", \(counts.failed) not ok" : "")")
    }
    tap = TAPReader()
  }

  /// Whether a stream ends before the line, because another one begins there: with a second plan, or a first point.
  private func begins(_ line: OutputLine) -> Bool {
    guard !line.isIndented else { return false }
    if line.starts(with: "1..") { return tap.planned != nil }
    return tap.outermost > 0 && (line.starts(with: "ok 1 ") || line.starts(with: "not ok 1 "))
  }

  /// `ok`, `not ok 2`, `ok - name`: among other output a point needs its number or its dash.
  private static func isPoint(_ line: OutputLine) -> Bool {
    var text = line.scanner
    guard text.take("ok") || text.take("not ok") else { return false }
    return text.isAtEnd || (text.blanks() && (text.number() != nil || text.starts(with: "-")))
  }

  // MARK: Node

  private static let keys: Set<String> = ["tests", "suites", "pass", "fail", "cancelled", "skipped", "todo"]

  private mutating func number(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard !line.isIndented, text.take("# ") || text.take("ℹ ") else { return false }
    let words = text.rest.split(separator: 0x20)
    guard words.count == 2 else { return false }
    let key = String(decoding: words[0], as: UTF8.self)
    var value = LineScanner(words[1])
    if key == "duration_ms", block != nil, value.decimal(), value.isAtEnd {
      close(&closings)
      return true
    }
    guard Self.keys.contains(key), let count = value.number(), value.isAtEnd, block != nil || key == "tests" else {
      return false
    }
    if key == "tests" {
      block = [:]
      firstLine = line.text
    }
    block?[key] = count
    return true
  }

  private mutating func close(_ closings: inout Closings) {
    guard let block else { return }
    var counts = TestCounts.none
    let failures = (block["fail"] ?? 0) + (block["cancelled"] ?? 0)
    counts.skipped = block["skipped"] ?? 0
    counts.broken = min(files.broken, failures)
    counts.failed = failures - counts.broken
    counts.run = max(
      counts.failed, (block["tests"] ?? 0) - counts.skipped - counts.broken - min(files.run, block["pass"] ?? 0))
    // It writes TAP as well, and sums it up here.
    tap = TAPReader()
    closings.drop(.tap)
    var line = firstLine
    if counts.isVacuous, files.run > 0 { line += ", and that is a file without tests" }
    if failures > 0 { line += ", fail \(failures)" }
    closings.close(.node, counts, line)
    self.block = nil
    files = .none
    parents = []
  }

  private mutating func spec(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("▶ ") {
      parents.insert(Self.name(text.rest))
      return true
    }
    let isGood = text.take("✔ ") || text.take("✓ ")
    guard isGood || text.take("✖ ") else { return false }
    let name = Self.name(text.rest)
    guard !parents.contains(name), !name.isEmpty else { return true }
    // The list of failures that follows the numbers names them again.
    if !isGood, closings.hasClosed(.node) { return true }
    if Self.isFile(name) {
      addFile(isGood ? .passed : .failed)
    } else {
      closings.names.add(name, isGood ? .passed : .failed)
    }
    return true
  }

  /// Without how long it took: `adds (0.4ms)`.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix("s)"), let open = text.lastIndex(of: "(") else { return text }
    return String(text[..<open].dropLast())
  }

  private mutating func addFile(_ outcome: TestNames.Outcome) {
    switch outcome {
    case .passed: files.run += 1
    case .failed: files.broken += 1
    case .skipped: break
    }
  }

  private static func isFile(_ name: String) -> Bool {
    guard !name.contains(" ") || name.hasPrefix("/"), name.contains("/") || name.contains(".test.") else {
      return false
    }
    return [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"].contains { name.hasSuffix($0) }
  }
}
