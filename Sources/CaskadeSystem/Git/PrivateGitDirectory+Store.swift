import CaskadeSyntax

extension PrivateGitDirectory {
  /// Stores contents as blobs; each gets the id that it has, whatever was expected. Answers the ids in their order.
  @discardableResult
  func store(_ contents: [[UInt8]]) throws(GitError) -> [ObjectID] {
    guard !contents.isEmpty else { return [] }
    let name = "store-\(UInt64.random(in: 0 ... .max))"
    let folder = path.appending(ByteString(name))
    defer { try? FileSystem.remove(folder) }
    // From where git runs, since above that any byte may be in a path.
    var paths = ""
    do throws(FileError) {
      try FileSystem.createFolders(folder, mode: 0o700)
      for (number, content) in contents.enumerated() {
        try ScratchFile.write(content, to: folder.appending("\(number)"))
        paths += "\(name)/\(number)\n"
      }
    } catch {
      throw GitError(.failed(command: "hash-object", reason: error.message))
    }
    let answer = try output(
      ["hash-object", "-w", "-t", "blob", "--no-filters", "--stdin-paths"], input: Array(paths.utf8))
    let ids = answer.split(separator: 0x0A).compactMap { ObjectID(digits: $0) }
    guard ids.count == contents.count, answer.last == 0x0A else {
      throw GitError(.badAnswer(command: "hash-object", reason: "\(ids.count) ids for \(contents.count) files"))
    }
    return ids
  }
}
