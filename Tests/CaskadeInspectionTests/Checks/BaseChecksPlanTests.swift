import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What is put back, what is left out, and what stays.
final class BaseChecksPlanTests: XCTestCase {
  private func check(_ rows: [Row<BaseChecksWorld, [String]>]) {
    for row in rows { XCTAssertEqual(row.input.lines, row.expected, file: row.file, line: row.line) }
  }

  func testTestFiles() {
    check([
      Row(BaseChecksWorld([("src/a.py", "1\n", "2\n")]), []),
      Row(BaseChecksWorld([("tests/test_a.py", "1\n", "2\n")]), ["restore test tests/test_a.py"]),
      Row(BaseChecksWorld([("tests/test_a.py", "1\n", nil)]), ["restore test tests/test_a.py"]),
      Row(BaseChecksWorld([("tests/test_a.py", nil, "1\n")]), ["remove test tests/test_a.py"]),
      Row(
        BaseChecksWorld([("tests/test_a.py", "1\n", nil), ("tests/test_b.py", nil, "1\n"), ("conftest.py", nil, "x\n")]
        ),
        ["restore test tests/test_a.py", "remove runner conftest.py", "remove test tests/test_b.py"]),
      Row(
        BaseChecksWorld([("tests/test_a.py", "1\n", "2\n"), ("spec/x_spec.rb", nil, "1\n")], mayChange: ["tests/**"]),
        ["remove test spec/x_spec.rb", "keep test tests/test_a.py by line 1"]),
      Row(BaseChecksWorld([("docs/tests.md", "1\n", "2\n"), ("src/testing/x.py", nil, "1\n")]), []),
    ])
  }

  /// A file of the head never stands where one of the base, or its folder, has to be.
  func testNothingCollides() {
    check([
      Row(
        BaseChecksWorld([
          ("conftest.py", "1\n", nil), ("conftest.py/a.txt", nil, "1\n"), ("conftest.py/b/c", nil, "1\n"),
        ]),
        ["restore runner conftest.py", "remove conftest.py/a.txt", "remove conftest.py/b/c"]),
      Row(
        BaseChecksWorld([("lib/__tests__/a.rb", "1\n", nil), ("lib/__tests__", nil, "1\n")]),
        ["restore test lib/__tests__/a.rb", "remove lib/__tests__"]),
    ])
  }

  /// What a build file says of runners is put back; the file stays the head's.
  func testBuildFiles() {
    let package = "{\"scripts\": {\"test\": \"jest\"}, \"dependencies\": {}}"
    check([
      Row(
        BaseChecksWorld([("package.json", package, package.replacing("jest", with: "true"))]), ["rewrite package.json"]),
      Row(BaseChecksWorld([("package.json", package, package.replacing("{}", with: "{\"a\": \"1\"}"))]), []),
      Row(
        BaseChecksWorld([("package.json", package, package.replacing("jest", with: "true"))], mayChange: ["*.json"]),
        ["keep package.json by line 1"]),
      Row(
        BaseChecksWorld([("package.json", package, "{")]),
        [
          "package.json: error: what it says of runners and tools can't be put back to the base's: it can't be read "
            + "[integrity.unread]"
        ]),
      Row(
        BaseChecksWorld([("package.json", "{", "{,")]),
        [
          "package.json: warning: what it says of runners and tools can't be put back to the base's: the base's too "
            + "can't be read [integrity.unread]"
        ]),
      // A new package brings all its own; a new file where others were may outrank them.
      Row(BaseChecksWorld([("new/package.json", nil, package)]), []),
      Row(
        BaseChecksWorld([("pyproject.toml", nil, "[tool.pytest.ini_options]\naddopts = 'x'\n")]),
        ["rewrite pyproject.toml"]),
      Row(BaseChecksWorld([("pyproject.toml", nil, "[project]\nname = 'x'\n")]), []),
      Row(BaseChecksWorld([("setup.cfg", "[tool:pytest]\na = b\n", nil)]), ["rewrite setup.cfg"]),
      Row(BaseChecksWorld([("setup.cfg", "[metadata]\na = b\n", nil)]), []),
      Row(BaseChecksWorld([("tests/package.json", package, "{}")]), ["restore test tests/package.json"]),
    ])
    // Of scripts those that the commands lead to, whatever they are called.
    let scripts = "{\"scripts\": {\"all\": \"npm run x\", \"x\": \"jest\", \"y\": \"z\"}}"
    func now(_ old: String, _ new: String) -> BaseChecksWorld {
      BaseChecksWorld(
        [("package.json", scripts, scripts.replacing(old, with: new))], commands: ["npm ci", "npm run all"])
    }
    check([
      Row(now("jest", "true"), ["rewrite package.json"]),
      Row(now("\"z\"", "\"true\""), []),
      Row(now("\"y\": \"z\"", "\"y\": \"z\", \"new\": \"w\""), []),
      Row(now("\"y\": \"z\"", "\"y\": \"z\", \"prex\": \"w\""), ["rewrite package.json"]),
      Row(now("\"y\": \"z\"", "\"y\": \"z\", \"postinstall\": \"w\""), ["rewrite package.json"]),
    ])
    XCTAssertEqual(
      BaseChecksWorld([("package.json", package, package.replacing("jest", with: "true"))]).rewritten("package.json"),
      package)
  }

