import Foundation
import TestSupport
import XCTest

/// In a checkout each command has a world of its own: the tree as `setup:` left it, a home and a folder for temporary
/// files.
final class ValidationWorldTests: XCTestCase {
  private func world(_ commands: String..., setup: String? = nil) throws -> ValidationWorld {
    let lines = commands.map { "  - \($0)\n" }.joined()
    let setup = setup.map { "setup:\n  - \($0)\n" } ?? ""
    return try ValidationWorld(
      contract: ContractText.small.replacing("validation:\n  - \"true\"\n", with: "\(setup)validation:\n\(lines)"))
  }

  /// Whatever one command leaves, wherever it may write to what is its own, the next one doesn't find.
  func testNobodySeesWhatAnotherLeft() throws {
    let places = ["out/left", "src/left.o", ".git/left", "../left", "$HOME/left", "$HOME/.cache/left", "$TMPDIR/left"]
    for place in places {
      let look = "test ! -e \\\"\(place)\\\""
      let leave = "\(look) && mkdir -p \\\"$(dirname \\\"\(place)\\\")\\\" && echo x > \\\"\(place)\\\""
      for jobs in ["1", "2"] {
        let world = try world(
          "{ name: one, run: \"\(leave)\" }", "{ name: two, run: \"\(leave)\" }",
          "{ name: three, run: \"\(leave)\" }")
        let done = try world.repository.caskade("check", "--isolated", "--baseline", "--jobs", jobs)
        XCTAssertEqual(done.status, 0, "\(place) \(done.text)")
        XCTAssertTrue(done.output.contains("3 of 3 commands passed, against the base 3 clean"), "\(place) \(done.text)")
      }
    }
  }

  func testEachBeginsInWhatSetupLeft() throws {
    let made =
      "mkdir -p out && echo made > out/made && ln -s made out/link && chmod 500 out && echo h > \\\"$HOME/h\\\""
    let prove =
      "cat out/link \\\"$HOME/h\\\" | cmp - src/expected && test \\\"$(cat out/where)\\\" = \\\"$PWD\\\" && "
      + "chmod 700 out && rm -r out \\\"$HOME/h\\\""
    let world = try world(
      "{ name: one, run: \"\(prove)\" }", "{ name: two, run: \"\(prove)\" }",
      setup: "\"mkdir out && pwd > out/where && \(made)\"")
    try world.repository.write("src/expected", "made\nh\n")
    for jobs in ["1", "2"] {
      let done = try world.repository.caskade("check", "--isolated", "--jobs", jobs)
      XCTAssertEqual(done.status, 0, done.text)
      XCTAssertEqual(done.errors.split(separator: "\n").count { $0.contains(": setup: ") }, 2, "once, begun and ended")
    }
  }

  /// What setup changed is setup's, and nobody else is said to have done it.
  func testWhoChangedTheTree() throws {
    let world = try world(
      "{ name: one, run: \"true\" }", "{ name: two, run: \"echo x > src/b.txt\" }", "{ name: three, run: \"true\" }",
      setup: "echo x > src/a.txt")
    try world.repository.write("src/b.txt", "b\n")
    let done = try world.repository.caskade("check", "--isolated")
    let changed = done.output.split(separator: "\n").filter { $0.contains("validation.tree-changed") }
    XCTAssertEqual(
      changed,
      [
        "src/a.txt: error: changed while 'echo x > src/a.txt' ran, so what ran is not what was judged "
          + "[validation.tree-changed]",
        "src/b.txt: error: changed while 'two' ran, so what ran is not what was judged [validation.tree-changed]",
      ], done.text)
  }

  /// The person's home isn't theirs, and toolchains in it are reached by their own variables.
  func testTheHomeIsEmpty() throws {
    let world = try ValidationWorld.scripted(
      """
      test -z "$(ls -A "$HOME")" && test -z "$(ls -A "$TMPDIR")" || exit 3
      case "$RUSTUP_HOME" in */home/.rustup) ;; *) exit 4 ;; esac
      test -z "$NVM_DIR" || exit 5
      test "$HOME" != "$(dirname "$RUSTUP_HOME")" || exit 6

      """)
    let rustup = world.repository.root.appendingPathComponent("home/.rustup")
    try FileManager.default.createDirectory(at: rustup, withIntermediateDirectories: true)
    let done = try world.repository.caskade("check", "--isolated")
    XCTAssertEqual(done.status, 0, done.text)
    // In place there is one world, the person's.
    XCTAssertEqual(try world.repository.caskade("check").status, 1)
  }

