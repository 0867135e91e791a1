import CaskadeSyntax

/// pytest, and unittest with those that write like it (Django's runner, nose2).
struct PythonDialect: RunnerDialect {
  /// unittest: `Ran 3 tests in 0.001s`, which waits for its verdict.
  private var ran: (count: Int, line: String)?
  /// unittest: modules that could not be imported, which it counts as tests with an error.
  private var unloaded = 0

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if let ran, !line.isEmpty {
      self.ran = nil
      if verdict(on: ran, line, &closings) { return true }
    }
    if line.starts(with: "Ran ") { return begin(line) }
    if pytest(line, &closings) { return true }
    return name(in: line, &closings)
  }

  // MARK: unittest

  private mutating func begin(_ line: OutputLine) -> Bool {
    var text = line.scanner
    guard text.take("Ran "), let count = text.number(), text.take(" tests in ") || text.take(" test in "),
      text.decimal(), text.take("s"), text.isAtEnd
    else { return false }
    ran = (count, line.text)
    return true
  }

  private mutating func verdict(
    on ran: (count: Int, line: String), _ line: OutputLine, _ closings: inout Closings
  ) -> Bool {
    var text = line.scanner
    guard text.take("OK") || text.take("FAILED") || text.take("NO TESTS RAN") else { return false }
    text.blanks()
    guard text.isAtEnd || text.take("(") else { return false }
    var counts = TestCounts(run: ran.count)
    for part in text.rest.split(separator: UInt8(ascii: ",")) {
      var item = LineScanner(part)
      item.blanks()
      guard let word = item.take(until: "="), let number = item.number() else { continue }
      switch String(decoding: word, as: UTF8.self) {
      case "skipped":
        counts.skipped = number
        counts.run = max(0, counts.run - number)
      case "failures", "errors", "unexpected successes": counts.failed += number
      default: break
      }
    }
    let broken = min(unloaded, counts.failed)
    unloaded = 0
    counts.broken = broken
    counts.failed -= broken
    counts.run = max(counts.failed, counts.run - broken)
    closings.close(.unittest, counts, counts.hasFailures || counts.run > 0 ? "\(ran.line): \(line.text)" : ran.line)
    return true
  }

  // MARK: pytest

  private static let words: Set<String> = [
    "passed", "failed", "skipped", "deselected", "xfailed", "xpassed", "warning", "warnings", "error", "errors",
    "rerun",
    "reruns", "subtests passed", "subtests failed", "subtests skipped", "tests collected", "test collected",
  ]

  private func pytest(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var bytes = line.bytes
    guard let first = bytes.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "n") || first.isDigit else {
      return false
    }
    while bytes.first == UInt8(ascii: "=") || bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == UInt8(ascii: "=") || bytes.last == 0x20 { bytes.removeLast() }
    var text = LineScanner(bytes)
    guard var list = text.take(until: " in "), text.decimal(), text.take("s") else { return false }
    text.blanks()
    guard text.isAtEnd || text.starts(with: "(") else { return false }
    var counts = TestCounts.none
    let nothing: [StaticString] = ["no tests ran", "no tests collected"]
    for phrase in nothing where LineScanner(list).starts(with: phrase) {
      list.removeFirst(phrase.utf8CodeUnitCount)
      if list.first == UInt8(ascii: ",") { list.removeFirst() }
      if let words = CountedWords(list, separatedBy: ",") { counts.broken = words("error", "errors") }
      closings.close(.pytest, counts, line.text)
      return true
    }
    // `--collect-only` with a selection: 1/3 tests collected (2 deselected)
    if let slash = list.firstIndex(of: UInt8(ascii: "/")), list[..<slash].allSatisfy(\.isDigit) {
      list = list[(slash + 1)...]
    }
    guard let words = CountedWords(list, separatedBy: ","), words.hasOnly(Self.words) else { return false }
    counts.failed = words("failed")
    counts.run = words("passed", "xfailed", "xpassed") + counts.failed
    counts.skipped = words("skipped")
    counts.broken = words("error", "errors")
    closings.close(.pytest, counts, line.text)
    return true
  }

  // MARK: Names

  private mutating func name(in line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    let isError = text.take("ERROR: ")
    if isError || text.take("FAIL: ") {
      guard line.ends(with: ")"), text.rest.split(separator: 0x20).count == 2 else { return false }
      if isError, line.text.contains("unittest.loader._FailedTest") { unloaded += 1 }
      closings.names.add(Self.unittestName(String(decoding: text.rest, as: UTF8.self)), .failed)
      return true
    }
    if text.take("FAILED "), text.rest.contains(UInt8(ascii: ":")) {
      let name = text.take(until: " - ") ?? text.rest
      guard String(decoding: name, as: UTF8.self).contains("::") else { return false }
      closings.names.add(String(decoding: name, as: UTF8.self), .failed)
      return true
    }
    if line.ends(with: " ... ok"), line.bytes.contains(UInt8(ascii: "(")) {
      closings.names.add(Self.unittestName(String(line.text.dropLast(7))), .passed)
      return true
    }
    if let name = text.take(until: " PASSED"), String(decoding: name, as: UTF8.self).contains("::") {
      closings.names.add(String(decoding: name, as: UTF8.self), .passed)
      return true
    }
    return false
  }

  /// `test_fee (pay.FeeTests.test_fee)` and, before Python 3.11, `test_fee (pay.FeeTests)`.
  private static func unittestName(_ text: String) -> String {
    guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return text }
    let name = text[..<open].split(separator: " ").first.map(String.init) ?? ""
    let place = String(text[text.index(after: open)...].dropLast())
    return place.hasSuffix(".\(name)") || name.isEmpty ? place : "\(place).\(name)"
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
