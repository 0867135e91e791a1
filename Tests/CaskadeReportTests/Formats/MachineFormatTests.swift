import CaskadeContracts
import CaskadeCore
import CaskadeReport
import CaskadeSyntax
import XCTest

/// What the goldens of `github`, `sarif`, `junit`, `gitlab`, `in-toto` and `otlp` can't show: limits, and what stays.
final class MachineFormatTests: XCTestCase {
  private static let machines: [EvidenceFormat] = [.github, .sarif, .junit, .gitlab, .inToto, .otlp]

  private func findings(_ count: Int, _ message: String = "outside", shiftedBy lines: Int = 0) -> [Finding] {
    (0..<count).map {
      Finding(
        .error, gate: .scope, rule: .scopeOutside, path: RepositoryPath("src/\($0).txt"), line: 7 + lines, message)
    }
  }

  /// A finding is the same one when lines move above it.
  func testFingerprintsStayWhenLinesMove() throws {
    func fingerprints(_ format: EvidenceFormat, _ key: String, shiftedBy lines: Int) -> [String] {
      let evidence = Draft {
        $0.verdict = .broken
        $0.findings = findings(3, shiftedBy: lines)
      }.evidence
      let text = format.render(evidence, .witnessed)
      return text.split(separator: "\n").filter { $0.contains("\"\(key)\"") }.map(String.init)
    }
    for (format, key) in [(EvidenceFormat.sarif, "primaryLocationLineHash"), (.gitlab, "fingerprint")] {
      let before = fingerprints(format, key, shiftedBy: 0)
      XCTAssertEqual(before.count, 3)
      XCTAssertEqual(Set(before).count, 3, "\(format): two findings share one")
      XCTAssertEqual(before, fingerprints(format, key, shiftedBy: 40), "\(format)")
    }
  }

  /// The runner drops what is more than ten of a kind, and cuts what is longer, without a word.
  func testGitHubAnnotationsKeepTheRunnersLimits() {
    for count in [0, 1, 8, 9, 10, 11, 400] {
      let evidence = Draft {
        $0.verdict = count == 0 ? .kept : .broken
        $0.findings = findings(count, String(repeating: "100% long, ", count: 900))
      }.evidence
      let lines = EvidenceFormat.github.render(evidence, .witnessed).split(separator: "\n")
      let errors = lines.filter { $0.hasPrefix("::error ") }
      XCTAssertEqual(errors.count, count == 0 ? 0 : min(count + 1, 10))
      if count > 9 {
        XCTAssertEqual(errors.last, "::error title=caskade::\(count - 8) more findings; the log has them")
      }
      for line in errors {
        let text = line.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: true).last ?? ""
        XCTAssertLessThanOrEqual(text.replacingOccurrences(of: "%25", with: "%").unicodeScalars.count, 4_096)
      }
    }
  }

  /// Whatever a path or a message holds, no line is a command but those that caskade writes.
  func testNoTextIsAWorkflowCommand() {
    let evidence = Draft.filled(with: "::error::x\n::stop-commands::y ##[group]z ##vso[task.complete]")
    let lines = EvidenceFormat.github.render(evidence, .asserted(by: "::error::x")).split(separator: "\n")
    for line in lines where line.drop(while: { $0 == " " }).hasPrefix("::") {
      XCTAssertNotNil(
        ["::error file=", "::warning file=", "::error title=caskade::Contract "].first(where: line.hasPrefix), "\(line)"
      )
    }
    XCTAssertFalse(lines.contains { $0.contains("##[group]") || $0.contains("##vso[") })
  }

  func testSARIFLeavesOutWhatHasNoRoomAndSaysSo() throws {
    let evidence = Draft {
      $0.verdict = .broken
      $0.findings = findings(8_300, String(repeating: "x", count: 1_000))
    }.evidence
    let text = EvidenceFormat.sarif.render(evidence, .witnessed)
    XCTAssertLessThan(text.utf8.count, 16_000_000)
    XCTAssertTrue(text.contains(" more findings left out; caskade's own evidence has them all"))
    XCTAssertFalse(EvidenceFormat.sarif.render(Draft().evidence, .witnessed).contains("left out"))
  }

  /// Nothing but a kept contract looks like one: neither to a dashboard nor in an attestation.
  func testOnlyAKeptContractLooksKept() throws {
    for specimen in Specimen.all {
      let verdict = specimen.evidence.verdict
      let statements = EvidenceFormat.inToto.render(specimen.evidence, specimen.provenance)
      XCTAssertEqual(statements.contains("\"CASKADE_CONTRACT_KEPT\""), verdict == .kept, specimen.name)
      let cases = EvidenceFormat.junit.render(specimen.evidence, specimen.provenance)
      let passes = cases.contains("<testcase classname=\"caskade\" name=\"verdict\"/>")
      XCTAssertEqual(passes, verdict == .kept, specimen.name)
    }
  }

  func testWhereNoContractJudges() {
    for format in Self.machines {
      let text = format.render(Specimen.noContract, .witnessed)
      XCTAssertFalse(text.contains("KEPT"), "\(format)")
      XCTAssertFalse(text.contains("<failure"), "\(format)")
    }
  }

  /// What a test came to no result in has no test result.
  func testARunWithoutAResultIsNotAttested() {
    let states: [(ValidationRecord.State, String?)] = [
      (.pass, "PASSED"), (.fail, "FAILED"), (.timedOut, "FAILED"), (.flaky, "WARNED"), (.skipped, nil),
      (.interrupted, nil), (.inconclusive, nil),
    ]
    XCTAssertEqual(states.count, ValidationRecord.State.allCases.count)
    for (state, result) in states {
      let evidence = Draft { $0.validation = [Draft.record("make test", state: state)] }.evidence
      let lines = EvidenceFormat.inToto.render(evidence, .witnessed).split(separator: "\n")
      XCTAssertEqual(lines.count, result == nil ? 1 : 2, state.rawValue)
      if let result { XCTAssertTrue(lines[1].contains("\"result\":\"\(result)\""), state.rawValue) }
    }
    let unsigned = Draft {
      var record = Draft.record("make test")
      record.run.claim = .asserted
      $0.validation = [record]
    }.evidence
    XCTAssertEqual(EvidenceFormat.inToto.render(unsigned, .witnessed).split(separator: "\n").count, 1)
  }
}
