import CaskadeSystem

/// Commits for `git fast-import`.
struct ImportStream {
  private(set) var bytes: [UInt8] = []
  private var seconds = 1_700_000_000

  mutating func commit(_ branch: String, from parent: String?) {
    seconds += 60
    text("commit refs/heads/\(branch)\ncommitter Bench <bench@example.com> \(seconds) +0000\n")
    data("Step")
    if let parent { text("from refs/heads/\(parent)\n") }
  }

  /// Of the last commit.
  mutating func file(_ path: String, _ content: String) {
    text("M 100644 inline \(path)\n")
    data(content)
  }

  private mutating func text(_ text: String) { bytes += Array(text.utf8) }

  private mutating func data(_ content: String) { text("data \(content.utf8.count)\n\(content)\n") }
}

extension Bench {
  /// A repository with these commits, and `main` checked out.
  func repository(_ name: String, _ stream: ImportStream) throws -> ByteString {
    let folder = scratch.path.appending(name)
    try FileSystem.createFolders(folder)
    try run(git, ["init", "-q", "-b", "main"], in: folder)
    try run(git, ["fast-import", "--quiet"], in: folder, input: stream.bytes)
    try run(git, ["reset", "-q", "--hard", "main"], in: folder)
    return folder
  }
}
