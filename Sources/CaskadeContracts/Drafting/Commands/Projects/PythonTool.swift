import CaskadeSyntax

/// What makes the environment of a Python project, and starts programs in it (docs.astral.sh/uv, python-poetry.org,
/// pdm-project.org, pipenv.pypa.io, hatch.pypa.io, tox.wiki, nox.thea.codes).
struct PythonTool: Hashable {
  /// For a clean checkout; nil where the tool does that by itself, or nothing says what to install.
  private(set) var setup: String?
  /// The file that says so.
  private(set) var source: String
  /// How all tests are run, where the tool has a command of its own.
  private(set) var wide: String?
  private var prefix = ""

  init(in folder: RepositoryPath, _ files: DraftFiles) {
    let project = TableFile(files.text("pyproject.toml", in: folder) ?? "")
    // A workspace has one lock file, at its root.
    let lock = files.nearest(from: folder) { files.has("uv.lock", in: $0) }
    source =
      ["pyproject.toml", "setup.cfg", "setup.py", "tox.ini", "requirements.txt"]
      .first { files.has($0, in: folder) } ?? "manage.py"
    if lock != nil {
      (setup, prefix) = ("uv sync --frozen", "uv run ")
    } else if files.has("poetry.lock", in: folder) || project.hasTable(beginningWith: "tool.poetry") {
      (setup, prefix) = ("poetry install --no-interaction", "poetry run ")
    } else if files.has("pdm.lock", in: folder) {
      (setup, prefix) = ("pdm sync", "pdm run ")
    } else if files.has("Pipfile.lock", in: folder) {
      (setup, prefix, source) = ("pipenv sync --dev", "pipenv run ", "Pipfile")
    } else if project.hasTable(beginningWith: "tool.hatch.envs") {
      let hasScript = project.keys(in: "tool.hatch.envs.default.scripts").contains("test")
      (prefix, wide) = ("hatch run ", hasScript ? "hatch run test" : "hatch test")
    } else if files.has("tox.ini", in: folder) || project.hasTable(beginningWith: "tool.tox") {
      wide = "tox run -e py"
      setup = Self.pip(folder, project, files)
    } else if let session = Self.session(files.text("noxfile.py", in: folder)) {
      wide = "nox -s \(session)"
      setup = Self.pip(folder, project, files)
    } else {
      setup = Self.pip(folder, project, files)
    }
  }

  func start(_ words: String) -> String {
    prefix.isEmpty ? words.replacing("python ", with: "python3 ", maxReplacements: 1) : prefix + words
  }

  /// - Parameter arguments: with a space in front.
  func pytest(_ arguments: String) -> String { (prefix.isEmpty ? "python3 -m pytest" : "\(prefix)pytest") + arguments }

  /// What pip is told to install: the files with requirements, else the project itself with its extra for tests.
  private static func pip(_ folder: RepositoryPath, _ project: TableFile, _ files: DraftFiles) -> String? {
    let lists = [
      "requirements.txt", "requirements-dev.txt", "requirements-test.txt", "dev-requirements.txt",
      "test-requirements.txt", "requirements_dev.txt", "requirements/dev.txt", "requirements/test.txt",
    ].filter { files.has($0, in: folder) }
    var words = lists.map { "-r \($0)" }
    // Without a version nothing can be built, and the tests run from the tree (packaging.python.org, pyproject.toml).
    let isVersioned = project.keys(in: "project").contains { ["version", "dynamic"].contains($0) }
    let isProject = project.tables.contains("project") && isVersioned || files.has("setup.py", in: folder)
    if isProject {
      let extras = project.keys(in: "project.optional-dependencies")
      let extra = ["test", "tests", "testing", "dev"].first { extras.contains($0) }
      words.append(extra.map { "-e '.[\($0)]'" } ?? "-e .")
    }
    return words.isEmpty ? nil : "python3 -m pip install " + words.joined(separator: " ")
  }

  /// The session of a noxfile that runs tests.
  private static func session(_ text: String?) -> String? {
    guard let text else { return nil }
    return ["tests", "test", "unit"].first { text.contains("def \($0)(") }
  }
}
