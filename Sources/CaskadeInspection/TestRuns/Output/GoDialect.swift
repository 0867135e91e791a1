import CaskadeSyntax

/// `go test` and gotestsum. Without `-v` it says how many packages passed, and not how many tests.
struct GoDialect: RunnerDialect {
  private var isVerbose = false
  /// Tests since the last package's line.
  private var tests = TestCounts.none

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    guard let first = line.bytes.first else { return false }
    var text = line.scanner
    switch first {
    case UInt8(ascii: "="):
      guard text.take("=== RUN "), !line.isIndented else { return false }
      isVerbose = true
      return true
    case UInt8(ascii: "-"): return test(text, &closings)
    case UInt8(ascii: "o"):
      guard text.take("ok"), text.blanks(), !line.isIndented else { return false }
      return package(line, text, isGood: true, &closings)
    case UInt8(ascii: "F"):
      guard text.take("FAIL\t"), !line.isIndented else { return false }
      return package(line, text, isGood: false, &closings)
    case UInt8(ascii: "?"):
      guard text.take("?"), text.blanks(), line.ends(with: "[no test files]") else { return false }
      closings.close(.go, TestCounts(unit: isVerbose ? .tests : .packages), line.text)
      return true
    case UInt8(ascii: "D"): return gotestsum(line, &closings)
    default: return false
    }
  }

  /// `--- FAIL: TestFee (0.00s)`, indented for a subtest.
  private mutating func test(_ line: LineScanner, _ closings: inout Closings) -> Bool {
    var text = line
    guard text.take("--- ") else { return false }
    let outcome: TestNames.Outcome
    if text.take("PASS: ") {
      outcome = .passed
      tests.run += 1
    } else if text.take("FAIL: ") {
      outcome = .failed
      tests.run += 1
      tests.failed += 1
    } else if text.take("SKIP: ") {
      outcome = .skipped
      tests.skipped += 1
    } else {
      return false
    }
    closings.names.add(String(decoding: text.take(until: " (") ?? text.rest, as: UTF8.self), outcome)
    return true
  }

  /// `ok  \tpkg\t0.003s [no tests to run]`, `FAIL\tpkg [build failed]`
  private mutating func package(
    _ line: OutputLine, _ text: LineScanner, isGood: Bool, _ closings: inout Closings
  ) -> Bool {
    let name = text.rest.prefix { $0 > 0x20 }
    let behind = text.rest.dropFirst(name.count)
    guard !name.isEmpty, let next = behind.first, next == 0x09 || (!isGood && behind.last == UInt8(ascii: "]")) else {
      return false
    }
    let isEmpty = line.ends(with: "[no tests to run]") || line.ends(with: "[no test files]")
    var counts = tests
    if isVerbose {
      counts.unit = .tests
      if !isGood, tests.failed == 0 { counts.broken = 1 }
    } else {
      counts = TestCounts(unit: .packages)
      if isGood {
        counts.run = isEmpty ? 0 : 1
      } else if tests.failed > 0 {
        counts.run = 1
        counts.failed = 1
      } else {
        counts.broken = 1
      }
    }
    tests = .none
    closings.close(.go, counts, line.text)
    return true
  }

  /// `DONE 3 tests, 1 skipped, 1 failure in 0.123s`
  private func gotestsum(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard text.take("DONE "), let list = text.take(until: " in "), text.decimal(),
      let words = CountedWords(list, separatedBy: ","), words.has("test", "tests")
    else { return false }
    let skipped = words("skipped")
    let failed = words("failure", "failures")
    closings.drop(.go)
    closings.close(
      .go,
      TestCounts(
        run: max(failed, words("test", "tests") - skipped), failed: failed, broken: words("error", "errors"),
        skipped: skipped), line.text)
    return true
  }
}
