import CaskadeSyntax

/// Packages of npm, pnpm, yarn and bun.
enum NodeProject {
  private static let endings: Set<String> = ["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte"]

  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    let manager = NodePackages(for: folder, files)
    var found = ProjectCommands()
    found.tests = scope.tests(in: folder, endings: endings, files) { path in
      TestName.isTest(path) || TestName.lies(path, in: ["test", "tests", "__tests__", "spec"])
    }
    // A package without a test of its own is tested by the one above it, if by any.
    let own = files.nearest(from: folder) { testScript(scripts($0, files)) != nil }
    guard let own, let script = testScript(scripts(own, files)) else {
      if manager.program == .bun, files.files(below: folder).contains(where: TestName.isTest) {
        found.commands = [
          DraftedCommand("bun test", .wide, from: manager.folder.child("bun.lock").text, in: folder)
        ]
      }
      if !found.commands.isEmpty || files.has("package-lock.json", in: folder) { found.setup = [manager.setup] }
      return found
    }
    found.setup = [manager.setup]
    let source = own.child("package.json").text
    let all = scripts(own, files)
    var before: String?
    if let build = all["build"], needsBuild(script.text, own, files), !build.isEmpty {
      found.commands.append(
        DraftedCommand(manager.script("build"), .build, from: source, in: own, name: name("Build", own)))
      before = name("Build", own)
    }
    if let narrow = narrow(script, found.tests, own, manager) {
      found.commands.append(
        DraftedCommand(
          narrow, .narrow, from: source, in: own, name: before.map { _ in name("Tests of it", own) }, with: before))
    }
    found.commands.append(wide(script, own, manager, before, source, files))
    return found
  }

  private static func name(_ word: String, _ folder: RepositoryPath) -> String {
    folder.bytes.isEmpty ? word : "\(word) (\(folder.text))"
  }

  private static func scripts(_ folder: RepositoryPath, _ files: DraftFiles) -> [String: String] {
    guard let text = files.text("package.json", in: folder), let package = try? JSONReader.read(text) else {
      return [:]
    }
    let members = package["scripts"]?.object ?? []
    return Dictionary(members.compactMap { member in member.value.string.map { (member.key, $0) } }) { first, _ in first
    }
  }

  /// A script that runs tests once, and isn't the one that `npm init` writes.
  private static func testScript(_ scripts: [String: String]) -> (name: String, text: String)? {
    for name in ["test", "test:ci", "test:unit", "tests"] {
      guard let text = scripts[name], !text.contains("no test specified"), !text.contains("--watch ") else { continue }
      if text.hasSuffix("--watch") || text.hasSuffix("--watchAll") { continue }
      return (name, text)
    }
    return nil
  }

  /// The runner that ends the script: what stands behind the script's name goes to it.
  private static func last(_ text: String) -> [ShellWord]? {
    guard let script = try? ShellParser.parse(text), let item = script.list.items.last,
      case .simple(let command)? = item.pipeline.commands.last, item.pipeline.commands.count == 1
    else { return nil }
    return command.words
  }

  private static func narrow(
    _ script: (name: String, text: String), _ tests: [RepositoryPath], _ folder: RepositoryPath, _ manager: NodePackages
  ) -> String? {
    guard let words = last(script.text), let runner = TestRunnerCall.runner(of: words),
      let names = DraftScope.few(tests, in: folder)?.map(\.shellWord)
    else { return nil }
    let hasOwn = words.dropFirst().contains { $0.text.contains("/") || !$0.isLiteral || $0.text.contains("*") }
    switch runner {
    case .vitest, .jest, .bun: return manager.script(script.name, names)
    case .mocha where !hasOwn: return manager.script(script.name, names)
    case .mocha: return manager.start("mocha \(names.joined(separator: " "))")
    case .node where words.count <= 3 || !hasOwn:
      guard tests.allSatisfy({ ["js", "mjs", "cjs"].contains($0.ending) }) else { return nil }
      return "node --test \(names.joined(separator: " "))"
    case _: return nil
    }
  }

  private static func wide(
    _ script: (name: String, text: String), _ folder: RepositoryPath, _ manager: NodePackages, _ before: String?,
    _ source: String, _ files: DraftFiles
  ) -> DraftedCommand {
    var run = manager.script(script.name)
    var report: String?
    if let words = last(script.text), let runner = TestRunnerCall.runner(of: words), runner == .vitest,
      let place = ReportPlace.file(in: folder, files), !script.text.contains("--reporter")
    {
      run = manager.script(
        script.name, ["--reporter=default", "--reporter=junit", "--outputFile.junit=\(place.shellWord)"])
      report = place
    }
    if script.text.contains("react-scripts test") { run = "CI=true \(run)" }
    return DraftedCommand(
      run, .wide, from: source, in: folder, name: before.map { _ in name("All tests", folder) }, with: before,
      report: report)
  }

  /// The tests read what a build writes: a folder that the script names and that nobody tracks.
  private static func needsBuild(_ script: String, _ folder: RepositoryPath, _ files: DraftFiles) -> Bool {
    guard scripts(folder, files)["pretest"] == nil, !script.contains("build") || script.contains("build/") else {
      return false
    }
    return ["dist", "build", "lib", "out"].contains { name in
      (script.contains("\(name)/") || script.hasSuffix(" \(name)")) && !files.hasFolder(name, in: folder)
    }
  }
}
