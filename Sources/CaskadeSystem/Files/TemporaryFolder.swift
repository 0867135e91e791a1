/// A folder of this process alone, for as long as it is needed.
package struct TemporaryFolder: Sendable {
  /// Absolute and without links.
  package let path: ByteString

  /// Makes a folder that nobody else may enter (0700), named `caskade-PID-` and something random.
  /// `parent` is the value of `TMPDIR`; `/tmp` if that isn't an absolute path.
  package init(below parent: String?) throws(FileError) {
    let parent = try FileSystem.realPath(Self.usable(parent))
    var template = parent.appending("\(Self.prefix)\(getpid())-XXXXXX").bytes.map { CChar(bitPattern: $0) } + [0]
    guard mkdtemp(&template) != nil else { throw FileError(.create, path: parent, code: errno) }
    path = ByteString(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
  }

  /// Removes the folder and all in it; again does nothing.
  package func remove() throws(FileError) {
    try FileSystem.remove(path)
  }

  /// Removes what processes of the same user left that have died without tidying up, if it hasn't
  /// changed for `age`. The age covers processes that can't be seen from here, as in another
  /// container with the same folder. What can't be removed is left. Answers what was removed.
  @discardableResult
  package static func sweep(below parent: String?, olderThan age: Duration) -> [ByteString] {
    let parent = usable(parent)
    guard let entries = try? FileSystem.entries(of: parent) else { return [] }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return entries.filter { name in
      guard let owner = owner(of: name), isDead(owner) else { return false }
      let path = parent.appending(name)
      guard case .success(let status) = FileSystem.status(of: path, followingLinks: false),
        FileKind(status) == .folder, status.st_uid == geteuid(),
        .seconds(Int64(now.tv_sec - Platform.modified(status))) >= age
      else { return false }
      return (try? FileSystem.remove(path)) != nil
    }
  }

  private static let prefix = "caskade-"

  private static func usable(_ parent: String?) -> ByteString {
    guard let parent, parent.hasPrefix("/") else { return "/tmp" }
    return ByteString(parent)
  }

  /// The process in a name that `init` makes.
  private static func owner(of name: ByteString) -> Int32? {
    let parts = name.text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] + "-" == prefix, parts[2].utf8.count == 6 else { return nil }
    guard let owner = Int32(parts[1]), owner > 0 else { return nil }
    return owner
  }

  private static func isDead(_ process: Int32) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }
}