  /// Nothing of the head has run when the base does.
  func testTheBaseRunsFirst() throws {
    let world = try world("{ name: proof, run: grep -q two src/a.txt, on_base: fails }", "\"true\"")
    let done = try world.repository.caskade("check", "--isolated")
    XCTAssertEqual(done.status, 0, done.text)
    let started = done.errors.split(separator: "\n").filter { $0.hasSuffix(": started") }
    XCTAssertEqual(
      started,
      [
        "caskade: [1/3] proof (clean checkout of the base): started",
        "caskade: [2/3] proof (clean checkout of the head): started",
        "caskade: [3/3] true (clean checkout of the head): started",
      ])
  }

  // MARK: With

  private func records(_ world: ValidationWorld) throws -> [[String: Any]] {
    try XCTUnwrap(world.evidence()?["validation"] as? [[String: Any]])
  }

  /// A command begins in what the one left that it builds on, and what others left there isn't in it.
  func testWithBeginsInWhatAnotherLeft() throws {
    for (options, place) in [(["--isolated"], "checkout"), (["--isolated", "--jobs", "3"], "checkout")] {
      let world = try world(
        "{ name: build, run: \"mkdir out && echo b > out/b && echo h > \\\"$HOME/h\\\"\" }",
        "{ name: one, run: \"test -e out/b -a -e \\\"$HOME/h\\\" && test ! -e out/two && echo x > out/one\", with: build }",
        "{ name: two, run: \"test -e out/b && test ! -e out/one && echo x > out/two\", with: build }",
        "{ name: three, run: \"test -e out/two && test ! -e out/one\", with: two }",
        "{ name: four, run: \"test ! -e out\" }")
      let done = try world.repository.caskade(["check"] + options)
      XCTAssertEqual(done.status, 0, "\(place) \(done.text)")
    }
  }

