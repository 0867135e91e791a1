import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

final class SecretTokenRuleTests: XCTestCase {
  private let path = RepositoryPath("Sources/App.swift")

  func testEveryRuleHasExamples() throws {
    let rows = try SecretCorpus.examples()
    XCTAssertGreaterThan(TokenRules.all.count, 180)
    for rule in TokenRules.all {
      let anchor = String(decoding: rule.anchor, as: UTF8.self)
      let examples = rows.filter { $0[0] == rule.kind.id && $0[1] == anchor }
      XCTAssertFalse(examples.isEmpty, "the rule '\(rule.kind.id)' with '\(anchor)' has no example")
    }
  }

  func testExamplesHitAsAWholeAndCounterexamplesDont() throws {
    for row in try SecretCorpus.examples() {
      let hit = Array(row[2].utf8)
      let found = SecretCorpus.scanner.scan(blob: hit, path: path)
      XCTAssertEqual(found.map(\.kind.id), [row[0]], row[2])
      XCTAssertEqual(found.first?.range, 0..<hit.count, row[2])
      let miss = SecretCorpus.scanner.scan(blob: Array(row[3].utf8), path: path)
      XCTAssertFalse(miss.contains { $0.kind.id == row[0] }, row[3])
    }
  }

  func testTokensInsideAWordAreNotFound() throws {
    for row in try SecretCorpus.examples() where !row[2].contains("/") {
      let glued = Array("zz_9\(row[2])".utf8)
      let found = SecretCorpus.scanner.scan(blob: glued, path: path).filter { $0.range.lowerBound > 0 }
      XCTAssertFalse(found.contains { $0.kind.id == row[0] && $0.range.lowerBound == 4 }, row[2])
    }
  }

  func testIdsAreWellFormedAndMeanOneName() {
    for kind in Set(TokenRules.all.map(\.kind) + VendorShape.all.map(\.kind)) {
      XCTAssertTrue(kind.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, kind.id)
      XCTAssertFalse(kind.name.isEmpty)
    }
  }

  func testChecksumIsThatOfZlib() {
    XCTAssertEqual(TokenCheck.checksum(Array("123456789".utf8)), 0xCBF4_3926)
    XCTAssertEqual(TokenCheck.checksum([]), 0)
  }

  func testAWrongChecksumIsNoGitHubToken() throws {
    let row = try XCTUnwrap(try SecretCorpus.examples().first { $0[0] == "github-pat" })
    let token = Array(row[2].utf8)
    for place in 4..<token.count {
      var changed = token
      changed[place] = changed[place] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
      XCTAssertEqual(SecretCorpus.scanner.scan(blob: changed, path: path), [], "changed at \(place)")
    }
  }
}