  /// What commands run, through wrappers, targets and scripts of packages, unchanged ones too.
  func testScriptsOfCommands() {
    let script: (path: String, old: String?, new: String?) = ("check.sh", "grep -q good a.txt\n", "true\n")
    func world(
      _ command: String, _ others: (String, String)..., changed: (String, String?, String?)? = nil
    ) -> BaseChecksWorld {
      let changed = changed.map { (path: $0.0, old: $0.1, new: $0.2) } ?? script
      return BaseChecksWorld(others.map { (path: $0.0, old: $0.1, new: $0.1) } + [changed], commands: [command])
    }
    let restored = ["restore script check.sh"]
    check([
      Row(world("true"), []),
      Row(world("echo check.sh"), []),
      Row(world("sh check.sh"), restored),
      Row(world("./check.sh --all"), restored),
      Row(world("timeout 60 nice -n 5 sh check.sh"), restored),
      Row(world("bash -c 'cd . && sh ./check.sh'"), restored),
      Row(world("env A=1 sh check.sh | tee log"), restored),
      Row(world("make test", ("Makefile", "test: lint\n\tpytest\nlint:\n\tsh check.sh\n")), restored),
      Row(world("make build", ("Makefile", "test:\n\tsh check.sh\nbuild:\n\tcc a.c\n")), []),
      Row(world("make -f ci.mk", ("ci.mk", "a:\n\ttrue\n"), changed: ("ci.mk2", "a", "b")), []),
      Row(
        world("npm test", ("package.json", "{\"scripts\": {\"test\": \"npm run x\", \"x\": \"bash check.sh\"}}")),
        restored),
      Row(world("sh a.sh", ("a.sh", "set -e\nsh b/c.sh\n"), ("b/c.sh", "exec ./check.sh\n")), restored),
      Row(world("composer check", ("composer.json", "{\"scripts\": {\"check\": [\"sh check.sh\"]}}")), restored),
      Row(
        world("python3 tools/check.py", changed: ("tools/check.py", "1\n", "2\n")), ["restore script tools/check.py"]),
      // Programs that only start another one, with what stands before and behind their verb.
      Row(
        world("uv run --with x python3 tools/check.py", changed: ("tools/check.py", "1\n", "2\n")),
        ["restore script tools/check.py"]),
      Row(
        world("uv --directory . run python3 tools/check.py", changed: ("tools/check.py", "1\n", "2\n")),
        ["restore script tools/check.py"]),
      Row(
        world("hatch run python3 tools/check.py", changed: ("tools/check.py", "1\n", "2\n")),
        ["restore script tools/check.py"]),
      Row(
        world("npx tsx tools/check.ts", changed: ("tools/check.ts", "1\n", "2\n")), ["restore script tools/check.ts"]),
      Row(
        world("poetry run -- python3 tools/check.py", changed: ("tools/check.py", "1\n", "2\n")),
        ["restore script tools/check.py"]),
      // Programs that nobody listed.
      Row(
        world("docker compose exec app python3 tools/check.py", changed: ("tools/check.py", "1\n", "2\n")),
        ["restore script tools/check.py"]),
      Row(
        world("xvfb-run -a node tools/check.js", changed: ("tools/check.js", "1\n", "2\n")),
        ["restore script tools/check.js"]),
      // Not started by it, but installed.
      Row(world("uv pip install run check.py", changed: ("check.py", "1\n", "2\n")), []),
      Row(world("python3 check.py", changed: ("check.py", "1\n", "2\n")), ["restore script check.py"]),
      Row(world("node --require ./hook.js --test", changed: ("hook.js", "1\n", "2\n")), ["restore script hook.js"]),
      Row(world("pytest -c ci/p.cfg", changed: ("ci/p.cfg", "1\n", "2\n")), ["restore script ci/p.cfg"]),
      Row(world("sh new.sh", changed: ("new.sh", nil, "true\n")), ["remove script new.sh"]),
      Row(world("make test", ("Makefile", "test:\n\tpytest\n"), changed: ("new.sh", nil, "true\n")), []),
      // What is started to see it run is what is judged.
      Row(world("sh a.sh", ("a.sh", "sh src/check.sh | cmp - b\n"), changed: ("src/check.sh", "1\n", "2\n")), []),
      Row(world("sh ci.sh", ("ci.sh", "sh ./all.sh\n"), changed: ("all.sh", "1\n", "2\n")), ["restore script all.sh"]),
      Row(
        world("sh a.sh", ("a.sh", ". scripts/lib.sh\n"), changed: ("scripts/lib.sh", "1\n", "2\n")),
        ["restore script scripts/lib.sh"]),
      Row(world("node src/index.js", changed: ("src/index.js", "1\n", "2\n")), []),
      Row(world("python3 main.py --help", changed: ("main.py", "1\n", "2\n")), []),
      Row(world("python3 -m tool --help", changed: ("tool/__main__.py", "1\n", "2\n")), []),
    ])
  }

