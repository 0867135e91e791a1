import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// The commands that a draft proposes, in small repositories of each kind.
final class CommandProposalTests: XCTestCase {
  private struct Case {
    let files: [String: String]
    let allow: [String]
  }

  private func check(_ rows: [Row<Case, [String]>]) {
    for row in rows {
      XCTAssertEqual(
        FileTable(row.input.files).proposed(row.input.allow), row.expected, "\(row.input.allow)", file: row.file,
        line: row.line)
    }
  }

  func testSwift() {
    let files = [
      "Package.swift": ".package(url: \"https://example.com/a\", from: \"1.0.0\")", "Sources/Login/Redirect.swift": "",
      "Tests/LoginTests/RedirectTests.swift": "", "Tests/ShopTests/CartTests.swift": "", "Sources/Shop/Cart.swift": "",
    ]
    let wide = "wide: swift test --xunit-output .build/tests.xml -> .build/tests*.xml"
    check([
      Row(
        Case(files: files, allow: ["Sources/Login/**"]),
        [
          "setup: swift package resolve",
          "narrow: swift test --filter LoginTests --xunit-output .build/tests.xml -> .build/tests*.xml", wide,
        ]),
      Row(Case(files: files, allow: []), ["setup: swift package resolve", wide]),
      Row(Case(files: ["Package.swift": "", "Sources/A/a.swift": ""], allow: ["Sources/**"]), ["wide: swift build"]),
    ])
  }

