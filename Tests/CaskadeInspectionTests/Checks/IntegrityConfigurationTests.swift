import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// Goldens, settings, pipelines and what validation commands run.
final class IntegrityConfigurationTests: XCTestCase {
  private func check(_ rows: [Row<IntegrityWorld, [String]>]) {
    for row in rows {
      XCTAssertEqual(row.input.lines, row.expected, row.input.files[0].path, file: row.file, line: row.line)
    }
  }

  func testGoldens() {
    let code = (path: "src/render.ts", old: String?.some("a"), new: String?.some("b"))
    check([
      Row(
        IntegrityWorld([code, ("src/__snapshots__/render.snap", "1", "2"), ("src/__snapshots__/page.snap", "1", "2")]),
        [
          "src/__snapshots__/page.snap: warning: expected output rewritten together with the code, in 2 files [integrity.golden-rewritten]"
        ]),
      Row(
        IntegrityWorld([code, ("pkg/testdata/a.golden", "1", "2")]),
        [
          "pkg/testdata/a.golden: warning: expected output rewritten together with the code [integrity.golden-rewritten]"
        ]),
      Row(
        IntegrityWorld([code, ("src/__snapshots__/render.snap", "1", nil)]),
        ["src/__snapshots__/render.snap: error: expected output deleted [integrity.golden-deleted]"]),
      Row(
        IntegrityWorld([code, ("tests/fixtures/a.json", "1", nil), ("tests/fixtures/b.json", "1", nil)]),
        ["tests/fixtures/a.json: warning: test data deleted, with 1 more file [integrity.fixture-deleted]"]),
      Row(IntegrityWorld([("src/__snapshots__/render.snap", "1", "2")]), []),
      Row(IntegrityWorld([code, ("src/__snapshots__/render.snap", nil, "2")]), []),
      Row(
        IntegrityWorld([code, ("src/__snapshots__/a.snap", "1", nil), ("test/__snapshots__/b.snap", nil, "1")]), []),
    ])
  }

