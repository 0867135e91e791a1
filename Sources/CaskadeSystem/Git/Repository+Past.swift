package import CaskadeSyntax

extension Repository {
  /// What `git log` says of the commits behind a commit, the newest first, without merges, with the paths that each
  /// changed. For a suggestion, never for a judgement.
  ///
  /// - Parameter format: of `--format`. The records of paths follow it, with NUL bytes.
  package func past(of commit: ObjectID, atMost most: Int, format: String) throws(GitError) -> [UInt8] {
    try log(of: commit, most, ["--name-only", ByteString("--format=\(format)")])
  }

  /// How many lines each of the commits behind a commit added and deleted, the newest first, without merges.
  package func linesOfPast(of commit: ObjectID, atMost most: Int) throws(GitError) -> [Int] {
    // A header is one byte that no count begins with; `ADDED` TAB `DELETED` TAB `PATH` follow it (git-log(1), --numstat).
    let answer = try log(of: commit, most, ["--numstat", "--format=%x01"])
    var sizes: [Int] = []
    for record in NULRecords(answer) {
      var line = record
      while line.first == 0x01 || line.first == 0x0A {
        if line.first == 0x01 { sizes.append(0) }
        line.removeFirst()
      }
      let words = line.split(separator: 0x09, maxSplits: 2)
      guard words.count == 3, !sizes.isEmpty else { continue }
      // A binary file has `-`.
      for word in words.prefix(2) { sizes[sizes.count - 1] += Int(String(decoding: word, as: UTF8.self)) ?? 0 }
    }
    return sizes.filter { $0 > 0 }
  }

  private func log(of commit: ObjectID, _ most: Int, _ options: [ByteString]) throws(GitError) -> [UInt8] {
    try directory.output(
      ["log", "-n", ByteString("\(most)"), "--no-merges", "--no-renames", "-z", "--no-color", "--no-ext-diff"]
        + options + ["--end-of-options", ByteString(commit.text)])
  }
}
