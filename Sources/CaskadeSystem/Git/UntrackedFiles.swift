import CaskadeSyntax

/// The files of the working tree that are in no index: untracked ones, and those that the tree's own rules ignore.
///
/// A rule counts only if the file that holds it is tracked or untracked itself. One in an ignored `.gitignore` (which
/// may be what ignores it: `*`) is in neither tree, and hides nothing. A path that such a rule and a rule of the tree
/// hide alike counts as untracked too when git takes the former, which is nearer to it: more is shown, never less.
/// An ignored `.gitattributes` changes what is stored for files that are judged, so it isn't ignored either.
struct UntrackedFiles {
  private(set) var untracked: [ArraySlice<UInt8>]
  private(set) var ignored: [ArraySlice<UInt8>]

  /// - Parameter ask: runs git in the working tree and gives its output.
  init(
    untracked: [ArraySlice<UInt8>], ignored: [ArraySlice<UInt8>],
    ask: (_ arguments: [ByteString], _ input: [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) {
    self.untracked = untracked
    self.ignored = ignored
    let suspects = ignored.filter { Self.rules.contains(Self.name($0)) }
    guard !suspects.isEmpty else { return }
    let hidden = Set(suspects)
    // What lies in a folder that the tree's own rules exclude is not read by git.
    let folders = try Self.sources(of: suspects.map(Self.folder), ask)
    let inForce = Set(zip(suspects, folders).filter { $1.map(hidden.contains) ?? true }.map(\.0))
    guard !inForce.isEmpty else { return }
    let sources = try Self.sources(of: ignored, ask)
    self.ignored = []
    for (path, source) in zip(ignored, sources) {
      let isAttributes = Self.name(path).elementsEqual(".gitattributes".utf8) && inForce.contains(path)
      if isAttributes || (source.map(inForce.contains) ?? true) {
        self.untracked.append(path)
      } else {
        self.ignored.append(path)
      }
    }
  }

  private static let rules: Set<ArraySlice<UInt8>> = [
    Array(".gitignore".utf8)[...], Array(".gitattributes".utf8)[...],
  ]

  private static func name(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path[((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex - 1) + 1)...]
  }

  /// With its slash; empty for the root.
  private static func folder(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path[..<((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex - 1) + 1)]
  }

  /// The files whose rules ignore the paths, nil for a path that none does (git-check-ignore(1), `-v -n -z`).
  private static func sources(
    of paths: [ArraySlice<UInt8>], _ ask: ([ByteString], [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) -> [ArraySlice<UInt8>?] {
    // `./` keeps a leading colon from being read as magic: this command refuses --literal-pathspecs.
    let named = paths.filter { !$0.isEmpty }
    guard !named.isEmpty else { return paths.map { _ in nil } }
    let input = named.nulTerminated(prefix: Array("./".utf8))
    let answer = try ask(["check-ignore", "-v", "-n", "-z", "--stdin"], input)
    // SOURCE LINE PATTERN PATH, a record for each path; an exception (`!pattern`) is a rule that doesn't ignore.
    let fields = answer.split(separator: 0, omittingEmptySubsequences: false)
    guard fields.count == named.count * 4 + 1 else {
      throw GitError(.badAnswer(command: "check-ignore", reason: "it isn't one record for each path"))
    }
    var records = stride(from: 0, to: named.count * 4, by: 4).makeIterator()
    return paths.map { (path) -> ArraySlice<UInt8>? in
      guard !path.isEmpty, let record = records.next() else { return nil }
      let isRule = !fields[record].isEmpty && fields[record + 2].first != UInt8(ascii: "!")
      return isRule ? fields[record] : nil
    }
  }
}