  /// What asserts for checks among the product, and is taken in by nothing else: with and without the branch's version.
  func testHelpersOfChecks() {
    func world(
      _ helper: String, _ old: String, _ beside: (String, String)..., new: String? = "changed\n"
    ) -> BaseChecksWorld {
      BaseChecksWorld(
        [(path: helper, old: old, new: new)] + beside.map { (path: $0.0, old: $0.1, new: $0.1) }, commands: ["x"])
    }
    let python = "def same(a, b):\n    if a != b:\n        raise AssertionError(a)\n"
    let used = ("tests/test_a.py", "from calc.expect import same\n")
    let go = "package check\n\nimport \"testing\"\n\nfunc Same(t *testing.T) {}\n"
    let rows: [Row<BaseChecksWorld, [String]>] = [
      Row(world("calc/expect.py", python, used), ["restore script calc/expect.py"]),
      Row(world("calc/expect.py", python, used, new: nil), ["restore script calc/expect.py"]),
      Row(
        world("lib/same.js", "const a = require('node:assert');\n", ("test/a.test.js", "require('../lib/same.js')\n")),
        ["restore script lib/same.js"]),
      Row(
        world("internal/check/a.go", go, ("a_test.go", "import (\n\t\"x.io/m/internal/check\"\n)\n")),
        ["restore script internal/check/a.go"]),
      Row(
        world(
          "src/same.rs", "pub fn same(a: i32) { assert_eq!(a, 1); }\n", ("tests/a.rs", "use calc::same::same;\n"),
          ("src/lib.rs", "pub mod same;\n")), ["restore script src/same.rs"]),
      // Of its own words: what may complain, and gives nothing back.
      Row(world("calc/expect.py", "def same(a, b):\n    assert a == b\n", used), ["restore script calc/expect.py"]),
      Row(
        world(
          "lib/same.js", "exports.same = function (a, b) {\n  if (a !== b) throw new Error('no')\n}\n",
          ("test/a.test.js", "require('../lib/same.js')\n")), ["restore script lib/same.js"]),
      Row(world("calc/expect.py", "def half(a):\n    assert a % 2 == 0\n    return a / 2\n", used), []),
      // The product takes it in, nothing does, or it asserts nothing.
      Row(world("calc/expect.py", python, used, ("calc/a.py", "from . import expect\n")), []),
      Row(world("calc/expect.py", python, used, ("calc/a.py", "from . import (\n    expect,\n)\n")), []),
      Row(world("calc/expect.py", python, used, ("calc/a.py", "load('calc.expect')\n")), []),
      Row(world("calc/expect.py", python, ("calc/a.py", "x = 1\n")), []),
      Row(world("calc/expect.py", "def same(a):\n    return a\n", used), []),
      Row(
        world(
          "internal/check/a.go", go, ("a_test.go", "import \"x.io/m/internal/check\"\n"),
          ("a.go", "import \"x.io/m/internal/check\"\n")), []),
      Row(
        world("src/same.rs", "fn f() { assert!(true) }\n#[cfg(test)]\nmod t {}\n", ("tests/a.rs", "use calc::same;\n")),
        ["rewrite src/same.rs"]),
    ]
    for row in rows { XCTAssertEqual(row.input.lines, row.expected, file: row.file, line: row.line) }
    // With another check, the branch's version is tried too.
    let both = BaseChecksWorld(
      [(path: "calc/expect.py", old: python, new: "x\n"), (path: used.0, old: used.1, new: used.1 + "x = 1\n")],
      commands: ["x"])
    XCTAssertEqual(
      both.lines,
      [
        "restore script calc/expect.py", "restore test tests/test_a.py",
        "beside calc/expect.py: restore tests/test_a.py",
      ])
  }

