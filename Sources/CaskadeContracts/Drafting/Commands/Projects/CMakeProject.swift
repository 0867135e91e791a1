import CaskadeSyntax

/// CMake and CTest (cmake.org/cmake/help, cmake(1) and ctest(1)).
enum CMakeProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    // The outermost description is the whole's.
    var root = folder
    while let above = root.parent, files.has("CMakeLists.txt", in: above) { root = above }
    let place = ["build", "out", "cmake-build"].first { !files.hasFolder($0, in: root) } ?? "build-check"
    let source = root.child("CMakeLists.txt").text
    var found = ProjectCommands()
    found.tests = scope.tests(in: root, endings: ProjectKind.cmake.endings, files)
    let (configure, build) = ("Configure", "Build")
    found.commands = [
      DraftedCommand("cmake -S . -B \(place)", .build, from: source, in: root, name: configure),
      DraftedCommand("cmake --build \(place)", .build, from: source, in: root, name: build, with: configure),
    ]
    guard hasTests(root, files) else {
      found.commands[1] = DraftedCommand(
        "cmake --build \(place)", .wide, from: source, in: root, name: build, with: configure)
      return found
    }
    let touched = Set(found.tests + scope.files(in: root, endings: ProjectKind.cmake.endings))
    if let selection = CMakeTests(below: root, files).selection(of: touched, files) {
      found.commands.append(
        DraftedCommand(
          "ctest --test-dir \(place) --no-tests=error --output-on-failure --output-junit narrow.xml -R "
            + selection.shellWord, .narrow, from: source, in: root, with: build, report: "\(place)/narrow.xml"))
    }
    found.commands.append(
      DraftedCommand(
        "ctest --test-dir \(place) --no-tests=error --output-on-failure --output-junit tests.xml", .wide, from: source,
        in: root, name: "Tests", with: build, report: "\(place)/tests.xml"))
    return found
  }

  private static func hasTests(_ root: RepositoryPath, _ files: DraftFiles) -> Bool {
    let lists = files.files(below: root, most: 50_000).filter { $0.fileName == "CMakeLists.txt" }.prefix(100)
    return lists.contains { path in
      let text = files.text(path)?.lowercased() ?? ""
      return ["enable_testing", "include(ctest", "add_test("].contains { text.contains($0) }
    }
  }
}
