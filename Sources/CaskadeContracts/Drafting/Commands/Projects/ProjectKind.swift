import CaskadeSyntax

/// A way to build and test, known by the file that describes it.
enum ProjectKind: String, Hashable, CaseIterable {
  case swift, cargo, go, node, python, ruby, php, dotnet, mix, maven, gradle, cmake, bazel

  /// Whether a file of this name makes its folder such a project.
  func isManifest(_ name: String) -> Bool {
    switch self {
    case .swift: name == "Package.swift"
    case .cargo: name == "Cargo.toml"
    case .go: name == "go.mod"
    case .node: name == "package.json"
    case .python:
      ["pyproject.toml", "setup.py", "setup.cfg", "pytest.ini", "tox.ini", "noxfile.py", "manage.py"].contains(name)
        || name == "requirements.txt"
    case .ruby: name == "Gemfile"
    case .php: name == "composer.json"
    case .dotnet: [".sln", ".slnx", ".csproj", ".fsproj"].contains { name.hasSuffix($0) }
    case .mix: name == "mix.exs"
    case .maven: name == "pom.xml"
    case .gradle: ["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"].contains(name)
    case .cmake: name == "CMakeLists.txt"
    case .bazel: ["MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel"].contains(name)
    }
  }

  /// How the files end that it builds; lower case.
  var endings: Set<String> {
    switch self {
    case .swift: ["swift"]
    case .cargo: ["rs"]
    case .go: ["go"]
    case .node: ["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte", "css", "scss", "astro"]
    case .python: ["py", "pyi", "pyx"]
    case .ruby: ["rb", "erb", "rake"]
    case .php: ["php"]
    case .dotnet: ["cs", "fs", "vb", "razor", "cshtml"]
    case .mix: ["ex", "exs", "eex", "heex"]
    case .maven, .gradle: ["java", "kt", "kts", "groovy", "scala"]
    case .cmake: ["c", "cc", "cpp", "cxx", "h", "hh", "hpp", "m", "mm"]
    case .bazel: []
    }
  }

  /// Where the whole of which the project is a part is tested and installed from.
  func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    switch self {
    case .swift: SwiftProject.commands(in: folder, scope, files)
    case .cargo: CargoProject.commands(in: folder, scope, files)
    case .go: GoProject.commands(in: folder, scope, files)
    case .node: NodeProject.commands(in: folder, scope, files)
    case .python: PythonProject.commands(in: folder, scope, files)
    case .ruby: RubyProject.commands(in: folder, scope, files)
    case .php: PHPProject.commands(in: folder, scope, files)
    case .dotnet: DotnetProject.commands(in: folder, scope, files)
    case .mix: MixProject.commands(in: folder, scope, files)
    case .maven: MavenProject.commands(in: folder, scope, files)
    case .gradle: GradleProject.commands(in: folder, scope, files)
    case .cmake: CMakeProject.commands(in: folder, scope, files)
    case .bazel: BazelProject.commands(in: folder, scope, files)
    }
  }

  /// The runners of its tests, by which a command of CI is told to be about it.
  func isRunBy(_ runner: TestRunner) -> Bool {
    switch self {
    case .swift: [.swift, .xcodebuild].contains(runner)
    case .cargo: [.cargo, .nextest].contains(runner)
    case .go: runner == .go
    case .node: [.node, .jest, .vitest, .mocha, .bun, .tap].contains(runner)
    case .python: [.pytest, .unittest].contains(runner)
    case .ruby: [.rspec, .minitest].contains(runner)
    case .php: [.phpunit, .pest].contains(runner)
    case .dotnet: runner == .dotnet
    case .mix: runner == .mix
    case .maven: runner == .maven
    case .gradle: runner == .gradle
    case .cmake: runner == .ctest
    case .bazel: false
    }
  }
}

extension RepositoryPath {
  /// `cd web && npm ci` for a folder that isn't the root.
  func entering(_ command: String) -> String { bytes.isEmpty ? command : "cd \(text.shellWord) && \(command)" }
}