  /// A script that only another script names may be what is checked: with the other checks put back, it is tried as the
  /// base has it and as the head has it.
  func testScriptsThatMayBeTheProduct() {
    let runner = ("tests/run.sh", "sh greet.sh | cmp - tests/fixtures/hi.txt\n")
    let fixture = ("tests/fixtures/hi.txt", "hi\n", "bye\n")
    func world(
      _ changed: (String, String?, String?)..., beside: (String, String) = runner, command: String = "sh tests/run.sh"
    ) -> BaseChecksWorld {
      BaseChecksWorld(
        [(path: beside.0, old: beside.1, new: beside.1)] + changed.map { (path: $0.0, old: $0.1, new: $0.2) },
        commands: [command])
    }
    let greet = ("greet.sh", "echo hi\n", "echo bye\n")
    let both = ["restore script greet.sh", "restore data tests/fixtures/hi.txt"]
    let all = ("all.sh", "sh tests/a.sh\n", "sh tests/a.sh\nsh tests/b.sh\n")
    let calling = ("ci.sh", "sh all.sh\n")
    check([
      Row(world(greet, fixture), both + ["beside greet.sh: restore tests/fixtures/hi.txt"]),
      // Alone it stands so already when the commands run on the head.
      Row(world(greet), ["restore script greet.sh"]),
      Row(world(fixture), ["restore data tests/fixtures/hi.txt"]),
      // Where products lie it stays the head's; what a command names itself is put back.
      Row(
        world(("src/greet.sh", "a\n", "b\n"), fixture, beside: ("tests/run.sh", "sh src/greet.sh\n")),
        ["restore data tests/fixtures/hi.txt"]),
      Row(world(greet, fixture, command: "sh greet.sh && sh tests/run.sh"), both),
      Row(
        world(("bin/greet", "a\n", nil), fixture, beside: ("tests/run.sh", "bin/greet\n")),
        [
          "restore script bin/greet", "restore data tests/fixtures/hi.txt",
          "beside bin/greet: restore tests/fixtures/hi.txt",
        ]),
      // A new test comes with the script that runs it, and no other new check does.
      Row(
        world(
          all, ("tests/a.sh", "1\n", "2\n"), ("tests/b.sh", nil, "1\n"), ("tests/c.sh", nil, "1\n"), beside: calling,
          command: "sh ci.sh"),
        [
          "restore script all.sh", "restore test tests/a.sh", "remove test tests/b.sh", "remove test tests/c.sh",
          "beside all.sh: restore tests/a.sh", "beside all.sh: remove tests/c.sh",
        ]),
      Row(
        world(all, ("tests/b.sh", nil, "1\n"), beside: calling, command: "sh ci.sh"),
        ["restore script all.sh", "remove test tests/b.sh"]),
    ])
  }

  /// Set-up code that a runner's configuration names.
  func testFilesOfConfigurations() {
    func world(_ path: String, _ text: String, _ changed: String) -> BaseChecksWorld {
      BaseChecksWorld([(path, text, text), (changed, "1\n", "2\n")])
    }
    check([
      Row(
        world(
          "jest.config.js", "module.exports = { setupFiles: ['<rootDir>/config/polyfills'] }\n", "config/polyfills.js"),
        ["restore script config/polyfills.js"]),
      Row(world("jest.config.js", "module.exports = { collectCoverageFrom: ['src/a.js'] }\n", "src/a.js"), []),
      Row(
        world("jest.config.js", "module.exports = { moduleNameMapper: { '^a$': '<rootDir>/src/a.js' } }\n", "src/a.js"),
        []),
      Row(
        world("package.json", "{\"jest\": {\"globalSetup\": \"./ci/up.js\"}}\n", "ci/up.js"),
        ["restore script ci/up.js"]),
      Row(
        world("vite.config.ts", "export default { test: { setupFiles: './src/setup.ts' } }\n", "src/setup.ts"),
        ["restore script src/setup.ts"]),
      Row(
        world(".mocharc.yml", "require:\n  - ./support/hooks.js\nspec: test\n", "support/hooks.js"),
        ["restore script support/hooks.js"]),
      Row(
        world("phpunit.xml", "<phpunit bootstrap=\"boot/all.php\"></phpunit>\n", "boot/all.php"),
        ["restore script boot/all.php"]),
      Row(world("bunfig.toml", "[test]\npreload = [\"./boot.ts\"]\n", "boot.ts"), ["restore script boot.ts"]),
      Row(
        world("pytest.ini", "[pytest]\naddopts = -p plug.extra -q\n", "plug/extra.py"), ["restore script plug/extra.py"]
      ),
      Row(world(".rspec", "--require ./boot\n", "boot.rb"), ["restore script boot.rb"]),
      Row(
        world(".cargo/config.toml", "[target.x86_64-unknown-linux-gnu]\nrunner = \"./run.sh\"\n", "run.sh"),
        ["restore script run.sh"]),
    ])
  }

