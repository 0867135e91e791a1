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
        "src/a.txt: error: changed by 'echo x > src/a.txt', so what ran is not what was judged "
          + "[validation.tree-changed]",
        "src/b.txt: error: changed by 'two', so what ran is not what was judged [validation.tree-changed]",
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
}
