import CaskadeSyntax

/// JUnit XML, as surefire, Gradle, pytest, `swift test --xunit-output`, nextest, ctest and many others write it. It has
/// no specification: a `testcase` without a child that says otherwise passed.
///
/// What counts is the cases that are named. A suite that states more failures than its cases show has them, as
/// something that broke outside of a test: a report may speak worse of itself, never better.
enum JUnitReport {
  private struct Suite {
    var found = TestCounts.none
    var named = 0
    let tests: Int?
    let failures: Int
    /// Not `testsuites`, whose sums many writers leave at 0.
    let isOwn: Bool
  }

  private struct Case {
    let name: String
    let depth: Int
    var outcome: TestNames.Outcome
    /// It stands for a file or a class that could not be loaded.
    var isBroken: Bool
  }

  /// - Parameter reader: whose root element has begun.
  static func read(_ reader: inout XMLReader) throws(TestReportProblem) -> TestReport {
    var report = TestReport()
    var suites = [try suite(reader)]
    var current: Case?
    while let event = try reader.nextTag() {
      switch event {
      case .begin:
        if let open = current {
          if reader.depth == open.depth + 1 { look(at: reader, in: &current) }
        } else if reader.isNamed("testsuite") {
          suites.append(try suite(reader))
        } else if reader.isNamed("testcase") {
          current = self.case(reader)
        }
      case .end:
        if let ended = current {
          guard reader.depth < ended.depth else { continue }
          current = nil
          add(ended, to: &suites[suites.count - 1], &report.names)
        } else if reader.isNamed("testsuite") || reader.isNamed("testsuites") {
          let suite = suites.removeLast()
          let counts = try close(suite)
          guard let last = suites.indices.last else {
            report.counts = counts
            continue
          }
          suites[last].found += counts
          suites[last].named += suite.named
        }
      }
    }
    return report
  }

  private static func suite(_ reader: XMLReader) throws(TestReportProblem) -> Suite {
    let failures = try reader.count("failures") ?? 0
    let errors = try reader.count("errors") ?? 0
    return Suite(
      tests: try reader.count("tests"), failures: failures + errors, isOwn: reader.isNamed("testsuite"))
  }

  private static func close(_ suite: Suite) throws(TestReportProblem) -> TestCounts {
    var counts = suite.found
    let shown = counts.failed + counts.broken
    if suite.failures > shown { counts.broken += suite.failures - shown }
    if suite.isOwn, let tests = suite.tests, (tests == 0) != (suite.named == 0), !counts.hasFailures {
      throw .contradiction(stated: tests, named: suite.named)
    }
    return counts
  }

  private static func `case`(_ reader: XMLReader) -> Case {
    let group = reader.attribute("classname") ?? ""
    let own = reader.attribute("name") ?? ""
    let outcome: TestNames.Outcome =
      switch reader.attribute("status") ?? "" {
      case "notrun", "disabled", "ignored", "skipped": .skipped
      case "fail", "failed", "error": .failed
      default: ["suppressed", "skipped"].contains(reader.attribute("result")) ? .skipped : .passed
      }
    return Case(
      name: group.isEmpty ? own : own.isEmpty ? group : "\(group).\(own)", depth: reader.depth, outcome: outcome,
      isBroken: own.isEmpty || unloaded.contains(own) || group.hasPrefix("unittest.loader."))
  }

  /// The names under which runners report what could not be loaded.
  private static let unloaded: Set<String> = ["initializationError", "Test suite failed to run", "executionError"]

  private static func look(at reader: XMLReader, in current: inout Case?) {
    if reader.isNamed("failure") {
      current?.outcome = .failed
    } else if reader.isNamed("error") {
      current?.outcome = .failed
      // As pytest has it: the test itself was never entered.
      let message = reader.attribute("message") ?? ""
      if message == "collection failure" || message.hasPrefix("failed on setup") { current?.isBroken = true }
    } else if reader.isNamed("skipped"), current?.outcome == .passed {
      current?.outcome = .skipped
    }
  }

  private static func add(_ test: Case, to suite: inout Suite, _ names: inout TestNames) {
    suite.named += 1
    names.add(test.name, test.outcome)
    switch test.outcome {
    case .passed: suite.found.run += 1
    case .skipped: suite.found.skipped += 1
    case .failed where test.isBroken: suite.found.broken += 1
    case .failed:
      suite.found.run += 1
      suite.found.failed += 1
    }
  }
}