  /// New files that a program of the checks would find in its place.
  func testShadows() {
    func world(_ added: [String], _ unchanged: [String] = [], _ commands: [String] = ["python3 -m pytest"])
      -> BaseChecksWorld
    {
      BaseChecksWorld(
        added.map { (path: $0, old: nil, new: "1\n") } + unchanged.map { (path: $0, old: "0\n", new: "0\n") },
        commands: commands)
    }
    let makefile = ("Makefile", "test: out.txt\n\tsh a.sh\nout.txt:\n\ttrue\n.PHONY: docs\ndocs:\n\ttrue\n")
    func make(_ added: String, _ target: String = "test") -> BaseChecksWorld {
      BaseChecksWorld(
        [(path: makefile.0, old: makefile.1, new: makefile.1), (path: added, old: nil, new: "x")],
        commands: ["make \(target)"])
    }
    check([
      Row(world(["pytest.py"]), ["remove shadow pytest.py"]),
      Row(
        world(["unittest/__init__.py", "unittest/a.py"]),
        ["remove test unittest/__init__.py", "remove test unittest/a.py"]),
      Row(world(["_pytest/__init__.py"]), ["remove shadow _pytest/__init__.py"]),
      Row(world(["json.py"], ["check.py"], ["python3 check.py"]), ["remove shadow json.py"]),
      Row(world(["tools/json.py"], ["tools/check.py"], ["python3 tools/check.py"]), ["remove shadow tools/json.py"]),
      Row(world(["tools/json.py", "app/json.py", "app/types.py", "src/token.py"]), []),
      Row(world(["packaging/deb/rules.py", "packaging/control"]), []),
      Row(world(["pytest/new.py"], ["pytest/__init__.py"]), []),
      Row(world(["coverage.xml", "pytest.txt"]), []),
      Row(
        world(["node_modules/.bin/jest", "node_modules/jest/index.js"]),
        ["remove shadow node_modules/.bin/jest", "remove shadow node_modules/jest/index.js"]),
      Row(world(["node_modules/left-pad/index.js"], ["node_modules/a/index.js"]), []),
      Row(
        world(["node_modules/jest/cheat.js"], ["node_modules/a/index.js"]), ["remove shadow node_modules/jest/cheat.js"]
      ),
      Row(
        world(["vendor/github.com/stretchr/testify/assert/x.go"], ["vendor/modules.txt"]),
        ["remove shadow vendor/github.com/stretchr/testify/assert/x.go"]),
      Row(world(["vendor/github.com/pkg/errors/x.go"], ["vendor/modules.txt"]), []),
      Row(world(["lib/minitest/cheat_plugin.rb"]), ["remove shadow lib/minitest/cheat_plugin.rb"]),
      Row(world(["lib/app/minitest.rb"]), []),
      Row(world(["lib/go.mod"], ["lib/a_test.go"]), ["remove shadow lib/go.mod"]),
      Row(world(["tools/go.mod", "tools/main.go"], ["lib/a_test.go"]), []),
      Row(world(["go.mod"], ["a.go"]), []),
      Row(world(["GNUmakefile"], ["Makefile"]), ["remove shadow GNUmakefile"]),
      Row(world(["Makefile"], ["a.c"]), []),
      Row(BaseChecksWorld([("BUILD", "a\n", nil), ("BUILD.bazel", nil, "a\n")]), []),
      Row(make("test"), ["remove test test"]),
      Row(make("out.txt"), ["remove shadow out.txt"]),
      Row(make("docs", "docs"), []),
      Row(make("docs/a.md", "docs"), []),
      Row(make("other.txt"), []),
    ])
  }

