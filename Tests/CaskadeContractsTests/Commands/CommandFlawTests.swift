import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeSyntax

/// Commands whose exit status isn't their check's, with whole messages; and many that people write and that are right.
final class CommandFlawTests: XCTestCase {
  private func lines(_ command: String) -> [String] {
    CommandFlaws(of: command).all.map { "\($0.kind == .statusLost ? "lost" : "empty"): \($0.message) / \($0.hint)" }
  }

  private func check(_ rows: [Row<String, String>]) {
    for row in rows { XCTAssertEqual(lines(row.input), [row.expected], row.input, file: row.file, line: row.line) }
  }

  func testPipes() {
    check([
      Row(
        "pytest -q 2>&1 | tee log.txt",
        "lost: the status is that of 'tee log.txt', so a failure of 'pytest -q' is lost / "
          + "write '- pytest -q', or `- bash -o pipefail -c 'pytest -q | tee log.txt'`"),
      Row(
        "go test ./... | grep -v 'no test files'",
        "lost: the status is that of 'grep -v 'no test files'', so a failure of 'go test ./...' is lost / "
          + "write '- go test ./...': its whole output is kept in the log"),
      Row(
        "bash -c './check.sh | tail -5'",
        "lost: the status is that of 'tail -5', so a failure of './check.sh' is lost / "
          + "write '- ./check.sh', or `- bash -o pipefail -c './check.sh | tail -5'`"),
    ])
  }

  func testMaskedFailures() {
    check([
      Row("yarn jest || true", "lost: '|| true' makes it pass whatever 'yarn jest' says / leave '|| true' out"),
      Row("pytest || true", "lost: '|| true' makes it pass whatever 'pytest' says / leave '|| true' out"),
      Row("cd web; npm test || :", "lost: '|| :' makes it pass whatever 'npm test' says / leave '|| :' out"),
      Row(
        "make test || (echo no)",
        "lost: '|| (echo no)' makes it pass whatever 'make test' says / leave '|| (echo no)' out"),
      Row(
        "test -f dist/a.js || echo missing",
        "lost: '|| echo missing' makes it pass whatever 'test -f dist/a.js' says / leave '|| echo missing' out"),
      Row(
        "timeout 60 pytest || exit 0",
        "lost: '|| exit 0' makes it pass whatever 'timeout 60 pytest' says / leave '|| exit 0' out"),
      Row(
        "python3 -m pytest 2>/dev/null || python -m pytest",
        "lost: where 'python3 -m pytest' fails, the status is that of 'python -m pytest', and the failure is lost / "
          + "write the one that is meant: '- python3 -m pytest' or '- python -m pytest'"),
      Row(
        "if pytest; then echo ok; fi",
        "lost: 'if' takes a failure of 'pytest' for an answer, and the command passes / write '- pytest'"),
      Row(
        "! ./tool --bad",
        "lost: '!' takes any failure of './tool --bad' for a pass, also that it couldn't run / "
          + "write 'run: ./tool --bad', and 'expect: 1' for the status that is meant"),
    ])
  }

  func testWhatFollows() {
    check([
      Row(
        "pytest; echo done",
        "lost: the status is that of 'echo done', so a failure of 'pytest' before it is lost / "
          + "write '&&' between the two, or give each an entry of its own"),
      Row(
        "make\nmake test",
        "lost: the status is that of 'make test', so a failure of 'make' before it is lost / "
          + "write '&&' between the two, or give each an entry of its own"),
      Row("pytest &", "lost: '&' doesn't wait for 'pytest', and its status is lost / leave '&' out"),
      Row(
        "find . -name '*.sh' -exec shellcheck {} \\;",
        "lost: 'find' ends with 0 whatever 'shellcheck {}' says, because of its '\\;' / "
          + "end it with '+' in place of '\\;', which keeps the status"),
      Row(
        "for f in tests/*.sh; do sh \"$f\"; done",
        "lost: only the last round of the loop counts, so a failure of 'sh \"$f\"' before it is lost / "
          + "write 'sh \"$f\" || exit 1' in it"),
      Row(
        "for v in 1 2; do tox -e $v || break; done",
        "lost: only the last round of the loop counts, so a failure of 'tox -e $v' before it is lost / "
          + "write 'tox -e $v || exit 1' in it"),
    ])
  }

