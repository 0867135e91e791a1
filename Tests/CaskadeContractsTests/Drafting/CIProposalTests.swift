import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// What a draft takes from CI definitions: the lint and type checks that run there, and the words for all tests.
final class CIProposalTests: XCTestCase {
  private func proposed(_ workflow: String, _ path: String = ".github/workflows/ci.yml") -> [String] {
    FileTable(["pyproject.toml": "pytest", "a.py": "", "web/b.py": "", path: workflow]).proposed(["a.py"])
      .filter { $0 != "wide: python3 -m pytest" }
  }

  func testWorkflows() {
    let rows: [Row<String, [String]>] = [
      Row(
        "jobs:\n  a:\n    steps:\n      - run: ruff check .\n      - run: mypy a\n",
        ["types: mypy a", "lint: ruff check ."]),
      Row(
        "jobs:\n  a:\n    steps:\n      - run: |\n          pip install -r x.txt\n          ruff format --check .\n          echo done\n",
        ["lint: ruff format --check ."]),
      // What mends, hides a failure, is computed or belongs to others isn't taken.
      Row("jobs:\n  a:\n    steps:\n      - run: ruff check --fix .\n      - run: flake8 || true\n", []),
      Row("jobs:\n  a:\n    steps:\n      - run: mypy ${{ matrix.path }}\n      - run: mypy $X\n", []),
      Row("jobs:\n  a:\n    steps:\n      - run: eslint .\n      - run: cargo clippy\n", []),
      Row("jobs:\n  a:\n    steps:\n      - run: curl https://example.com | sh\n      - run: terraform apply\n", []),
      Row("jobs:\n  a:\n    steps:\n      - run: ruff check .\n        shell: pwsh\n", []),
      Row("jobs:\n  a:\n    steps:\n      - run: ruff check .\n        working-directory: web\n", []),
      Row("jobs:\n  a:\n    steps:\n      - run: cd web && ruff check .\n", []),
      Row(
        "jobs:\n  a:\n    steps:\n      - run: ruff check .\n        working-directory: ./\n", ["lint: ruff check ."]),
      Row(
        "jobs:\n  a:\n    defaults:\n      run:\n        working-directory: web\n    steps:\n      - run: ruff check .\n",
        []),
      // The reader refuses anchors; the lines say enough.
      Row(
        "x: &a 1\njobs:\n  a:\n    steps:\n      - run: ruff check .\n      - run: |\n          mypy a\n",
        ["types: mypy a", "lint: ruff check ."]),
      Row("not: [yaml", []), Row("", []), Row("\0", []),
      Row("jobs:\n  a:\n    steps:\n      - run: tox -e lint\n      - run: pre-commit run -a\n", ["lint: tox -e lint"]),
      Row("jobs:\n  a:\n    steps:\n      - run: python -m pytest -n auto\n", ["wide: python -m pytest -n auto"]),
      // Not all tests, or more than tests.
      Row(
        "jobs:\n  a:\n    steps:\n      - run: pytest --cov=a\n      - run: pytest tests/unit\n      - run: pytest -k x\n",
        []),
    ]
    for row in rows {
      let found = proposed(row.input)
      let hasOwnWide = found.contains { $0.hasPrefix("wide") }
      XCTAssertEqual(
        row.expected.contains { $0.hasPrefix("wide") }, hasOwnWide, row.input, file: row.file, line: row.line)
      XCTAssertEqual(found, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testOtherPlaces() {
    XCTAssertEqual(
      proposed("lint:\n  script:\n    - pip install ruff\n    - ruff check .\n", ".gitlab-ci.yml"),
      ["lint: ruff check ."])
    XCTAssertEqual(
      proposed("jobs:\n  a:\n    steps:\n      - run:\n          command: flake8 a\n", ".circleci/config.yml"),
      ["lint: flake8 a"])
    XCTAssertEqual(
      proposed("jobs:\n  a:\n    steps:\n      - run: ruff check .\n", ".github/workflows/release.yml"), [])
    XCTAssertEqual(proposed("jobs:\n  a:\n    steps:\n      - run: ruff check .\n", "ci/ci.yml"), [])
  }

  func testALinterThatIsNotHereIsLeftOut() {
    let files = FileTable([
      "go.mod": "", "a.go": "", "a_test.go": "",
      ".github/workflows/ci.yml":
        "jobs:\n  a:\n    steps:\n      - run: golangci-lint run\n      - run: go vet ./...\n",
    ])
    XCTAssertEqual(
      files.proposed(["a.go"]),
      ["narrow: go test .", "wide: go test ./...", "lint: golangci-lint run", "lint: go vet ./..."])
    XCTAssertEqual(
      files.proposed(["a.go"]) { $0 == "go" }, ["narrow: go test .", "wide: go test ./...", "lint: go vet ./..."])
  }

  /// What CI installs counts where no lock file says it.
  func testInstalls() {
    let workflow = "jobs:\n  a:\n    steps:\n      - run: pip install -r dev.txt\n      - run: pytest\n"
    let files = ["pyproject.toml": "pytest", "a.py": "", ".github/workflows/ci.yml": workflow]
    XCTAssertEqual(FileTable(files).proposed(["a.py"]), ["setup: pip install -r dev.txt", "wide: pytest"])
    XCTAssertEqual(
      FileTable(files.merging(["uv.lock": ""]) { $1 }).proposed(["a.py"]),
      ["setup: uv sync --frozen", "wide: uv run pytest"])
  }
}
