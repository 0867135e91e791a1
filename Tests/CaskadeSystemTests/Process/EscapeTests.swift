import CaskadeCore
import CaskadeSystem
import TestSupport
import XCTest

/// Programs that try to go on when their run is over.
final class EscapeTests: XCTestCase {
  /// Leaves the session, then is another process every few microseconds, and says that it is still there after a while.
  private static let chain = """
    #define _GNU_SOURCE
    #include <fcntl.h>
    #include <sched.h>
    #include <signal.h>
    #include <stdlib.h>
    #include <sys/mman.h>
    #include <sys/syscall.h>
    #include <time.h>
    #include <unistd.h>
    static const char *target; static struct timespec a; static char *stacks[8]; static long count; static int alone;
    static int step(void *arg) {
      struct timespec b; clock_gettime(CLOCK_MONOTONIC, &b);
      if (alone) setsid();
      if ((b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9 > 0.45) {
        struct timespec z = {1, 0}; nanosleep(&z, 0);
        int f = open(target, O_WRONLY | O_CREAT | O_APPEND, 0644); if (write(f, "still here\\n", 11)) {} syscall(SYS_exit, 0);
      }
      clone(step, stacks[count++ % 8] + 16000, CLONE_VM | SIGCHLD, arg); syscall(SYS_exit, 0); return 0;
    }
    int main(int c, char **v) {
      target = v[1]; alone = c > 2; if (fork()) return 0;
      setsid(); for (int i = 1; i < 40; i++) signal(i, SIG_IGN);
      for (int i = 0; i < 64; i++) close(i);
      open("/dev/null", O_RDWR); dup(0); dup(0); clock_gettime(CLOCK_MONOTONIC, &a);
      for (int k = 0; k < 8; k++) stacks[k] = mmap(0, 16384, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      clone(step, stacks[count++ % 8] + 16000, CLONE_VM | SIGCHLD, 0); _exit(0);
    }
    """

  private func compiled() throws -> ScratchRepository {
    let world = try ScratchRepository()
    try world.write("chain.c", Self.chain)
    let compiler = try world.shell("cc -O1 -w -o chain chain.c")
    try XCTSkipUnless(compiler.status == 0, "there is no C compiler: \(compiler.text)")
    return world
  }

  /// What a run says it left: nil if something of it could not be ended.
  private func left(_ result: ProcessResult) -> [ProcessResult.Straggler]? {
    guard case .found(let found) = result.stragglers, found.allSatisfy(\.ended) else { return nil }
    return found
  }

  func testAChainOfForksIsEndedOrSaidToBeThere() throws {
    let world = try compiled()
    var ended: [String] = []
    for tier in try Tier.here {
      for arguments in ["a", "b", "c alone"] {
        let target = world.url(arguments.prefix(1) + "-\(tier).txt")
        let result = try tier.run("for i in 1 2 3; do ./chain \(target.path)\(arguments.dropFirst()); done") {
          $0.directory = ByteString(world.folder.path)
        }
        XCTAssertEqual(result.termination, .exited(0))
        // A chain in which every process leads a session can't be caught for certain by who only hunts.
        guard let left = left(result) else {
          XCTAssertEqual(tier, .hunted)
          XCTAssertEqual(arguments, "c alone")
          continue
        }
        XCTAssertFalse(left.isEmpty, "\(tier) \(arguments)")
        ended.append(target.lastPathComponent)
      }
    }
    XCTAssertFalse(ended.isEmpty)
    // A chain says that it is there 1.45 seconds after it began.
    usleep(1_600_000)
    for name in ended { XCTAssertFalse(world.exists(name), "\(name): it went on") }
  }

  func testDaemonsAreNamedAndEnded() throws {
    for tier in try Tier.here {
      let result = try tier.run("setsid sh -c 'trap \"\" TERM; setsid sleep 100 & exec sleep 100' & sleep 0.3")
      XCTAssertEqual(left(result)?.map(\.name), ["sleep", "sleep"], "\(tier)")
      let brief = try tier.run("(sleep 0.05; echo late) & echo early")
      XCTAssertEqual(brief.standardOutput.text, "early\nlate\n", "\(tier)")
      XCTAssertEqual(left(brief), [], "\(tier)")
      let orphan = try tier.run("(setsid sh -c 'true' &); sleep 0.2")
      XCTAssertEqual(left(orphan), [], "\(tier): what has ended before is no straggler")
    }
  }

  func testTheDeadlineEndsAll() throws {
    for tier in try Tier.here {
      let start = ContinuousClock.now
      let result = try tier.run("trap '' TERM; (trap '' TERM; sleep 100) & setsid sleep 100 & echo on; sleep 100") {
        $0.deadline = .seconds(1)
        $0.grace = .milliseconds(200)
      }
      XCTAssertEqual(result.termination, .timedOut(after: .seconds(1)), "\(tier)")
      XCTAssertEqual(result.standardOutput.text, "on\n", "\(tier)")
      XCTAssertEqual(left(result)?.count, 1, "\(tier): who took leave of the group is named")
      XCTAssertLessThan(start.duration(to: .now), .seconds(60), "\(tier)")
      let tidy = try tier.run("trap 'echo tidied; exit 0' TERM; while :; do sleep 0.05; done") {
        $0.deadline = .seconds(1)
      }
      XCTAssertEqual(tidy.termination, .timedOut(after: .seconds(1)), "\(tier)")
      XCTAssertEqual(tidy.standardOutput.text, "tidied\n", "\(tier)")
    }
  }

  func testManyAtATime() throws {
    for tier in try Tier.here {
      let results = SideBySide.run(0..<12, atMost: 4) { index in
        try? tier.run("setsid sleep 100 & echo \(index); exit \(index)")
      }
      for (index, result) in results.enumerated() {
        XCTAssertEqual(result?.termination, .exited(Int32(index)), "\(tier)")
        XCTAssertEqual(result?.standardOutput.text, "\(index)\n", "\(tier)")
      }
    }
  }
}