  func testOptions() {
    check([
      Row(
        "ruff check . --exit-zero",
        "lost: '--exit-zero' makes 'ruff check' pass whatever it finds / leave '--exit-zero' out"),
      Row(
        "golangci-lint run --issues-exit-code 0",
        "lost: '--issues-exit-code 0' makes 'golangci-lint run' pass whatever it finds / leave '--issues-exit-code 0' out"
      ),
      Row("npx jest -u", "lost: with '-u' 'jest' writes anew what it expects, and passes / leave '-u' out"),
      Row("gofmt -l .", "lost: 'gofmt -l .' lists what it finds, and passes / write '- test -z \"$(gofmt -l .)\"'"),
      Row(
        "npm test -- --passWithNoTests",
        "empty: '--passWithNoTests' makes 'npm test' pass where it finds nothing to run / leave '--passWithNoTests' out"
      ),
      Row(
        "npm run lint --if-present",
        "empty: '--if-present' makes 'npm run' pass where it finds nothing to run / leave '--if-present' out"),
      Row("uv run python -m pytest --co -q", "empty: with '--co' 'pytest' runs nothing / leave '--co' out"),
      Row(
        "cargo nextest run --no-tests=pass",
        "empty: '--no-tests=pass' makes 'cargo nextest' pass where it finds nothing to run / leave '--no-tests=pass' out"
      ),
      Row("./gradlew build -x test", "empty: with '-x test' 'gradlew build' runs nothing / leave '-x test' out"),
    ])
  }

  /// Any of them: the kind, without the words.
  func testMore() {
    let lost = [
      "pytest | tee log.txt",
      "pytest 2>&1 | tail -20",
      "npm test | cat",
      "go test ./... | grep -v 'no test files'",
      "xcodebuild test | xcpretty",
      "./test.sh | tee log",
      "set -e; pytest | tee log",
      "(pytest | tee log)",
      "bash -c 'pytest | tee log'",
      "pytest || true",
      "pytest || :",
      "pytest || echo failed",
      "npm test || exit 0",
      "make test || (echo failed)",
      "make test || { echo failed; }",
      "pytest || true && echo ok",
      "./check.sh || true",
      "test -f dist/a.js || echo missing",
      "python3 -m pytest 2>/dev/null || python -m pytest",
      "pytest || python -m unittest",
      "./a.sh 2>/dev/null || ./b.sh",
      "pytest; echo done",
      "pytest; mypy src",
      "make\nmake test",
      "./a.sh; ./b.sh",
      "pytest &",
      "./run.sh &",
      "pytest & mypy src",
      "find . -name '*.sh' -exec shellcheck {} \\;",
      "find tests -name '*_test.sh' -exec sh {} \\;",
      "for f in tests/*.sh; do sh \"$f\"; done",
      "for p in a b; do (cd $p && npm test); done",
      "for v in 3.11 3.12; do tox -e $v || break; done",
      "git ls-files '*.sh' | while read f; do shellcheck \"$f\"; done",
      "! pytest",
      "! ./tool --bad-input",
      "if pytest; then echo ok; fi",
      "if pytest; then echo ok; else echo bad; fi",
      "ruff check . --exit-zero",
      "flake8 --exit-zero src",
      "pylint --exit-zero src",
      "pylint --fail-under 0 src",
      "golangci-lint run --issues-exit-code=0",
      "golangci-lint run --issues-exit-code 0",
      "make -i test",
      "gofmt -l .",
      "gofmt -d src",
      "mvn test -Dmaven.test.failure.ignore=true",
      "jest -u",
      "trivy fs --exit-code 0 .",
      "hadolint --no-fail Dockerfile",
      "timeout 60 pytest || true",
      "sh -c 'pytest; true'",
      "cd web; npm test || true",
      "semgrep scan --config auto",
      "pytest ; true",
    ]
    let empty = [
      "jest --passWithNoTests",
      "npx vitest run --passWithNoTests",
      "npm test -- --passWithNoTests",
      "npm run lint --if-present",
      "make -n test",
      "pytest --co",
      "python -m pytest --collect-only -q",
      "uv run pytest --co -q",
      "cargo test --no-run",
      "cargo test -- --list",
      "cargo nextest run --no-tests=pass",
      "cargo nextest run --no-tests pass",
      "go test -c ./pkg",
      "go test -run '^$' ./...",
      "mvn test -DskipTests",
      "./gradlew build -x test",
      "ctest -N",
      "tox --notest",
      "swift test --list-tests",
      "mocha --dry-run",
      "phpunit --list-tests",
      "eslint . --no-error-on-unmatched-pattern",
      "dotnet test --list-tests",
      "deno test --no-run",
      "bats --count tests",
      "prove --dry t",
    ]
    for command in lost { XCTAssertEqual(CommandFlaws(of: command).all.map(\.kind), [.statusLost], command) }
    for command in empty { XCTAssertEqual(CommandFlaws(of: command).all.map(\.kind), [.passesEmpty], command) }
  }

