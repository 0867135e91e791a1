import CaskadeCore
import CaskadeSystem
import TestSupport
import XCTest

/// What a contained program can reach, and that nobody can tell it from another one by what it does.
final class ContainmentTests: XCTestCase {
  func testTheResultSaysWhatTheProgramHad() throws {
    XCTAssertEqual(try Tier.hunted.run("true").containment, .onHost)
    // Without caskade's own binary there is nothing to be contained by.
    var request = Shell.request("true")
    request.containment = ContainmentOptions(processes: .apart, network: .off)
    XCTAssertEqual(try ProcessRunner().run(request).containment, Containment(.hunted, network: .kept))
    let impostor = try ProcessRunner(inner: "/bin/false").run(request)
    XCTAssertEqual(impostor.containment, Containment(.hunted, network: .kept))
    XCTAssertEqual(impostor.termination, .exited(0))
    try Tier.skipUnlessContainable()
    XCTAssertEqual(try Tier.contained.run("true").containment, Containment(.contained, network: .host))
  }

  func testBothTiersAreAlikeToTheProgram() throws {
    for tier in try Tier.here {
      let rows: [Row<String, ProcessResult.Termination>] = [
        Row("exit 0", .exited(0)), Row("exit 255", .exited(255)), Row("/no/such/program", .exited(127)),
        Row("kill -9 $$", .signalled(9)), Row("kill -SEGV $$", .signalled(11)), Row("kill -TERM 0", .signalled(15)),
      ]
      for row in rows {
        XCTAssertEqual(
          try tier.run(row.input).termination, row.expected, "\(tier): \(row.input)", file: row.file, line: row.line)
      }
      let script = "id -u; id -g; pwd; echo \"$A\"; cat; test $$ = $(ps -o pgid= $$) && echo leads; echo e >&2"
      let facts = try tier.run(script) {
        $0.directory = "/usr"
        $0.environment["A"] = "a\nb"
        $0.input = .bytes(Array("given\n".utf8))
      }
      XCTAssertEqual(
        facts.standardOutput.text, "\(geteuid())\n\(getegid())\n/usr\na\nb\ngiven\nleads\n", "\(tier)")
      XCTAssertEqual(facts.standardError.text, "e\n", "\(tier)")
      XCTAssertEqual(facts.stragglers, .found([]), "\(tier)")
      // The fourth is that of `ls` on the folder.
      XCTAssertEqual(try tier.run("ls /proc/self/fd").standardOutput.text, "0\n1\n2\n3\n", "\(tier)")
      let busy = try tier.run("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done")
      XCTAssertGreaterThan(busy.cpuTime, .milliseconds(20), "\(tier)")
      XCTAssertGreaterThan(busy.peakMemory, 500_000, "\(tier)")
    }
  }

  func testWhatCannotBeStarted() throws {
    for tier in try Tier.here {
      XCTAssertThrowsError(try tier.run("") { $0.executable = "/no/such/program" }) {
        XCTAssertEqual(($0 as? ProcessError)?.message, "cannot run '/no/such/program': no such file or directory")
      }
      XCTAssertThrowsError(try tier.run("") { $0.directory = "/no/such/folder" }) {
        XCTAssertEqual(
          ($0 as? ProcessError)?.message, "cannot run a command in '/no/such/folder': no such file or directory")
      }
    }
  }

  func testRootKeepsItsPowersOverFiles() throws {
    try Tier.skipUnlessContainable()
    try XCTSkipUnless(geteuid() == 0, "only root has them")
    let script = "f=$(mktemp); chown 12345:54321 $f; stat -c %u:%g $f; chmod 0 $f; cat $f; rm $f"
    let result = try Tier.contained.run(script)
    XCTAssertEqual(result.standardOutput.text, "12345:54321\n")
    XCTAssertEqual(result.standardError.text, "")
  }

  func testNoOtherProcessIsInSight() throws {
    try Tier.skipUnlessContainable()
    let seen = try Tier.contained.run("ls /proc | grep -cE '^[0-9]+$'; kill -0 \(getpid()) 2>&1; cat /proc/1/environ")
    let lines = seen.standardOutput.text.split(separator: "\n")
    XCTAssertLessThanOrEqual(Int(lines.first ?? "") ?? 99, 5, seen.standardOutput.text)
    XCTAssertTrue(lines.dropFirst().first?.hasSuffix("No such process") == true, seen.standardOutput.text)
    XCTAssertTrue(seen.standardError.text.contains("ermission denied"), seen.standardError.text)
  }

  func testTheParentIsOutOfReach() throws {
    try Tier.skipUnlessContainable()
    let script = """
      kill -KILL $PPID; kill -TERM $PPID; kill -KILL 1
      for number in 0 1 2 3 4 5; do echo intruder >/proc/$PPID/fd/$number; done
      echo still here
      """
    let result = try Tier.contained.run(script)
    XCTAssertEqual(result.standardOutput.text, "still here\n")
    XCTAssertEqual(result.termination, .exited(0))
  }