  func testSections() {
    let path = "pyproject.toml"
    let base = """
      [project]
      dependencies = ["click"]

      [tool.coverage.report]
      fail_under = 90  # percent

      [tool.mypy]
      strict = true

      [tool.ruff.lint]
      select = ["E", "F", "B"]
      ignore = [
        "E501",
      ]

      [tool.pytest.ini_options]
      addopts = "--strict-markers --cov-fail-under=90"
      """
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now("fail_under = 90", "fail_under = 80"),
        [
          "\(path):5: error: threshold 'tool.coverage.report.fail_under' lowered to '80'; it was '90' [integrity.threshold-lowered]"
        ]),
      Row(
        now("fail_under = 90  # percent\n", ""),
        [
          "\(path): error: threshold 'tool.coverage.report.fail_under' removed; line 5 of the base was '90' [integrity.threshold-lowered]"
        ]),
      Row(
        now("strict = true", "strict = false"),
        ["\(path):8: error: 'tool.mypy.strict' loosened to 'false'; it was 'true' [integrity.setting-loosened]"]),
      Row(
        now("strict = true", "strict = true\nignore_errors = true"),
        ["\(path):9: error: 'tool.mypy.ignore_errors' loosened to 'true' [integrity.setting-loosened]"]),
      Row(
        now("  \"E501\",\n", "  \"E501\",\n  \"F401\",\n"),
        ["\(path):14: error: 'tool.ruff.lint.ignore' leaves out 'F401' now [integrity.setting-loosened]"]),
      Row(
        now(", \"B\"]", "]"),
        ["\(path):11: error: 'tool.ruff.lint.select' no longer has 'B' [integrity.setting-loosened]"]),
      Row(
        now("--strict-markers ", "--ignore=tests/slow "),
        [
          "\(path):17: error: 'tool.pytest.ini_options.addopts' leaves out '--ignore=tests/slow' now [integrity.setting-loosened]",
          "\(path):17: error: 'tool.pytest.ini_options.addopts' no longer has '--strict-markers' [integrity.setting-loosened]",
        ]),
      Row(
        now("=90\"", "=70\""),
        [
          "\(path):17: error: threshold 'tool.pytest.ini_options.addopts' lowered to '--cov-fail-under=70'; it was '--cov-fail-under=90' [integrity.threshold-lowered]"
        ]),
      Row(now("\"click\"", "\"click\", \"rich\""), []),
      Row(now("fail_under = 90", "fail_under = 95"), []),
      Row(now(", \"B\"]", ", \"B\", \"UP\"]"), []),
      Row(now("  \"E501\",\n", ""), []),
      Row(now("select = [\"E\", \"F\", \"B\"]", "select = [\n  \"B\",\n  \"E\",\n  \"F\",\n]"), []),
      Row(IntegrityWorld(path, nil, base), []),
      Row(
        IntegrityWorld(
          path, "[tool.mypy]\nwarn_return_any = true\nstrict_equality = true\n", "[tool.mypy]\nstrict = true\n"), []),
      Row(
        IntegrityWorld([(".coveragerc", "[report]\nfail_under = 90\n", nil), (path, "[tool.mypy]\n", base)]), []),
    ])
    check([
      Row(
        IntegrityWorld(".coveragerc", "[report]\nfail_under = 90\n", nil),
        [".coveragerc: error: configuration of a check deleted [integrity.configuration-deleted]"]),
      Row(
        IntegrityWorld(
          "setup.cfg", "[flake8]\nextend-ignore =\n    E203,\n", "[flake8]\nextend-ignore =\n    E203,\n    E501\n"),
        ["setup.cfg:4: error: 'flake8.extend-ignore' leaves out 'E501' now [integrity.setting-loosened]"]),
      Row(IntegrityWorld("setup.cfg", "[metadata]\nname = a\n", "[metadata]\nname = b\nexclude = c\n"), []),
    ])
  }

  func testBracesAndIndentation() {
    let tsconfig =
      "{\n  // how it is built\n  \"compilerOptions\": {\n    \"strict\": true,\n    \"target\": \"es2022\",\n  },\n}\n"
    let eslint = "module.exports = {\n  rules: {\n    'no-eval': 'error',\n    quotes: ['error', 'single'],\n  },\n};\n"
    let jest = "export default {\n  coverageThreshold: { global: { lines: 90.5, branches: 80 } },\n};\n"
    let lint = "disabled_rules:\n  - todo\nopt_in_rules: [empty_count, force_unwrapping]\nline_length: 120\n"
    func now(_ path: String, _ base: String, _ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now("tsconfig.json", tsconfig, "\"strict\": true", "\"strict\": false"),
        [
          "tsconfig.json:4: error: 'compilerOptions.strict' loosened to 'false'; it was 'true' [integrity.setting-loosened]"
        ]),
      Row(
        now("tsconfig.json", tsconfig, "    \"strict\": true,\n", ""),
        [
          "tsconfig.json: error: 'compilerOptions.strict' removed; line 4 of the base was 'true' [integrity.setting-loosened]"
        ]),
      Row(
        now("tsconfig.json", tsconfig, "\"strict\": true,", "\"strict\": true, \"noImplicitAny\": false,"),
        ["tsconfig.json:4: error: 'compilerOptions.noImplicitAny' loosened to 'false' [integrity.setting-loosened]"]),
      Row(now("tsconfig.json", tsconfig, "es2022", "es2024"), []),
      Row(now("tsconfig.json", tsconfig, "// how it is built", "// \"strict\": false,"), []),
      Row(
        now(".eslintrc.js", eslint, "'no-eval': 'error'", "'no-eval': 'off'"),
        [".eslintrc.js:3: error: 'rules.no-eval' loosened to 'off'; it was 'error' [integrity.setting-loosened]"]),
      Row(
        now(".eslintrc.js", eslint, "['error', 'single']", "[1, 'single']"),
        [".eslintrc.js:4: error: 'rules.quotes' loosened to '1'; it was 'error' [integrity.setting-loosened]"]),
      Row(
        now(".eslintrc.js", eslint, "'no-eval': 'error'", "'no-eval': 'error',\n    'no-undef': 0"),
        [".eslintrc.js:4: error: 'rules.no-undef' loosened to '0' [integrity.setting-loosened]"]),
      Row(now(".eslintrc.js", eslint, "'single'", "'double'"), []),
      Row(
        now("jest.config.ts", jest, "90.5", "60"),
        [
          "jest.config.ts:2: error: threshold 'coverageThreshold.global.lines' lowered to '60'; it was '90.5' [integrity.threshold-lowered]"
        ]),
      Row(now("jest.config.ts", jest, "80", "85"), []),
      Row(
        now(".swiftlint.yml", lint, "  - todo\n", "  - todo\n  - force_cast\n"),
        [".swiftlint.yml:3: error: 'disabled_rules' leaves out 'force_cast' now [integrity.setting-loosened]"]),
      Row(
        now(".swiftlint.yml", lint, ", force_unwrapping", ""),
        [".swiftlint.yml:3: error: 'opt_in_rules' no longer has 'force_unwrapping' [integrity.setting-loosened]"]),
      Row(
        now(".swiftlint.yml", lint, "120", "200"),
        [".swiftlint.yml:4: error: 'line_length' loosened to '200'; it was '120' [integrity.setting-loosened]"]),
      Row(
        now("codecov.yml", "coverage:\n  status:\n    project:\n      default:\n        target: 90%\n", "90%", "50%"),
        [
          "codecov.yml:5: error: threshold 'coverage.status.project.default.target' lowered to '50%'; it was '90%' [integrity.threshold-lowered]"
        ]),
    ])
  }

  func testPipelines() {
    let path = ".github/workflows/ci.yml"
    let base = """
      on:
        pull_request:
        push:
          branches: [main]
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - name: Tests
              run: |
                swift build
                swift test --parallel
            - run: make lint
      """
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(path, base, base.replacingOccurrences(of: old, with: new))
    }
    check([
      Row(
        now("swift test --parallel", "swift test --parallel || true"),
        [
          "\(path):13: error: a failure is ignored now by ' || true'; it was 'swift test --parallel' [integrity.failure-ignored]"
        ]),
      Row(
        now("      - run: make lint", "      - run: make lint\n        continue-on-error: true"),
        ["\(path):15: error: a failure is ignored now by 'continue-on-error: true' [integrity.failure-ignored]"]),
      Row(
        now("\n      - run: make lint", ""),
        [
          "\(path): error: a step of CI that checks was removed; line 14 of the base was 'make lint' [integrity.ci-step-removed]"
        ]),
      Row(
        now("      - name: Tests", "      - name: Tests\n        if: false"),
        ["\(path):11: error: condition 'if' is 'false' now [integrity.ci-condition]"]),
      Row(
        now("      - name: Tests", "      - name: Tests\n        if: github.actor == 'me'"),
        ["\(path):11: warning: condition 'if' is 'github.actor == 'me'' now [integrity.ci-condition]"]),
      Row(
        now("  pull_request:\n", ""),
        ["\(path): error: trigger 'pull_request' removed; line 2 of the base [integrity.ci-condition]"]),
      Row(now("swift test --parallel", "swift test --parallel --enable-code-coverage"), []),
      Row(now("checkout@v4", "checkout@v5"), []),
      Row(now("swift build\n", "swift build\n          swift build -c release\n"), []),
      Row(
        IntegrityWorld([
          (path, base, base.replacingOccurrences(of: "\n      - run: make lint", with: "")),
          (".github/workflows/lint.yml", nil, "on: pull_request\njobs:\n  lint:\n    steps:\n      - run: make lint\n"),
        ]), []),
    ])
  }

  func testCommands() {
    let make = """
      FLAGS = --parallel
      all: build
      build:
      \tswift build
      test: build fixtures
      \tswift test $(FLAGS)
      \t./scripts/smoke.sh
      fixtures:
      \t./scripts/fixtures.sh
      clean:
      \trm -rf .build
      """
    func now(_ old: String, _ new: String, _ commands: [String] = ["make test"]) -> IntegrityWorld {
      IntegrityWorld([("Makefile", make, make.replacingOccurrences(of: old, with: new))], commands: commands)
    }
    let package = """
      {
        "scripts": {
          "pretest": "npm run lint",
          "test": "jest --ci",
          "lint": "eslint .",
          "start": "node ."
        },
        "dependencies": {
          "left": "1.0.0"
        }
      }
      """
    func npm(_ old: String, _ new: String) -> IntegrityWorld {
      IntegrityWorld(
        [("web/package.json", package, package.replacingOccurrences(of: old, with: new))],
        commands: ["cd web && npm test"])
    }
    let error = "error: what 'make test' runs was changed"
    check([
      Row(
        now("swift test $(FLAGS)", "true"),
        ["Makefile:6: \(error), in 'target test'; it was 'swift test $(FLAGS)' [integrity.command-changed]"]),
      Row(
        now("--parallel", "--skip LoginTests"),
        ["Makefile:1: \(error), in 'target test'; it was 'FLAGS = --parallel' [integrity.command-changed]"]),
      Row(
        now("\tswift build", "\tswift build -c release"),
        ["Makefile:4: \(error), in 'target test'; it was 'swift build' [integrity.command-changed]"]),
      Row(now("rm -rf .build", "rm -rf build"), []),
      Row(now("swift test $(FLAGS)", "true", ["swift test"]), []),
      Row(now("clean:", "# cleans\nclean:"), []),
      Row(
        IntegrityWorld(
          [("Makefile", make, make), ("scripts/smoke.sh", "run\n", "exit 0\nrun\n")], commands: ["make test"]),
        ["scripts/smoke.sh:1: \(error); it was 'run' [integrity.command-changed]"]),
      Row(
        IntegrityWorld([("Makefile", make, make), ("scripts/other.sh", "run\n", "exit 0\n")], commands: ["make test"]),
        []),
      Row(
        IntegrityWorld([("Makefile", make, make), ("GNUmakefile", nil, "test:\n\ttrue\n")], commands: ["make test"]),
        ["GNUmakefile:1: \(error), in 'target test'; it was 'test: build fixtures' [integrity.command-changed]"]),
      Row(
        npm("jest --ci", "jest --ci --passWithNoTests"),
        [
          "web/package.json:4: error: what 'cd web && npm test' runs was changed, in 'script test'; it was 'jest --ci' [integrity.command-changed]"
        ]),
      Row(
        npm("eslint .", "true"),
        [
          "web/package.json:5: error: what 'cd web && npm test' runs was changed, in 'script lint'; it was 'eslint .' [integrity.command-changed]"
        ]),
      Row(npm("\"left\": \"1.0.0\"", "\"left\": \"1.0.0\",\n    \"right\": \"2.0.0\""), []),
      Row(npm("node .", "node --watch ."), []),
      Row(
        IntegrityWorld(
          [("scripts/check.py", "a = 1\nb()\n", "a = 1\n")], commands: ["python3 ./scripts/check.py --all"]),
        [
          "scripts/check.py:2: error: what 'python3 ./scripts/check.py --all' runs was changed; it was 'b()' [integrity.command-changed]"
        ]),
      Row(
        IntegrityWorld(
          [("tests/test_a.py", "def test_a():\n    assert a()\n", "def test_a():\n    assert a() == 1\n")],
          commands: ["pytest tests/test_a.py"]), []),
    ])
  }

  func testWhatMayChange() {
    var world = IntegrityWorld(
      "Tests/Legacy/OldTests.swift", "class OldTests: XCTestCase { func testA() { XCTFail() } }", nil)
    XCTAssertEqual(
      world.lines,
      ["Tests/Legacy/OldTests.swift: error: test file deleted with 1 test [integrity.test-file-deleted]"])
    world.exempt = ["Tests/Legacy/**"]
    XCTAssertEqual(world.lines, [])
    world.exempt = ["tests/legacy/**"]
    XCTAssertEqual(world.lines.count, 1)
  }

  func testUnreadLanguages() {
    let spec = "describe Login do\n  it 'redirects' do\n    expect(login).to eq(1)\n  end\nend\n"
    check([
      Row(
        IntegrityWorld("spec/login_spec.rb", spec, nil),
        ["spec/login_spec.rb: error: test file deleted [integrity.test-file-deleted]"]),
      Row(
        IntegrityWorld("spec/login_spec.rb", spec, "describe Login do\nend\n"),
        ["spec/login_spec.rb: warning: test file lost 3 of its 5 lines [integrity.test-file-shrunk]"]),
      Row(IntegrityWorld([("spec/login_spec.rb", spec, nil), ("spec/sign_in_spec.rb", nil, spec)]), []),
      Row(
        IntegrityWorld("spec/login_spec.rb", spec, spec.replacingOccurrences(of: "eq(1)", with: "be_truthy")),
        [
          "spec/login_spec.rb: warning: check file changed in a language that isn't read: nobody looked whether it still checks as much "
            + "[integrity.unread]"
        ]),
      Row(IntegrityWorld("lib/login.rb", spec, nil), []),
    ])
  }

  /// A list of regular expressions has one a line, blanks, commas and all.
  func testRegularExpressionsAreWhole() {
    let base = "[report]\nexclude_lines =\n    pragma: no cover\n    ^\\s*except ImportError:\\b\n"
    check([
      Row(IntegrityWorld(".coveragerc", base, base + "fail_under = 80\n"), []),
      Row(IntegrityWorld(".coveragerc", base, base.replacingOccurrences(of: "    ^", with: "  ^")), []),
      Row(
        IntegrityWorld(".coveragerc", base, base + "    if a, b == c # d:\n"),
        [
          ".coveragerc:5: error: 'report.exclude_lines' leaves out 'if a, b == c # d:' now [integrity.setting-loosened]"
        ]),
      Row(
        IntegrityWorld(
          ".golangci.yml", "issues:\n  exclude:\n    - a\n", "issues:\n  exclude:\n    - a\n    - b of .* c\n"),
        [".golangci.yml:4: warning: 'issues.exclude' leaves out 'b of .* c' now [integrity.setting-loosened]"]),
    ])
  }

  func testMoreTools() {
    func error(_ path: String, _ line: Int, _ what: String) -> String {
      "\(path):\(line): error: \(what) [integrity.setting-loosened]"
    }
    check([
      Row(
        IntegrityWorld("pyrightconfig.json", "{\"typeCheckingMode\":\"strict\"}", "{\"typeCheckingMode\":\"off\"}"),
        [error("pyrightconfig.json", 1, "'typeCheckingMode' loosened to 'off'; it was 'strict'")]),
      Row(
        IntegrityWorld(".golangci.yml", "linters:\n  default: all\n", "linters:\n  default: none\n"),
        [error(".golangci.yml", 2, "'linters.default' loosened to 'none'; it was 'all'")]),
      Row(
        IntegrityWorld(
          "pom.xml", "<project>\n</project>\n",
          "<project>\n<properties>\n<skipTests>true</skipTests></properties></project>"),
        [error("pom.xml", 3, "'project.properties.skipTests' loosened to 'true'")]),
      Row(
        IntegrityWorld("build.gradle", "test { }\n", "test { ignoreFailures = true }\n"),
        [error("build.gradle", 1, "'test.ignoreFailures' loosened to 'true'")]),
      Row(
        IntegrityWorld(
          "Package.swift", "[.testTarget(name: \"aT\"), .testTarget(name: \"b\")]", "[.testTarget(name: \"b\")]"),
        [error("Package.swift", 1, "'testTarget' no longer has 'aT'")]),
      Row(
        IntegrityWorld("Cargo.toml", "[package]\nname='x'\n", "[package]\nname='x'\nautotests=false\n"),
        [error("Cargo.toml", 3, "'package.autotests' loosened to 'false'")]),
      Row(
        IntegrityWorld("phpstan.neon", "parameters:\n  level: 9\n", "parameters:\n  level: 0\n"),
        ["phpstan.neon:2: error: threshold 'parameters.level' lowered to '0'; it was '9' [integrity.threshold-lowered]"]
      ),
      Row(
        IntegrityWorld(".rspec", "--color\n", "--color\n--tag fast\n"),
        [error(".rspec", 1, "'addopts' leaves out '--tag' now")]),
      Row(
        IntegrityWorld(".eslintignore", "dist\n", "dist\nsrc\n"),
        [".eslintignore:2: warning: 'excluded' leaves out 'src' now [integrity.setting-loosened]"]),
      Row(
        IntegrityWorld("tsconfig.json", "{\"include\":[\"src\"]}", "{\"include\":[\"none\"]}"),
        ["tsconfig.json:1: warning: 'include' leaves out 'src' now [integrity.setting-loosened]"]),
      // Nothing that checks.
      Row(IntegrityWorld("build.gradle", "android { }\n", "android { enabled = false }\n"), []),
      Row(IntegrityWorld("pom.xml", "<a><version>1</version></a>", "<a><version>2</version></a>"), []),
      Row(IntegrityWorld("Package.swift", "[.target(name: \"a\")]", "[.target(name: \"b\")]"), []),
      Row(
        IntegrityWorld("Cargo.toml", "[package]\nname='x'\n", "[package]\nname='y'\n[profile.test]\nopt-level=1\n"), []),
    ])
  }

  /// A new file that a tool reads before the one that the base has.
  func testANewFileThatComesBefore() {
    let shared = "[tool.coverage.report]\nfail_under = 90\n[tool.mypy]\nstrict = true\n"
    check([
      Row(
        IntegrityWorld([("pyproject.toml", shared, shared), (".coveragerc", nil, "[report]\nfail_under = 0\n")]),
        [
          ".coveragerc:2: error: threshold 'report.fail_under' lowered to '0'; it was '90' [integrity.threshold-lowered]"
        ]),
      Row(
        IntegrityWorld([("pyproject.toml", shared, shared), ("mypy.ini", nil, "[mypy]\nignore_errors = True\n")]),
        [
          "mypy.ini:2: error: 'mypy.ignore_errors' loosened to 'True' [integrity.setting-loosened]",
          "mypy.ini: error: 'tool.mypy.strict' removed; it was 'true' [integrity.setting-loosened]",
        ]),
      Row(
        IntegrityWorld([
          (".eslintrc.json", "{\"rules\":{\"a\":\"error\"}}", "{\"rules\":{\"a\":\"error\"}}"),
          ("src/.eslintrc.json", nil, "{\"root\":true,\"rules\":{\"a\":\"off\"}}"),
        ]),
        [
          "src/.eslintrc.json:1: error: 'rules.a' loosened to 'off'; it was 'error' [integrity.setting-loosened]"
        ]),
      // The same, stricter, moved there, or of a tool that wasn't in use.
      Row(
        IntegrityWorld([("pyproject.toml", shared, shared), (".coveragerc", nil, "[report]\nfail_under = 90\n")]), []),
      Row(IntegrityWorld([("pyproject.toml", shared, shared), ("ruff.toml", nil, "ignore = [\"E501\"]\n")]), []),
      Row(
        IntegrityWorld([
          ("pyproject.toml", shared, "[tool.mypy]\nstrict = true\n"),
          (".coveragerc", nil, "[report]\nfail_under = 90\n"),
        ]), []),
      Row(IntegrityWorld("mypy.ini", nil, "[mypy]\nignore_errors = True\n"), []),
    ])
  }

  /// A signature below `Contracts` is no output of anything.
  func testSignaturesAreNoGoldens() {
    let code = (path: "src/a.ts", old: String?.some("a"), new: String?.some("b"))
    check([
      Row(IntegrityWorld([code, ("Contracts/approvals/work/dev.approval", "1", "2")]), []),
      Row(
        IntegrityWorld([code, ("tests/approvals/page.txt", "1", "2")]),
        [
          "tests/approvals/page.txt: warning: expected output rewritten together with the code [integrity.golden-rewritten]"
        ]),
    ])
  }

  /// What holds for every target of a makefile counts for the one that a command names; names that are only added don't.
  func testMakefiles() {
    let make = "SRC = a.c \\\n  b.c\n\ntest: app\n\tsh check.sh\napp: $(SRC)\n\tcc -o app $(SRC)\ndocs:\n\tdoxygen\n"
    func now(_ old: String, _ new: String) -> IntegrityWorld {
      XCTAssertTrue(make.contains(old))
      return IntegrityWorld(
        [("Makefile", make, make.replacingOccurrences(of: old, with: new))], commands: ["make test"])
    }
    func changed(_ line: Int) -> [String] {
      [
        "Makefile:\(line): error: what 'make test' runs was changed, in 'target test' [integrity.command-changed]"
      ]
    }
    func added(_ line: Int) -> [String] {
      [
        "Makefile:\(line): warning: names were added to what 'make test' builds, in 'target test' [integrity.command-changed]"
      ]
    }
    check([
      Row(now("SRC = a.c", "SHELL := /bin/true\nSRC = a.c"), changed(1)),
      Row(now("SRC = a.c", ".IGNORE:\nSRC = a.c"), changed(1)),
      Row(now("SRC = a.c", ".IGNORE: test\nSRC = a.c"), changed(1)),
      Row(now("SRC = a.c", "MAKEFLAGS += -n\nSRC = a.c"), changed(1)),
      Row(now("\tdoxygen\n", "\tdoxygen\n-include x.mk\n"), changed(10)),
      Row(now("\tdoxygen\n", "\tdoxygen\nT=te\n$(T)st: ; true\n"), changed(11)),
      Row(now("\tdoxygen\n", "\tdoxygen\n%: FORCE\n\ttrue\n"), changed(10)),
      Row(now("SRC = a.c", "export PYTEST_ADDOPTS = --ignore=tests\nSRC = a.c"), changed(1)),
      Row(
        now("\tsh check.sh\n", "ifdef CI\n\tsh check.sh\nendif\n"),
        [
          "Makefile:5: error: what 'make test' runs was changed, in 'target test'; it was 'sh check.sh' "
            + "[integrity.command-changed]"
        ]),
      Row(
        now("SRC = a.c", "SRC = $(wildcard x) a.c"),
        [
          "Makefile:1: error: what 'make test' runs was changed, in 'target test'; it was 'SRC = a.c b.c' "
            + "[integrity.command-changed]"
        ]),
      Row(now("  b.c\n", "  b.c c.c\n"), added(1)),
      Row(now("  b.c\n", "  b.c \\\n  c.c\n"), added(1)),
      Row(now("test: app\n", "test: app tool\n"), added(4)),
      Row(now("docs:\n", "SRC += c.c\ndocs:\n"), added(8)),
      Row(now("doxygen", "doxygen -q"), []),
      Row(now("\tdoxygen\n", "\tdoxygen\nclean:\n\trm -f app\n"), []),
      Row(now("\tdoxygen\n", "\tdoxygen\nVERSION = 2\n"), []),
      Row(now("SRC = a.c", "# sources\nSRC = a.c"), []),
    ])
  }
}
