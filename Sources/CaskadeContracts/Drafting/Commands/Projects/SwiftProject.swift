import CaskadeSyntax

/// SwiftPM (docs.swift.org, "Package Manager").
enum SwiftProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    var found = ProjectCommands()
    let manifest = files.text("Package.swift", in: folder) ?? ""
    if manifest.contains(".package(url") || manifest.contains(".package(id") {
      found.setup = [folder.entering("swift package resolve")]
    }
    found.tests = scope.tests(in: folder, endings: ["swift"], files, isTest: isTest)
    let source = folder.child("Package.swift").text
    // Two files: XCTest's, and that of Swift Testing, called after it.
    let flag = " --xunit-output .build/tests.xml"
    let report = ".build/tests*.xml"
    guard files.hasFolder("Tests", in: folder) || manifest.contains(".testTarget(") else {
      found.commands = [DraftedCommand("swift build", .wide, from: source, in: folder)]
      return found
    }
    let targets = targets(folder, scope, found.tests, files)
    if !targets.isEmpty, targets.count <= DraftScope.mostNames {
      let filters = targets.map { " --filter \($0.shellWord)" }.joined()
      found.commands.append(
        DraftedCommand("swift test\(filters)\(flag)", .narrow, from: source, in: folder, report: report))
    }
    found.commands.append(DraftedCommand("swift test\(flag)", .wide, from: source, in: folder, report: report))
    return found
  }

  private static func isTest(_ path: RepositoryPath) -> Bool {
    TestName.isTest(path) || TestName.lies(path, in: ["Tests"])
  }

  /// The folders below `Tests` that hold the tests, or are called after a proposed target.
  private static func targets(
    _ folder: RepositoryPath, _ scope: DraftScope, _ tests: [RepositoryPath], _ files: DraftFiles
  ) -> [String] {
    let known = Set(files.names(in: folder.child("Tests")).filter { files.hasFolder($0, in: folder.child("Tests")) })
    var targets: Set<String> = []
    for path in tests { if let name = part(of: path, below: folder.child("Tests")) { targets.insert(name) } }
    let sources = scope.files(in: folder, endings: ["swift"]) + scope.folders.map { $0.child("x.swift") }
    for path in sources {
      if let name = part(of: path, below: folder.child("Sources")) { targets.insert("\(name)Tests") }
      if let name = part(of: path, below: folder.child("Tests")) { targets.insert(name) }
    }
    return targets.intersection(known).sorted()
  }

  private static func part(of path: RepositoryPath, below folder: RepositoryPath) -> String? {
    guard path.isInside(folder) else { return nil }
    let parts = path.text(from: folder).split(separator: "/")
    return parts.count > 1 ? String(parts[0]) : nil
  }
}
