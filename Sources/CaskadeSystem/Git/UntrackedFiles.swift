import CaskadeSyntax

/// The files of the working tree that are in no index: untracked ones, and those that rules ignore.
///
/// A rule of the tree counts, that is one in a file that is tracked or untracked itself. One in an ignored `.gitignore`
/// (which may be what ignores it: `*`) is in neither tree, and hides nothing but where it is believed. A path that such a
/// rule and a rule of the tree hide alike is taken for hidden by the former, which is nearer to it, as git does: more is
/// shown, never less. An ignored `.gitattributes` changes what is stored for files that are judged, so it isn't ignored.
struct UntrackedFiles {
  /// A repository of its own ends with a slash.
  private(set) var untracked: [ArraySlice<UInt8>]
  /// By rules of the tree.
  private(set) var ignored: [ArraySlice<UInt8>]
  /// By a rule that is in neither tree, and where that is.
  private(set) var foreign: [(path: ArraySlice<UInt8>, origin: String)] = []
  /// The ignored files that git takes rules from.
  private(set) var hiddenRules: [ArraySlice<UInt8>] = []

  /// - Parameters:
  ///   - believing: whether the rules of an ignored file count.
  ///   - ask: runs git in the working tree and gives its output.
  init(
    untracked: [ArraySlice<UInt8>], ignored: [ArraySlice<UInt8>],
    believing: (ArraySlice<UInt8>) -> Bool,
    ask: (_ arguments: [ByteString], _ input: [UInt8]) throws(GitError) -> [UInt8]
  ) throws(GitError) {
    self.untracked = untracked
    self.ignored = ignored
    let suspects = ignored.filter { Self.rules.contains(Self.name($0)) }
    guard !suspects.isEmpty else { return }
    let hidden = Set(suspects)
    // What lies in a folder that a rule in force excludes is not read by git.
    let folders = try IgnoreRule.deciding(suspects.map { Self.folder($0).dropLast() }, ask)
    let inForce = Set(
      zip(suspects, folders).filter { _, rule in rule.map { hidden.contains($0.file) && !believing($0.file) } ?? true }
        .map(\.0))
    guard !inForce.isEmpty else { return }
    hiddenRules = inForce.filter { !Self.isAttributes($0) }
    let reach = Set(inForce.map(Self.folder))
    let asked = ignored.filter { Self.isBelow($0, reach) }
    var rules = try IgnoreRule.deciding(asked, ask).makeIterator()
    self.ignored = []
    for path in ignored {
      guard Self.isBelow(path, reach), let rule = rules.next() else {
        self.ignored.append(path)
        continue
      }
      let isHidden = rule.map { inForce.contains($0.file) } ?? true
      if Self.isAttributes(path) && inForce.contains(path) || isHidden && !(rule.map { believing($0.file) } ?? false) {
        self.untracked.append(path)
      } else if let rule, isHidden {
        foreign.append((path, String(decoding: rule.file, as: UTF8.self)))
      } else {
        self.ignored.append(path)
      }
    }
  }

  /// Takes out of the untracked files what the rules hide; an attributes file is in force all the same.
  ///
  /// - Parameter directory: of its own, so that these rules are nowhere else in force.
  mutating func hide(by rules: OutsideRules, _ directory: PrivateGitDirectory, workTree: ByteString) throws(GitError) {
    guard !rules.isEmpty, !untracked.isEmpty else { return }
    try rules.write(into: directory)
    // No index: what is asked about is in none.
    let index = directory.path.appending("index-none")
    let found = try IgnoreRule.deciding(untracked) { (arguments, input) throws(GitError) in
      let result = try directory.result(arguments, workTree: workTree, index: index, input: input)
      // Status 1 says that nothing is ignored (git-check-ignore(1)).
      guard result.succeeded || result.termination == .exited(1), let bytes = result.standardOutput.bytes else {
        throw GitError(.failed(command: "check-ignore", reason: GitProgram.reason(result)))
      }
      return bytes
    }
    var rest: [ArraySlice<UInt8>] = []
    for (path, rule) in zip(untracked, found) {
      if let origin = rule.flatMap({ rules.origin(of: $0, in: directory) }), !Self.isAttributes(path) {
        foreign.append((path, origin))
      } else {
        rest.append(path)
      }
    }
    untracked = rest
  }

  /// Takes out those files.
  mutating func leaveOut(_ paths: Set<ArraySlice<UInt8>>) {
    untracked.removeAll(where: paths.contains)
  }

  private static let rules: Set<ArraySlice<UInt8>> = [
    Array(".gitignore".utf8)[...], Array(".gitattributes".utf8)[...],
  ]

  static func isAttributes(_ path: ArraySlice<UInt8>) -> Bool { name(path).elementsEqual(".gitattributes".utf8) }

  private static func name(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path[((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex - 1) + 1)...]
  }

  /// With its slash; empty for the root.
  private static func folder(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path[..<((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex - 1) + 1)]
  }

  /// - Parameter folders: each with its slash.
  private static func isBelow(_ path: ArraySlice<UInt8>, _ folders: Set<ArraySlice<UInt8>>) -> Bool {
    var folder = folder(path)
    while !folders.contains(folder) {
      if folder.isEmpty { return false }
      folder = Self.folder(folder.dropLast())
    }
    return true
  }
}
