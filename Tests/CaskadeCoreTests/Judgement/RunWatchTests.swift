import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// When a run has gone too far.
final class RunWatchTests: XCTestCase {
  private func watch() throws -> RunWatch {
    let text = """
      caskade: 1
      title: Mend the login
      outcome: People sign in once.
      paths:
        allow:
          - src/**
          - path: doc/**
            may: [modify]
      stop_when:
        - more_than: 2 files
        - more_than: 10 lines
        - more_than: 1 minutes
        - more_than: 1 tool calls
        - more_than: 3 failed validations
        - touching: src/db/**
        - The format has to change.
      """
    let contract = try XCTUnwrap(ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8))).contract)
    return RunWatch(contract, BuiltInPolicy.policy) { $0 == RepositoryPath("Contracts/c.yaml") }
  }

  /// What a record keeps of a reason: its kind.
  func testWords() throws {
    var watch = try watch()
    XCTAssertEqual(watch.saw(RepositoryPath("CLAUDE.md"), .create).map(\.word), [.change])
    XCTAssertEqual(watch.saw(seconds: 60).map(\.word), [.minutes])
    XCTAssertEqual(watch.saw(lines: 11).map(\.word), [.lines])
    XCTAssertEqual((watch.sawCall() + watch.sawCall()).map(\.word), [.toolCalls])
    XCTAssertEqual(RunWatch.Reason.loop("make", times: 24).word, .loop)
    XCTAssertEqual(RunWatch.Reason.told(1, .dollars, found: 2, line: 3).word, .cost)
  }

  func testReasons() throws {
    func says(_ reasons: [RunWatch.Reason]) -> [String] { reasons.map { $0.sentence("c.yaml") } }
    var watch = try watch()
    func path(_ text: String) -> RepositoryPath { RepositoryPath(text) }
    XCTAssertEqual(says(watch.saw(path("src/a"), .modify)), [])
    XCTAssertEqual(says(watch.saw(path("Contracts/c.yaml"), .modify)), [])
    XCTAssertEqual(says(watch.saw(path("src/a"), .modify)), [])
    XCTAssertEqual(
      says(watch.saw(path("doc/a"), .create)), ["'doc/a' may not be created: 'doc/**' grants only modify (c.yaml:7)"])
    XCTAssertEqual(
      says(watch.saw(path("src/b"), .create)), ["3 files, and the contract stops at more than 2 (c.yaml:10)"])
    XCTAssertEqual(says(watch.saw(path("src/c"), .create)), [], "told once")
    XCTAssertEqual(
      says(watch.saw(path("src/db/x"), .create)),
      ["'src/db/x' is where the run has to stop: 'touching: src/db/**' (c.yaml:15)"])
    XCTAssertEqual(
      says(watch.saw(path("CLAUDE.md"), .create)),
      ["'CLAUDE.md' is protected (agent configuration or instructions) [protected.agent]"])
    XCTAssertEqual(says(watch.saw(lines: 10)), [])
    XCTAssertEqual(says(watch.saw(lines: 11)), ["11 lines, and the contract stops at more than 10 (c.yaml:11)"])
    XCTAssertEqual(says(watch.saw(seconds: 59)), [])
    XCTAssertEqual(says(watch.saw(seconds: 61)), ["1 minute passed, and the run has 1 (c.yaml:12)"])
    XCTAssertEqual(says(watch.saw(seconds: 500)), [])
    XCTAssertEqual(says(watch.sawCall()), [])
    XCTAssertEqual(says(watch.sawCall()), ["2 tool calls, and the contract stops at more than 1 (c.yaml:13)"])
    XCTAssertEqual(watch.unwatched(nil).map(\.text), ["more_than: 3 failed validations", "The format has to change."])
    XCTAssertEqual(watch.unwatched(.all).map(\.text), ["The format has to change."])
  }

  /// What is taken back doesn't count.
  func testFilesThatAreAsTheyWere() throws {
    var watch = try watch()
    for name in ["src/a", "src/b"] { XCTAssertEqual(watch.saw(RepositoryPath(name), .create), []) }
    watch.saw(unchanged: [RepositoryPath("src/a")])
    XCTAssertEqual(watch.saw(RepositoryPath("src/c"), .create), [])
    XCTAssertNotEqual(watch.saw(RepositoryPath("src/d"), .create), [])
  }
}
