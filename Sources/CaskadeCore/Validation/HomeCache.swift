/// Where tools keep in a person's home what they would fetch otherwise, and how they reach it.
///
/// Sources: the references of the tools: Maven's settings, Gradle's user home, npm's `folders` and `npmrc`, Yarn's and
/// pnpm's stores, pip's and uv's caches, RubyGems, Bundler, Composer, NuGet, sbt, Hex, Pub.
package struct HomeCache: Hashable, Sendable {
  /// `~/.m2`
  package let text: String
  private let programs: Set<String>

  private init(_ text: String, _ programs: Set<String>) {
    self.text = text
    self.programs = programs
  }

  private static let all = [
    HomeCache("~/.m2", ["mvn", "mvnw", "lein", "clojure", "clj"]), HomeCache("~/.gradle", ["gradle", "gradlew"]),
    HomeCache("~/.npmrc", ["npm", "npx", "pnpm", "yarn", "node"]), HomeCache("~/.npm", ["npm", "npx"]),
    HomeCache("~/.yarnrc.yml", ["yarn"]), HomeCache("~/.cache/yarn", ["yarn"]), HomeCache("~/.yarn", ["yarn"]),
    HomeCache("~/.cache/pip", ["pip", "pip3", "python", "python3", "tox", "nox"]),
    HomeCache("~/.config/pip", ["pip", "pip3", "python", "python3", "tox", "nox"]),
    HomeCache("~/.cache/uv", ["uv", "uvx"]), HomeCache("~/.cache/pypoetry", ["poetry"]),
    HomeCache("~/.gem", ["gem", "bundle"]), HomeCache("~/.bundle", ["bundle"]),
    HomeCache("~/.composer", ["composer"]), HomeCache("~/.cache/composer", ["composer"]),
    HomeCache("~/.nuget", ["dotnet"]), HomeCache("~/.ivy2", ["sbt"]), HomeCache("~/.sbt", ["sbt"]),
    HomeCache("~/.hex", ["mix"]), HomeCache("~/.mix", ["mix"]), HomeCache("~/.pub-cache", ["dart", "flutter"]),
    HomeCache("~/.netrc", ["curl", "git", "go", "pip"]), HomeCache("~/.gitconfig", ["git"]),
  ]

  /// What these programs would look for.
  package static func texts(for programs: Set<String>) -> [String] {
    all.filter { !$0.programs.isDisjoint(with: programs) }.map(\.text)
  }
}
