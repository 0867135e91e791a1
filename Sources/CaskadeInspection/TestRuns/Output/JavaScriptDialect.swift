import CaskadeSyntax

/// jest, vitest, mocha, Playwright, deno and bun.
struct JavaScriptDialect: RunnerDialect {
  /// jest and vitest: files that failed, which the line before the tests counts.
  private var failedFiles = 0
  /// bun: `3 pass`, `0 fail`, which come before their closing line.
  private var bun: [String: Int] = [:]
  /// Playwright has begun: its other lines are too plain to be known without that.
  private var isPlaywright = false
  /// Playwright: `1 failed`, `2 skipped`, which come before its closing line.
  private var playwright = TestCounts.none
  private var playwrightLine = ""
  /// deno: modules that broke, which it counts as failed tests.
  private var uncaught = 0

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    guard let first = line.bytes.first else { return false }
    if first.isDigit { return counted(line, &closings) }
    var text = line.scanner
    if text.take("Test Suites:"), let words = CountedWords(text.rest, separatedBy: ","), words.has("total") {
      failedFiles = words("failed")
      return true
    }
    if text.take("Tests:"), let words = CountedWords(text.rest, separatedBy: ","), words.has("total") {
      return close(.jest, words, line, &closings)
    }
    if text.take("Test Files  ") {
      let words = CountedWords(text.rest, separatedBy: "|")
      failedFiles = words?("failed") ?? 0
      return true
    }
    if text.take("Tests  ") {
      text.blanks()
      if text.take("no tests"), text.isAtEnd {
        let counts = TestCounts(broken: failedFiles)
        failedFiles = 0
        closings.close(.vitest, counts, line.text)
        return true
      }
      guard let words = CountedWords(text.rest, separatedBy: "|") else { return false }
      return close(.vitest, words, line, &closings)
    }
    if text.take("Errors  "), let words = CountedWords(text.rest, separatedBy: "|"), closings.hasClosed(.vitest) {
      closings.amend(.vitest, TestCounts(broken: words("error", "errors")), line.text)
      return true
    }
    if text.take("Running "), text.number() != nil, text.take(" test"), line.text.contains(" using ") {
      isPlaywright = true
      return true
    }
    return nothing(line, &closings) || deno(line, &closings) || bunEnd(line, &closings)
  }

  private mutating func close(
    _ runner: TestRunner, _ words: CountedWords, _ line: OutputLine, _ closings: inout Closings
  ) -> Bool {
    var counts = TestCounts(
      run: words("passed", "failed"), failed: words("failed"), skipped: words("skipped", "todo", "pending"))
    // A file in which no test failed and that failed could not be loaded.
    if counts.failed == 0 { counts.broken = failedFiles }
    failedFiles = 0
    closings.close(runner, counts, line.text)
    return true
  }

  /// Lines that begin with a number: mocha, bun, Playwright.
  private mutating func counted(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard let number = text.number(), text.blanks() else { return false }
    if text.take("passing"), Self.isTime(text) {
      closings.close(.mocha, TestCounts(run: number), line.text)
      return true
    }
    if isPlaywright, text.take("passed (") {
      guard text.decimal(), line.ends(with: ")") else { return false }
      playwright.run += number
      closings.close(.playwright, playwright, playwrightLine.isEmpty ? line.text : "\(playwrightLine), \(line.text)")
      playwright = .none
      playwrightLine = ""
      return true
    }
    guard text.rest.count <= 12 else { return false }
    switch String(decoding: text.rest, as: UTF8.self) {
    case "pending" where closings.hasClosed(.mocha):
      closings.amend(.mocha, TestCounts(skipped: number), line.text)
    case "failing" where closings.hasClosed(.mocha):
      closings.amend(.mocha, TestCounts(run: number, failed: number), line.text)
    case "pass": bun["pass"] = number
    case "fail": bun["fail"] = number
    case "skip", "todo": bun["skip", default: 0] += number
    case "error", "errors": bun["error"] = number
    case "failed" where isPlaywright, "interrupted" where isPlaywright:
      playwright.failed += number
      playwright.run += number
      playwrightLine = line.text
    case "flaky" where isPlaywright: playwright.run += number
    case "skipped" where isPlaywright, "did not run" where isPlaywright: playwright.skipped += number
    default: return false
    }
    return true
  }

  /// `(5ms)`
  private static func isTime(_ text: LineScanner) -> Bool {
    var text = text
    text.blanks()
    return text.take("(") && text.decimal()
  }

  mutating func finish(_ closings: inout Closings) {
    // Playwright says nothing of what passed where nothing did.
    if !playwrightLine.isEmpty { closings.close(.playwright, playwright, playwrightLine) }
  }

  private func nothing(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    let runner: TestRunner
    if line.starts(with: "No test files found, exiting with code") {
      runner = .vitest
    } else if line.starts(with: "No tests found, exiting with code") {
      runner = .jest
    } else if line == "error: No test modules found" {
      runner = .deno
    } else if line == "Error: No tests found" {
      runner = .playwright
    } else if line.starts(with: "error: 0 test files matching") || line == "No tests found!" {
      runner = .bun
    } else {
      return false
    }
    closings.close(runner, .none, line.text)
    return true
  }

  /// `ok | 3 passed (2 steps) | 0 failed | 1 ignored (5ms)`
  private mutating func deno(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if line.ends(with: "(uncaught error)") {
      uncaught += 1
      return true
    }
    guard text.take("ok | ") || text.take("FAILED | "), let words = CountedWords(text.rest, separatedBy: "|"),
      words.has("passed"), words.has("failed")
    else { return false }
    var counts = TestCounts(
      run: words("passed", "failed"), failed: words("failed"), skipped: words("ignored"))
    // Each is told twice: where it happens, and in the list of failures.
    counts.broken = min(counts.failed, uncaught > 1 ? uncaught / 2 : uncaught)
    counts.failed -= counts.broken
    counts.run -= counts.broken
    uncaught = 0
    closings.close(.deno, counts, line.text)
    return true
  }

  /// `Ran 3 tests across 1 file. [12.00ms]`
  private mutating func bunEnd(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard text.take("Ran "), let number = text.number(), text.take(" tests across ") || text.take(" test across ")
    else { return false }
    let isCounted = bun["pass"] != nil || bun["fail"] != nil
    let failed = bun["fail"] ?? 0
    let counts = TestCounts(
      run: isCounted ? (bun["pass"] ?? 0) + failed : number, failed: failed, broken: bun["error"] ?? 0,
      skipped: bun["skip"] ?? 0)
    bun = [:]
    closings.close(.bun, counts, failed > 0 ? "\(failed) fail, \(line.text)" : line.text)
    return true
  }
}
