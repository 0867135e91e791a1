import CaskadeSyntax

/// The program that installs packages and starts scripts, by its lock file (docs.npmjs.com, pnpm.io, yarnpkg.com,
/// bun.sh/docs).
struct NodePackages: Hashable {
  enum Program: String, Hashable { case npm, pnpm, yarn, bun }

  let program: Program
  /// Where its lock file lies, or where it would.
  let folder: RepositoryPath
  private let install: String

  init(for package: RepositoryPath, _ files: DraftFiles) {
    let locks: [(String, Program)] = [
      ("pnpm-lock.yaml", .pnpm), ("yarn.lock", .yarn), ("bun.lock", .bun), ("bun.lockb", .bun),
      ("package-lock.json", .npm), ("npm-shrinkwrap.json", .npm),
    ]
    let place = files.nearest(from: package) { folder in locks.contains { files.has($0.0, in: folder) } }
    guard let place, let lock = locks.first(where: { files.has($0.0, in: place) }) else {
      (program, folder, install) = (.npm, package, "npm install --no-package-lock")
      return
    }
    program = lock.1
    folder = place
    switch lock.1 {
    case .npm: install = "npm ci"
    case .pnpm: install = "pnpm install --frozen-lockfile"
    case .bun: install = "bun install --frozen-lockfile"
    case .yarn:
      // The first line of a lock file of version 1 says so; `.yarnrc.yml` is read by later ones only.
      install = files.has(".yarnrc.yml", in: place) ? "yarn install --immutable" : "yarn install --frozen-lockfile"
    }
  }

  var setup: String { folder.entering(install) }

  /// Starts a script of `package.json`.
  func script(_ name: String, _ arguments: [String] = []) -> String {
    let words = arguments.isEmpty ? "" : " " + arguments.joined(separator: " ")
    switch (program, name) {
    case (.npm, "test"): return "npm test" + (words.isEmpty ? "" : " --\(words)")
    case (.npm, _): return "npm run \(name.shellWord)" + (words.isEmpty ? "" : " --\(words)")
    case (.pnpm, "test"), (.yarn, "test"): return "\(program.rawValue) test\(words)"
    case (.bun, _), (.pnpm, _), (.yarn, _): return "\(program.rawValue) run \(name.shellWord)\(words)"
    }
  }

  /// Starts a program that a package brought.
  func start(_ words: String) -> String {
    switch program {
    case .npm: "npx \(words)"
    case .pnpm: "pnpm exec \(words)"
    case .yarn: "yarn \(words)"
    case .bun: "bunx \(words)"
    }
  }
}
