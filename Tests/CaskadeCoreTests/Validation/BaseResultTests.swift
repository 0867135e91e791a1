import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import TestSupport
import XCTest

final class BaseResultTests: XCTestCase {
  private func id(_ digits: String) throws -> ObjectID {
    try XCTUnwrap(ObjectID(String(repeating: digits, count: 20)))
  }

  private func run(
    _ state: ValidationRecord.State, _ status: Int?, signal: Int? = nil, place: ValidationRecord.Place = .baseCheckout,
    disturbed: [RepositoryPath] = [], left: Bool = false, claim: Claim = .witnessed
  ) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: place, state: state, exitStatus: status, signal: signal, reason: nil, log: .empty, disturbed: disturbed,
      leftProcesses: left, claim: claim)
  }

  func testOnlyWhatConcludesIsKept() {
    let rows: [Row<ValidationRecord.Run, Int?>] = [
      Row(run(.pass, 0), 0), Row(run(.fail, 3), 3), Row(run(.fail, nil, signal: 9), nil),
      Row(run(.timedOut, nil), nil), Row(run(.inconclusive, 127), nil), Row(run(.interrupted, nil), nil),
      Row(run(.pass, 0, place: .cleanCheckout), nil), Row(run(.pass, 0, disturbed: [RepositoryPath("a")]), nil),
      Row(run(.pass, 0, left: true), nil), Row(run(.pass, 0, claim: .asserted), nil),
    ]
    for row in rows {
      XCTAssertEqual(BaseResult(row.input)?.exitStatus, row.expected, file: row.file, line: row.line)
    }
  }

  func testWhatIsReadAgain() throws {
    let key = try id("ab")
    let kept = try XCTUnwrap(BaseResult(run(.fail, 3)))
    let read = try XCTUnwrap(BaseResult(kept.bytes(key: key), key: key))
    XCTAssertEqual(read, kept)
    XCTAssertEqual(read.run(expecting: 0), run(.fail, 3, claim: .asserted))
    XCTAssertEqual(read.run(expecting: 3), run(.pass, 3, claim: .asserted))
    XCTAssertNil(BaseResult(kept.bytes(key: key), key: try id("cd")), "another key")
  }

  func testWhatIsNoResult() throws {
    let (key, tree) = (try id("ab"), try id("cd"))
    let good = #"{"schema": "caskade.base-result/1", "key": "\#(key.text)", "exit_status": 3}"#
    XCTAssertNotNil(BaseResult(Array(good.utf8), key: key))
    let rows: [Row<String, String>] = [
      Row("", ""), Row("exit_status", "status"), Row("3", "\"3\""), Row("3", "-1"), Row("3", "256"), Row("3", "127"),
      Row("3", "1.5"), Row("result/1", "result/2"), Row("}", ""), Row(key.text, tree.text), Row("{", "[{"),
    ]
    for row in rows {
      let text = row.input.isEmpty ? "" : good.replacingOccurrences(of: row.input, with: row.expected)
      XCTAssertNil(BaseResult(Array(text.utf8), key: key), text, file: row.file, line: row.line)
    }
  }

  /// Whatever a run depends on makes another key.
  func testTheCircumstances() throws {
    let (key, base) = (try id("ab"), try id("cd"))
    func circumstances(
      run: String = "make", expect: Int = 0, seconds: Int = 60, dir: RepositoryPath? = nil,
      env: [ValidationCommand.Variable] = [], setup: [String] = ["a"], commit: ObjectID? = nil, tree: ObjectID? = nil,
      carried: [(path: RepositoryPath, version: String)] = [(RepositoryPath("x"), "1")],
      host: [String: String] = ["LANG": "C"],
      limits: BaseResult.Limits = BaseResult.Limits(), shell: String = "sh", version: String = "1"
    ) -> [UInt8] {
      BaseResult.circumstances(
        of: ValidationCommand(
          name: "n", run: run, timeout: TimeSpan(seconds: seconds), directory: dir, environment: env, expect: expect,
          line: 1), setup: setup, base: (commit ?? key, tree ?? base), carried: carried,
        environment: ValidationEnvironment(from: host), limits: limits, shell: shell, toolVersion: version)
    }
    let all = [
      circumstances(), circumstances(run: "make "), circumstances(expect: 1), circumstances(seconds: 61),
      circumstances(dir: RepositoryPath("d")), circumstances(env: [.init(name: "A", value: "b")]),
      circumstances(setup: []),
      circumstances(setup: ["a", "b"]), circumstances(commit: base), circumstances(tree: key),
      circumstances(carried: []),
      circumstances(carried: [(RepositoryPath("x"), "2")]), circumstances(carried: [(RepositoryPath("y"), "1")]),
      circumstances(host: [:]),
      circumstances(host: ["LANG": "D"]), circumstances(shell: "bash"), circumstances(version: "2"),
      circumstances(limits: .init(isContained: false)), circumstances(limits: .init(isOffline: true)),
      circumstances(limits: .init(isSandboxed: true)),
    ]
    XCTAssertEqual(Set(all).count, all.count)
    XCTAssertEqual(circumstances(), circumstances())
  }
}
