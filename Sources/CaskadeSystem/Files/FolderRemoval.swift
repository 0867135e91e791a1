/// Removes a folder through the descriptors of what is in it, so that no link that takes a folder's
/// place meanwhile can lead the removal elsewhere.
struct FolderRemoval {
  /// Deeper folders are moved to the top and removed from there: each level holds a descriptor.
  private static let deepest = 64

  private let top: Descriptor
  private let path: ByteString
  private var moved = 0

  static func remove(_ path: ByteString) throws(FileError) {
    guard path.withCString({ unlink($0) }) != 0 else { return }
    let refusal = errno
    guard refusal != ENOENT else { return }
    guard let folder = open(path, in: AT_FDCWD) else { throw FileError(.remove, path: path, code: refusal) }
    var removal = FolderRemoval(top: folder, path: path)
    repeat {
      removal.moved = 0
      try removal.removeEntries(of: folder, path: path, depth: 0)
    } while removal.moved > 0
    guard path.withCString({ rmdir($0) }) != 0, errno != ENOENT else { return }
    throw FileError(.remove, path: path, code: errno)
  }

  private mutating func removeEntries(of folder: Descriptor, path: ByteString, depth: Int) throws(FileError) {
    for name in try FileSystem.entries(of: ".", in: folder.number, path: path) {
      try remove(name, in: folder, path: path.appending(name), depth: depth)
    }
  }

  /// `name` is the entry as seen from the open folder `parent`, `path` what messages call it.
  private mutating func remove(
    _ name: ByteString, in parent: Descriptor, path: ByteString, depth: Int
  ) throws(FileError) {
    // Most entries are files, and asking first would cost a call for each.
    guard name.withCString({ unlinkat(parent.number, $0, 0) }) != 0 else { return }
    let refusal = errno
    guard refusal != ENOENT else { return }
    guard let folder = Self.open(name, in: parent.number) else {
      throw FileError(.remove, path: path, code: refusal)
    }
    if depth >= Self.deepest, moveToTop(name, in: parent) { return }
    try removeEntries(of: folder, path: path, depth: depth + 1)
    guard name.withCString({ unlinkat(parent.number, $0, AT_REMOVEDIR) }) != 0, errno != ENOENT else { return }
    throw FileError(.remove, path: path, code: errno)
  }

  private mutating func moveToTop(_ name: ByteString, in parent: Descriptor) -> Bool {
    moved += 1
    let place = ByteString(".caskade-moved-\(moved)-\(UInt32.random(in: 0 ... .max))")
    return name.withCString { name in
      place.withCString { renameat(parent.number, name, top.number, $0) == 0 }
    }
  }

  /// Opens a folder, and gives its owner the rights that a removal of its entries takes.
  private static func open(_ name: ByteString, in parent: Int32) -> Descriptor? {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let folder = Descriptor(name.withCString { openat(parent, $0, flags) })
    var status = stat()
    if folder.isOpen {
      if fstat(folder.number, &status) == 0, status.st_mode & 0o700 != 0o700 { fchmod(folder.number, 0o700) }
      return folder
    }
    guard errno == EACCES,
      name.withCString({ fstatat(parent, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0, FileKind(status) == .folder,
      name.withCString({ fchmodat(parent, $0, 0o700, AT_SYMLINK_NOFOLLOW) }) == 0
    else { return nil }
    let opened = Descriptor(name.withCString { openat(parent, $0, flags) })
    return opened.isOpen ? opened : nil
  }
}