  func testNode() {
    let package = #"{"scripts": {"test": "vitest run", "lint": "eslint ."}}"#
    check([
      Row(
        Case(
          files: ["package.json": package, "package-lock.json": "", "src/login.ts": "", "src/login.test.ts": ""],
          allow: ["src/login.ts"]),
        ["setup: npm ci", "narrow: npm test -- src/login.test.ts", "wide: npm test"]),
      Row(
        Case(
          files: [
            "package.json": package, "pnpm-lock.yaml": "", "src/a.ts": "", "src/a.spec.ts": "",
            ".gitignore": "coverage/\n",
          ], allow: ["src/**"]),
        [
          "setup: pnpm install --frozen-lockfile", "narrow: pnpm test src/a.spec.ts",
          "wide: pnpm test --reporter=default --reporter=junit --outputFile.junit=coverage/tests.xml -> coverage/tests.xml",
        ]),
      Row(
        Case(files: ["package.json": #"{"scripts": {"test": "jest"}}"#, "yarn.lock": "", "a.js": ""], allow: ["a.js"]),
        ["setup: yarn install --frozen-lockfile", "wide: yarn test"]),
      Row(
        Case(
          files: [
            "package.json": #"{"scripts": {"test": "mocha test/**/*.js"}}"#, "yarn.lock": "", ".yarnrc.yml": "",
            "cart.js": "", "test/cart.js": "",
          ], allow: ["cart.js"]),
        ["setup: yarn install --immutable", "narrow: yarn mocha test/cart.js", "wide: yarn test"]),
      Row(
        Case(files: ["package.json": "{}", "bun.lock": "", "a.ts": "", "a.test.ts": ""], allow: ["a.ts"]),
        ["setup: bun install --frozen-lockfile", "wide: bun test"]),
      // A test that needs what a build writes begins where the build ended.
      Row(
        Case(
          files: [
            "package.json": #"{"scripts": {"build": "tsc", "test": "node --test dist/"}}"#, "package-lock.json": "",
            "src/a.ts": "",
          ], allow: ["src/**"]),
        ["setup: npm ci", "build: npm run build", "wide: npm test after Build"]),
      // What `npm init` writes tests nothing; neither does what never ends.
      Row(
        Case(
          files: [
            "package.json": #"{"scripts": {"test": "echo \"Error: no test specified\" && exit 1"}}"#,
            "package-lock.json": "", "a.js": "",
          ], allow: ["a.js"]), ["setup: npm ci"]),
      Row(Case(files: ["package.json": "{,}", "a.js": ""], allow: ["a.js"]), []),
    ])
  }

  func testAMonorepoIsTestedByPackage() {
    let files = [
      "package.json": #"{"workspaces": ["packages/*"], "scripts": {"test": "turbo run test"}}"#,
      "package-lock.json": "",
      "packages/web/package.json": #"{"scripts": {"test": "jest"}}"#, "packages/web/src/cart.js": "",
      "packages/web/src/cart.test.js": "", "packages/docs/package.json": "{}", "packages/docs/a.js": "",
      "services/api/go.mod": "", "services/api/go.sum": "", "services/api/auth/a.go": "",
      "services/api/auth/a_test.go": "",
    ]
    check([
      Row(
        Case(files: files, allow: ["packages/web/src/**"]),
        [
          "setup: npm ci", "narrow: npm test -- src/cart.test.js @packages/web", "wide: npm test @packages/web",
        ]),
      // A package without tests of its own is tested by what is above it.
      Row(Case(files: files, allow: ["packages/docs/**"]), ["setup: npm ci", "wide: npm test"]),
      Row(
        Case(files: files, allow: ["services/api/auth/**", "packages/web/src/cart.js"]),
        [
          "setup: cd services/api && go mod download", "setup: npm ci", "narrow: go test ./auth @services/api",
          "wide: go test ./... @services/api", "narrow: npm test -- src/cart.test.js @packages/web",
          "wide: npm test @packages/web",
        ]),
    ])
  }

  func testCargo() {
    let files = [
      "Cargo.toml": "[workspace]\nmembers = [\"crates/*\"]\n", "Cargo.lock": "",
      "crates/a/Cargo.toml": "[package]\nname = \"alpha\"\n", "crates/a/src/lib.rs": "#[cfg(test)]\nmod tests {}",
      "crates/a/tests/login.rs": "", "crates/b/Cargo.toml": "[package]\nname = \"beta\"\n", "crates/b/src/lib.rs": "",
    ]
    check([
      Row(
        Case(files: files, allow: ["crates/a/src/**"]),
        [
          "setup: cargo fetch --locked", "narrow: cargo test -p alpha --locked",
          "wide: cargo test --workspace --locked",
        ]),
      Row(
        Case(files: files, allow: ["crates/a/tests/login.rs"]),
        [
          "setup: cargo fetch --locked", "narrow: cargo test -p alpha --test login --locked",
          "wide: cargo test --workspace --locked",
        ]),
      Row(
        Case(files: ["Cargo.toml": "[package]\nname = \"a\"\n", "src/lib.rs": ""], allow: ["src/**"]),
        ["wide: cargo test"]),
    ])
  }

  func testGo() {
    let files = ["go.mod": "", "go.sum": "", "a/a.go": "", "a/a_test.go": "", "b/b.go": "", "main.go": ""]
    check([
      Row(
        Case(files: files, allow: ["a/**"]), ["setup: go mod download", "narrow: go test ./a", "wide: go test ./..."]),
      // A package without tests would pass with nothing run.
      Row(Case(files: files, allow: ["b/**"]), ["setup: go mod download", "wide: go test ./..."]),
    ])
  }

  func testPython() {
    let project = "[project]\nname = \"a\"\nversion = \"1\"\n[project.optional-dependencies]\ndev = [\"pytest\"]\n"
    let files = ["pyproject.toml": project, "a/urls.py": "", "tests/test_url.py": "", "tests/conftest.py": ""]
    check([
      Row(
        Case(files: files.merging(["uv.lock": ""]) { $1 }, allow: ["a/urls.py"]),
        ["setup: uv sync --frozen", "narrow: uv run pytest tests/test_url.py", "wide: uv run pytest"]),
      Row(
        Case(files: files, allow: ["a/**"]),
        [
          "setup: python3 -m pip install -e '.[dev]'", "narrow: python3 -m pytest tests/test_url.py",
          "wide: python3 -m pytest",
        ]),
      // Nothing to install where nothing can be built.
      Row(
        Case(
          files: files.merging(["pyproject.toml": project.replacing("version = \"1\"\n", with: "")]) { $1 },
          allow: ["a/**"]), ["narrow: python3 -m pytest tests/test_url.py", "wide: python3 -m pytest"]),
      Row(
        Case(files: files.merging(["tox.ini": "[tox]", ".gitignore": "build\n"]) { $1 }, allow: ["a/urls.py"]),
        [
          "setup: python3 -m pip install -e '.[dev]'",
          "narrow: python3 -m pytest tests/test_url.py --junit-xml=build/tests.xml -> build/tests.xml",
          "wide: tox run -e py",
        ]),
      Row(
        Case(files: ["poetry.lock": "", "pyproject.toml": "pytest", "a.py": ""], allow: ["a.py"]),
        ["setup: poetry install --no-interaction", "wide: poetry run pytest"]),
      Row(
        Case(files: ["pyproject.toml": "[tool.hatch.envs.default]\npytest = 1", "a.py": ""], allow: ["a.py"]),
        ["wide: hatch test"]),
      Row(
        Case(files: ["noxfile.py": "def tests(session): pytest", "a.py": ""], allow: ["a.py"]), ["wide: nox -s tests"]),
      Row(
        Case(files: ["setup.py": "", "cart.py": "", "tests/test_cart.py": ""], allow: ["cart.py"]),
        [
          "setup: python3 -m pip install -e .", "narrow: python3 -m unittest tests/test_cart.py",
          "wide: python3 -m unittest discover -s tests -t .",
        ]),
      Row(
        Case(files: ["manage.py": "", "requirements.txt": "django\n", "shop/a.py": ""], allow: ["shop/**"]),
        ["setup: python3 -m pip install -r requirements.txt", "wide: python3 manage.py test"]),
    ])
  }

  func testOtherKinds() {
    check([
      Row(
        Case(files: ["Gemfile": "", "lib/cart.rb": "", "spec/cart_spec.rb": ""], allow: ["lib/**"]),
        ["setup: bundle install", "narrow: bundle exec rspec spec/cart_spec.rb", "wide: bundle exec rspec"]),
      Row(
        Case(files: ["Gemfile": "", "lib/cart.rb": "", "test/cart_test.rb": ""], allow: ["lib/**"]),
        [
          "setup: bundle install", "narrow: bundle exec ruby -Itest -Ilib test/cart_test.rb",
          "wide: bundle exec rake test",
        ]),
      Row(
        Case(
          files: ["composer.json": "{}", "phpunit.xml.dist": "", "src/Cart.php": "", "tests/CartTest.php": ""],
          allow: ["src/**"]),
        [
          "setup: composer install --no-interaction", "narrow: vendor/bin/phpunit tests/CartTest.php",
          "wide: vendor/bin/phpunit",
        ]),
      Row(
        Case(
          files: [
            "Shop.sln": "", "src/Cart/Cart.csproj": "", "src/Cart/Cart.cs": "", "src/Cart.Tests/Cart.Tests.csproj": "",
            "src/Cart.Tests/CartTests.cs": "", "src/Pay.Tests/Pay.Tests.csproj": "",
          ], allow: ["src/Cart/**"]),
        [
          "setup: dotnet restore", "narrow: dotnet test src/Cart.Tests/Cart.Tests.csproj", "wide: dotnet test",
        ]),
      Row(
        Case(files: ["mix.exs": "", "lib/cart.ex": "", "test/cart_test.exs": ""], allow: ["lib/**"]),
        ["setup: mix deps.get", "narrow: mix test test/cart_test.exs", "wide: mix test"]),
      Row(
        Case(
          files: ["pom.xml": "", "mvnw": "", "src/main/java/Cart.java": "", "src/test/java/CartTest.java": ""],
          allow: ["src/main/**"]),
        [
          "narrow: ./mvnw -B -Dtest=CartTest test -> **/target/surefire-reports/TEST-*.xml",
          "wide: ./mvnw -B test -> **/target/surefire-reports/TEST-*.xml",
        ]),
      Row(
        Case(
          files: ["pom.xml": "<modules>", "shop/pom.xml": "", "shop/src/main/java/Cart.java": ""],
          allow: ["shop/src/**"]),
        [
          "narrow: mvn -B -pl shop -am test -> **/target/surefire-reports/TEST-*.xml",
          "wide: mvn -B test -> **/target/surefire-reports/TEST-*.xml",
        ]),
      Row(
        Case(
          files: ["settings.gradle.kts": "", "gradlew": "", "shop/build.gradle.kts": "", "shop/src/Cart.kt": ""],
          allow: ["shop/src/**"]),
        [
          "narrow: ./gradlew :shop:test -> **/build/test-results/**/TEST-*.xml",
          "wide: ./gradlew test -> **/build/test-results/**/TEST-*.xml",
        ]),
      Row(
        Case(files: ["CMakeLists.txt": "enable_testing()", "src/a.c": "", "build/x": ""], allow: ["src/**"]),
        [
          "build: cmake -S . -B out", "build: cmake --build out after Configure",
          "wide: ctest --test-dir out --no-tests=error --output-on-failure --output-junit tests.xml after Build -> out/tests.xml",
        ]),
      Row(
        Case(files: ["CMakeLists.txt": Self.cmake, "src/a.c": "", "src/b.c": "", "test/a.c": ""], allow: ["src/a.c"]),
        Self.configured + [
          "narrow: ctest --test-dir build --no-tests=error --output-on-failure --output-junit narrow.xml -R "
            + "'^(a\\.fast$|all$)' after Build -> build/narrow.xml", Self.ctest,
        ]),
      Row(
        Case(files: ["CMakeLists.txt": Self.cmake, "src/b.c": "", "test/b.cc": Self.suite], allow: ["test/b.cc"]),
        Self.configured + [
          "narrow: ctest --test-dir build --no-tests=error --output-on-failure --output-junit narrow.xml -R "
            + "'^(B\\.|x/)' after Build -> build/narrow.xml", Self.ctest,
        ]),
      // Whose tests nobody can name by what stands there.
      Row(
        Case(files: ["CMakeLists.txt": Self.cmake, "src/c.c": "", "test/c.cc": ""], allow: ["src/c.c", "test/c.cc"]),
        Self.configured + [Self.ctest]),
      Row(
        Case(
          files: ["MODULE.bazel": "", "shop/BUILD": "py_test(name)", "shop/a.py": "", "requirements.txt": ""],
          allow: ["shop/**"]), ["narrow: bazel test //shop:all", "wide: bazel test //..."]),
      Row(Case(files: ["README.md": "", "a.txt": ""], allow: ["a.txt"]), []),
      Row(Case(files: [:], allow: []), []),
    ])
  }

  private static let configured = ["build: cmake -S . -B build", "build: cmake --build build after Configure"]
  private static let ctest =
    "wide: ctest --test-dir build --no-tests=error --output-on-failure --output-junit tests.xml after Build -> "
    + "build/tests.xml"
  private static let suite = "TEST_F(B, IsThere) {\n}\n  // TEST(No, Suite)\n"
  private static let cmake = """
    enable_testing() # add_test(NAME none COMMAND a)
    set(SOURCES src/a.c "src/ b.c")
    add_library(core STATIC ${SOURCES})
    add_executable(a-test ${CMAKE_CURRENT_SOURCE_DIR}/src/../test/a.c)
    Add_Test (NAME a.fast
      COMMAND $<TARGET_FILE:a-test> --fast)
    add_executable(all src/b.c)
    target_link_libraries(all PRIVATE core)
    target_link_libraries(a-test core)
    add_test(all all)
    add_test(NAME ${made}-test COMMAND a-test)
    add_executable(b-test test/b.cc src/b.c)
    gtest_discover_tests(b-test)
    catch_discover_tests(b-test TEST_PREFIX "x/")
    add_executable(c-test test/c.cc)
    catch_discover_tests(c-test)
    """

  func testTaskFiles() {
    let go = ["go.mod": "", "a/a.go": "", "a/a_test.go": ""]
    check([
      Row(
        Case(files: go.merging(["Makefile": "lint:\n\ttrue\ntest: lint\n\tgo test ./...\n"]) { $1 }, allow: ["a/**"]),
        ["narrow: go test ./a", "wide: make test"]),
      Row(
        Case(files: go.merging(["justfile": "test *args:\n  go test\n"]) { $1 }, allow: ["a/**"]),
        ["narrow: go test ./a", "wide: just test"]),
      Row(
        Case(files: go.merging(["Taskfile.yml": "tasks:\n  check:\n    cmds: [go test]\n"]) { $1 }, allow: ["a/**"]),
        ["narrow: go test ./a", "wide: task check"]),
      Row(Case(files: ["Makefile": "check:\n\tsh t.sh\n", "a.sh": ""], allow: ["a.sh"]), ["wide: make check"]),
      // A folder of the name makes the target up to date: it would run nothing.
      Row(
        Case(files: ["Makefile": "test:\n\tsh t.sh\n", "test/a.sh": ""], allow: ["test/**"]), []),
      Row(Case(files: ["Makefile": "test := 1\n\ttest: x\n", "a.sh": ""], allow: ["a.sh"]), []),
    ])
  }
}
