import CaskadeSyntax

/// Maven and its modules (maven.apache.org, Surefire's "test" goal).
enum MavenProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    // The outermost of the folders above that are modules too.
    var root = folder
    while let above = root.parent, files.has("pom.xml", in: above) { root = above }
    let program = files.has("mvnw", in: root) ? "./mvnw" : "mvn"
    let source = folder.child("pom.xml").text
    let report = "**/target/surefire-reports/TEST-*.xml"
    var found = ProjectCommands()
    found.tests = scope.tests(in: folder, endings: ["java", "kt", "groovy", "scala"], files)
    func add(_ words: String, _ role: DraftedCommand.Role) {
      found.commands.append(
        DraftedCommand("\(program) -B \(words)", role, from: source, in: root, report: report))
    }
    if root != folder {
      add("-pl \(folder.text(from: root).shellWord) -am test", .narrow)
    } else if !found.tests.isEmpty, found.tests.count <= DraftScope.mostNames, !has(modules: root, files) {
      add("-Dtest=\(found.tests.map(\.stem).joined(separator: ",").shellWord) test", .narrow)
    }
    add("test", .wide)
    return found
  }

  private static func has(modules root: RepositoryPath, _ files: DraftFiles) -> Bool {
    files.holds("<modules>", "pom.xml", in: root)
  }
}
