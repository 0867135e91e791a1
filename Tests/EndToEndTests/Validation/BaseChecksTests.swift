import Foundation
import TestSupport
import XCTest

/// The base's checks run on the branch's code: what turns green by its own checks only isn't kept, and honest work is.
final class BaseChecksTests: XCTestCase {
  private typealias World = ProofWorld

  private func shell() throws -> ProofWorld? { try World.shell() }
  private func python() throws -> ProofWorld? { try World.python() }

  /// The product is a script in the root, which only the script of the tests names.
  private func greeting() throws -> ProofWorld? {
    try World(
      "  - sh tests/run.sh",
      files: [
        "greet.sh": "echo hi\n", "tests/fixtures/hi.txt": "hi\n",
        "tests/run.sh": "sh greet.sh | cmp - tests/fixtures/hi.txt\n",
      ])
  }

  /// A helper of the tests lies beside no test, and only a script names it.
  private func helped() throws -> ProofWorld? {
    try World(
      "  - sh ci/all.sh",
      files: [
        "src/add.sh": "add() { echo $(($1 + $2)); }\n", "ci/all.sh": ". ci/expect.sh\n. ci/cases.sh\n",
        "ci/expect.sh": "expect() { test \"$1\" = \"$2\" || exit 1; }\n",
        "ci/cases.sh": ". src/add.sh\nexpect \"$(add 1 2)\" 3\n",
      ])
  }

  func testGreenByOwnChecksIsNotKept() throws {
    let broken = { (repository: ScratchRepository) in try repository.write("src/add.sh", World.brokenShell) }
    let brokenPython = { (repository: ScratchRepository) in try repository.write("app/__init__.py", World.brokenPython)
    }
    let cases: [ProofCase] = [
      ProofCase("the expected value is rewritten", in: shell) {
        try broken($0)
        try $0.write("tests/add_test.sh", ". ./src/add.sh\ntest \"$(add 1 2)\" = 99\n")
        try $0.write("tests/zero_test.sh", ". ./src/add.sh\ntest \"$(add 0 0)\" = 99\n")
      },
      ProofCase("the harness does nothing", in: shell) {
        try broken($0)
        try $0.write("tests/run.sh", "exit 0\n")
      },
      ProofCase("the assertion can't fail", in: shell) {
        try broken($0)
        for name in ["add", "zero"] {
          try $0.write("tests/\(name)_test.sh", try $0.read("tests/\(name)_test.sh") + "true\n")
        }
      },
      ProofCase("tests are removed", in: shell) {
        try broken($0)
        try $0.remove("tests/add_test.sh")
        try $0.write("tests/zero_test.sh", "true\n")
      },
      ProofCase("a test is moved where nobody looks", in: shell) {
        try $0.write("src/add.sh", "add() { echo 0; }\n")
        try $0.git("mv", "tests/add_test.sh", "tests/add.sh")
      },
      ProofCase("a module takes the runner's place", in: python) {
        try brokenPython($0)
        try $0.write("unittest.py", "print('Ran 1 test in 0.1s')\nprint('OK')\n")
      },
      ProofCase("a test is skipped by an alias", in: python) {
        try brokenPython($0)
        let text = World.pythonTest.replacing("    def test_add", with: "    @later\n    def test_add")
        try $0.write(
          "tests/test_add.py", text.replacing("\n\nclass", with: "\nlater = unittest.skip('later')\n\n\nclass"))
      },
      ProofCase("load_tests drops them", in: python) {
        try brokenPython($0)
        try $0.write(
          "tests/__init__.py", "def load_tests(loader, tests, pattern):\n    return type(tests)()\n")
      },
      ProofCase("the expected value is rewritten in Python", in: python) {
        try brokenPython($0)
        try $0.write("tests/test_add.py", World.pythonTest.replacing("3)", with: "99)"))
      },
      ProofCase(
        "a fixture is rewritten",
        in: {
          try ProofWorld(
            "  - sh tests/run.sh",
            files: [
              "src/greeting.txt": "hello\n", "tests/fixtures/expected.txt": "hello\n",
              "tests/run.sh": "cmp src/greeting.txt tests/fixtures/expected.txt\n",
            ])
        }
      ) {
        try $0.write("src/greeting.txt", "bye\n")
        try $0.write("tests/fixtures/expected.txt", "bye\n")
      },
      ProofCase(
        "a script of the product that the tests run",
        in: {
          try ProofWorld(
            "  - sh tests/run.sh",
            files: [
              "src/greet.sh": "echo hello\n", "tests/fixtures/expected.txt": "hello\n",
              "tests/run.sh": "sh src/greet.sh | cmp - tests/fixtures/expected.txt\n",
            ])
        }
      ) {
        try $0.write("src/greet.sh", "echo bye\n")
        try $0.write("tests/fixtures/expected.txt", "bye\n")
      },
      ProofCase("a script of the product that only a script names", in: greeting) {
        try $0.write("greet.sh", "echo bye\n")
        try $0.write("tests/fixtures/hi.txt", "bye\n")
      },
      ProofCase("a helper of the checks that only a script names", in: helped) {
        try broken($0)
        try $0.write("ci/expect.sh", "expect() { true; }\n")
      },
      ProofCase(
        "a command that proves nothing, and a check that says less",
        in: {
          try ProofWorld("  - \"true\"", files: World.shellFiles)
        }
      ) { try $0.write("tests/add_test.sh", ". ./src/add.sh\ntrue\n") },
    ]
    for row in cases {
      guard let world = try row.world() else { continue }
      try row.work(world.repository)
      let (word, text) = try world.verdict()
      XCTAssertTrue(["broken", "unproven"].contains(word), "\(row.name): \(text)")
    }
  }

