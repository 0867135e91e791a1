import CaskadeSyntax

/// Visual Studio's test results (TRX, XML namespace `http://microsoft.com/schemas/VisualStudio/TeamTest/2010`), as
/// `dotnet test --logger trx` writes them.
enum TRXReport {
  /// - Parameter reader: whose root element has begun.
  static func read(_ reader: inout XMLReader) throws(TestReportProblem) -> TestReport {
    var report = TestReport()
    var named = 0
    var stated: Int?
    var failures = 0
    var hasFailed = false
    // The rows of a data-driven test stand inside its own result, which sums them up.
    var result: Int?
    while let event = try reader.nextTag() {
      switch event {
      case .begin where reader.localName == "UnitTestResult" && result == nil:
        result = reader.depth
        named += 1
        add(reader.attribute("testName") ?? "", reader.attribute("outcome") ?? "", to: &report)
      case .begin where reader.localName == "ResultSummary":
        hasFailed = ["Failed", "Error", "Aborted", "Timeout"].contains(reader.attribute("outcome") ?? "")
      case .begin where reader.localName == "Counters":
        stated = try reader.count("total")
        for name: StaticString in ["failed", "error", "timeout", "aborted"] { failures += try reader.count(name) ?? 0 }
      case .begin: break
      case .end: if let open = result, reader.depth < open { result = nil }
      }
    }
    let shown = report.counts.failed
    if failures > shown { report.counts.broken += failures - shown }
    if hasFailed, !report.counts.hasFailures { report.counts.broken = 1 }
    if let stated, (stated == 0) != (named == 0), !report.counts.hasFailures {
      throw .contradiction(stated: stated, named: named)
    }
    return report
  }

  private static func add(_ name: String, _ outcome: String, to report: inout TestReport) {
    switch outcome {
    case "Passed", "PassedButRunAborted", "Warning":
      report.counts.run += 1
      report.names.add(name, .passed)
    // The default of the attribute, where it is left out, is Failed.
    case "", "Failed", "Error", "Timeout", "Aborted":
      report.counts.run += 1
      report.counts.failed += 1
      report.names.add(name, .failed)
    default:
      report.counts.skipped += 1
      report.names.add(name, .skipped)
    }
  }
}
