/// How what a lock file names gets into a checkout: git has the lock file, and not the folder.
package struct Installation: Hashable, Sendable {
  package let lockFile: String
  /// What the command makes, from the lock file's folder.
  package let folder: String
  package let command: String

  /// The more telling first: a repository may have several.
  package static let all = [
    Installation(lockFile: "pnpm-lock.yaml", folder: "node_modules", command: "pnpm install --frozen-lockfile"),
    Installation(lockFile: "yarn.lock", folder: "node_modules", command: "yarn install --frozen-lockfile"),
    Installation(lockFile: "bun.lock", folder: "node_modules", command: "bun install --frozen-lockfile"),
    Installation(lockFile: "package-lock.json", folder: "node_modules", command: "npm ci"),
    Installation(lockFile: "npm-shrinkwrap.json", folder: "node_modules", command: "npm ci"),
    Installation(lockFile: "uv.lock", folder: ".venv", command: "uv sync --frozen"),
    Installation(lockFile: "poetry.lock", folder: ".venv", command: "poetry install"),
    Installation(lockFile: "composer.lock", folder: "vendor", command: "composer install"),
  ]
}
