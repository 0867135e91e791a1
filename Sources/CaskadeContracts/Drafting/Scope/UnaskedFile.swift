import CaskadeSyntax

/// Files that change in the wake of others, and not because of what a ticket says: only a ticket that names one asks for
/// it.
enum UnaskedFile {
  /// - Parameter changelogCounts: in this repository a change mostly comes with a line there, or the ticket asks for one.
  static func isOne(_ path: RepositoryPath, changelogCounts: Bool) -> Bool {
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    return lockFiles.contains(name) || (!changelogCounts && isChangelog(path.name))
  }

  /// Whether at least 15 % of the last 500 commits changed one.
  static func isChangelogUsual(_ history: PastCommits?) -> Bool {
    let commits = (history?.commits ?? []).prefix(500)
    let count = commits.count { $0.paths.contains { isChangelog(RepositoryPath(bytes: $0).name) } }
    return count * 100 >= commits.count * 15
  }

  /// Whether a word of the ticket is what such a file is called.
  static func isChangelogAsked(_ query: ScopeQuery) -> Bool {
    query.words.contains { word in changelogs.contains { word.spelling.elementsEqual($0.utf8) } }
  }

  private static func isChangelog(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, first | 0x20 == 0x63 || first | 0x20 == 0x68 || first | 0x20 == 0x6E else {
      return false
    }
    let stem = name.prefix { $0 != UInt8(ascii: ".") }.map { $0 | 0x20 }
    return changelogs.contains { stem.elementsEqual($0.utf8) }
  }

  private static let changelogs = ["changelog", "changes", "history", "news"]

  private static let lockFiles: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "deno.lock",
    "cargo.lock", "go.sum", "go.work.sum", "gemfile.lock", "poetry.lock", "pipfile.lock", "uv.lock", "pdm.lock",
    "composer.lock", "package.resolved", "podfile.lock", "cartfile.resolved", "mix.lock", "packages.lock.json",
    "gradle.lockfile", "pubspec.lock", "flake.lock", "module.bazel.lock",
  ]
}
