import CaskadeSyntax

/// Go's modules (go.dev/ref/mod).
enum GoProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    var found = ProjectCommands()
    let source = folder.child("go.mod").text
    if !files.hasFolder("vendor", in: folder), files.has("go.sum", in: folder) {
      found.setup = [folder.entering("go mod download")]
    }
    found.tests = scope.tests(in: folder, endings: ["go"], files) { $0.fileName.hasSuffix("_test.go") }
    let touched = scope.files(in: folder, endings: ["go"]).compactMap(\.parent)
    let packages = Set(touched).filter { hasTests($0, files) }.sorted()
    if let names = packages.isEmpty ? nil : few(packages, in: folder) {
      found.commands.append(
        DraftedCommand("go test \(names.map(\.shellWord).joined(separator: " "))", .narrow, from: source, in: folder))
    }
    found.commands.append(DraftedCommand("go test ./...", .wide, from: source, in: folder))
    return found
  }

  private static func hasTests(_ folder: RepositoryPath, _ files: DraftFiles) -> Bool {
    files.names(in: folder).contains { $0.hasSuffix("_test.go") }
  }

  /// The packages, or the outermost of their folders with all below; nil where that would be the module.
  private static func few(_ packages: [RepositoryPath], in module: RepositoryPath) -> [String]? {
    if packages.count <= DraftScope.mostNames {
      return packages.map { $0 == module ? "." : "./\($0.text(from: module))" }
    }
    let outer = packages.filter { folder in !packages.contains { folder.isInside($0) } }
    guard outer.count <= DraftScope.mostNames, !outer.contains(module) else { return nil }
    return outer.map { "./\($0.text(from: module))/..." }
  }
}
