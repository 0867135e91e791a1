import CaskadeSyntax

/// Mix (hexdocs.pm/mix).
enum MixProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    var found = ProjectCommands()
    // An application of an umbrella takes its packages from the umbrella.
    let root = files.nearest(from: folder.parent ?? folder) { files.has("mix.exs", in: $0) } ?? folder
    found.setup = [root.entering("mix deps.get")]
    found.tests = scope.tests(in: folder, endings: ["ex", "exs"], files) { $0.fileName.hasSuffix("_test.exs") }
    let source = folder.child("mix.exs").text
    if let names = DraftScope.few(found.tests, in: folder) {
      let words = names.map(\.shellWord).joined(separator: " ")
      found.commands.append(DraftedCommand("mix test \(words)", .narrow, from: source, in: folder))
    }
    found.commands.append(DraftedCommand("mix test", .wide, from: source, in: folder))
    return found
  }
}