  func testWhatItBuildsOnFailed() throws {
    let world = try world(
      "{ name: build, run: exit 3 }", "{ name: test, run: \"true\", with: build }",
      "{ name: last, run: \"true\", with: test }")
    for options in [[], ["--isolated"], ["--jobs", "2"]] {
      let done = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + options)
      XCTAssertEqual(done.status, 1, done.text)
      XCTAssertEqual(
        try records(world).map { $0["reason"] as? String },
        [
          nil, "it begins in what 'build' left, which exited with 3",
          "it begins in what 'test' left, which is inconclusive: it begins in what 'build' left, which exited with 3",
        ])
      XCTAssertEqual(done.errors.split(separator: "\n").count { $0.hasSuffix(": started") }, 1)
    }
  }

  /// What a command builds on runs for it, also where nobody asked for that one, and what is carried is there before both.
  func testOnTheBaseTheWholeChainRuns() throws {
    let world = try world(
      "{ name: build, run: \"cp src/b.txt out.txt\" }",
      "{ name: test, run: \"test -e out.txt && grep -q two src/a.txt\", with: build, on_base: fails, carry: src/b.txt }"
    )
    try world.repository.write("src/b.txt", "b\n")
    let done = try world.repository.caskade("check", "--isolated", "--only", "test", "--evidence", "../evidence.json")
    let started = done.errors.split(separator: "\n").filter { $0.hasSuffix(": started") }
    XCTAssertEqual(
      started,
      [
        "caskade: [1/4] build, for what builds on it (clean checkout of the base): started",
        "caskade: [2/4] test (clean checkout of the base): started",
        "caskade: [3/4] build, for what builds on it (clean checkout of the head): started",
        "caskade: [4/4] test (clean checkout of the head): started",
      ])
    let records = try records(world)
    XCTAssertEqual(records.map { $0["name"] as? String }, ["test"])
    XCTAssertEqual(records[0]["state"] as? String, "pass")
    XCTAssertEqual((records[0]["on_base"] as? [String: Any])?["state"] as? String, "fail")
  }

  /// A failure for want of what another command makes, or of what a home has, says so.
  func testTheHintSaysWhatIsMissing() throws {
    let with =
      "hint: each command has a tree of its own: if 'build' makes 'dist/out.txt', have the contract amended by "
    let cache = "hint: each run has a home of its own: ask whoever owns the policy for 'caches: [~/.m2]'"
    let make = "{ name: build, run: mkdir -p dist && echo b > dist/out.txt }"
    let rows: [Row<[String], String>] = [
      Row([make, "{ name: test, run: cat dist/out.txt }"], with + "'with: build'"),
      Row([make, "{ name: test, run: cat dist/out.txt, with: build }"], ""),
      Row([make, "{ name: test, run: cat src/gone.txt }"], "hint: run it yourself: cat src/gone.txt"),
      Row(["{ name: test, run: cat dist/out.txt }"], "hint: run it yourself: cat dist/out.txt"),
      Row(["{ name: test, run: cat ~/.m2/settings.xml }"], cache),
      Row(["{ name: test, run: \"echo Could not resolve dependencies && mvn() { false; } && mvn\" }"], cache),
      Row(["{ name: test, run: cat ~/.gone/a }"], "hint: run it yourself: cat ~/.gone/a"),
    ]
    for row in rows {
      let world = try ValidationWorld(
        contract: ContractText.small.replacing(
          "  - \"true\"\n", with: row.input.map { "  - \($0)\n" }.joined()))
      let home = world.repository.root.appendingPathComponent("home/.m2")
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try Data("<settings/>\n".utf8).write(to: home.appendingPathComponent("settings.xml"))
      let done = try world.repository.caskade("check", "--isolated")
      XCTAssertEqual(done.status, row.expected.isEmpty ? 0 : 1, done.text, file: row.file, line: row.line)
      XCTAssertTrue(
        row.expected.isEmpty || done.output.contains(row.expected), done.text, file: row.file, line: row.line)
      // In place it is there, or it isn't: nothing was kept from the command.
      let inPlace = try world.repository.caskade("check")
      XCTAssertFalse(inPlace.output.contains("of its own"), inPlace.text, file: row.file, line: row.line)
    }
  }

  func testWithWhat() throws {
    let rows: [Row<String, String>] = [
      Row("test", "'with' can't be 'test'"), Row("later", "'with' can't be 'later'"),
      Row("nothing", "'with' can't be 'nothing'"),
    ]
    for row in rows {
      let world = try world(
        "\"true\"", "{ name: test, run: test 1 = 1, with: \(row.input) }", "{ name: later, run: test 2 = 2 }")
      let done = try world.repository.caskade("check")
      XCTAssertEqual(done.status, 2, done.text)
      XCTAssertTrue(done.errors.contains(row.expected), done.errors, file: row.file, line: row.line)
    }
  }

  // MARK: Again

  /// A file beside the repository counts the runs: nothing of them is left in their worlds.
  func testRetriesBeginInFreshWorlds() throws {
    for (passes, state, runs) in [("3", "flaky", 3), ("1", "pass", 1), ("9", "fail", 3)] {
      let count = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
      let script = """
        test ! -e left && test ! -e "$HOME/left" || exit 9
        echo x > left; echo x > "$HOME/left"
        echo x >> '\(count)'; echo "run $(wc -l < '\(count)')"
        test $(wc -l < '\(count)') -ge \(passes)

        """
      let played = try ValidationWorld(
        contract: ContractText.small.replacing(
          "  - \"true\"\n", with: "  - { name: it, run: sh src/it.sh, retries: 2 }\n"),
        files: ["src/it.sh": script])
      let done = try played.repository.caskade("check", "--isolated", "--evidence", "../evidence.json")
      let record = try records(played)[0]
      XCTAssertEqual(record["state"] as? String, state, done.text)
      let earlier = record["earlier"] as? [[String: Any]] ?? []
      XCTAssertEqual(earlier.count, runs - 1)
      XCTAssertEqual(earlier.map { $0["state"] as? String }, Array(repeating: "fail", count: runs - 1))
      let logs = (earlier + [record]).map { ($0["log"] as? [String: Any])?["tail"] as? String }
      XCTAssertEqual(logs, (1...runs).map { "run \($0)" })
      XCTAssertEqual(
        done.errors.split(separator: "\n").count { $0.contains("it, run ") && $0.hasSuffix(": started") }, runs - 1)
      try? FileManager.default.removeItem(atPath: count)
    }
  }

  // MARK: What is seen

  /// Where commands are contained, nothing of caskade's own lies around a world: no other world, no index, and of objects
  /// what git needs, to be read.
  func testNothingLiesAroundAWorld() throws {
    let script = """
      cd ../..; ls; ls git; rm -rf git git-checkout-1 2>/dev/null; echo x > git/objects/x 2>/dev/null && exit 4
      cd -; git log -1 --format=%s && git status --porcelain && git show HEAD:src/a.txt

      """
    let world = try ValidationWorld.scripted(script)
    let done = try world.repository.caskade("check", "--isolated", "--evidence", "../evidence.json")
    try XCTSkipUnless(try world.isContained() == true, "nothing is contained here")
    XCTAssertEqual(done.status, 0, done.text)
    let log = try XCTUnwrap(records(world)[0]["log"] as? [String: Any])
    let lines = (log["tail"] as? String ?? "").split(separator: "\n").map(String.init)
    XCTAssertEqual(Array(lines.prefix(4)), ["git", "git-checkout-1", "world-1", "objects"])
    XCTAssertEqual(Array(lines.suffix(2)), ["the tree that caskade judges", "two"])
  }

  private func cached(
    _ script: String, caches: String = "~/.m2, ~/.npmrc, ~/.m2/inner, ~/.missing"
  ) throws -> (world: ValidationWorld, done: ScratchRepository.Transcript) {
    let world = try ValidationWorld(
      contract: ContractText.small.replacing(
        "  - \"true\"\n", with: "  - { name: it, run: sh src/it.sh }\n  - { name: again, run: sh src/it.sh }\n"),
      files: [
        "src/it.sh": script, "Contracts/policy.yaml": "caskade_policy: 1\ncaches: [\(caches)]\n",
      ])
    let home = world.repository.root.appendingPathComponent("home")
    try FileManager.default.createDirectory(
      at: home.appendingPathComponent(".m2/inner"), withIntermediateDirectories: true)
    try Data("jar\n".utf8).write(to: home.appendingPathComponent(".m2/inner/jar"))
    try Data("rc\n".utf8).write(to: home.appendingPathComponent(".npmrc"))
    let done = try world.repository.caskade("check", "--isolated", "--evidence", "../evidence.json")
    return (world, done)
  }

  func testCachesAreReadAndNotWritten() throws {
    let script = """
      grep -q jar "$HOME/.m2/inner/jar" && grep -q rc "$HOME/.npmrc" && test ! -e "$HOME/.missing" || exit 3
      { echo x > "$HOME/.m2/left" || echo x >> "$HOME/.npmrc"; } 2>/dev/null && echo written; exit 0

      """
    let (world, done) = try cached(script)
    XCTAssertEqual(done.status, 0, done.text)
    let tails = try records(world).map { ($0["log"] as? [String: Any])?["tail"] as? String }
    let line =
      "what commands do in '~/.m2': the policy links it into their home, and nothing made it read-only here"
    if try world.isContained() == true {
      XCTAssertEqual(tails, ["", ""])
      XCTAssertFalse(done.output.contains(line), done.output)
    } else {
      XCTAssertTrue(done.output.contains(line), done.output)
    }
  }

  func testWhatIsNoCache() throws {
    for cache in ["/etc", "~", "~/", "~/a/../b", "m2"] {
      let (_, done) = try cached("exit 0\n", caches: "\"\(cache)\"")
      XCTAssertEqual(done.status, 2, done.text)
      XCTAssertTrue(done.errors.contains("'\(cache)' is no place below a home"), done.errors)
      XCTAssertTrue(done.errors.contains("  hint: write a folder or file below a home, as in ~/.m2"), done.errors)
    }
  }
}
