import CaskadeSyntax

/// Finds the paths that attributes put behind a filter driver, such as Git LFS, or to which they give another value.
enum FilteredPaths {
  /// - Parameter ask: runs git in the working tree and gives its output.
  static func among(
    _ paths: [ArraySlice<UInt8>], attribute: ByteString = "filter",
    ask: (_ arguments: [ByteString], _ input: [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) -> Set<ArraySlice<UInt8>> {
    guard !paths.isEmpty else { return [] }
    let answer = try ask(["check-attr", "-z", "--stdin", attribute], paths.nulTerminated())
    // PATH ATTRIBUTE VALUE (git-check-attr(1), "OUTPUT"); only a name is a driver.
    let fields = answer.split(separator: 0, omittingEmptySubsequences: false)
    guard fields.count == paths.count * 3 + 1 else {
      throw GitError(.badAnswer(command: "check-attr", reason: "it isn't one record for each path"))
    }
    var filtered: Set<ArraySlice<UInt8>> = []
    for (index, path) in paths.enumerated() {
      let value = fields[index * 3 + 2]
      if !["unspecified", "unset", "set"].contains(where: { value.elementsEqual($0.utf8) }) { filtered.insert(path) }
    }
    return filtered
  }
}
