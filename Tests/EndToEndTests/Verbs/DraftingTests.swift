import Foundation
import TestSupport
import XCTest

/// `draft` in repositories as people have them, the templates of a repository, and the practice runs.
final class DraftingTests: XCTestCase {
  private func repository(_ files: [String: String]) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    for (path, text) in files { try repository.write(path, text) }
    try repository.commit("Begin")
    return repository
  }

  /// All that lint says of a draft, but of programs that this machine lacks.
  private func complaints(_ repository: ScratchRepository, _ name: String) throws -> [String] {
    try repository.caskade("lint", "Contracts/\(name).yaml").output.split(separator: "\n").map(String.init).filter {
      ($0.contains(": error: ") || $0.contains(": warning: ")) && !$0.contains("[lint.missing-program]")
    }
  }

  private static let ticket = """
    Hi team,

    the login loops. Signing in must return the person to the page, exactly once.

    - [ ] The cart stays: always
    - [x] @bob knows

    Thanks!
    Ann
    """

  func testASwiftPackage() throws {
    let repository = try repository([
      "Package.swift": "", "Sources/Login/Redirect.swift": "", "Tests/LoginTests/RedirectTests.swift": "",
      "CODEOWNERS": "* @example/all\n", "vendor/a.c": "",
    ])
    try repository.write("../ticket.txt", Self.ticket)
    let done = try repository.caskade(
      "draft", "WEB-7: fix the login", "--ticket", "../ticket.txt", "--allow", "Sources/Login/**", "--allow",
      "Tests/LoginTests/**", "--no-input")
    XCTAssertEqual(done.status, 0, done.text)
    let text = try repository.read("Contracts/web-7-fix-the-login.yaml")
    for part in [
      "outcome: |\n  Signing in must return the person to the page, exactly once.\n",
      "acceptance:\n  - \"The cart stays: always\"\n", "ticket: WEB-7\n",
      "# CODEOWNERS of what is allowed: @example/all\n",
      "branch: [fix/web-7-fix-the-login, claude/*, codex/*, copilot/*, cursor/*, jules/*]\n",
      "  deny:\n    - \"**/vendor/**\"\n", "    - shell: swift test *\n",
      "    run: swift test --filter LoginTests --xunit-output .build/tests.xml\n    report: .build/tests*.xml\n"
        + "    on_base: fails\n",
      "  # All tests (Package.swift).\n",
    ] {
      XCTAssertTrue(text.contains(part), "\(part)\n\(text)")
    }
    for word in ["Hi team", "Ann", "@bob", "third_party", "<"] {
      XCTAssertFalse(text.contains(word), "\(word)\n\(text)")
    }
    XCTAssertEqual(try complaints(repository, "web-7-fix-the-login"), [])
  }

  func testAPackageOfAMonorepo() throws {
    let repository = try repository([
      "package.json": #"{"workspaces": ["packages/*"]}"#, "package-lock.json": "{}",
      "packages/web/package.json": #"{"scripts": {"test": "jest"}}"#, "packages/web/src/cart.js": "",
      "packages/web/src/cart.test.js": "", "services/api/go.mod": "", "services/api/cart.go": "",
    ])
    let done = try repository.caskade(
      "draft", "Keep the cart", "--template", "feature", "--allow", "packages/web/src/**", "--branch", "claude/cart-*",
      "--no-input")
    XCTAssertEqual(done.status, 0, done.text)
    let text = try repository.read("Contracts/keep-the-cart.yaml")
    for part in [
      "setup:\n  - npm ci\n", "    run: npm test -- src/cart.test.js\n    dir: packages/web\n    on_base: missing\n",
      "  - run: npm test\n    dir: packages/web\n", "branch: claude/cart-*\n",
    ] {
      XCTAssertTrue(text.contains(part), "\(part)\n\(text)")
    }
    XCTAssertFalse(text.contains("go test"), text)
    XCTAssertEqual(
      try complaints(repository, "keep-the-cart").filter { !$0.contains("[lint.blank]") }, [], text)
  }

  /// Text of any kind is read to an end, and makes no contract that lint refuses.
  func testTicketsThatAreNoText() throws {
    let repository = try repository(["src/a.txt": "one\n", "Makefile": "test:\n\ttrue\n"])
    try FileManager.default.createDirectory(at: repository.url("../in"), withIntermediateDirectories: true)
    try Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }).write(to: repository.url("../in/binary"))
    try repository.write("../in/long", String(repeating: "It must load. [](<a @b ", count: 220_000))
    for (name, note) in [("binary", "isn't text"), ("long", "isn't read")] {
      let done = try repository.caskade(
        "draft", "From \(name)", "--ticket", "../in/\(name)", "--allow", "src/**", "--no-input")
      XCTAssertEqual(done.status, 0, done.text)
      XCTAssertTrue(done.errors.contains(note), done.errors)
      XCTAssertEqual(try complaints(repository, "from-\(name)").filter { !$0.contains("[lint.blank]") }, [])
    }
  }

  func testTemplatesOfARepository() throws {
    let repository = try repository(["src/a.txt": "one\n", "Makefile": "test:\n\ttrue\n"])
    XCTAssertEqual(
      try repository.caskade("template", "new", "api-change", "--from", "bug-fix", "--summary", "an interface grows")
        .text,
      """
      Contracts/templates/api-change.yaml is written.
      next:
        1. read it, and say in its comments what the kind of work asks for
        2. caskade lint Contracts/templates/api-change.yaml
        3. caskade draft TITLE --template api-change
      [exit status: 0]

      """)
    XCTAssertTrue(
      try repository.caskade("template", "list").output.hasPrefix(
        "api-change          an interface grows [this repository]\n"))
    XCTAssertEqual(try repository.caskade("lint", "Contracts/templates/api-change.yaml").status, 0)
    let done = try repository.caskade("draft", "Grow", "--template", "api-change", "--allow", "src/**", "--no-input")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(try repository.read("Contracts/grow.yaml").contains("\ntemplate: api-change\n"))
    XCTAssertEqual(try repository.caskade("template", "new", "api-change").status, 2)
    XCTAssertEqual(try repository.caskade("template", "new", "../x").status, 2)
    XCTAssertFalse(repository.exists("Contracts/x.yaml"))
    let none = try repository.caskade("template", "promote", "more")
    XCTAssertEqual(none.status, 2)
    XCTAssertTrue(none.errors.contains("no record says that a run was kept"), none.errors)
  }

  func testPractice() throws {
    let repository = try ScratchRepository()
    let all = try repository.caskade("demo", "--practice", input: "k\nn\nn\nk\nn\nn\nn\nk\n")
    XCTAssertEqual(all.status, 0, all.text)
    XCTAssertTrue(
      all.output.hasSuffix(
        "\nYou decided 8 of 8 as the evidence does.\nOn a branch of your own: caskade check\n"), all.output)
    let some = try repository.caskade("demo", "--practice", input: "n\nwhat\nk\nq\n")
    XCTAssertTrue(
      some.output.hasSuffix(
        """
        You decided 0 of 2 as the evidence does.
        What you missed:
          - the test that fails on the base ('Fix the login redirect loop')
          - a command that ran nothing ('Refuse expired vouchers')
        On a branch of your own: caskade check

        """), some.output)
    XCTAssertTrue(try repository.caskade("demo", "--practice", input: "").output.hasSuffix("\nNothing was decided.\n"))
  }
}
