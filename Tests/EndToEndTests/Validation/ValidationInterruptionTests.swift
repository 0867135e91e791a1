import Foundation
import TestSupport
import XCTest

/// Ctrl-C and its like, sent to the real binary while a command runs.
final class ValidationInterruptionTests: XCTestCase {
  /// Runs a check below a shell that sends signals, and answers how it ended. The shell starts what runs in the
  /// background with SIGINT ignored, and what is ignored stays so: `env` undoes that.
  private func check(
    _ script: String, signals: String, _ arguments: String = "", file: StaticString = #filePath, line: UInt = #line
  ) throws -> (world: ValidationWorld, status: Int32, seconds: Double, mark: String) {
    let mark = "4\(UInt32.random(in: 100_000...999_999))"
    let world = try ValidationWorld.scripted(
      script.replacingOccurrences(of: "SLEEP", with: "sleep \(mark)"))
    let start = Date()
    let transcript = try world.repository.shell(
      """
      env --default-signal=INT \(ScratchRepository.binary.path) check --evidence ../evidence.json \(arguments) >../out.txt 2>../err.txt &
      caskade=$!
      while ! grep -q started ../err.txt 2>/dev/null; do sleep 0.02; done
      sleep 0.3
      \(signals)
      wait $caskade
      """)
    let seconds = Date().timeIntervalSince(start)
    let output = try String(contentsOf: world.repository.root.appendingPathComponent("out.txt"), encoding: .utf8)
    XCTAssertEqual(output, "", "nothing is judged", file: file, line: line)
    XCTAssertNil(try world.evidence(), file: file, line: line)
    XCTAssertEqual(world.leftovers, [], file: file, line: line)
    XCTAssertEqual(try world.processes(holding: "sleep \(mark)"), [], file: file, line: line)
    return (world, transcript.status, seconds, mark)
  }

  func testEachSignalEndsTheCheckByItself() throws {
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] as [(String, Int32)] {
      let (_, status, seconds, _) = try check("SLEEP\n", signals: "kill -\(name) $caskade")
      XCTAssertEqual(status, 128 + number, name)
      XCTAssertLessThan(seconds, 60, name)
    }
  }

  /// As a terminal does it: git gets the signal too, and may be gone before caskade looks.
  func testASignalThatEndsGitToo() throws {
    let world = try ValidationWorld("true")
    let transcript = try world.repository.shell(
      """
      mkdir ../bin; bin=$(cd ../bin; pwd)
      printf '#!/bin/sh\ncase "$*" in *" status "*) kill -INT $PPID $$;; esac\nexec /usr/bin/git "$@"\n' > ../bin/git
      chmod +x ../bin/git
      for n in 1 2 3 4 5 6 7 8; do
        env --default-signal=INT PATH=$bin:$PATH \(ScratchRepository.binary.path) check >/dev/null
        echo $?
      done
      """)
    XCTAssertEqual(transcript.output, String(repeating: "130\n", count: 8))
    XCTAssertEqual(transcript.errors, String(repeating: "caskade: interrupted\n", count: 8))
  }

  func testInACleanCheckout() throws {
    let (_, status, _, _) = try check("setsid SLEEP & SLEEP\n", signals: "kill -TERM $caskade", "--isolated")
    XCTAssertEqual(status, 143)
  }

  func testSideBySide() throws {
    let world = try ValidationWorld("sleep 47001", "sleep 47002", "sleep 47003")
    let transcript = try world.repository.shell(
      """
      \(ScratchRepository.binary.path) check --jobs 3 >../out.txt 2>../err.txt & caskade=$!
      while [ "$(grep -c started ../err.txt)" != 3 ]; do sleep 0.02; done
      kill -TERM $caskade; wait $caskade
      """)
    XCTAssertEqual(transcript.status, 143)
    XCTAssertEqual(world.leftovers, [])
    XCTAssertEqual(try world.processes(holding: "sleep 4700"), [])
  }

  func testTheSecondTimeAtOnce() throws {
    let stubborn = "trap '' TERM INT; while :; do sleep 0.05; done\n"
    let (_, _, patient, _) = try check(stubborn, signals: "kill -TERM $caskade")
    let (_, status, seconds, _) = try check(
      stubborn, signals: "kill -TERM $caskade; sleep 0.2; kill -TERM $caskade")
    XCTAssertEqual(status, 143)
    XCTAssertLessThan(seconds, patient, "who asks once gives the command a grace of two seconds")
  }
}