  /// What else was changed in build files that a command depends on.
  func testBuildsThatChanged() {
    func world(_ path: String, _ old: String, _ new: String, _ command: String, _ others: (String, String?, String?)...)
      -> BaseChecksWorld
    {
      BaseChecksWorld(
        [(path: path, old: old, new: new)] + others.map { (path: $0.0, old: $0.1, new: $0.2) }, commands: [command])
    }
    func line(_ place: String, _ severity: String, _ command: String, _ was: String? = nil) -> [String] {
      [
        "\(place): \(severity): how the code is built that '\(command)' checks was changed"
          + (was.map { "; line 1 of the base was '\($0)'" } ?? "") + " [integrity.command-changed]"
      ]
    }
    func added(_ place: String, _ path: String, _ command: String) -> [String] {
      ["\(place): warning: names were added to what '\(command)' builds, in '\(path)' [integrity.command-changed]"]
    }
    func replaced(_ place: String, _ name: String, _ by: String) -> [String] {
      ["\(place): error: '\(name)', which runs checks, is taken from '\(by)' now [integrity.command-changed]"]
    }
    let cmake = "add_test(NAME a COMMAND a)\nadd_executable(a a.c)\n"
    check([
      Row(
        world("CMakeLists.txt", cmake, "add_executable(a a.c)\n", "ctest"),
        line("CMakeLists.txt", "error", "ctest", "add_test(NAME a COMMAND a)")),
      Row(
        world("CMakeLists.txt", cmake, cmake + "set_tests_properties(a PROPERTIES WILL_FAIL TRUE)\n", "ctest"),
        line("CMakeLists.txt:3", "error", "ctest")),
      Row(
        world("CMakeLists.txt", cmake, cmake + "add_definitions(-DNDEBUG)\n", "make x && ctest"),
        line("CMakeLists.txt:3", "error", "make x && ctest")),
      Row(
        world("CMakeLists.txt", cmake, cmake + "add_library(b b.c)\n", "ctest"),
        added("CMakeLists.txt:3", "CMakeLists.txt", "ctest")),
      Row(world("CMakeLists.txt", cmake, cmake + "# a comment about skipping\n", "ctest"), []),
      Row(world("CMakeLists.txt", cmake, "add_executable(a a.c)\n", "pytest"), []),
      Row(
        world("CMakeLists.txt", "a.c\nb.c\n", "a.c\nd.c\n", "ctest", ("b.c", "1", nil), ("d.c", nil, "1")),
        added("CMakeLists.txt:2", "CMakeLists.txt", "ctest")),
      Row(
        world("build.gradle", "test { }\n", "test { enabled = false }\n", "./gradlew test"),
        line("build.gradle:1", "error", "./gradlew test")),
      Row(
        world(
          "build.gradle", "dependencies {\n}\n", "dependencies {\n  implementation 'a:b:1.2'\n}\n", "./gradlew test"),
        added("build.gradle:2", "build.gradle", "./gradlew test")),
      Row(world("build.gradle", "implementation 'a:b:1.2'\n", "implementation 'a:b:1.3.1'\n", "gradle check"), []),
      Row(
        world("build.gradle", "minimum = 0.8\n", "minimum = 0.1\n", "gradle check"),
        line("build.gradle", "warning", "gradle check", "minimum = 0.8")),
      Row(
        world("Package.swift", "  .testTarget(name: \"A\"),\n", "", "swift test"),
        line("Package.swift", "error", "swift test", ".testTarget(name: \"A\"),")),
      Row(
        world(
          "Package.swift", ".target(name: \"A\"),\n", ".target(name: \"A\"),\n.testTarget(name: \"AT\"),\n",
          "swift test"),
        added("Package.swift:2", "Package.swift", "swift test")),
      Row(world("go.mod", "go 1.22\n", "go 1.23\nrequire a/b v1.2.3\n", "go test ./..."), []),
      Row(
        world("go.mod", "go 1.22\n", "go 1.22\nreplace github.com/stretchr/testify => ./fake\n", "go test ./..."),
        replaced("go.mod:2", "github.com/stretchr/testify", "./fake")),
      Row(
        world(
          "package.json", "{\"devDependencies\": {\"jest\": \"^29\"}}",
          "{\"devDependencies\": {\"jest\": \"file:./fake\"}}", "npm test"),
        replaced("package.json:1", "jest", "file:./fake")),
      Row(
        world(
          "package.json", "{\"devDependencies\": {\"jest\": \"^29\"}}",
          "{\"devDependencies\": {\"jest\": \"^30\", \"a\": \"file:./a\"}}", "npm test"), []),
      Row(
        world("package.json", "{\"workspaces\": [\"a\", \"b\"]}", "{\"workspaces\": [\"a\", \"c\"]}", "npm test"),
        ["package.json: error: 'workspaces' no longer has 'b'; line 1 of the base [integrity.setting-loosened]"]),
      Row(
        world(
          "package.json", "{\"workspaces\": [\"a\", \"b\"]}", "{\"workspaces\": [\"a\"]}", "npm test",
          ("b/index.js", "1", nil)), []),
      Row(
        world(
          "pyproject.toml", "[project]\nname = 'a'\nversion = '1.0'\n",
          "[project]\nname = 'a'\nversion = '1.1'\ndependencies = ['x']\n", "pytest"), []),
      Row(
        world("setup.py", "setup(name='a')\n", "setup(name='a', version='2')\n", "pytest"),
        line("setup.py", "warning", "pytest", "setup(name='a')")),
      Row(
        world(
          "x.mk", "A = 1\n", "A = 2\nSHELL = /bin/true\n", "make test",
          ("Makefile", "include x.mk\ntest:\n\ttrue\n", "include x.mk\ntest:\n\ttrue\n")),
        line("x.mk:2", "error", "make test")),
      Row(
        world(
          "y.mk", "A = 1\n", "A = 2\nSHELL = /bin/true\n", "make test",
          ("Makefile", "test:\n\ttrue\n", "test:\n\ttrue\n")), []),
    ])
  }

