package import CaskadeSyntax

/// Where a line of a file comes from.
package struct LineOrigin: Hashable, Sendable {
  package let commit: ObjectID
  /// The file's name there.
  package let path: RepositoryPath?
  package let line: Int
  package let author: String
  package let seconds: Int
  package let subject: String
  /// As it stands in the file.
  package let text: [UInt8]
}

extension Repository {
  /// Asks `git blame` for one line of a file at a commit; nil where the file has no such line.
  ///
  /// - Parameter firstParents: the change that brought it to the branch, and not who wrote it there.
  package func origin(
    of path: RepositoryPath, line: Int, at commit: ObjectID, firstParents: Bool
  ) throws(GitError) -> LineOrigin? {
    let ways: [ByteString] = firstParents ? ["--first-parent"] : []
    let question: [ByteString] =
      ["blame", "--porcelain", "--no-progress", "--encoding=UTF-8", "-L", ByteString("\(line),\(line)")] + ways
      + [ByteString(commit.text), "--", ByteString(bytes: path.bytes)]
    let result = try directory.result(question)
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      let reason = GitProgram.reason(result)
      // git says how many lines the file has, and no other status for it (builtin/blame.c).
      if reason.contains(" has only ") { return nil }
      throw GitError(.failed(command: "blame", reason: reason))
    }
    // `ID OLD NEW COUNT`, headers, and the line behind a tab (git-blame(1), "THE PORCELAIN FORMAT").
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    let words = lines.popFirst()?.split(separator: 0x20) ?? []
    guard words.count >= 3, let id = ObjectID(digits: words[0]),
      let old = Int(String(decoding: words[1], as: UTF8.self))
    else { throw GitError(.badAnswer(command: "blame", reason: "its first line is not as documented")) }
    var values: [String: [UInt8]] = [:]
    while let next = lines.popFirst() {
      if next.first == 0x09 {
        return LineOrigin(
          commit: id, path: values["filename"].flatMap(Self.name), line: old, author: Self.text(values["author"]),
          seconds: Int(Self.text(values["committer-time"])) ?? 0, subject: Self.text(values["summary"]),
          text: Array(next.dropFirst()))
      }
      let space = next.firstIndex(of: 0x20) ?? next.endIndex
      values[String(decoding: next[..<space], as: UTF8.self)] = Array(next[space...].dropFirst())
    }
    throw GitError(.badAnswer(command: "blame", reason: "it is cut off"))
  }

  private static func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

  /// Nil for a name in quotes, which has bytes that git doesn't write as they are.
  private static func name(_ bytes: [UInt8]) -> RepositoryPath? {
    bytes.first == UInt8(ascii: "\"") ? nil : RepositoryPath(bytes: bytes)
  }
}
