import CaskadeSyntax

/// .NET's solutions and projects (learn.microsoft.com, "dotnet test").
enum DotnetProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    func has(_ ending: String, _ place: RepositoryPath) -> Bool {
      files.names(in: place).contains { $0.hasSuffix(ending) }
    }
    // The solution above a project builds and tests the whole.
    let root = files.nearest(from: folder) { has(".sln", $0) || has(".slnx", $0) } ?? folder
    var found = ProjectCommands()
    let isLocked = files.has("packages.lock.json", in: folder) || files.has("packages.lock.json", in: root)
    found.setup = [root.entering("dotnet restore" + (isLocked ? " --locked-mode" : ""))]
    found.tests = scope.tests(in: root, endings: ["cs", "fs", "vb"], files)
    let projects = testProjects(root, files)
    guard !projects.isEmpty else {
      found.commands = [DraftedCommand("dotnet build", .wide, from: manifest(root, files), in: root)]
      return found
    }
    let near = projects.filter { project in
      guard let place = project.parent else { return false }
      let subject = place.fileName.lowercased()
      return found.tests.contains { $0.isInside(place) }
        || (folder != root && subject.hasPrefix(folder.fileName.lowercased()))
        || scope.folders.contains { $0 == place || $0.isInside(place) }
    }
    if !near.isEmpty, near.count < projects.count, near.count <= 2 {
      for project in near {
        found.commands.append(
          DraftedCommand("dotnet test \(project.text(from: root).shellWord)", .narrow, from: project.text, in: root))
      }
    }
    found.commands.append(DraftedCommand("dotnet test", .wide, from: manifest(root, files), in: root))
    return found
  }

  private static func manifest(_ folder: RepositoryPath, _ files: DraftFiles) -> String {
    let name = files.names(in: folder).first { [".sln", ".slnx", ".csproj", ".fsproj"].contains(where: $0.hasSuffix) }
    return folder.child(name ?? "").text
  }

  private static func testProjects(_ root: RepositoryPath, _ files: DraftFiles) -> [RepositoryPath] {
    files.files(below: root, most: 50_000).filter { path in
      guard ["csproj", "fsproj", "vbproj"].contains(path.ending) else { return false }
      return path.stem.hasSuffix("Tests") || path.stem.hasSuffix("Test")
        || (files.text(path)?.contains("Microsoft.NET.Test.Sdk") ?? false)
    }
  }
}
