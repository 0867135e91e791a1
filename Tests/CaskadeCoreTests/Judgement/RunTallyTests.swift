import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What a transcript that grows tells of a run.
final class RunTallyTests: XCTestCase {
  private func contract() throws -> Contract {
    let text = """
      caskade: 1
      title: Mend the login
      outcome: People sign in once.
      validation: [make test]
      stop_when:
        - more_than: 2 failed validations
        - more_than: 100 tokens
        - more_than: 5 USD
        - more_than: 4 tool calls
      """
    return try XCTUnwrap(ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8))).contract)
  }

  private func shell(_ command: String, _ status: ToolUse.Status, _ id: String? = nil) -> ToolUse {
    var use = ToolUse(id: id, line: 1, tool: "Bash", action: .shell)
    (use.command, use.status) = (.line(command), status)
    return use
  }

  private func transcript(_ uses: [ToolUse], tokens: Int = 0, cost: Int? = nil) -> Transcript {
    var transcript = Transcript(agent: "Agent", format: "format", writtenFor: "1")
    (transcript.uses, transcript.tokens, transcript.cost) = (uses, tokens, cost)
    return transcript
  }

  func testItIsCountedAsItGrows() throws {
    var tally = RunTally(try contract())
    var owners: [String: Int] = [:]
    var uses = [shell("ls", .ok), shell("make test", .error)]
    tally.begin(transcript(uses, tokens: 50, cost: 7))
    func told() -> String {
      let told = tally.told(transcript(uses, tokens: 70, cost: 9), since: nil, as: 1, &owners)
      return "\(told.calls) \(told.failures) \(told.tokens) \(told.cost ?? -1) \(told.loop?.times ?? 0)"
    }
    XCTAssertEqual(told(), "0 0 20 2 0", "what was there before isn't of the run")
    uses += [shell("make test", .noResult), shell("cd x && make test", .error)]
    XCTAssertEqual(told(), "2 1 20 2 0", "a result that isn't there is no failure")
    uses[2].status = .error
    XCTAssertEqual(told(), "2 2 20 2 0", "it comes later")
    uses += [shell("make test || true", .error), shell("make test", .rejected), shell("make test", .ok)]
    XCTAssertEqual(told(), "4 0 20 2 0", "one that passes ends the row; a refused one didn't run")
    uses += Array(repeating: shell("git push https://a:Fake-Passw0rd-123@b", .ok), count: 3)
    XCTAssertEqual(told(), "7 0 20 2 3")
    let loop = tally.told(transcript(uses), since: nil, as: 1, &owners).loop
    XCTAssertFalse(loop?.command.contains("Fake-Passw0rd-123") ?? true)
    // By another transcript of the same run.
    var other = RunTally(try contract())
    owners = ["a": 1]
    XCTAssertEqual(
      other.told(transcript([shell("ls", .ok, "a"), shell("ls", .ok, "b")]), since: nil, as: 2, &owners).calls, 1)
    // Under an id that isn't its own.
    var named = shell("ls", .ok, "a")
    named.name = "a 2"
    var third = RunTally(try contract())
    XCTAssertEqual(third.told(transcript([named]), since: nil, as: 3, &owners).calls, 1)
  }

  func testByTime() throws {
    var tally = RunTally(try contract())
    var owners: [String: Int] = [:]
    var (old, new) = (shell("ls", .ok), shell("ls", .ok))
    (old.time, new.time, new.spent.tokens) = (10, 20, 5)
    let told = tally.told(transcript([old, new], tokens: 9), since: 15, as: 1, &owners)
    XCTAssertEqual([told.calls, told.tokens], [1, 4])
  }

  func testReasons() throws {
    var watch = RunWatch(try contract(), BuiltInPolicy.policy) { _ in false }
    func says(_ change: (inout RunTold) -> Void) -> [String] {
      var told = RunTold()
      change(&told)
      return watch.saw(told).map { $0.sentence("c.yaml") }
    }
    XCTAssertEqual(
      says {
        ($0.failures, $0.tokens, $0.calls, $0.cost) = (2, 100, 4, 5_000_000)
        $0.loop = .init(command: "ls", times: 23)
      }, [])
    XCTAssertEqual(
      says {
        ($0.failures, $0.tokens, $0.calls, $0.cost) = (3, 101, 5, 5_000_001)
        $0.loop = .init(command: "ls", times: 24)
      },
      [
        "3 failed validations, and the contract stops at more than 2 (c.yaml:6), by its transcript",
        "101 tokens, and the contract stops at more than 100 (c.yaml:7), by its transcript",
        "5.01 USD, and the contract stops at more than 5 (c.yaml:8), by its transcript",
        "5 tool calls, and the contract stops at more than 4 (c.yaml:9), by its transcript",
        "'ls' was called 24 times in a row, by its transcript",
      ])
    XCTAssertEqual(says { $0.failures = 9 }, [], "told once")
    for _ in 0..<9 { XCTAssertEqual(watch.sawCall(), [], "told by the transcript already") }
  }
}
