extension BuildFile {
  /// Sources: the manual of each build tool, and of each tool whose settings such a file may hold.
  static let rows: [Row] = structured + languages

  /// Of a package's scripts those that are named like checks, and those that run by themselves when it is set up; what
  /// commands lead to is added to them.
  private static let scripts = """
    scripts/test* scripts/pretest* scripts/posttest* scripts/lint* scripts/check* scripts/typecheck* scripts/type-check*
    scripts/types* scripts/tsc* scripts/e2e* scripts/spec* scripts/unit* scripts/integration* scripts/verify*
    scripts/validate* scripts/ci* scripts/coverage* scripts/cover* scripts/format:check* scripts/eslint* scripts/jest*
    scripts/vitest* scripts/mocha* scripts/cypress* scripts/playwright* scripts/phpunit* scripts/phpstan* scripts/pest*
    scripts/preinstall scripts/install scripts/postinstall scripts/prepare scripts/preprepare scripts/postprepare
    scripts/dependencies scripts/pre-install-cmd scripts/post-install-cmd scripts/pre-autoload-dump
    scripts/post-autoload-dump scripts/pre-update-cmd scripts/post-update-cmd
    """

  private static let mavenPlugins = [
    "maven-surefire-plugin", "maven-failsafe-plugin", "jacoco-maven-plugin", "maven-checkstyle-plugin",
    "maven-pmd-plugin", "spotbugs-maven-plugin", "maven-enforcer-plugin", "pitest-maven", "spotless-maven-plugin",
    "animal-sniffer-maven-plugin", "cobertura-maven-plugin", "forbiddenapis", "dependency-check-maven",
  ]
  private static let mavenParts: String = {
    let homes = ["project/build", "project/build/pluginManagement", "project/profiles/*/build"]
    let plugins = homes.flatMap { home in mavenPlugins.map { "\(home)/plugins/plugin:\($0)" } }
    let keys = """
      skipTests skipITs skipUnitTests skipIntegrationTests maven.test.* surefire.* failsafe.* argLine groups
      excludedGroups jacoco.* checkstyle.* pmd.* spotbugs.* test it.test testFailureIgnore enforcer.skip
      """.split { $0 == " " || $0 == "\n" }
    let properties = ["project/properties", "project/profiles/*/properties"].flatMap { home in
      keys.map { "\(home)/\($0)" }
    }
    let sources = ["testSourceDirectory", "testResources", "testOutputDirectory"].map { "project/build/\($0)" }
    return (plugins + properties + sources).joined(separator: " ")
  }()

  private static let dotnetParts = """
    IsTestProject RunSettingsFilePath TreatWarningsAsErrors NoWarn WarningsAsErrors WarningsNotAsErrors WarningLevel
    EnableNETAnalyzers AnalysisLevel* AnalysisMode* RunAnalyzers* VSTest* CollectCoverage Threshold* CoverletOutput*
    ExcludeByFile ExcludeByAttribute TestingPlatform* EnforceCodeStyleInBuild CodeAnalysisRuleSet
    CodeAnalysisTreatWarningsAsErrors GenerateTestingPlatformEntryPoint EnableMSTestRunner UseVSTest
    """.split { $0 == " " || $0 == "\n" }.map { "Project/PropertyGroup/\($0)" }.joined(separator: " ")

  private static let strictness = """
    strict noImplicitAny strictNullChecks strictFunctionTypes strictBindCallApply strictPropertyInitialization
    noImplicitThis useUnknownInCatchVariables alwaysStrict noUnusedLocals noUnusedParameters noImplicitReturns
    noFallthroughCasesInSwitch noUncheckedIndexedAccess noImplicitOverride exactOptionalPropertyTypes
    noPropertyAccessFromIndexSignature checkJs skipLibCheck skipDefaultLibCheck allowUnreachableCode allowUnusedLabels
    suppressImplicitAnyIndexErrors noCheck
    """.split { $0 == " " || $0 == "\n" }.map { "compilerOptions/\($0)" }.joined(separator: " ")

  private static let angularParts = ["test", "lint", "e2e"].flatMap { target in
    ["projects/*/architect/\(target)", "projects/*/targets/\(target)"]
  }.joined(separator: " ")

