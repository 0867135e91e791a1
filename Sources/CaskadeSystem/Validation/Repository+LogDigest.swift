package import CaskadeSyntax

extension Repository {
  /// The ids that the logs have as blobs, in their order, by one call of git; nothing is stored.
  package func digests(of logs: [[UInt8]]) throws(GitError) -> [ObjectID] {
    guard !logs.isEmpty else { return [] }
    let folder = scratch.appending("logs-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileSystem.remove(folder) }
    var list: [UInt8] = []
    do throws(FileError) {
      try FileSystem.createFolders(folder)
      for (number, log) in logs.enumerated() {
        let file = folder.appending("\(number)")
        try ScratchFile.write(log, to: file)
        list += file.bytes + [0x0A]
      }
    } catch {
      throw GitError(.failed(command: "hash-object", reason: error.message))
    }
    let answer = try directory.output(["hash-object", "-t", "blob", "--no-filters", "--stdin-paths"], input: list)
    let ids = answer.split(separator: 0x0A).compactMap { ObjectID(digits: $0) }
    guard ids.count == logs.count, answer.last == 0x0A else {
      throw GitError(.badAnswer(command: "hash-object", reason: "\(ids.count) ids for \(logs.count) files"))
    }
    return ids
  }

  /// The id that a file has as a blob, as it is; nothing is stored.
  package func digest(of file: ByteString) throws(GitError) -> ObjectID {
    let answer = try directory.output(["hash-object", "-t", "blob", "--no-filters", "--", file])
    guard let id = ObjectReader.id(answer) else { throw GitError(.badAnswer(command: "hash-object", reason: "no id")) }
    return id
  }
}
