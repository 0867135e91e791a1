package import CaskadeSyntax

/// What the system says of a file, to the nanosecond where it counts so far. The time of change can't be set by anybody.
package struct FileStamp: Hashable, Sendable {
  let mode: UInt32
  let size: UInt32
  let inode: UInt32
  let changed: Time
  let modified: Time

  struct Time: Hashable, Sendable {
    let seconds: UInt32
    let nanoseconds: UInt32
  }

  /// Of a file, or of a link itself; nil where there is none.
  package init?(of path: ByteString) {
    guard case .success(let status) = FileSystem.status(of: path, followingLinks: false) else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    mode = UInt32(truncatingIfNeeded: status.st_mode)
    size = UInt32(truncatingIfNeeded: status.st_size)
    inode = UInt32(truncatingIfNeeded: status.st_ino)
    changed = Self.time(Platform.changeTime(status))
    modified = Self.time(Platform.modificationTime(status))
  }

  /// Of many files below one folder, in their order; the system walks the way to the folder once.
  package static func all(of paths: [RepositoryPath], below folder: ByteString) -> [FileStamp?] {
    all(of: paths.map { $0.bytes[...] }, below: folder)
  }

  package static func all(of paths: some Sequence<ArraySlice<UInt8>>, below folder: ByteString) -> [FileStamp?] {
    let place = Descriptor(folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    guard place.isOpen else { return paths.map { _ in nil } }
    var name: [CChar] = []
    var status = stat()
    return paths.map { path in
      name.removeAll(keepingCapacity: true)
      for byte in path { name.append(CChar(bitPattern: byte)) }
      name.append(0)
      guard fstatat(place.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
      return FileStamp(status)
    }
  }

  package var isRegular: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }

  /// - Parameter seconds: since 1970.
  package func isChanged(since seconds: Int) -> Bool { Int(changed.seconds) >= seconds }

  var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }

  /// As git's index has it for a file.
  var indexMode: [UInt8] { Array((mode & 0o100 == 0 ? "100644" : "100755").utf8) }

  private static func time(_ time: timespec) -> Time {
    Time(seconds: UInt32(truncatingIfNeeded: time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
  }
}