  /// Honest work gives no error, and runs again only where it touched a check.
  func testHonestWork() {
    let package = "{\n  \"name\": \"x\",\n  \"scripts\": {\"test\": \"jest\"},\n  \"dependencies\": {}\n}\n"
    let swift =
      "let package = Package(\n  targets: [\n    .target(name: \"A\"),\n    .testTarget(name: \"ATests\"),\n  ]\n)\n"
    func world(_ command: String, _ files: (String, String?, String?)...) -> BaseChecksWorld {
      BaseChecksWorld(files.map { (path: $0.0, old: $0.1, new: $0.2) }, commands: [command])
    }
    check([
      Row(
        world("pytest", ("src/a.py", "1\n", "2\n"), ("tests/test_b.py", nil, "1\n")), ["remove test tests/test_b.py"]),
      Row(
        world("pytest", ("tests/data/a.json", nil, "{}"), ("README.md", "a", "b")), ["remove test tests/data/a.json"]),
      Row(
        world("pytest", ("tests/test_a.py", "1\n", nil), ("tests/test_c.py", nil, "1\n")),
        ["restore test tests/test_a.py", "remove test tests/test_c.py"]),
      Row(world("npm test", ("package.json", package, package.replacing("{}", with: "{\"a\": \"^1\"}"))), []),
      Row(
        world(
          "npm test",
          ("package.json", package, package.replacing("\"jest\"}", with: "\"jest\", \"docs\": \"typedoc\"}"))), []),
      Row(world("npm test", ("package-lock.json", "{}", "{\"a\": 1}"), ("src/a.js", "1", "2")), []),
      Row(world("npm test", ("tools/release.js", nil, "1"), ("scripts/publish.sh", nil, "1")), []),
      Row(
        world(
          "cargo test", ("Cargo.toml", "[dependencies]\na = \"1\"\n", "[dependencies]\na = \"2\"\nb = \"1\"\n"),
          ("Cargo.lock", "a", "b")), []),
      Row(
        world(
          "pytest",
          (
            "pyproject.toml", "[project]\nname = 'x'\ndependencies = []\n",
            "[project]\nname = 'x'\ndependencies = ['y>=1']\n"
          )), []),
      Row(
        world(
          "mvn verify",
          (
            "pom.xml", "<project><dependencies></dependencies></project>",
            "<project><dependencies><dependency><artifactId>a</artifactId></dependency></dependencies></project>"
          )), []),
      Row(world("go test ./...", ("go.mod", "module x\n", "module x\nrequire a v1.0.0\n"), ("go.sum", "a", "b")), []),
      Row(
        world("make lint", ("CHANGELOG.md", "a", "b"), ("docs/tests.md", "a", "b"), ("src/testing/clock.py", nil, "1")),
        []),
      Row(
        world(
          "./gradlew test",
          (
            "build.gradle", "android {\n}\ndependencies {\n}\n",
            "android {\n  minifyEnabled false\n}\ndependencies {\n}\n"
          )),
        [
          "build.gradle:2: warning: names were added to what './gradlew test' builds, in 'build.gradle' [integrity.command-changed]"
        ]),
      Row(
        world(
          "swift test",
          (
            "Package.swift", swift,
            swift.replacing("    .testTarget", with: "    .target(name: \"B\", exclude: [\"x.md\"]),\n    .testTarget")
          )),
        [
          "Package.swift:4: warning: names were added to what 'swift test' builds, in 'Package.swift' [integrity.command-changed]"
        ]),
    ])
  }

