import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

final class CheckRequestTests: XCTestCase {
  private typealias Recorded = (leftOut: [GateName], ran: [String], onBase: Bool)

  /// What older evidence tells of its request: gates that are marked as left out, and commands that ran.
  func testTheRequestOfOlderEvidence() throws {
    let contract = try JudgementWorld("paths:\n  allow: [src/**]\nvalidation: [one, two]").contract
    func without(_ names: GateName...) -> [GateName] { GateName.allCases.filter { !names.contains($0) } }
    let rows: [Row<Recorded, CheckRequest>] = [
      Row(([], ["one", "two"], false), request()), Row(([], ["one", "two"], true), request { $0.baseline = true }),
      Row(([.validation], [], false), request { $0.skipValidation = true }),
      Row(([.validation], ["one"], false), request { $0.onlyCommands = ["one"] }),
      // One that failed leaves no gate out, and still not all ran.
      Row(([], ["two"], false), request { $0.onlyCommands = ["two"] }),
      Row(([.approval], ["two", "one"], false), request { $0.allowSelfDeclared = true }),
      Row(([.scope], ["one", "two"], false), request { $0.onlyGates = without(.scope) }),
      Row(
        ([.scope, .validation], ["one"], false),
        request {
          $0.onlyCommands = ["one"]
          $0.onlyGates = without(.scope)
        }),
      Row(
        ([.approval, .scope, .validation], [], false),
        request {
          ($0.skipValidation, $0.allowSelfDeclared) = (true, true)
          $0.onlyGates = without(.approval, .scope, .validation)
        }),
    ]
    for row in rows {
      let gates = GateName.allCases.map {
        Gate($0, .unproven, required: true, summary: "", skipped: row.input.leftOut.contains($0))
      }
      let records = row.input.ran.map { JudgementWorld.record($0, .fail, onBase: row.input.onBase ? .fail : nil) }
      let (request, unknown) = CheckRequest.guessed(from: gates, records, for: contract)
      XCTAssertEqual(request, row.expected, file: row.file, line: row.line)
      let names = row.input.leftOut.map(\.rawValue).joined(separator: ", ")
      XCTAssertEqual(
        unknown, names.isEmpty ? [] : ["how the caller left gates out: \(names)"], file: row.file, line: row.line)
    }
  }

  private func request(_ change: (inout CheckRequest) -> Void = { _ in }) -> CheckRequest {
    var request = CheckRequest()
    change(&request)
    return request
  }
}