  private static let structured: [Row] = [
    Row(
      .python, "pyproject.toml", .sections(.toml),
      parts: """
        tool/pytest* tool/coverage tool/mypy tool/ruff tool/flake8* tool/pylint tool/pyright tool/basedpyright tool/bandit
        tool/pydocstyle tool/pycodestyle tool/interrogate tool/black tool/isort tool/tox tool/nox tool/hatch/envs tool/poe
        tool/taskipy tool/pdm/scripts tool/codespell tool/deptry tool/vulture tool/ty tool/pyrefly tool/pytype tool/mutmut
        tool/refurb tool/autopep8 tool/yapf tool/docformatter tool/typos tool/importlinter tool/djlint tool/pixi/tasks
        tool/pixi/feature tool/rye/scripts tool/fixit tool/slotscheck tool/diff-cover tool/diff_cover tool/nitpick
        tool/cosmic-ray tool/pyproject-fmt tool/repo-review tool/check-manifest tool/tomlsort tool/behave tool/robot
        project/entry-points/pytest11
        """),
    Row(
      .python, "setup.cfg", .sections(.ini),
      parts: """
        tool:* pytest flake8* mypy* coverage* pylint* pycodestyle pydocstyle pep8 isort tox* testenv* nosetests aliases test
        yapf doc8 bandit codespell check-manifest options.entry_points/pytest11 behave importlinter*
        """),
    Row(.python, "pipfile", .sections(.toml), parts: "scripts"),
    Row(.python, "hatch.toml", .sections(.toml), parts: "envs"),
    Row(.other, "pixi.toml", .sections(.toml), parts: "tasks feature/*/tasks"),
    Row(.other, "mise.toml .mise.toml", .sections(.toml), parts: "tasks"),
    Row(
      .node, "package.json", .object,
      parts: scripts + """
         jest vitest mocha nyc c8 ava tap jasmine cypress karma eslintConfig eslintIgnore prettier stylelint xo standard tsd
        lint-staged size-limit wireit nx commitlint detox stryker remarkConfig ts-standard semistandard tape
        """),
    Row(.deno, "deno.json deno.jsonc", .object, parts: "tasks test lint fmt"),
    Row(.php, "composer.json", .object, parts: scripts + " autoload-dev"),
    Row(.node, "angular.json .angular.json", .object, parts: angularParts),
    Row(.node, "project.json", .object, parts: "targets/test* targets/lint* targets/e2e* targets/check*"),
    Row(.node, "tsconfig.json *.tsconfig.json", .object, parts: strictness),
    Row(
      .node, "tsconfig.build.json tsconfig.base.json tsconfig.app.json tsconfig.lib.json", .object, parts: strictness),
    Row(.dotnet, "global.json", .object, parts: "test"),
    Row(
      .cargo, "cargo.toml", .sections(.toml),
      parts: """
        test lints workspace/lints package/autotests lib/test lib/doctest lib/harness profile/test
        profile/dev/debug-assertions profile/dev/overflow-checks profile/release/debug-assertions
        profile/release/overflow-checks
        """),
    Row(.other, "foundry.toml", .sections(.toml), parts: "fuzz invariant profile/*/fuzz profile/*/invariant fmt lint"),
    Row(.maven, "pom.xml", .markup, parts: mavenParts),
    Row(
      .dotnet, "directory.build.props directory.build.targets *.csproj *.fsproj *.vbproj", .markup, parts: dotnetParts),
    Row(.gradle, "gradle.properties", .sections(.ini), parts: "skipTests test* systemProp.test* org.gradle.test*"),
  ]

  /// Those that are programs, or formats of their own.
  private static let languages: [Row] = [
    Row(.make, "makefile gnumakefile makefile.am makefile.in configure.ac configure *.mk *.mak"),
    Row(.cmake, "cmakelists.txt cmakepresets.json *.cmake"), Row(.meson, "meson.build meson_options.txt meson.options"),
    Row(.bazel, "build build.bazel workspace workspace.bazel module.bazel buck targets *.bzl"),
    Row(.gradle, "build.gradle build.gradle.kts settings.gradle settings.gradle.kts *.gradle *.gradle.kts"),
    Row(.swift, "package.swift"), Row(.go, "go.mod"), Row(.python, "setup.py"), Row(.cargo, "build.rs"),
    Row(.ruby, "rakefile rakefile.rb *.rake gemfile *.gemspec"), Row(.beam, "mix.exs rebar.config erlang.mk"),
    Row(.dune, "dune dune-project dune-workspace"), Row(.haskell, "*.cabal package.yaml stack.yaml cabal.project"),
    Row(.clojure, "deps.edn project.clj shadow-cljs.edn build.boot"), Row(.scala, "build.sbt build.sc build.mill"),
    Row(.dart, "pubspec.yaml"), Row(.zig, "build.zig"), Row(.xcode, "*.pbxproj project.yml podfile"),
    Row(.dotnet, "*.sln *.slnx build.cake directory.packages.props"), Row(.just, "justfile .justfile"),
    Row(.task, "taskfile.yml taskfile.yaml"),
    Row(.docker, "dockerfile *.dockerfile compose.yml compose.yaml docker-compose.yml docker-compose.yaml"),
    Row(.node, "gulpfile.js gulpfile.ts gulpfile.mjs gruntfile.js babel.config.js babel.config.json .babelrc .swcrc"),
    Row(.node, "vite.config.js vite.config.ts vite.config.mjs vite.config.mts webpack.config.js rollup.config.js"),
    Row(.other, "sconstruct sconscript wscript xmake.lua premake5.lua build.xml earthfile snakefile magefile.go"),
  ]
}
