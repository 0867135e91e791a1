import CaskadeSystem
import TestSupport
import XCTest

final class InterruptionTests: XCTestCase {
  override func tearDown() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Sends signals to this thread after a while.
  private func send(_ numbers: [Int32], every interval: Double) {
    let thread = pthread_self()
    for (index, number) in numbers.enumerated() {
      DispatchQueue.global().asyncAfter(deadline: .now() + interval * Double(index + 1)) {
        pthread_kill(thread, number)
      }
    }
  }

  func testNothingHappenedYet() throws {
    let interruption = Interruption()
    XCTAssertNil(interruption.signal)
    XCTAssertFalse(interruption.isUrgent)
    XCTAssertEqual(try Shell.run("exit 3", interruption: interruption).termination, .exited(3))
  }

  func testARunningProgramIsAskedToEnd() throws {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let interruption = Interruption()
      send([number], every: 0.2)
      let result = try Shell.run(
        "trap 'echo tidied; exit 0' TERM; echo begun; while :; do sleep 0.02; done", interruption: interruption)
      XCTAssertEqual(result.termination, .interrupted)
      XCTAssertEqual(result.standardOutput.text, "begun\ntidied\n")
      XCTAssertEqual(interruption.signal, number)
      XCTAssertLessThan(result.wallTime, .seconds(60))
    }
  }

  func testTheSecondTimeItIsMadeTo() throws {
    let interruption = Interruption()
    send([SIGINT, SIGINT], every: 0.2)
    let result = try Shell.run("trap '' TERM; while :; do sleep 0.02; done", interruption: interruption) {
      $0.grace = .seconds(100)
    }
    XCTAssertEqual(result.termination, .interrupted)
    XCTAssertTrue(interruption.isUrgent)
    XCTAssertLessThan(result.wallTime, .seconds(60))
  }

  func testAfterwardsNothingIsStarted() throws {
    let interruption = Interruption()
    pthread_kill(pthread_self(), SIGTERM)
    let result = try Shell.run("echo begun", interruption: interruption)
    XCTAssertEqual(result, ProcessResult(termination: .interrupted))
    XCTAssertEqual(interruption.signal, SIGTERM)
  }

  func testWhatWasIgnoredStaysIgnored() {
    signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, SIG_DFL) }
    let interruption = Interruption()
    pthread_kill(pthread_self(), SIGHUP)
    XCTAssertNil(interruption.signal)
  }
}
