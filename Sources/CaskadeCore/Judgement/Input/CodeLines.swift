import CaskadeInspection
import CaskadeSyntax

/// The lines that somebody wrote: without pure moves, lock files, and what the base's attributes call generated.
struct CodeLines {
  /// Added and deleted.
  let count: Int
  /// Files that went from one path to another with all their bytes.
  let moves: Int
  /// Lines that don't count.
  let leftOut: Int

  /// - Parameter generated: paths to which the base's attributes give `linguist-generated`.
  init(_ changes: [Change], generated: Set<RepositoryPath>) {
    var gone: [Content: [Int]] = [:]
    for (index, change) in changes.enumerated() where change.operation == .delete && change.oldID != nil {
      gone[Content(id: change.oldID, kind: change.oldMode.kind), default: []].append(index)
    }
    var moved: Set<Int> = []
    var moves = 0
    for (index, change) in changes.enumerated() where change.operation == .create {
      let content = Content(id: change.newID, kind: change.newMode.kind)
      guard let old = gone[content]?.popLast() else { continue }
      moved.formUnion([old, index])
      moves += 1
    }
    var (count, leftOut) = (0, 0)
    for (index, change) in changes.enumerated() {
      let lines = change.added + change.deleted
      if moved.contains(index) || generated.contains(change.path) || Self.isLockFile(change.path) {
        leftOut += lines
      } else {
        count += lines
      }
    }
    self.count = count
    self.moves = moves
    self.leftOut = leftOut
  }

  private struct Content: Hashable {
    let id: ObjectID?
    let kind: Int
  }

  /// Written by a package manager.
  private static let lockFiles: Set<String> = [
    "Cargo.lock", "Gemfile.lock", "Package.resolved", "Pipfile.lock", "Podfile.lock", "bun.lock", "bun.lockb",
    "composer.lock", "deno.lock", "flake.lock", "go.sum", "gradle.lockfile", "mix.lock", "npm-shrinkwrap.json",
    "package-lock.json", "packages.lock.json", "pdm.lock", "pnpm-lock.yaml", "poetry.lock", "pubspec.lock", "uv.lock",
    "yarn.lock",
  ]

  private static func isLockFile(_ path: RepositoryPath) -> Bool {
    lockFiles.contains(String(decoding: path.name, as: UTF8.self))
  }
}