  func testHonestCommands() {
    let commands = [
      "swift test",
      "swift test --filter LoginTests",
      "swift build --build-tests",
      "swift test --skip-build --filter RedirectLoopTests --xunit-output build/tests.xml",
      "swift format lint --strict --recursive Sources",
      "make test",
      "make -C sub check",
      "make -j4 test",
      "make -k test",
      "make clean && make test",
      "make clean; make test",
      "npm test",
      "npm ci && npm test",
      "npm run lint -- --max-warnings 0",
      "npm run build && npm run test:unit",
      "npm --prefix web test",
      "npx jest src/login --ci",
      "npx vitest run",
      "npx tsc --noEmit",
      "npx eslint . --quiet",
      "yarn test --coverage",
      "pnpm -r test",
      "pnpm exec playwright test",
      "bun test",
      "deno test --allow-read",
      "node --test",
      "node --test 'test/**/*.test.js'",
      "node scripts/check.js",
      "pytest",
      "pytest -q",
      "pytest -x --maxfail=1 tests/test_login.py",
      "pytest -k 'login and not slow'",
      "pytest -k \"\"",
      "python -m pytest -q tests",
      "python3 -m unittest discover -s tests",
      "python -m mypy src",
      "uv run pytest -q",
      "poetry run pytest --cov --cov-fail-under=80",
      "tox -e py312",
      "coverage run -m pytest && coverage report --fail-under=90",
      "ruff check .",
      "ruff format --check .",
      "black --check src",
      "flake8 src tests",
      "pylint --fail-under=9 src",
      "go test ./...",
      "go test -race -count=1 ./pkg/...",
      "go test -run TestLogin ./auth",
      "go test -run '^$' -bench=. ./...",
      "go vet ./...",
      "go build ./... && go vet ./... && go test ./...",
      "test -z \"$(gofmt -l .)\"",
      "golangci-lint run",
      "cargo test",
      "cargo test --no-fail-fast",
      "cargo test --workspace --all-features",
      "cargo clippy -- -D warnings",
      "cargo fmt --check",
      "cargo nextest run --no-tests=fail",
      "cargo bench --no-run",
      "mvn -q test",
      "./gradlew test",
      "./gradlew check --continue",
      "dotnet test --no-build",
      "bundle exec rspec spec/login_spec.rb",
      "bundle exec rake test",
      "bin/rails test",
      "vendor/bin/phpunit --fail-on-warning",
      "mix test",
      "zig build test",
      "bats tests",
      "prove -lr t",
      "ctest --output-on-failure --no-tests=error",
      "cmake --build build && ctest --test-dir build",
      "bazel test //...",
      "xcodebuild test -scheme App -destination 'platform=iOS Simulator,name=iPhone 15'",
      "shellcheck scripts/*.sh",
      "find . -name '*.sh' -exec shellcheck {} +",
      "find . -name '*.sh' -print0 | xargs -0 shellcheck",
      "find . -name '*.pyc' -exec rm {} \\;",
      "git ls-files '*.sh' | xargs shellcheck",
      "git diff --exit-code",
      "git diff --name-only | grep -q src",
      "! git grep -n TODO -- src",
      "! grep -rn 'console.log' src",
      "! rg -q FIXME src",
      "! test -e build/leftover",
      "! [ -f core ]",
      "grep -q 'version' package.json",
      "test -f dist/index.js",
      "[ -s out.txt ]",
      "[ \"$(wc -l < out.txt)\" -eq 3 ]",
      "diff -u expected.txt <(./tool)",
      "./tool --input a.txt | diff - expected.txt",
      "./tool --version | grep -q 1.2",
      "echo '{\"a\":1}' | ./tool",
      "cat input.txt | ./tool",
      "printf 'a\nb\n' | sort | diff - expected",
      "cd web && npm test",
      "cd web; npm test",
      "cd build && ctest",
      "(cd web && npm test)",
      "sh -c 'cd web && npm test'",
      "bash -o pipefail -c 'pytest | tee log'",
      "bash -euo pipefail -c 'pytest | tee log'",
      "bash -c 'set -o pipefail; pytest | tee log'",
      "set -e; make; make test",
      "set -eu\nmake\nmake test",
      "sh -ec 'make; make test'",
      "pytest; status=$?; rm -rf tmp; exit $status",
      "for f in tests/*.sh; do sh \"$f\" || exit 1; done",
      "for f in tests/*.sh; do sh \"$f\" || { echo \"$f failed\"; exit 1; }; done",
      "set -e; for f in tests/*.sh; do sh \"$f\"; done",
      "fail=0; for f in tests/*.sh; do sh \"$f\" || fail=1; done; exit $fail",
      "for f in tests/*.sh; do if ! sh \"$f\"; then exit 1; fi; done",
      "command -v node >/dev/null || exit 1",
      "test -d node_modules || npm ci",
      "[ -d node_modules ] || npm ci; npm test",
      "rm -f out.txt; ./run.sh",
      "rm -rf build || true; make test",
      "docker compose up -d && pytest",
      "docker compose up -d; pytest",
      "python -m http.server 8000 & pid=$!; pytest; r=$?; kill $pid; exit $r",
      "node server.js & npx wait-on http://localhost:3000 && npx playwright test",
      "until nc -z localhost 5432; do sleep 1; done; pytest",
      "export CI=1; npm test",
      "CI=1 npm test",
      "env CI=1 npm test",
      "NODE_ENV=test npm test",
      "timeout 60 pytest",
      "time make test",
      "xvfb-run -a npm test",
      "if [ -f pytest.ini ]; then pytest; else exit 1; fi",
      "if ! pytest; then exit 1; fi",
      "if pytest; then echo ok; else echo bad; exit 1; fi",
      ". venv/bin/activate && pytest",
      ". venv/bin/activate; pytest",
      "source .env; pytest",
      "mkdir -p out && ./tool > out/a.txt && diff out/a.txt expected.txt",
      "pytest > log.txt 2>&1",
      "pytest 2>&1 || exit 1",
      "make lint || { echo 'lint failed'; exit 1; }",
      "pytest || (echo failed && exit 1)",
      "terraform validate",
      "pre-commit run --all-files",
      "docker build .",
      "helm lint charts/app",
      "actionlint",
      "go test -json ./... | tparse",
      "go test -v ./... 2>&1 | go-junit-report -set-exit-code > report.xml",
      "tap test/*.js | tap-spec",
      "jq -e '.version' package.json",
      "curl -fsS http://localhost:8080/health",
      "ls dist | wc -l",
      "git diff | cat",
      "true",
      "exit 0",
      "echo done",
      "trap 'rm -f x' EXIT; pytest",
      "! ./scripts/has-todo.sh | grep -q TODO",
      "pytest && echo ok",
      "make test && rm -rf tmp",
      "case \"$(uname)\" in Linux) make test ;; *) exit 1 ;; esac",
      "wait_for() { sleep 1; }; pytest",
      "npm run lint --if-match",
      "go test -vet=all ./...",
    ]
    for command in commands { XCTAssertEqual(lines(command), [], command) }
  }