  /// In a build file of its own format the lines that name tests go and come with them.
  func testLinesThatNameChecks() {
    func now(_ path: String, _ old: String, _ new: String, _ others: (String, String?, String?)...) -> String? {
      BaseChecksWorld([(path: path, old: old, new: new)] + others.map { (path: $0.0, old: $0.1, new: $0.2) }).rewritten(
        path)
    }
    let cmake = "add_executable(a a.c)\nadd_test(NAME a COMMAND a)\n"
    let new: (String, String?, String?) = ("tests/test_new.c", nil, "1")
    let rows: [Row<String?, String?>] = [
      Row(now("CMakeLists.txt", cmake, cmake + "add_executable(t\n  tests/test_new.c\n)\n", new), cmake),
      Row(now("CMakeLists.txt", cmake, cmake + "add_library(b b.c)\n", new, ("b.c", nil, "1")), nil),
      Row(
        now(
          "CMakeLists.txt", cmake, cmake + "add_library(b b.c)\nadd_test(NAME n COMMAND test_new)\n", new,
          ("b.c", nil, "1")),
        cmake + "add_library(b b.c)\n"),
      Row(
        now("CMakeLists.txt", cmake, cmake + "add_subdirectory(unit_tests)\n", ("unit_tests/CMakeLists.txt", nil, "1")),
        cmake),
      Row(
        now("Makefile", "T = test_a test_b\n", "T = test_a test_new test_b\n", ("test_new.c", nil, "1")),
        "T = test_a test_b\n"),
      Row(
        now(
          "Makefile", "T = test_a \\\n  test_b\n", "T = test_a \\\n  test_new \\\n  test_b\n", ("test_new.c", nil, "1")),
        "T = test_a \\\n  test_b\n"),
      Row(now("Makefile", "T = test_a.c\n", "T = test_a.c x.c\n", ("test_new.c", nil, "1"), ("x.c", nil, "1")), nil),
      Row(
        now(
          "meson.build", "a = [\n  'test_a.c',\n  'test_b.c',\n]\n", "a = [\n  'test_b.c',\n]\n", ("test_a.c", "1", nil)
        ), "a = [\n  'test_a.c',\n  'test_b.c',\n]\n"),
      Row(
        now(
          "meson.build", "a = [\n  'test_a.c',\n]\n", "a = [\n  'test_c.c',\n]\n", ("test_a.c", "1", nil),
          ("test_c.c", nil, "1")), "a = [\n  'test_a.c',\n]\n"),
      Row(
        now(
          "Package.swift", "targets: [\n]\n",
          "targets: [\n  .testTarget(\n    name: \"NewTests\",\n    dependencies: []),\n]\n",
          ("Tests/NewTests/A.swift", nil, "1")),
        "targets: [\n]\n"),
    ]
    for row in rows { XCTAssertEqual(row.input, row.expected, file: row.file, line: row.line) }
    check([
      // What goes with a test isn't worth a word.
      Row(
        BaseChecksWorld(
          [
            (path: "CMakeLists.txt", old: cmake, new: cmake + "add_test(NAME n COMMAND test_new)\n"),
            (path: "test_new.c", old: nil, new: "1"),
          ],
          commands: ["ctest"]),
        ["remove test test_new.c", "rewrite CMakeLists.txt"])
    ])
  }

  func testTestsBesideTheCode() {
    let code = "pub fn f() -> i32 { 1 }\n"
    let tests = "\n#[cfg(test)]\nmod tests {\n  use super::*;\n  #[test]\n  fn a() { assert_eq!(f(), 1); } // }\n}\n"
    let weak = tests.replacing("assert_eq!(f(), 1);", with: "let _ = f();")
    func now(_ old: String?, _ new: String?) -> String? {
      BaseChecksWorld([("src/a.rs", old, new)]).rewritten("src/a.rs")
    }
    let rows: [Row<String?, String?>] = [
      Row(now(code + tests, code + weak), code + tests),
      Row(now(code + tests, code.replacing("1 }", with: "2 }") + weak), code.replacing("1 }", with: "2 }") + tests),
      Row(now(code + tests, code.replacing("1 }", with: "2 }") + tests), nil),
      Row(now(code + tests, code), code + "\n" + tests.dropFirst()),
      Row(now(code, code + tests), code + "\n\n"),
      Row(now(nil, code + tests), code + "\n\n"),
      Row(now(code + tests, nil), nil),
      // Tests that were moved to a file of their own, or back.
      Row(now(code + tests, code + "\n#[cfg(test)]\nmod tests;\n"), code + tests),
      Row(now(code + "\n#[cfg(test)]\nmod tests;\n", code + tests), code + "\n#[cfg(test)]\nmod tests;\n"),
      Row(now(code, code + "\n#[cfg(test)]\nmod tests;\n"), code + "\n\n"),
      Row(now(code, code + "\nmod other;\n"), nil),
      // Code that is built for tests only, or was, is code.
      Row(now("#[cfg(test)] mod clock;\n" + code, "mod clock;\n" + code), nil),
      Row(now("mod clock;\n" + code, "#[cfg(test)] mod clock;\n" + code), nil),
      Row(now("#[cfg(test)]\nmod arbitrary;\n" + code, "#[cfg(test)]\nmod any;\n" + code), nil),
      Row(now(code, "#[cfg(test)]\nmod arbitrary;\n#[cfg(test)]\nimpl Arbitrary for A {}\n" + code), nil),
      Row(now("#[cfg(test)] mod test_util;\n" + code, "pub mod test_util;\n" + code), nil),
      Row(now("pub mod test_util;\n" + code, "#[cfg(test)] mod test_util;\n" + code), nil),
      Row(now(code + tests, code + "\nmod tests;\n"), nil),
    ]
    for row in rows { XCTAssertEqual(row.input, row.expected, file: row.file, line: row.line) }
  }
}
