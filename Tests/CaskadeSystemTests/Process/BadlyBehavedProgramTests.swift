import CaskadeSystem
import TestSupport
import XCTest

/// Programs that don't behave: each is ended, reported and over in bounded time.
final class BadlyBehavedProgramTests: XCTestCase {
  /// Fails when the body takes longer than a busy machine needs, which means: it waits for something that never comes. What
  /// it must not wait for takes 100 seconds.
  private func within<Result>(
    file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Result
  ) rethrows -> Result {
    let start = ContinuousClock.now
    defer { XCTAssertLessThan(start.duration(to: .now), .seconds(60), file: file, line: line) }
    return try body()
  }

  /// How many there were; -1 if one survived. Their names depend on how far each had come.
  private func count(_ stragglers: ProcessResult.Stragglers) -> Int {
    switch stragglers {
    case .notWatched: -1
    case .found(let found): found.allSatisfy(\.ended) ? found.count : -1
    }
  }

  func testTimeOut() throws {
    let result = try within {
      try Shell.run("echo begun; sleep 100; echo never") { $0.deadline = .seconds(1) }
    }
    XCTAssertEqual(result.termination, .timedOut(after: .seconds(1)))
    XCTAssertEqual(result.standardOutput.text, "begun\n")
    XCTAssertGreaterThanOrEqual(result.wallTime, .seconds(1))
  }

  func testTimeOutOfAProgramThatTidiesUp() throws {
    let result = try within {
      try Shell.run("trap 'echo tidied; exit 0' TERM; while :; do sleep 0.05; done") {
        $0.deadline = .seconds(1)
      }
    }
    XCTAssertEqual(result.termination, .timedOut(after: .seconds(1)))
    XCTAssertEqual(result.standardOutput.text, "tidied\n")
  }

  func testIgnoringTheRequestToEnd() throws {
    let result = try within {
      try Shell.run("trap '' TERM; while :; do sleep 0.05; done") {
        $0.deadline = .milliseconds(200)
        $0.grace = .milliseconds(300)
      }
    }
    XCTAssertEqual(result.termination, .timedOut(after: .milliseconds(200)))
    XCTAssertGreaterThanOrEqual(result.wallTime, .milliseconds(500))
  }

  func testStoppedProgram() throws {
    let result = try within {
      try Shell.run("kill -STOP $$") {
        $0.deadline = .milliseconds(200)
        $0.grace = .milliseconds(200)
      }
    }
    XCTAssertEqual(result.termination, .timedOut(after: .milliseconds(200)))
  }

  func testWholeGroupEndsAtTheDeadline() throws {
    let result = try within {
      try Shell.run("trap '' TERM; (sleep 100; echo never) & (sleep 100) & sleep 100") {
        $0.deadline = .milliseconds(200)
        $0.grace = .milliseconds(200)
      }
    }
    XCTAssertEqual(result.termination, .timedOut(after: .milliseconds(200)))
    XCTAssertEqual(result.standardOutput.text, "")
  }

  func testGrandchildHoldsThePipe() throws {
    let result = try within { try Shell.run("sleep 100 & echo done; exit 7") }
    XCTAssertEqual(result.termination, .exited(7))
    XCTAssertEqual(result.standardOutput.text, "done\n")
    XCTAssertEqual(count(result.stragglers), 1)
  }

  func testGrandchildWithItsOwnStreams() throws {
    let result = try within { try Shell.run("sleep 100 </dev/null >/dev/null 2>&1 & exit 0") }
    XCTAssertEqual(result.termination, .exited(0))
    XCTAssertEqual(count(result.stragglers), 1)
  }

  func testGrandchildThatEndsByItselfIsNoStraggler() throws {
    let result = try Shell.run("(sleep 0.05; echo late) & echo early; exit 0")
    XCTAssertEqual(result.standardOutput.text, "early\nlate\n")
    XCTAssertEqual(result.stragglers, .found([]))
  }

  func testDaemonInASessionOfItsOwn() throws {
    let result = try within {
      try Shell.run("setsid sh -c 'trap \"\" TERM; echo $$; exec sleep 100' & sleep 0.5; exit 0")
    }
    XCTAssertEqual(result.termination, .exited(0))
    XCTAssertEqual(count(result.stragglers), 1)
    let daemon = try XCTUnwrap(Int32(result.standardOutput.text.dropLast()))
    XCTAssertEqual(kill(daemon, 0), -1, "the daemon is still there")
  }

  func testDaemonsThatLeaveAtTheDeadline() throws {
    let result = try within {
      try Shell.run("trap '' TERM; setsid sh -c 'setsid sleep 100 & setsid sleep 100 & exec sleep 100' & sleep 100") {
        $0.deadline = .milliseconds(1000)
        $0.grace = .milliseconds(100)
      }
    }
    XCTAssertEqual(result.termination, .timedOut(after: .milliseconds(1000)))
    XCTAssertEqual(count(result.stragglers), 3)
  }

  func testStragglersAreNamed() throws {
    let result = try Shell.run("sleep 100 & echo $!; sleep 0.5")
    let identifier = try XCTUnwrap(Int32(result.standardOutput.text.dropLast()))
    XCTAssertEqual(
      result.stragglers, .found([ProcessResult.Straggler(identifier: identifier, name: "sleep", ended: true)]))
  }

  func testStragglerThatKeepsWriting() throws {
    let result = try within {
      try Shell.run("(trap '' TERM; while :; do echo more; done) & exit 0") { $0.outputLimit = .first(100) }
    }
    XCTAssertEqual(result.termination, .exited(0))
    XCTAssertEqual(count(result.stragglers), 1)
  }

  func testClosedStreams() throws {
    let result = try within { try Shell.run("exec >&- 2>&- <&-; sleep 0.2; exit 5") }
    XCTAssertEqual(result.termination, .exited(5))
    XCTAssertGreaterThanOrEqual(result.wallTime, .milliseconds(200))
  }

  func testInputThatNobodyReads() throws {
    let much = [UInt8](repeating: 65, count: 50_000_000)
    let result = try within {
      try Shell.run("head -c 3; exit 4") { $0.input = .bytes(much) }
    }
    XCTAssertEqual(result.termination, .exited(4))
    XCTAssertEqual(result.standardOutput.text, "AAA")
    let asleep = try within { try Shell.run("sleep 0.2") { $0.input = .bytes(much) } }
    XCTAssertEqual(asleep.termination, .exited(0))
  }

  func testAGigabyteInBoundedMemory() throws {
    let before = peakMemory()
    let result = try within {
      try Shell.run("head -c 1000000000 /dev/zero") {
        $0.outputLimit = ProcessRequest.OutputLimit(head: 50_000, tail: 50_000)
      }
    }
    XCTAssertEqual(result.standardOutput.total, 1_000_000_000)
    XCTAssertLessThan(peakMemory() - before, 100_000_000)
  }

  /// In bytes.
  private func peakMemory() -> Int {
    var usage = rusage()
    // RUSAGE_SELF, whose type differs from system to system.
    getrusage(0, &usage)
    #if os(macOS)
      return Int(usage.ru_maxrss)
    #else
      return Int(usage.ru_maxrss) * 1024
    #endif
  }
}
