import CaskadeSyntax

/// Cargo and its workspaces (doc.rust-lang.org/cargo).
enum CargoProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    let root =
      files.nearest(from: folder) { TableFile(files.text("Cargo.toml", in: $0) ?? "").tables.contains("workspace") }
      ?? folder
    let manifest = TableFile(files.text("Cargo.toml", in: folder) ?? "")
    let locked = files.has("Cargo.lock", in: root) ? " --locked" : ""
    let source = folder.child("Cargo.toml").text
    var found = ProjectCommands()
    if !locked.isEmpty { found.setup = [root.entering("cargo fetch --locked")] }
    found.tests = scope.tests(in: folder, endings: ["rs"], files) { path in
      TestName.isTest(path) || path.isInside(folder.child("tests"))
    }
    let isWorkspace = root != folder || manifest.tables.contains("workspace")
    let package = manifest.value("name", in: "package")
    // A file directly in `tests` is a program of its own.
    let programs = found.tests.filter { $0.parent == folder.child("tests") }.map(\.stem)
    if let package, isWorkspace || !programs.isEmpty, !scope.isEmpty {
      let choice = (isWorkspace ? " -p \(package.shellWord)" : "")
      let isWhole =
        programs.isEmpty || programs.count > DraftScope.mostNames || programs.count < found.tests.count
        || hasUnitTests(scope, folder, files)
      let only = isWhole ? "" : programs.map { " --test \($0.shellWord)" }.joined()
      if !choice.isEmpty || !only.isEmpty {
        found.commands.append(DraftedCommand("cargo test\(choice)\(only)\(locked)", .narrow, from: source, in: root))
      }
    }
    found.commands.append(
      DraftedCommand(
        "cargo test\(isWorkspace ? " --workspace" : "")\(locked)", .wide, from: root.child("Cargo.toml").text, in: root)
    )
    return found
  }

  /// Tests beside the code run with the library, not with a program below `tests`.
  private static func hasUnitTests(_ scope: DraftScope, _ folder: RepositoryPath, _ files: DraftFiles) -> Bool {
    scope.files(in: folder.child("src"), endings: ["rs"]).prefix(50).contains {
      files.text($0)?.contains("#[cfg(test)]") ?? false
    }
  }
}
