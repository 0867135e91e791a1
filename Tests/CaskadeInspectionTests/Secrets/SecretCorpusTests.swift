import CaskadeInspection
import TestSupport
import XCTest

/// How well the scanner does on lines that others labelled. The figures may rise and not fall.
final class SecretCorpusTests: XCTestCase {
  func testPrecisionAndRecallOnGitleaksSamples() throws {
    try assertFigures(SecretCorpus.gitleaks(), of: 531, found: 348, alarms: 10)
  }

  func testPrecisionAndRecallOnDetectSecretsSamples() throws {
    try assertFigures(SecretCorpus.detectSecrets(), of: 283, found: 174, alarms: 4)
  }

  func testRealLinesAreNotSecrets() throws {
    let samples = try SecretCorpus.realLines()
    XCTAssertEqual(samples.count, 724)
    let alarms = samples.filter { !SecretCorpus.scanner.scan(blob: $0.text, path: $0.path).isEmpty }.map(\.id)
    XCTAssertEqual(alarms, [])
  }

  private func assertFigures(
    _ samples: [SecretSample], of count: Int, found: Int, alarms: Int, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(samples.count, count, file: file, line: line)
    let hits = samples.filter { !SecretCorpus.scanner.scan(blob: $0.text, path: $0.path).isEmpty }.map(\.id)
    let (met, secrets) = (Set(hits), samples.filter(\.isSecret).map(\.id))
    let missed = secrets.filter { !met.contains($0) }
    let wrong = Set(hits).subtracting(secrets).sorted()
    XCTAssertGreaterThanOrEqual(secrets.count - missed.count, found, "missed: \(missed)", file: file, line: line)
    XCTAssertLessThanOrEqual(wrong.count, alarms, "false alarms: \(wrong)", file: file, line: line)
  }
}
