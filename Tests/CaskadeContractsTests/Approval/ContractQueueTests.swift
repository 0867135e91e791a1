import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// Whose turn it is follows from who came first, and from how others ended.
final class ContractQueueTests: XCTestCase {
  private func contract(_ rest: String) throws -> Contract {
    let text = "caskade: 1\ntitle: T\noutcome: O is reached\n\(rest)\n"
    return try XCTUnwrap(ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8))).contract)
  }

  private func path(_ name: String) -> RepositoryPath { ContractFolder.path(named: name) }

  private func open(_ name: String, _ arrival: ContractQueue.Arrival, _ locks: String...) -> ContractQueue.Open {
    ContractQueue.Open(path: path(name), locks: locks, after: [], arrival: arrival)
  }

  /// What waits for a contract can't hold what that needs: neither would ever go.
  func testNoneHoldsALockAgainstWhatItWaitsFor() throws {
    func one(_ name: String, after: String..., locks: [String]) -> ContractQueue.Open {
      ContractQueue.Open(path: path(name), locks: locks, after: after, arrival: .at(1))
    }
    let rows: [Row<[ContractQueue.Open], ContractTurn.Holder>] = [
      Row([one("a", after: "m", locks: ["L"])], .itself),
      Row([one("a", after: "b", locks: ["L"]), one("b", after: "m", locks: [])], .itself),
      Row([one("a", after: "b", locks: ["L"]), one("b", after: "x", locks: [])], .other(path("a"))),
      Row([one("a", after: "a", "b", locks: ["L"]), one("b", after: "a", locks: [])], .other(path("a"))),
      Row([one("a", after: "m", locks: ["L"]), one("b", locks: ["L"])], .other(path("b"))),
    ]
    for row in rows {
      let queue = ContractQueue(open: row.input, named: [], closed: [:])
      let turn = queue.turn(of: try contract("locks: [L]"), at: path("m"), .at(1))
      XCTAssertEqual(turn.locks.map(\.holder), [row.expected], file: row.file, line: row.line)
    }
  }

  func testLocks() throws {
    let rows: [Row<([ContractQueue.Open], RepositoryPath?, ContractQueue.Arrival), ContractTurn.Holder>] = [
      Row(([], path("m"), .at(3)), .itself),
      // It is among the open ones itself.
      Row(([open("m", .at(3), "L")], path("m"), .at(3)), .itself),
      Row(([open("a", .at(2), "other")], path("m"), .at(3)), .itself),
      Row(([open("a", .at(2), "L")], path("m"), .at(3)), .other(path("a"))),
      Row(([open("a", .at(4), "L")], path("m"), .at(3)), .itself),
      // Of one commit the path decides.
      Row(([open("a", .at(3), "L")], path("m"), .at(3)), .other(path("a"))),
      Row(([open("z", .at(3), "L")], path("m"), .at(3)), .itself),
      // The first of several.
      Row(([open("z", .at(1), "L"), open("a", .at(2), "L")], path("m"), .at(3)), .other(path("z"))),
      // What the base hasn't yet comes last, also outside of the repository.
      Row(([open("z", .at(9), "L")], path("m"), .notYet), .other(path("z"))),
      Row(([open("z", .at(9), "L")], nil, .notYet), .other(path("z"))),
      // Where the history is too short, nobody can say.
      Row(([open("a", .beforeHistory, "L")], path("m"), .beforeHistory), .unknown(path("a"))),
      Row(([open("z", .beforeHistory, "L")], path("m"), .beforeHistory), .unknown(path("z"))),
      Row(([open("z", .beforeHistory, "L")], path("m"), .at(0)), .other(path("z"))),
      Row(([open("a", .at(0), "L")], path("m"), .beforeHistory), .itself),
      Row(([open("a", .beforeHistory, "L")], path("m"), .notYet), .other(path("a"))),
    ]
    let contract = try contract("locks: [L]")
    for row in rows {
      let (open, path, arrival) = row.input
      let queue = ContractQueue(open: open, named: [], closed: [:])
      let turn = queue.turn(of: contract, at: path, arrival)
      XCTAssertEqual(turn.locks.map(\.holder), [row.expected], file: row.file, line: row.line)
      XCTAssertEqual(turn.locks.map(\.line), [4], file: row.file, line: row.line)
      XCTAssertEqual(turn.hasCome, row.expected == .itself, file: row.file, line: row.line)
    }
  }

  func testWaits() throws {
    let contract = try contract("after: [done, open, gone, cancelled, taken, odd, both]")
    let queue = ContractQueue(
      open: [], named: ["open", "both"],
      closed: [
        "done": .done, "cancelled": .cancelled, "taken": .takeover, "odd": nil as ContractClosing?, "both": .done,
      ])
    let turn = queue.turn(of: contract, at: path("m"), .at(1))
    XCTAssertEqual(
      turn.waits.map(\.ending),
      [.closed(.done), .open, .missing, .closed(.cancelled), .closed(.takeover), .unknown, .open])
    XCTAssertEqual(turn.waits.map(\.ending.isDone), [true, false, false, false, false, false, false])
    XCTAssertFalse(turn.hasCome)
    XCTAssertTrue(queue.turn(of: try self.contract("after: [done]"), at: nil, .notYet).hasCome)
  }

  /// How a contract ended its file's last line says, and why in words that are counted.
  func testEndings() {
    let rows: [Row<String, (ContractClosing?, ClosingReason?)>] = [
      Row("a: b\n# closed 2026-01-01T00:00:00Z as done\n", (.done, nil)),
      Row("a: b\n# closed 2026-01-01T00:00:00Z as done: merged\n", (.done, nil)),
      Row("# closed 2026-01-01T00:00:00Z as cancelled: too-large: twice the size\n", (.cancelled, .tooLarge)),
      Row("# closed 2026-01-01T00:00:00Z as takeover: stuck\n", (.takeover, .stuck)),
      Row("# closed 2026-01-01T00:00:00Z as takeover: stuck-up\n", (.takeover, nil)),
      Row("# closed 2026-01-01T00:00:00Z as finished\n", (nil, nil)),
      Row("# closed 2026-01-01T00:00:00Z as done\na: b\n", (nil, nil)),
      Row("# closed 2026-01-01T00:00:00Z as done", (nil, nil)),
      Row("", (nil, nil)),
      Row("\n", (nil, nil)),
    ]
    for row in rows {
      let bytes = Array(row.input.utf8)
      XCTAssertEqual(ContractClosing(closed: bytes), row.expected.0, row.input, file: row.file, line: row.line)
      XCTAssertEqual(ContractClosing.reason(closed: bytes), row.expected.1, row.input, file: row.file, line: row.line)
    }
    for how in ContractClosing.allCases {
      for reason in ClosingReason.allCases {
        let file = how.bytes(of: Array("a: b".utf8), at: "2026-01-01T00:00:00Z", why: "\(reason.rawValue): text: more")
        XCTAssertEqual(ContractClosing(closed: file), how)
        XCTAssertEqual(ContractClosing.reason(closed: file), reason)
      }
    }
  }
}