  /// Also when the person's shell gave the terminal to nobody: it is a file of theirs.
  func testTheTerminalIsOutOfReachByName() throws {
    try Tier.skipUnlessContainable()
    let terminal = try PseudoTerminal()
    let result = try Tier.contained.run(
      """
      umount /dev/pts /proc; echo intruder >\(terminal.name); echo intruder >/dev/console; echo intruder >/dev/tty
      python3 -c 'import os, pty; os.write(pty.openpty()[1], b"own terminals work"); print("ok")'
      """)
    XCTAssertEqual(result.standardOutput.text, "ok\n", result.standardError.text)
    XCTAssertFalse(terminal.wait(for: "intruder", seconds: 1))
    // That it isn't the test that is deaf.
    _ = try Tier.hunted.run("echo intruder >\(terminal.name)")
    XCTAssertTrue(terminal.wait(for: "intruder"))
  }

  func testAVariableDoesNotGetIntoWhatWatches() throws {
    try Tier.skipUnlessContainable()
    let result = try Tier.contained.run("echo $LD_PRELOAD") { $0.environment["LD_PRELOAD"] = "/no/such/library.so" }
    XCTAssertEqual(result.containment.tier, .contained)
    XCTAssertEqual(result.standardOutput.text, "/no/such/library.so\n")
  }

  func testALongPlan() throws {
    try Tier.skipUnlessContainable()
    let long = String(repeating: "x", count: 100_000)
    let result = try Tier.contained.run("printf %s \"$LONG$1\" | wc -c") {
      $0.environment["LONG"] = long
      $0.arguments += ["sh", ByteString(long)]
    }
    XCTAssertEqual(result.standardOutput.text, "200000\n")
  }

  func testEverythingEndsAtTheDeadline() throws {
    try Tier.skipUnlessContainable()
    let world = try ScratchRepository()
    let mark = "31\(UInt32.random(in: 100_000...999_999))"
    let script = "setsid sleep \(mark) & sleep \(mark)"
    var request = Shell.request(script)
    request.containment = .contained
    request.deadline = .milliseconds(300)
    request.grace = .milliseconds(100)
    _ = try Tier.runner.run(request)
    XCTAssertEqual(try world.shell("pgrep -fc '[s]leep \(mark)'").output, "0\n")
  }

  // MARK: The network

  func testTheNetworkIsTakenAwayAndLoopbackStays() throws {
    try Tier.skipUnlessContainable()
    let script = """
      tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '
      python3 -c '
      import socket
      s = socket.create_server(("127.0.0.1", 0)); c = socket.create_connection(s.getsockname()); print("loopback")
      try: socket.create_connection(("192.0.2.1", 80), timeout=5)
      except OSError as e: print(e.strerror)'
      """
    let result = try Tier.contained.run(script) { $0.containment.network = .off }
    XCTAssertEqual(result.standardOutput.text, "lo\nloopback\nNetwork is unreachable\n", result.standardError.text)
    XCTAssertEqual(result.containment, Containment(.contained, network: .off))
  }

  func testANetworkThatIsNotTakenAwayIsSaid() throws {
    let result = try Tier.hunted.run("true") { $0.containment.network = .off }
    XCTAssertEqual(result.containment, Containment(.hunted, network: .kept))
  }

  // MARK: The sandbox

  func testTheSandbox() throws {
    let bubblewrap = try? ProgramFinder(path: Shell.path).find("bwrap", outside: [])
    guard let program = bubblewrap else { throw XCTSkip("bubblewrap is not installed") }
    let world = try ScratchRepository()
    let isContainable = try Tier.isContainable
    let sandbox = ContainmentOptions.Sandbox(program: program, writable: [ByteString(world.folder.path)])
    for tier in try Tier.here {
      let script = """
        echo in > in.txt; echo out > ../out.txt; echo out > /tmp/out.txt
        ls /proc | grep -cE '^[0-9]+$'; id -u; exit 3
        """
      let result: ProcessResult
      do {
        result = try tier.run(script) {
          $0.directory = ByteString(world.folder.path)
          $0.containment.sandbox = sandbox
          $0.containment.network = .off
        }
      } catch let error as ProcessError where !isContainable {
        throw XCTSkip("bubblewrap gets no namespaces here: \(error.message)")
      }
      XCTAssertEqual(result.containment, Containment(.sandboxed, network: .off), "\(tier)")
      XCTAssertEqual(result.termination, .exited(3), "\(tier) \(result.standardError.text)")
      XCTAssertTrue(world.exists("in.txt"), "\(tier)")
      XCTAssertFalse(world.exists("../out.txt"), "\(tier)")
      XCTAssertTrue(result.standardOutput.text.hasSuffix("\n\(geteuid())\n"), "\(tier)")
      XCTAssertEqual(result.standardError.text.components(separatedBy: "Read-only file system").count, 3, "\(tier)")
      try world.remove("in.txt")
    }
  }

  func testASandboxThatCannotBeHadIsAnError() throws {
    for tier in try Tier.here {
      XCTAssertThrowsError(
        try tier.run("touch /tmp/never") {
          $0.containment.sandbox = ContainmentOptions.Sandbox(program: "/bin/false", writable: [])
        }
      ) {
        XCTAssertEqual(($0 as? ProcessError)?.message, "'/bin/false' can't make a sandbox: it says nothing")
      }
      XCTAssertThrowsError(
        try tier.run("touch /tmp/never") {
          $0.containment.sandbox = ContainmentOptions.Sandbox(program: "/no/such/bwrap", writable: [])
        }
      ) {
        XCTAssertEqual(($0 as? ProcessError)?.message, "cannot run '/no/such/bwrap': no such file or directory")
      }
    }
  }
}
