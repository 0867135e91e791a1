import CaskadeInspection
import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// One labelled text of a corpus below `Tests/Corpora/secrets`.
struct SecretSample {
  let id: String
  let isSecret: Bool
  let path: RepositoryPath
  let text: [UInt8]
}

enum SecretCorpus {
  static let scanner = SecretScanner()

  static func gitleaks() throws -> [SecretSample] {
    try rows("gitleaks-samples-part.tsv").map { row in
      SecretSample(id: row[0], isSecret: row[2] == "secret", path: RepositoryPath("sample"), text: unescaped(row[3]))
    }
  }

  static func detectSecrets() throws -> [SecretSample] {
    try rows("detect-secrets-samples-part.tsv").map { row in
      let path = RepositoryPath(row[2].isEmpty ? "sample" : "sample.\(row[2])")
      return SecretSample(id: row[0], isSecret: row[3] == "secret", path: path, text: unescaped(row[4]))
    }
  }

  static func realLines() throws -> [SecretSample] {
    try rows("negatives-real-lines-part.tsv").map { row in
      SecretSample(
        id: row[0], isSecret: row[2] == "secret", path: RepositoryPath(bytes: unescaped(row[4])),
        text: unescaped(row[3]))
    }
  }

  /// The rows below the heading, split at tabs.
  static func rows(_ name: String) throws -> [[String]] {
    let file = ProjectFolder.corpora.appendingPathComponent("secrets").appendingPathComponent(name)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The bytes of a JSON string; a lone surrogate stands for a byte that isn't UTF-8.
  private static func unescaped(_ json: String) -> [UInt8] {
    var units: [UInt16] = []
    var rest = Array(json.utf16.dropFirst().dropLast())[...]
    while let unit = rest.popFirst() {
      guard unit == 0x5C, let escape = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch Character(Unicode.Scalar(UInt8(escape))) {
      case "n": units.append(0x0A)
      case "r": units.append(0x0D)
      case "t": units.append(0x09)
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      case "u":
        units.append(UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      case _: units.append(escape)
      }
    }
    var bytes: [UInt8] = []
    var place = 0
    while place < units.count {
      let isPair =
        UTF16.isLeadSurrogate(units[place]) && place + 1 < units.count && UTF16.isTrailSurrogate(units[place + 1])
      let length = isPair ? 2 : 1
      if !isPair, UTF16.isTrailSurrogate(units[place]) {
        bytes.append(UInt8(truncatingIfNeeded: units[place]))
      } else {
        bytes += Array(String(decoding: units[place..<(place + length)], as: UTF16.self).utf8)
      }
      place += length
    }
    return bytes
  }
}

final class SecretCorpusTests: XCTestCase {
  func testPrecisionAndRecallOnGitleaksSamples() throws {
    try assertFigures(SecretCorpus.gitleaks(), rows: 500, precision: 0.965, recall: 0.985)
  }

  func testPrecisionAndRecallOnDetectSecretsSamples() throws {
    try assertFigures(SecretCorpus.detectSecrets(), rows: 250, precision: 0.97, recall: 0.975)
  }

  func testRealLinesAreNotSecrets() throws {
    let samples = try SecretCorpus.realLines()
    XCTAssertGreaterThan(samples.count, 700)
    let alarms = samples.filter { !SecretCorpus.scanner.scan(blob: $0.text, path: $0.path).isEmpty }.map(\.id)
    XCTAssertEqual(alarms, [])
  }

  private func assertFigures(
    _ samples: [SecretSample], rows: Int, precision: Double, recall: Double, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertGreaterThan(samples.count, rows, file: file, line: line)
    var found = 0
    var missed: [String] = []
    var alarms: [String] = []
    for sample in samples {
      let isHit = !SecretCorpus.scanner.scan(blob: sample.text, path: sample.path).isEmpty
      if sample.isSecret, isHit { found += 1 }
      if sample.isSecret, !isHit { missed.append(sample.id) }
      if !sample.isSecret, isHit { alarms.append(sample.id) }
    }
    let reachedPrecision = Double(found) / Double(found + alarms.count)
    let reachedRecall = Double(found) / Double(found + missed.count)
    XCTAssertGreaterThanOrEqual(reachedPrecision, precision, "false alarms: \(alarms)", file: file, line: line)
    XCTAssertGreaterThanOrEqual(reachedRecall, recall, "missed: \(missed)", file: file, line: line)
  }
}
