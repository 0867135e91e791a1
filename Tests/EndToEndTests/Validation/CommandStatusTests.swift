import TestSupport
import XCTest

/// Commands whose exit status isn't their check's: `lint` says so where they are written, and a check where they ran.
final class CommandStatusTests: XCTestCase {
  func testLintAndCheckSayIt() throws {
    let world = try ValidationWorld("\"true | cat\"", "./src/check.sh | tee log", "\"true\"")
    let repository = world.repository
    let lint = try repository.caskade("lint", "Contracts/work.yaml")
    XCTAssertEqual(lint.status, 0)
    XCTAssertTrue(
      lint.text.contains(
        "Contracts/work.yaml:14:5: warning: the status is that of 'tee log', so a failure of './src/check.sh' is lost "
          + "[lint.status-lost]"), lint.text)
    let check = try repository.caskade("check")
    XCTAssertTrue(
      check.output.contains(
        """
        Contracts/work.yaml:14: warning: the status is that of 'tee log', so a failure of './src/check.sh' is lost \
        [validation.status-lost]
          hint: have the contract amended: write '- ./src/check.sh', or \
        `- bash -o pipefail -c './src/check.sh | tee log'`
        """), check.output)
    XCTAssertFalse(check.output.contains("Contracts/work.yaml:13: warning"), check.output)
  }

  /// What the repository's files show is said by lint alone.
  func testATargetThatIsAFolder() throws {
    let world = try ValidationWorld("make test")
    let repository = world.repository
    try repository.git("switch", "-q", "main")
    try repository.write("Makefile", "test:\n\tfalse\n")
    try repository.write("test/a.txt", "")
    try repository.commit("A target")
    let lint = try repository.caskade("lint", "Contracts/work.yaml")
    XCTAssertTrue(lint.text.contains("'make test' may say that 'test' is up to date"), lint.text)
    XCTAssertTrue(lint.text.contains("[lint.passes-empty]"), lint.text)
    try repository.write("Makefile", ".PHONY: test\ntest:\n\tfalse\n")
    XCTAssertFalse(try repository.caskade("lint", "Contracts/work.yaml").text.contains("passes-empty"))
  }
}
