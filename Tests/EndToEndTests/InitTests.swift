import TestSupport
import XCTest

/// `caskade init`: shows each file, writes what is missing, and never replaces one.
final class InitTests: XCTestCase {
  private let paths = [
    "Contracts/policy.yaml", "Contracts/allowed_signers", "Contracts/closed/example.yaml",
    "Contracts/contract.schema.json", "Contracts/policy.schema.json", ".github/workflows/caskade.yml",
    ".github/CODEOWNERS",
  ]

  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.git("config", "user.email", "dev@example.com")
    let made = try repository.shell("ssh-keygen -q -t ed25519 -N '' -C dev -f \"$HOME/dev\"")
    XCTAssertEqual(made.status, 0, made.text)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    return repository
  }

  func testSetUpOnceAndNotAgain() throws {
    let repository = try repository()
    let key = repository.root.appendingPathComponent("home/dev").path
    let missing = try repository.caskade("init", "--check")
    XCTAssertEqual(
      missing.text, paths.map { "missing  \($0)\n" }.joined() + "next: caskade init\n[exit status: 1]\n")
    let first = try repository.caskade("init", "--key", key, "--yes")
    XCTAssertEqual(first.status, 0, first.text)
    for path in paths {
      XCTAssertTrue(first.output.contains("\(path):\n    "), first.output)
      // A schema is named by the command that prints it, and not shown line by line.
      for line in try repository.read(path).split(separator: "\n") where !path.hasSuffix(".json") {
        XCTAssertTrue(first.output.contains("    \(line)\n"), "\(path): \(line)")
      }
    }
    XCTAssertTrue(
      first.output.hasSuffix(
        "next: git add \(paths.joined(separator: " ")) && git commit -m 'Set caskade up', and merge it to the base\n"),
      first.output)
    XCTAssertEqual(try repository.caskade("lint", "Contracts/policy.yaml").status, 0)
    XCTAssertFalse(try repository.caskade("lint", "Contracts/closed").output.contains(": error: "))
    XCTAssertEqual(
      try repository.read("Contracts/contract.schema.json"), try repository.caskade("schema").output)
    XCTAssertEqual(
      try repository.read("Contracts/policy.schema.json"), try repository.caskade("schema", "--policy").output)
    XCTAssertTrue(
      try repository.read("Contracts/allowed_signers").contains(
        "\ndev@example.com namespaces=\"goal-contract@caskade\" ssh-ed25519 AAAA"))
    XCTAssertEqual(
      try repository.read(".github/CODEOWNERS"), "/Contracts/ dev@example.com\n/.github/ dev@example.com\n")
    let state = try repository.git("status", "--porcelain", "-uall")
    let again = try repository.caskade("init", "--key", key, "--yes")
    XCTAssertEqual(
      again.text, paths.map { "\($0) is there, and stays as it is\n\n" }.joined() + "[exit status: 0]\n")
    XCTAssertEqual(try repository.git("status", "--porcelain", "-uall"), state)
    XCTAssertEqual(
      try repository.caskade("init", "--check").text, paths.map { "present  \($0)\n" }.joined() + "[exit status: 0]\n")
  }

  /// What init wrote is enough to approve, to work, and to be judged.
  func testTheWholeWay() throws {
    let repository = try repository()
    let key = repository.root.appendingPathComponent("home/dev").path
    _ = try repository.caskade("init", "--key", key, "--yes")
    try repository.commit("Set up")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("Contracts/work.yaml", ContractText.small)
    let approved = try repository.caskade("approve", "work", "--key", key, "--yes")
    XCTAssertEqual(approved.status, 0, approved.text)
    XCTAssertFalse(approved.output.contains("warning:"), approved.output)
    try repository.write("src/a.txt", "two\n")
    let done = try repository.caskade("check")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(done.output.contains("\n  pass      approval     signed by 1 of 1 for band low\n"), done.output)
    let signed = "signed by dev@example.com on \(ApprovalWorld.today) for band low, only on the branch"
    XCTAssertTrue(done.output.contains(signed), done.output)
  }

  func testTheJobIsPinnedAndHandsNothingToTheShell() throws {
    let repository = try repository()
    _ = try repository.caskade("init", "--yes")
    let job = try repository.read(".github/workflows/caskade.yml")
    XCTAssertTrue(job.contains("\non: pull_request\n"))
    XCTAssertTrue(job.contains("fetch-depth: 0"))
    XCTAssertTrue(job.contains("BASE: ${{ github.event.pull_request.base.sha }}"))
    XCTAssertFalse(job.contains("secrets."))
    let command = try XCTUnwrap(job.range(of: "run: |")).upperBound
    XCTAssertFalse(job[command...].contains("${{"), "an expression in a script is run as code")
  }

  func testNothingIsReplacedNorWrittenUnasked() throws {
    let repository = try repository()
    try repository.write("CODEOWNERS", "* @somebody\n")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    let unasked = try repository.caskade("init")
    XCTAssertEqual(unasked.status, 2)
    XCTAssertTrue(
      unasked.errors.hasSuffix(
        """
        caskade: error: there is no terminal to ask whether 'Contracts/allowed_signers' may be written
          hint: say --yes to have it written

        """), unasked.text)
    XCTAssertFalse(repository.exists("Contracts/allowed_signers"))
    let done = try repository.caskade("init", "--yes")
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(
      done.output.contains("\nCODEOWNERS stays as it is; add to it: /Contracts/ dev@example.com\n"), done.output)
    XCTAssertEqual(try repository.read("CODEOWNERS"), "* @somebody\n")
    XCTAssertEqual(try repository.read("Contracts/policy.yaml"), "caskade_policy: 1\n")
    let check = try repository.caskade("init", "--check")
    XCTAssertTrue(check.output.contains("\nlacks    CODEOWNERS: /Contracts/ dev@example.com\n"), check.output)
  }
}
