import CaskadeSyntax

/// The ignore rules of the person and of this clone, which are in neither tree: `core.excludesFile` and `info/exclude`
/// (gitignore(5)).
///
/// They are read once, as bytes, and obeyed where a check is advice, from files in directories of ours: git opens none of
/// theirs, and what a command writes there later counts for nothing.
struct OutsideRules: Hashable, Sendable {
  private let person: [UInt8]
  private let clone: [UInt8]

  /// Rules that can't be read hide nothing.
  init(of location: RepositoryLocation, git: GitProgram) throws(GitError) {
    person = try Self.personal(location, git).map(Self.rules) ?? []
    clone = Self.rules(in: location.objects.folder.appending("info").appending("exclude"))
  }

  /// The file that git reads where nothing else is named is the one of `$XDG_CONFIG_HOME`, else of `~/.config`.
  private static func personal(_ location: RepositoryLocation, _ git: GitProgram) throws(GitError) -> ByteString? {
    let result = try git.advice(in: location.workTree, ["config", "-z", "--type=path", "--get", "core.excludesFile"])
    // Status 1 says that it isn't set; what git can't make a path of names no file.
    guard result.termination != .exited(1) else { return git.personalFolder?.appending("ignore") }
    guard result.succeeded, let bytes = result.standardOutput.bytes, bytes.last == 0, bytes.count > 1 else {
      return nil
    }
    let path = ByteString(bytes: bytes.dropLast())
    return path.bytes[0] == UInt8(ascii: "/") ? path : location.workTree.appending(path)
  }

  private static func rules(in file: ByteString) -> [UInt8] {
    guard var rules = try? FileReader.read(file, limit: mostBytes) else { return [] }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if rules.starts(with: mark) { rules.removeFirst(mark.count) }
    let holdsAny = rules.split(separator: 0x0A).contains { $0.first != UInt8(ascii: "#") }
    guard holdsAny else { return [] }
    if rules.last != 0x0A { rules.append(0x0A) }
    return rules
  }

  private static let mostBytes = 1 << 20

  var isEmpty: Bool { person.isEmpty && clone.isEmpty }

  /// Puts the rules in force in a git directory that has none: the later line counts, and git takes the clone's before the
  /// person's (dir.c, `setup_standard_excludes`).
  func write(into directory: PrivateGitDirectory) throws(GitError) {
    guard !isEmpty else { return }
    do throws(FileError) {
      try ScratchFile.write(person + clone, to: Self.file(directory))
    } catch {
      throw GitError(.failed(command: "check-ignore", reason: error.message))
    }
  }

  private static func file(_ directory: PrivateGitDirectory) -> ByteString {
    directory.path.appending("info").appending("exclude")
  }

  /// Where the rule is, if it is one of these.
  func origin(of rule: IgnoreRule, in directory: PrivateGitDirectory) -> String? {
    guard rule.file.elementsEqual(Self.file(directory).bytes) else { return nil }
    return rule.line <= person.count(where: { $0 == 0x0A }) ? "core.excludesFile" : ".git/info/exclude"
  }
}
