import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

final class SecretRobustnessTests: XCTestCase {
  func testTruncatedAndChangedSamplesKeepRangesInsideTheirLines() throws {
    assertDamagedStayInside(try SecretCorpus.ours())
  }

  func testTruncatedAndChangedSamplesOfOthersKeepRangesInsideTheirLines() throws {
    assertDamagedStayInside(try SecretCorpus.gitleaks() + SecretCorpus.detectSecrets())
  }

  private func assertDamagedStayInside(_ samples: [SecretSample]) {
    let seed: UInt64 = 20_261
    var random = RepeatableRandom(seed: seed)
    for sample in samples where sample.text.count < 400 {
      for _ in 0..<2 {
        var text = sample.text
        text.removeLast(Int.random(in: 0...text.count, using: &random))
        if !text.isEmpty {
          text[Int.random(in: text.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        assertInside(text, sample.path, "\(sample.id), seed \(seed)")
      }
    }
  }

  func testPrefixesOfAKeyAndACommand() {
    let text = Array(
      "curl -u a:q8EXq1kV \\\n -H 'Authorization: Bearer q8EXq1kV7uT0'\n-----BEGIN PRIVATE KEY-----\nMII".utf8)
    for end in 0...text.count {
      assertInside(Array(text[..<end]), RepositoryPath("a.sh"), "prefix of \(end)")
      assertInside(Array(text[end...]), RepositoryPath("a.sh"), "suffix from \(end)")
    }
  }

  /// A text that begins a rule at every place still takes time in proportion to its length.
  func testHostileTextsTakeTimeInProportion() {
    let units = [
      "token=", "://a:b", "curl -u ", "BEGIN ", "eyJ", "data:", "\"x\"==secret", "-us1", "a.", "mysql -p", "basic ",
      "\"auth\":", "<password>", "<key>password</key>", "variable \"password\" {", "password ", "--token a ",
      "password:\n  ", "ghp_\"\n\"", "LS0tLS1CRUdJTi", "PuTTY-User-Key-File-", "token=\"a1b2c3d4e5f6g7h8\" ", "AIza",
      "kind: Secret\ndata:\n", "api_key=(", "\r", "x:y:z:", "docker login ",
    ]
    for unit in units {
      let growth = TimeGrowth(from: 500) { count in
        Array(String(repeating: unit, count: count / unit.utf8.count).utf8)
      } _: { text in
        for name in ["a.js", "a.yaml", ".pgpass"] {
          _ = SecretCorpus.scanner.scan(blob: text, path: RepositoryPath(name))
        }
      }
      XCTAssertTrue(growth.isLinear, "\(unit): \(growth)")
    }
  }

  func testAutomatonAgreesWithASimpleSearch() {
    let seed: UInt64 = 77
    var random = RepeatableRandom(seed: seed)
    let literals = ["a", "ab", "bab", "BC", "bca", "c", "caa", "a-b", "AB"].map { Array($0.utf8) }
    let automaton = LiteralSearch(literals)
    let comparing = LiteralSearch(literals, forFewTexts: true)
    let letters = Array("abcABC-x".utf8)
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        letters[Int.random(in: letters.indices, using: &random)]
      }
      var found: Set<[Int]> = []
      text.withUnsafeBufferPointer { automaton.scan($0) { found.insert([$0, $1]) } }
      var expected: Set<[Int]> = []
      for (index, literal) in literals.enumerated() where literal.count <= text.count {
        for start in 0...(text.count - literal.count) {
          let part = text[start..<(start + literal.count)]
          if zip(part, literal).allSatisfy({ folded($0) == folded($1) }) { expected.insert([index, start]) }
        }
      }
      XCTAssertEqual(found, expected, "\(String(decoding: text, as: UTF8.self)), seed \(seed)")
      var (closed, compared): ([[Int]], [[Int]]) = ([], [])
      text.withUnsafeBufferPointer { text in
        automaton.scan(text) { closed.append([$0, $1]) }
        comparing.scan(text) { compared.append([$0, $1]) }
      }
      XCTAssertEqual(compared, closed, "\(String(decoding: text, as: UTF8.self)), seed \(seed)")
    }
  }

  private func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private func assertInside(_ text: [UInt8], _ path: RepositoryPath, _ label: String, line: UInt = #line) {
    let read = SecretText(text, path: path)
    for span in SecretCorpus.scanner.scan(blob: text, path: path) {
      XCTAssertLessThanOrEqual(span.range.upperBound, read.bytes.count, label, line: line)
      let before = read.bytes[..<span.range.lowerBound].split(separator: 0x0A, omittingEmptySubsequences: false)
      XCTAssertGreaterThanOrEqual(span.line, before.count, label, line: line)
    }
  }
}
