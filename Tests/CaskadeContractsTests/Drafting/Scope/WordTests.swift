import Foundation
import TestSupport
import XCTest

@testable import CaskadeContracts

/// Words, stems and the numbers that are made of them.
final class WordTests: XCTestCase {
  func testWordsOfAText() {
    let rows: [Row<String, String>] = [
      Row("retryLimit", "retry limit"),
      Row("HTTPServer", "http server"),
      Row("parseHTTPServer2_old", "parse http server old"),
      Row("IDs", "i ds"),
      Row("README", "readme"),
      Row("__init__", "init"),
      Row("x1y", "x y"),
      Row("a-b.c", "a b c"),
      Row("größe", "gr e"),
      Row("日本語 und 2024", "und"),
      Row("", ""),
    ]
    for row in rows {
      let words = WordScanner.words(row.input.utf8).map { String(decoding: $0, as: UTF8.self) }
      XCTAssertEqual(words.joined(separator: " "), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testIdentifiersOfAText() {
    let text = Array("9lives __a1 b.c(d)".utf8)
    var found: [String] = []
    text.withUnsafeBufferPointer { bytes in
      WordScanner.scan(bytes) { _, _ in
      } identifier: {
        found.append(String(decoding: text[$0..<$1], as: UTF8.self))
      }
    }
    XCTAssertEqual(found, ["lives", "__a1", "b", "c", "d"])
  }

  func testStems() {
    let rows: [Row<String, String>] = [
      Row("retries", "retry"), Row("retrying", "retry"), Row("retry", "retry"), Row("ties", "tie"),
      Row("parsed", "pars"), Row("parse", "pars"), Row("parsing", "pars"), Row("parser", "parser"),
      Row("running", "runn"), Row("stopping", "stop"), Row("committed", "commit"), Row("calling", "call"),
      Row("passes", "pass"), Row("pass", "pass"),
      Row("boxes", "box"), Row("caches", "cach"), Row("cache", "cach"), Row("status", "status"), Row("axis", "axis"),
      Row("keys", "key"), Row("bus", "bus"), Row("red", "red"), Row("ring", "ring"), Row("string", "str"),
      Row("trees", "tree"), Row("tree", "tree"), Row("add", "add"), Row("adding", "add"),
    ]
    for row in rows {
      let stem = String(decoding: WordStem.of(Array(row.input.utf8)), as: UTF8.self)
      XCTAssertEqual(stem, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testTheScaleIsThatOfMathematics() {
    for value in [1e-9, 0.001, 0.5, 0.999, 1, 1.0001, 1.41, 1.42, 2, 3, 10, 1_000, 84_668.5, 1e12] {
      XCTAssertEqual(NaturalScale.logarithm(value), log(value), accuracy: abs(log(value)) * 1e-14 + 1e-15)
    }
    for value in [-800, -699, -40, -1.5, -0.1, 0, 0.1, 1, 5.5, 20] {
      XCTAssertEqual(NaturalScale.exponential(value), exp(value), accuracy: exp(value) * 1e-13 + 1e-300)
    }
    XCTAssertEqual(NaturalScale.logarithm(0), 0)
    XCTAssertEqual(NaturalScale.exponential(0), 1)
  }
}

/// What a ticket is searched for.
final class ScopeQueryTests: XCTestCase {
  private func words(_ title: String, _ ticket: String = "") -> [String] {
    ScopeQuery(title: title.utf8, ticket: Array(ticket.utf8)).words.map {
      "\(String(decoding: $0.stem, as: UTF8.self)) \($0.count)"
    }
  }

  func testWords() {
    let rows: [Row<(String, String), [String]>] = [
      Row(("Fix the login redirect loop", ""), ["login 2", "redirect 2", "loop 2"]),
      // A ticket begins with its title, mostly; what both say counts once.
      Row(("Login loops", "Login loops\nThe login page loops.\n"), ["login 3", "loop 3", "page 1"]),
      Row(("Login loops", "\n# Cookies\nof a login"), ["login 3", "loop 2", "cooky 2"]),
      Row(("Support for the feature", "It would be nice."), []),
      Row(("an ID of it", ""), []),
      Row(("修复登录的循环", "FooBar"), ["foo 2", "bar 2"]),
      Row(("retry retries retried retrying Retry", ""), ["retry 8", "retri 2"]),
    ]
    for row in rows {
      XCTAssertEqual(
        words(row.input.0, row.input.1), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }

  func testIdentifiers() {
    let rows: [Row<String, [String]>] = [
      Row("the retryLimit and RetryLimit and retry_limit", ["retryLimit", "RetryLimit", "retry_limit"]),
      Row("call retry() or `run` or `it`, not (run) or retry", ["retry", "run"]),
      Row("__dunder__ _private README JSON HTTPServer", ["__dunder__", "HTTPServer"]),
      Row("--no-input, -x, --dry --all a--bare ---rule", ["no_input"]),
      Row("aB", []),
    ]
    for row in rows {
      let found = ScopeQuery(title: [], ticket: Array("x\n\(row.input)".utf8)).identifiers
      XCTAssertEqual(
        found.map { String(decoding: $0, as: UTF8.self) }, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testTooVague() {
    let rows: [Row<String, Bool>] = [
      Row("Mend it", true), Row("Login page", true), Row("登录", true), Row("登录 FooBar", true), Row("", true),
      Row("Fix the issue with that", true), Row("Fix the login", false), Row("Login redirect loop", false),
    ]
    for row in rows {
      let query = ScopeQuery(title: row.input.utf8, ticket: [])
      XCTAssertEqual(query.isTooVague, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// A ticket of any size and of any bytes is searched in bounded time.
  func testBounds() {
    var random = RepeatableRandom(seed: 7)
    let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let query = ScopeQuery(title: "Noise".utf8, ticket: noise)
    XCTAssertLessThanOrEqual(query.words.count, 400)
    XCTAssertLessThanOrEqual(query.identifiers.count, 100)
    XCTAssertLessThanOrEqual(query.text.count, 100_010)
    let long = ScopeQuery(title: String(repeating: "a", count: 100_000).utf8, ticket: [])
    XCTAssertEqual(long.words, [])
  }
}

/// Counting in many texts.
final class WordCounterTests: XCTestCase {
  func testCounts() {
    let counter = WordCounter(
      stems: ["retry", "limit", "fly", "cach"].map { Array($0.utf8) },
      identifiers: ["retryLimit", "x_y"].map { Array($0.utf8) })
    let counts = counter.counting { tally in
      tally.read(Array("retryLimit = RETRIES; a retry".utf8))
      tally.end()
      tally.skip()
      tally.read(Array("flies flying fly caches".utf8), weight: 2)
      tally.read(Array("x_y x_yy retryLimits limited".utf8))
      tally.end()
      tally.end()
    }
    XCTAssertEqual(counts.lengths, [5, -1, 15, 0])
    XCTAssertEqual(
      counts.hits.map { [$0.document, $0.term, $0.count] },
      [[0, 0, 3], [0, 1, 1], [0, 4, 1], [2, 0, 1], [2, 1, 2], [2, 2, 6], [2, 3, 2], [2, 5, 1]])
    XCTAssertEqual(counts.hits(of: 2).count, 5)
    XCTAssertEqual(counts.hits(of: 1).count, 0)
    XCTAssertEqual(counts.hits(of: 3).count, 0)
  }

  /// The short cuts find what taking every word apart finds.
  func testFindsWhatASlowReaderFinds() {
    for seed in UInt64(1)...20 {
      var random = RepeatableRandom(seed: seed)
      let letters = Array("aabeinsxyzdgAEIS_1 .".utf8)
      func text(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
      }
      let stems = Set(WordScanner.words(text(400)).map(WordStem.of).filter { $0.count >= 3 }).sorted {
        $0.lexicographicallyPrecedes($1)
      }
      let document = text(3_000)
      var expected: [[UInt8]: Int] = [:]
      for word in WordScanner.words(document) { expected[WordStem.of(word), default: 0] += 1 }
      let counts = WordCounter(stems: stems, identifiers: []).counting { tally in
        tally.read(document)
        tally.end()
      }
      let found = Dictionary(uniqueKeysWithValues: counts.hits.map { (stems[Int($0.term)], Int($0.count)) })
      XCTAssertEqual(found, expected.filter { stems.contains($0.key) }, "seed \(seed)")
      XCTAssertEqual(Int(counts.lengths[0]), WordScanner.words(document).count, "seed \(seed)")
    }
  }

  /// Texts of every length around that of a stretch, of letters alone and of all bytes.
  func testStretchesFindWhatOnePassFinds() {
    for seed in UInt64(1)...400 {
      var random = RepeatableRandom(seed: seed)
      let few = Array("aZ_0".utf8)
      let letters = seed % 2 == 0 ? few + Array("bAz9 @[`{/:".utf8) + [0, 0xC1, 0xE1, 0xDF, 0xFA, 0xFF] : few
      let text = (0..<Int(seed)).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
      var words: [[UInt8]: Int] = [:]
      var names: [[UInt8]: Int] = [:]
      var length = 0
      text.withUnsafeBufferPointer { bytes in
        WordScanner.scan(bytes) { start, end in
          length += 1
          let stem = WordStem.of(bytes[start..<end].map { $0 | 0x20 })
          if end - start >= 3, end - start <= WordStem.longest { words[stem, default: 0] += 1 }
        } identifier: { start, end in
          if end - start >= 3 { names[Array(bytes[start..<end]), default: 0] += 1 }
        }
      }
      let stems = words.keys.filter { $0.count >= 3 }.sorted { $0.lexicographicallyPrecedes($1) }
      let identifiers = names.keys.sorted { $0.lexicographicallyPrecedes($1) }
      let counts = WordCounter(stems: stems, identifiers: identifiers).counting { tally in
        tally.read(text, weight: 3)
        tally.end()
      }
      let expected = stems.map { words[$0] ?? 0 } + identifiers.map { names[$0] ?? 0 }
      var found = [Int](repeating: 0, count: expected.count)
      for hit in counts.hits { found[Int(hit.term)] += Int(hit.count) }
      XCTAssertEqual(found, expected.map { $0 * 3 }, "seed \(seed)")
      XCTAssertEqual(Int(counts.lengths[0]), length * 3, "seed \(seed)")
    }
  }

  func testPartsAreOneWhole() {
    let counter = WordCounter(stems: [Array("log".utf8)], identifiers: [])
    let texts = ["log", "", "log log", "other"].map { Array($0.utf8) }
    func counts(_ texts: ArraySlice<[UInt8]>) -> WordCounts {
      counter.counting { tally in
        for text in texts {
          tally.read(text)
          tally.end()
        }
      }
    }
    var joined = counts(texts[..<1])
    joined.append(counts(texts[1...]))
    let whole = counts(texts[...])
    XCTAssertEqual(joined.lengths, whole.lengths)
    XCTAssertEqual(joined.hits.map(\.document), whole.hits.map(\.document))
    XCTAssertEqual(joined.hits.map(\.count), whole.hits.map(\.count))
  }
}
