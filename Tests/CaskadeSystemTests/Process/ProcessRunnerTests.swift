import CaskadeSystem
import Foundation
import TestSupport
import XCTest

/// Programs that behave, and what the runner says of them.
final class ProcessRunnerTests: XCTestCase {
  func testTerminations() throws {
    let rows: [Row<String, ProcessResult.Termination>] = [
      Row("exit 0", .exited(0)),
      Row("exit 1", .exited(1)),
      Row("exit 127", .exited(127)),
      Row("exit 255", .exited(255)),
      Row("/no/such/program", .exited(127)),
      Row("kill -9 $$", .signalled(9)),
      Row("kill -15 $$", .signalled(15)),
      Row("kill -6 $$", .signalled(6)),
    ]
    for row in rows {
      let result = try Shell.run(row.input)
      XCTAssertEqual(result.termination, row.expected, row.input, file: row.file, line: row.line)
      XCTAssertEqual(result.succeeded, row.expected == .exited(0), row.input, file: row.file, line: row.line)
    }
  }

  func testStreamsAreKeptApartOrMergedInOrder() throws {
    let script = "echo one; echo two >&2; echo three; echo four >&2"
    let apart = try Shell.run(script)
    XCTAssertEqual(apart.standardOutput.text, "one\nthree\n")
    XCTAssertEqual(apart.standardError.text, "two\nfour\n")
    let merged = try Shell.run(script) { $0.output = .merged }
    XCTAssertEqual(merged.standardOutput.text, "one\ntwo\nthree\nfour\n")
    XCTAssertEqual(merged.standardError, CapturedOutput())
  }

  func testInputs() throws {
    let long = [UInt8](repeating: 7, count: 1_000_000)
    let rows: [Row<ProcessRequest.Input, [UInt8]>] = [
      Row(.none, []),
      Row(.bytes([]), []),
      Row(.bytes([0, 10, 255]), [0, 10, 255]),
      Row(.bytes(long), long),
    ]
    for row in rows {
      let result = try Shell.run("cat") { $0.input = row.input }
      XCTAssertEqual(result.standardOutput.bytes, row.expected, file: row.file, line: row.line)
    }
  }

  /// What a program wrote before it ended is read to its end, also by one that takes longer over it than anybody waits for a
  /// pipe that stays open.
  func testASlowReaderMissesNothing() throws {
    var (count, lines) = (0, 0)
    _ = try ProcessRunner().run(Shell.request("seq 100000")) { bytes in
      usleep(200_000)
      count += bytes.count
      lines += bytes.count { $0 == 0x0A }
    }
    XCTAssertEqual(count, 588_895)
    XCTAssertEqual(lines, 100_000)
  }

  func testArgumentsAreBytesAndNothingIsSplit() throws {
    var request = Shell.request("printf '%s|' \"$@\"")
    request.arguments += ["sh", "a b", "", "$HOME", "--", ByteString(bytes: [0xE9, 0xFF])]
    let result = try ProcessRunner().run(request)
    XCTAssertEqual(result.standardOutput.bytes, Array("a b||$HOME|--|".utf8) + [0xE9, 0xFF, UInt8(ascii: "|")])
  }

  func testTheEnvironmentIsExactlyWhatWasGiven() throws {
    var request = Shell.request("")
    request.executable = try ProgramFinder(path: Shell.path).find("env", outside: [])
    request.arguments = []
    request.environment = ["B": "2=3", "A": "1"]
    XCTAssertEqual(try ProcessRunner().run(request).standardOutput.text, "A=1\nB=2=3\n")
  }

  func testItRunsInItsFolder() throws {
    let result = try Shell.run("pwd -P") { $0.directory = "/usr" }
    XCTAssertEqual(result.standardOutput.text, "/usr\n")
  }

  func testNothingElseIsInherited() throws {
    let stray = open("/dev/null", O_RDONLY)
    defer { close(stray) }
    XCTAssertGreaterThan(stray, 2)
    signal(SIGUSR1, SIG_IGN)
    defer { signal(SIGUSR1, SIG_DFL) }
    let descriptors = try Shell.run("ls /proc/self/fd")
    // The last is the folder that `ls` reads.
    XCTAssertEqual(descriptors.standardOutput.text, "0\n1\n2\n3\n")
    let signals = try Shell.run("sed -nE 's/^Sig(Blk|Ign):.//p' /proc/self/status")
    // Signals 32 and 33 belong to the C library, which ignores them in what it spawns.
    let masks = signals.standardOutput.text.split(separator: "\n").map { Int($0, radix: 16).map { $0 & 0x7FFF_FFFF } }
    XCTAssertEqual(masks, [0, 0])
  }

