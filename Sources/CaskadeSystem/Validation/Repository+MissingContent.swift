package import CaskadeSyntax

extension Repository {
  /// What a clean checkout of the tree doesn't hold: the submodules, and the files whose content is elsewhere (Git LFS),
  /// of which it has the pointers.
  package func missingContent(
    of tree: ObjectID, in checkout: CleanCheckout
  ) throws(GitError) -> (submodules: [RepositoryPath], pointers: [RepositoryPath]) {
    let entries = try objects.entries(of: tree)
    let submodules = entries.filter { $0.mode == .submodule }.map(\.path)
    let attributes = entries.filter {
      $0.path.name.elementsEqual(".gitattributes".utf8) && $0.mode.kind == FileMode.regular.kind
    }
    let texts = try objects.blobs(attributes.map(\.id))
    guard texts.contains(where: { Self.mentionsFilter($0) }) else { return (submodules, []) }
    let files = entries.filter { $0.mode.kind == FileMode.regular.kind }
    var paths: [UInt8] = []
    for file in files { paths += file.path.bytes + [0] }
    let answer = try checkout.control.output(
      ["check-attr", "-z", "--stdin", "filter"], workTree: checkout.folder, index: checkout.index, input: paths)
    // `path` NUL `filter` NUL `value` NUL (git-check-attr(1)).
    let fields = answer.split(separator: 0, omittingEmptySubsequences: false)
    guard fields.count == files.count * 3 + 1 else {
      throw GitError(.badAnswer(command: "check-attr", reason: "it isn't one record for each path"))
    }
    var pointers: [RepositoryPath] = []
    for start in stride(from: 0, to: files.count * 3, by: 3) {
      let value = fields[start + 2]
      guard !value.elementsEqual("unspecified".utf8), !value.elementsEqual("unset".utf8) else { continue }
      let file = checkout.folder.appending(ByteString(bytes: fields[start]))
      let content = (try? FileReader.read(file, limit: Self.longestPointer)) ?? []
      if content.starts(with: Self.pointer) { pointers.append(RepositoryPath(bytes: fields[start])) }
    }
    return (submodules, pointers.sorted())
  }

  /// The first line of a pointer and its greatest length: docs/spec.md of git-lfs.
  private static let pointer = Array("version https://git-lfs.github.com/spec/".utf8)
  private static let longestPointer = 1_024

  private static func mentionsFilter(_ text: [UInt8]) -> Bool {
    text.split(separator: 0x0A).contains { line in
      line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).dropFirst().contains { $0.starts(with: "filter=".utf8) }
    }
  }
}