  func testHonestWorkIsKept() throws {
    let fixed = "add() { echo $(($1 + $2 + 0)); }\n"
    let cases: [ProofCase] = [
      ProofCase("a fix with a test in an existing file", in: shell) {
        try $0.write("src/add.sh", fixed)
        try $0.write("tests/zero_test.sh", try $0.read("tests/zero_test.sh") + "test \"$(add 0 5)\" = 5\n")
      },
      ProofCase("a new test file", in: shell) {
        try $0.write("src/add.sh", fixed)
        try $0.write("tests/five_test.sh", ". ./src/add.sh\ntest \"$(add 0 5)\" = 5\n")
      },
      ProofCase("a renamed test file", in: shell) {
        try $0.write("src/add.sh", fixed)
        try $0.git("mv", "tests/zero_test.sh", "tests/nothing_test.sh")
      },
      ProofCase(
        "a signature changes, and its tests are named",
        in: {
          try World.shell(paths: "  checks_may_change: [tests/add_test.sh, tests/zero_test.sh]")
        }
      ) {
        try $0.write("src/add.sh", "sum() { echo $(($1 + $2)); }\n")
        for name in ["add", "zero"] {
          try $0.write(
            "tests/\(name)_test.sh", try $0.read("tests/\(name)_test.sh").replacing("$(add", with: "$(sum"))
        }
      },
      ProofCase("a fixture is added", in: shell) {
        try $0.write("tests/fixtures/five.txt", "5\n")
        try $0.write(
          "tests/five_test.sh", ". ./src/add.sh\ntest \"$(add 0 5)\" = \"$(cat tests/fixtures/five.txt)\"\n")
      },
      ProofCase("a formatter went over it", in: shell) {
        try $0.write("src/add.sh", "add() {\n  echo $(($1 + $2))\n}\n")
        try $0.write("tests/add_test.sh", ". ./src/add.sh\n\ntest \"$(add 1 2)\" = 3\n")
      },
      ProofCase(
        "a source file is added in a Makefile",
        in: {
          try ProofWorld(
            "  - sh tests/run.sh",
            files: World.shellFiles.merging(["Makefile": "SOURCES = src/add.sh\n\nall:\n\ttrue\n"]) { $1 }
          )
        }
      ) {
        try $0.write("Makefile", "SOURCES = src/add.sh src/more.sh\n\nall:\n\ttrue\n")
        try $0.write("src/more.sh", "more() { echo more; }\n")
      },
      ProofCase(
        "a dependency is added",
        in: {
          try ProofWorld(
            "  - sh tests/run.sh",
            files: World.shellFiles.merging(["package.json": "{\n  \"name\": \"a\",\n  \"dependencies\": {}\n}\n"]) {
              $1
            })
        }
      ) {
        try $0.write("package.json", "{\n  \"name\": \"a\",\n  \"dependencies\": { \"left-pad\": \"1.3.0\" }\n}\n")
        try $0.write("src/add.sh", fixed)
      },
      ProofCase("a fix with a test in Python", in: python) {
        try $0.write("app/__init__.py", "def add(a, b):\n    return b + a\n")
        try $0.write(
          "tests/test_add.py", World.pythonTest + "\n    def test_zero(self):\n        self.assertEqual(add(0, 0), 0)\n"
        )
      },
      ProofCase("a script of the product changes with a test that it passes", in: greeting) {
        try $0.write("greet.sh", "x=hi\necho $x\n")
        try $0.write("tests/fixtures/more.txt", "more\n")
      },
      ProofCase("a helper runs a new test", in: helped) {
        try $0.write("src/add.sh", fixed)
        try $0.write("ci/cases.sh", ". src/add.sh\nexpect \"$(add 1 2)\" 3\nsh tests/new_test.sh || exit 1\n")
        try $0.write("tests/new_test.sh", ". ./src/add.sh\ntest \"$(add 2 2)\" = 4\n")
        try $0.write("tests/data.txt", "data\n")
      },
      ProofCase(
        "a partly empty run",
        in: {
          guard World.hasPython else { return nil }
          let files = World.pythonFiles.merging([
            "tests/test_later.py":
              "import unittest\n\n\nclass LaterTests(unittest.TestCase):\n    @unittest.skip('later')\n"
              + "    def test_later(self):\n        self.fail()\n",
            "tests/test_none.py": "", "empty/__init__.py": "",
          ]) { $1 }
          return try World(
            "  - python3 -m unittest discover -s tests -t . && python3 -m unittest discover -s empty -t . || test $? = 5",
            files: files)
        }
      ) {
        try $0.write("app/__init__.py", "def add(a, b):\n    return b + a\n")
        try $0.write(
          "tests/test_add.py", World.pythonTest + "\n    def test_zero(self):\n        self.assertEqual(add(0, 0), 0)\n"
        )
      },
      ProofCase(
        "build, then test in what it left",
        in: {
          try ProofWorld(
            "  - { name: build, run: \"mkdir -p out && cp src/add.sh out/\" }\n"
              + "  - { name: test, run: sh tests/run.sh, with: build }",
            files: World.shellFiles.merging([
              "tests/add_test.sh": ". ./out/add.sh\ntest \"$(add 1 2)\" = 3\n",
              "tests/zero_test.sh": ". ./out/add.sh\ntest \"$(add 0 0)\" = 0\n", ".gitignore": "out/\n",
            ]) { $1 })
        }
      ) {
        try $0.write("src/add.sh", fixed)
        try $0.write("tests/five_test.sh", ". ./out/add.sh\ntest \"$(add 0 5)\" = 5\n")
      },
      ProofCase("no check is touched", in: shell) { try $0.write("src/add.sh", fixed) },
    ]
    for row in cases {
      guard let world = try row.world() else { continue }
      try row.work(world.repository)
      let (word, text) = try world.verdict()
      XCTAssertEqual(word, "kept", "\(row.name): \(text)")
    }
  }

