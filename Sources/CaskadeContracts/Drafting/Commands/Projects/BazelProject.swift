import CaskadeSyntax

/// Bazel's packages (bazel.build/concepts/labels).
enum BazelProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    var found = ProjectCommands()
    let source = files.names(in: folder).first(where: ProjectKind.bazel.isManifest) ?? "MODULE.bazel"
    let packages = Set(scope.files.filter { $0.isInside(folder) }.compactMap(\.parent)).compactMap { place in
      files.nearest(from: place) { files.has("BUILD.bazel", in: $0) || files.has("BUILD", in: $0) }
    }
    let tested = Set(packages).filter { place in
      ["BUILD.bazel", "BUILD"].contains { files.holds("_test(", $0, in: place) } && place != folder
    }.sorted()
    if !tested.isEmpty, tested.count <= DraftScope.mostNames {
      let labels = tested.map { "//\($0.text(from: folder)):all".shellWord }.joined(separator: " ")
      found.commands.append(
        DraftedCommand("bazel test \(labels)", .narrow, from: folder.child(source).text, in: folder))
    }
    found.commands.append(
      DraftedCommand("bazel test //...", .wide, from: folder.child(source).text, in: folder))
    return found
  }
}
