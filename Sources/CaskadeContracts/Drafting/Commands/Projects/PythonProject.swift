import CaskadeSyntax

/// Python: pytest and unittest, by way of uv, Poetry, PDM, Pipenv, Hatch, tox or nox where the project uses one.
enum PythonProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    let tool = PythonTool(in: folder, files)
    var found = ProjectCommands()
    found.setup = tool.setup.map { [folder.entering($0)] } ?? []
    found.tests = scope.tests(in: folder, endings: ["py"], files) { path in
      path.fileName.hasPrefix("test_") || path.fileName.hasSuffix("_test.py") || path.fileName == "tests.py"
    }
    let source = folder.child(tool.source).text
    let names = DraftScope.few(found.tests, in: folder)?.map(\.shellWord).joined(separator: " ")
    if files.has("manage.py", in: folder), !usesPytest(folder, files) {
      found.commands = [DraftedCommand(tool.start("python manage.py test"), .wide, from: source, in: folder)]
      return found
    }
    guard usesPytest(folder, files) else {
      let discover = "python -m unittest discover" + (files.hasFolder("tests", in: folder) ? " -s tests -t ." : "")
      let hasTests = files.files(below: folder).contains { $0.fileName.hasPrefix("test") && $0.ending == "py" }
      guard hasTests else { return found }
      if let names, found.tests.allSatisfy({ $0.ending == "py" }) {
        found.commands.append(
          DraftedCommand(tool.start("python -m unittest \(names)"), .narrow, from: source, in: folder))
      }
      found.commands.append(DraftedCommand(tool.start(discover), .wide, from: source, in: folder))
      return found
    }
    // pytest tells git to ignore its own cache.
    let report = ReportPlace.file(in: folder, files)
    let flag = report.map { " --junit-xml=\($0)" } ?? ""
    if let names {
      found.commands.append(
        DraftedCommand(tool.pytest(" \(names)\(flag)"), .narrow, from: source, in: folder, report: report))
    }
    found.commands.append(
      tool.wide.map { DraftedCommand($0, .wide, from: source, in: folder) }
        ?? DraftedCommand(tool.pytest(flag), .wide, from: source, in: folder, report: report))
    return found
  }

  private static func usesPytest(_ folder: RepositoryPath, _ files: DraftFiles) -> Bool {
    if files.has("pytest.ini", in: folder) || files.has("conftest.py", in: folder)
      || files.has("conftest.py", in: folder.child("tests"))
    {
      return true
    }
    let names = files.names(in: folder).filter { name in
      ["pyproject.toml", "setup.cfg", "setup.py", "tox.ini", "noxfile.py", "Pipfile"].contains(name)
        || (name.hasPrefix("requirements") && name.hasSuffix(".txt"))
    }
    return names.contains { files.holds("pytest", $0, in: folder) }
  }
}
