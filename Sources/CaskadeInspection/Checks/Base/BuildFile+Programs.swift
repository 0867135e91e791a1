extension BuildFile.Family {
  /// The programs through which a command depends on such a file; of Python's and Node's also the beginnings of names.
  private static let programs: [BuildFile.Family: Set<String>] = [
    .make: ["make", "gmake", "$(MAKE)", "${MAKE}"], .cmake: ["cmake", "ctest", "ninja"], .meson: ["meson", "ninja"],
    .bazel: ["bazel", "bazelisk", "blaze", "buck", "buck2"], .gradle: ["gradle", "gradlew", "gradlew.bat"],
    .maven: ["mvn", "mvnw", "mvnd"], .swift: ["swift"], .cargo: ["cargo", "cross"], .go: ["go", "gotestsum", "ginkgo"],
    .python: [
      "pytest", "py.test", "tox", "nox", "pip", "pip3", "uv", "poetry", "hatch", "pdm", "coverage", "mypy", "nose2",
    ],
    .node: [
      "node", "npm", "npx", "yarn", "pnpm", "bun", "bunx", "jest", "vitest", "mocha", "ava", "tsc", "eslint", "turbo",
      "nx",
      "gulp", "grunt", "cypress", "playwright", "ng",
    ],
    .deno: ["deno"], .dotnet: ["dotnet", "msbuild"], .ruby: ["ruby", "rake", "rspec", "rails", "gem"],
    .php: ["php", "composer", "phpunit", "pest", "artisan"], .beam: ["mix", "rebar3", "ct_run"],
    .dune: ["dune", "opam"],
    .haskell: ["cabal", "stack"], .clojure: ["clj", "clojure", "lein", "bb"], .scala: ["sbt", "mill"],
    .dart: ["dart", "flutter"], .zig: ["zig"], .xcode: ["xcodebuild", "fastlane", "xcodegen"], .just: ["just"],
    .task: ["task"], .docker: ["docker", "docker-compose", "podman", "podman-compose"],
    .other: ["scons", "waf", "xmake", "premake5", "ant", "earthly", "snakemake", "mage", "forge", "mise"],
  ]

  /// The command that depends on such a file, by the programs that run on the way; nil if none does.
  func command(among programs: [String: String]) -> String? {
    let own = Self.programs[self] ?? []
    return programs.keys.sorted().first { program in
      own.contains(program) || self == .python && program.hasPrefix("python") || self == .ruby && program == "bundle"
    }.flatMap { programs[$0] }
  }
}
