import CaskadeSyntax

/// Gradle and its subprojects (docs.gradle.org, "Testing in Java & JVM projects").
enum GradleProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    let root =
      files.nearest(from: folder) { files.has("settings.gradle", in: $0) || files.has("settings.gradle.kts", in: $0) }
      ?? folder
    let program = files.has("gradlew", in: root) ? "./gradlew" : "gradle"
    let build = ["build.gradle.kts", "build.gradle"].first { files.has($0, in: folder) } ?? "settings.gradle"
    let text = files.text(build, in: folder) ?? ""
    let task = text.contains("com.android.") ? "testDebugUnitTest" : "test"
    // It says nothing of how much it ran but in these.
    let report = "**/build/test-results/**/TEST-*.xml"
    var found = ProjectCommands()
    found.tests = scope.tests(in: folder, endings: ["java", "kt", "groovy", "scala"], files)
    let source = folder.child(build).text
    if root != folder {
      let name = ":" + folder.text(from: root).replacing("/", with: ":")
      found.commands.append(
        DraftedCommand(
          "\(program) \("\(name):\(task)".shellWord)", .narrow, from: source, in: root, report: report))
    } else if !found.tests.isEmpty, found.tests.count <= DraftScope.mostNames, task == "test" {
      let classes = found.tests.map { " --tests \($0.stem.shellWord)" }.joined()
      found.commands.append(
        DraftedCommand("\(program) test\(classes)", .narrow, from: source, in: root, report: report))
    }
    found.commands.append(
      DraftedCommand("\(program) \(task)", .wide, from: source, in: root, report: report))
    return found
  }
}