  func testPlacements() throws {
    let script = "awk '{print ($1 == $5), ($1 == $6)}' /proc/$$/stat"
    let rows: [Row<ProcessRequest.Placement, String>] = [
      Row(.group, "1 0\n"), Row(.session, "1 1\n"), Row(.terminal, "0 0\n"),
    ]
    for row in rows {
      let result = try Shell.run(script) { $0.placement = row.input }
      XCTAssertEqual(result.standardOutput.text, row.expected, file: row.file, line: row.line)
    }
  }

  func testOutputLimits() throws {
    // 1,000,000 bytes on each stream: more than a pipe holds, and more than is kept.
    let script = "i=0; while [ $i -lt 10000 ]; do printf '%099d\\n' $i; printf '%099d\\n' $i >&2; i=$((i+1)); done"
    let result = try Shell.run(script) { $0.outputLimit = ProcessRequest.OutputLimit(head: 200, tail: 100) }
    for output in [result.standardOutput, result.standardError] {
      XCTAssertEqual(output.total, 1_000_000)
      XCTAssertEqual(output.omitted, 999_700)
      XCTAssertEqual(output.head.count, 200)
      XCTAssertEqual(String(decoding: output.tail.suffix(6), as: UTF8.self), "09999\n")
      XCTAssertNil(output.bytes)
    }
  }

  func testStreaming() throws {
    var bytes: [UInt8] = []
    let request = Shell.request("head -c 3000000 /dev/zero; echo end; echo error >&2; exit 3")
    let result = try ProcessRunner().run(request) { bytes += $0 }
    XCTAssertEqual(bytes.count, 3_000_004)
    XCTAssertEqual(bytes.suffix(4), Array("end\n".utf8)[...])
    XCTAssertEqual(result.standardOutput, CapturedOutput(omitted: 3_000_004))
    XCTAssertEqual(result.standardError.text, "error\n")
    XCTAssertEqual(result.termination, .exited(3))
  }

  func testUsage() throws {
    let result = try Shell.run("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; sleep 0.2")
    XCTAssertGreaterThan(result.wallTime, .milliseconds(200))
    XCTAssertGreaterThan(result.cpuTime, .milliseconds(5))
    XCTAssertLessThan(result.cpuTime, result.wallTime)
    XCTAssertGreaterThan(result.peakMemory, 100_000)
    XCTAssertEqual(result.stragglers, .found([]))
  }

  func testWhatCannotBeStarted() {
    var missing = Shell.request("")
    missing.executable = "/no/such/program"
    var relative = missing
    relative.executable = "sh"
    var folder = missing
    folder.executable = "/usr"
    var notExecutable = missing
    notExecutable.executable = "/etc/passwd"
    var nowhere = Shell.request("")
    nowhere.directory = "/no/such/folder"
    var inFile = nowhere
    inFile.directory = "/etc/passwd"
    var nul = Shell.request("")
    nul.arguments.append(ByteString(bytes: [65, 0]))
    var variable = Shell.request("")
    variable.environment["A=B"] = "C"
    let rows: [Row<ProcessRequest, String>] = [
      Row(missing, "cannot run '/no/such/program': no such file or directory"),
      Row(relative, "cannot run 'sh': not an absolute path"),
      Row(folder, "cannot run '/usr': permission denied"),
      Row(notExecutable, "cannot run '/etc/passwd': permission denied"),
      Row(nowhere, "cannot run a command in '/no/such/folder': no such file or directory"),
      Row(inFile, "cannot run a command in '/etc/passwd': not a directory"),
      Row(nul, "cannot run '/bin/sh': an argument or a variable holds a byte that no command line can"),
      Row(variable, "cannot run '/bin/sh': an argument or a variable holds a byte that no command line can"),
    ]
    for row in rows {
      XCTAssertThrowsError(try ProcessRunner().run(row.input), file: row.file, line: row.line) {
        XCTAssertEqual(($0 as? ProcessError)?.message, row.expected, file: row.file, line: row.line)
      }
    }
  }

  func testStatusesSurviveAParentThatIgnoredThem() throws {
    signal(SIGCHLD, SIG_IGN)
    XCTAssertEqual(try Shell.run("exit 3").termination, .exited(3))
  }

  func testRunsMayOverlap() throws {
    let runner = ProcessRunner()
    let failures = Locked<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      for round in 0..<5 {
        let request = Shell.request("(sleep 0.02; echo late) & sleep 0.0\(number); echo \(number)-\(round); wait")
        let text = (try? runner.run(request))?.standardOutput.text ?? "failed"
        if text.split(separator: "\n").sorted() != ["\(number)-\(round)", "late"] {
          failures.withLock { $0.append(text) }
        }
      }
    }
    XCTAssertEqual(failures.withLock { $0 }, [])
  }
}