  /// Every text gives an answer.
  func testAnyText() {
    var random = RepeatableRandom(seed: 8)
    let parts = [
      "pytest", "||", "&&", ";", "|", "&", "!", "(", ")", "{", "}", "true", "if", "then", "fi", "for", "in", "do",
      "done", "find", "-exec", "\\;", "sh", "-c", "'", "\"", "$(", "\n", "make", "--co", "<<E", "exit", "0",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int(random.next() % 12)).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined(
        separator: " ")
      _ = lines(text)
    }
  }

  // MARK: What the repository shows

  private func empty(_ command: String, in directory: String? = nil, _ files: [String: String]) -> [String] {
    let selection = EmptySelection(tracked: TrackedPaths(files.keys.map { RepositoryPath($0) })) { path in
      files[path.display].map { Array($0.utf8) }
    }
    return selection.flaws(of: command, in: directory.map { RepositoryPath($0) }).map { "\($0.message) / \($0.hint)" }
  }

  func testTargetsThatAreFiles() {
    let message =
      "'make test' may say that 'test' is up to date: the repository has a file of that name, and the makefile "
      + "doesn't declare it phony / declare it in the makefile ('.PHONY: test'), or write '- make -B test'"
    let rows: [Row<(command: String, files: [String: String]), [String]>] = [
      Row(("make test", ["Makefile": "test:\n\tpytest\n", "test/a.py": ""]), [message]),
      Row(("make test", ["Makefile": "lint:\n\truff\n", "test": ""]), [message]),
      Row(
        ("make -C sub test", ["sub/Makefile": "test:\n\tpytest\n", "sub/test/a.py": ""]),
        [
          message.replacing("'make test'", with: "'make -C sub test'").replacing(
            "- make -B test", with: "- make -B -C sub test")
        ]),
      Row(("make test", ["Makefile": ".PHONY: lint \\\n test\ntest:\n\tpytest\n", "test/a.py": ""]), []),
      Row(("make test", ["Makefile": "test: build\n\tpytest\n", "test/a.py": ""]), []),
      Row(("make test", ["Makefile": "include x.mk\ntest:\n\tpytest\n", "test/a.py": ""]), []),
      Row(("make test", ["Makefile": ".PHONY: $(ALL)\ntest:\n\tpytest\n", "test/a.py": ""]), []),
      Row(("make -B test", ["Makefile": "test:\n\tpytest\n", "test/a.py": ""]), []),
      Row(("make test", ["Makefile": "test:\n\tpytest\n", "tests/a.py": ""]), []),
      Row(("make test", ["test/a.py": ""]), []), Row(("make check X=test", ["Makefile": "check:\n", "test": ""]), []),
    ]
    for row in rows {
      XCTAssertEqual(empty(row.input.command, row.input.files), row.expected, file: row.file, line: row.line)
    }
  }

  func testTestsThatAreNotThere() {
    let files = ["pkg/a.go": "", "auth/a_test.go": "", "tests/test_a.py": "", "src/b.py": ""]
    func message(_ what: String, _ program: String) -> [String] {
      [
        "the repository has no test for '\(what)', so '\(program)' runs nothing and passes / check how it is spelt; "
          + "for files that are yet to come say 'on_base: fails' and 'carry:'"
      ]
    }
    let rows: [Row<String, [String]>] = [
      Row("go test ./pkg/...", message("./pkg/...", "go test")), Row("go test ./...", []), Row("go test ./auth", []),
      Row("go test ./", message("./", "go test")), Row("go test ./pkg/... ./auth/...", []), Row("go vet ./pkg/...", []),
      Row("python -m unittest discover -s src", message("src/test*.py", "unittest discover")),
      Row("python -m unittest discover -s tests", []), Row("python -m unittest discover tests -p 'test_*.py'", []),
      Row("python -m unittest discover -s tests -p '*_spec.py'", message("tests/*_spec.py", "unittest discover")),
      Row("python -m unittest tests.test_a", []), Row("cd x && go test ./pkg/...", []),
    ]
    for row in rows { XCTAssertEqual(empty(row.input, files), row.expected, row.input, file: row.file, line: row.line) }
  }
}
