import TestSupport
import XCTest

@testable import CaskadeSyntax

final class TestRunnerUseTests: XCTestCase {
  func testWhichRunnersALineCalls() {
    let rows: [Row<String, String>] = [
      Row("pytest", "pytest"), Row("python3 -m pytest -q tests", "pytest"), Row("python3.12 -m unittest", "unittest"),
      Row("python -m coverage run -m pytest", "pytest"), Row("coverage run -m unittest discover", "unittest"),
      Row("uv run --with httpx pytest -q", "pytest"), Row("coverage run --source app -m pytest", "pytest"),
      Row("pipx run pytest", "pytest"), Row("dotenv -e .env A=b pytest", "pytest"), Row("npx -p jest jest", "jest"),
      Row("dotenv vitest run", "vitest"), Row("dotenv npm run test", "other"), Row("dotenv run -- pytest", "pytest"),
      Row("dotenv pytest -- run x", "pytest"), Row("op run -- jest run", "jest"), Row("op item get jest", "other"),
      Row("pyenv exec pytest", "pytest"), Row("direnv exec . pytest", "pytest"), Row("uv sync", "other"),
      Row("uv run pytest", "pytest"), Row("poetry run python -m pytest", "pytest"), Row("./manage.py test", "other"),
      Row("python manage.py test app", "unittest"), Row("python setup.py build", "other"),
      Row("timeout 60 pytest -x", "pytest"), Row("sh -c 'pytest -q'", "pytest"), Row("env A=b pytest", "pytest"),
      Row("A=b .venv/bin/pytest", "pytest"), Row("nice -n 5 go test ./...", "go test"),
      Row("go test -run '^TestX$' ./...", "go test"), Row("go vet ./...", "other"), Row("go test -c ./x", "other"),
      Row("gotestsum -- ./...", "go test"), Row("cargo test --offline", "cargo test"),
      Row("cargo +nightly test", "cargo test"), Row("cargo build", "other"), Row("cargo test --no-run", "other"),
      Row("cargo nextest run", "cargo nextest"), Row("swift test --filter X", "swift test"),
      Row("swift build --build-tests", "other"), Row("swift test list", "other"),
      Row("xcodebuild -scheme App test -quiet", "xcodebuild"), Row("xcodebuild -scheme App build", "other"),
      Row("npx jest", "jest"), Row("yarn jest --ci", "jest"), Row("pnpm exec vitest run", "vitest"),
      Row("npm exec -- mocha", "mocha"), Row("npm test", "other"), Row("node_modules/.bin/vitest run", "vitest"),
      Row("npx playwright test", "playwright"), Row("npx playwright install", "other"),
      Row("node --test", "node --test"),
      Row("node script.js", "other"), Row("deno test -A", "deno test"), Row("deno lint", "other"),
      Row("bun test", "bun test"), Row("bun run test", "other"), Row("ctest --test-dir build", "ctest"),
      Row("bats tests", "bats"), Row("prove -r t", "prove"), Row("bundle exec rspec", "rspec"),
      Row("bin/rails test", "minitest"), Row("rake test", "other"), Row("vendor/bin/phpunit", "phpunit"),
      Row("php vendor/bin/phpunit --filter X", "phpunit"), Row("php artisan test", "pest"),
      Row("./vendor/bin/pest", "pest"),
      Row("mvn -B verify", "maven"), Row("./mvnw test", "maven"), Row("mvn compile", "other"),
      Row("mvn package -DskipTests", "other"), Row("gradle build -x test", "other"),
      Row("./gradlew :app:testDebugUnitTest", "gradle"), Row("gradle check", "gradle"), Row("gradle assemble", "other"),
      Row("dotnet test -c Release", "dotnet test"), Row("dotnet build", "other"), Row("mix test", "mix test"),
      Row("zig test src/main.zig", "zig"), Row("zig build test", "other"), Row("make test", "other"),
      Row("cd pkg && pytest", "pytest"), Row("make build && pytest", "pytest, other"),
      Row("pytest a && pytest b", "pytest*2"), Row("for f in a b; do pytest $f; done", "pytest*2"),
      Row("ls tests | xargs pytest", "pytest*2"), Row("find . -name '*_test.py' -exec pytest {} \\;", "pytest*2"),
      Row("pytest | tee out.log", "pytest"), Row("$RUNNER test", "other"), Row("eslint .", "other"), Row("true", ""),
      Row("echo 'pytest", "other"), Row("pytest; cargo test", "pytest, cargo test"),
    ]
    for row in rows {
      let use = TestRunnerUse(of: row.input)
      let names = use.runners.map { runner in "\(runner.rawValue)\(use.calls[runner] == 1 ? "" : "*2")" }
      XCTAssertEqual(
        (names + (use.hasOther ? ["other"] : [])).joined(separator: ", "), row.expected, row.input, file: row.file,
        line: row.line)
    }
  }
}
