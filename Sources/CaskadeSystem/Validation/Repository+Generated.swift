package import CaskadeSyntax

extension Repository {
  /// Those of the paths to which the attributes in the tree give `linguist-generated`. What stands in the working tree, in
  /// `.git/info` or in the person's own file says nothing of it.
  package func generated(_ paths: [RepositoryPath], by tree: ObjectID) throws(GitError) -> Set<RepositoryPath> {
    guard !paths.isEmpty else { return [] }
    let index = directory.path.appending("index-attributes-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileSystem.remove(index) }
    _ = try directory.output(["read-tree", ByteString(tree.text)], index: index)
    let input = paths.map { $0.bytes[...] }.nulTerminated()
    let answer = try directory.output(
      ["check-attr", "--cached", "-z", "--stdin", "linguist-generated"], index: index, input: input)
    // `path` NUL `linguist-generated` NUL `value` NUL (git-check-attr(1)).
    let fields = answer.split(separator: 0, omittingEmptySubsequences: false)
    guard fields.count == paths.count * 3 + 1 else {
      throw GitError(.badAnswer(command: "check-attr", reason: "it isn't one record for each path"))
    }
    var generated: Set<RepositoryPath> = []
    for (number, path) in paths.enumerated() {
      let value = fields[number * 3 + 2]
      if value.elementsEqual("set".utf8) || value.elementsEqual("true".utf8) { generated.insert(path) }
    }
    return generated
  }
}