  /// What failed before the branch can't be blamed on it.
  func testWhatFailsOnTheBaseTooIsANote() throws {
    let world = try ProofWorld(
      "  - sh tests/run.sh", files: World.shellFiles.merging(["src/add.sh": World.brokenShell]) { $1 })
    try world.repository.write("src/add.sh", "add() { echo $(($1 + $2)); }\n")
    try world.repository.write("tests/zero_test.sh", ". ./src/add.sh\ntest \"$(add 0 0)\" = 0\ntest 1 = 1\n")
    XCTAssertEqual(try world.verdict().word, "kept")
  }

  func testTheFindingStatesFacts() throws {
    let world = try World.shell()
    try world.repository.write("src/add.sh", World.brokenShell)
    for name in ["add", "zero"] { try world.repository.write("tests/\(name)_test.sh", "true\n") }
    let output = try world.check().output
    XCTAssertTrue(output.contains("[integrity.base-checks-fail]"), output)
    XCTAssertTrue(output.contains("a person has to approve that under paths.checks_may_change"), output)
    let checks = try XCTUnwrap(try world.evidence()["base_checks"] as? [String: Any])
    let restored = (checks["restored"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
    XCTAssertEqual(restored, ["tests/add_test.sh", "tests/zero_test.sh"])
    let record = try XCTUnwrap((try world.evidence()["validation"] as? [[String: Any]])?.first)
    XCTAssertEqual((record["base_checks"] as? [String: Any])?["state"] as? String, "fail")
    XCTAssertEqual((record["plain_base"] as? [String: Any])?["state"] as? String, "pass")
  }

  /// `amend` runs the commands with the base's checks, and writes the files that fail, each by name.
  func testAmendNamesTheFailingFiles() throws {
    guard
      let world = try World.python(paths: "  checks_may_change:\n      - tests/other.py   # a helper")
    else { return }
    let repository = world.repository
    try repository.write("app/__init__.py", "def add(a, b, c=0):\n    return a + b + c + 1\n")
    try repository.write("tests/test_add.py", World.pythonTest.replacing("3)", with: "4)"))
    try repository.write(
      "tests/test_more.py",
      "import unittest\nfrom app import add\n\n\nclass MoreTests(unittest.TestCase):\n    def test_more(self):\n"
        + "        self.assertEqual(add(0, 0), 1)\n")
    try repository.commit("Work")
    let done = try repository.caskade("amend", "work")
    XCTAssertTrue(
      done.output.hasPrefix("Contracts/work.yaml is amended: lets checks change in tests/test_add.py\n"), done.text)
    let text = try repository.read("Contracts/work.yaml")
    XCTAssertTrue(
      text.contains("  checks_may_change:\n      - tests/other.py   # a helper\n      - tests/test_add.py\n"), text)
    // Once a person has agreed to that on the base, nothing is left to grant.
    XCTAssertFalse(text.contains("test_more"), text)
  }

  func testThePolicyAndTheCallerDecide() throws {
    func cheat(_ world: ProofWorld) throws -> ProofWorld {
      try world.repository.write("src/add.sh", World.brokenShell)
      for name in ["add", "zero"] {
        try world.repository.write("tests/\(name)_test.sh", ". ./src/add.sh\ntest \"$(add 0 0)\" = 99\n")
      }
      return world
    }
    let asked = try cheat(World.shell()).check("--no-base-checks")
    XCTAssertEqual(asked.status, 1, asked.text)
    XCTAssertTrue(asked.output.contains("(--no-base-checks)"), asked.text)
    let shown = try cheat(World.shell(policy: "proof: { base_checks: shown }")).check()
    XCTAssertTrue(shown.output.contains("note: 'sh tests/run.sh' fails with the checks of"), shown.text)
    XCTAssertTrue(shown.output.contains("which the policy only shows"), shown.text)
    let off = try cheat(World.shell(policy: "bands: { medium: { proof: { base_checks: off } } }")).check()
    XCTAssertFalse(off.output.contains("the checks of"), off.text)
  }

  func testAcceptanceLines() throws {
    let world = try ProofWorld.shell(
      more: """
        acceptance:
          - { says: Sums are right., proof: sh tests/run.sh }
          - It is pretty.
        """)
    try world.repository.write("src/add.sh", "add() { echo $(($1 + $2 + 0)); }\n")
    let output = try world.check().output
    XCTAssertTrue(output.contains("\n1 of 2 acceptance lines is proven\n"), output)
    XCTAssertTrue(output.contains("  for a human  It is pretty."), output)
    XCTAssertTrue(output.hasSuffix("Contract kept\n"), output)
    let shown = try world.repository.caskade("show", "work").output
    XCTAssertTrue(shown.contains("Sums are right.\n    shown by the command 'sh tests/run.sh'\n"), shown)
  }

  func testFlaky() throws {
    func world(_ retries: String, policy: String = "") throws -> ProofWorld {
      let world = try ProofWorld(
        "  - { run: sh flaky.sh, env: { MARK: \"$ROOT/mark\" }\(retries) }", policy: policy,
        files: ["flaky.sh": "test -e \"$MARK\" && exit 0\necho red > \"$MARK\"\nexit 1\n"])
      try world.repository.write("src/a.txt", "work\n")
      return world
    }
    let rows: [Row<(String, String), String>] = [
      Row((", retries: 1", ""), "kept"), Row(("", ""), "broken"), Row((", retries: 1", "flaky: fails"), "broken"),
    ]
    for row in rows {
      let world = try world(row.input.0, policy: row.input.1)
      let (word, text) = try world.verdict()
      XCTAssertEqual(word, row.expected, text, file: row.file, line: row.line)
    }
  }
}
