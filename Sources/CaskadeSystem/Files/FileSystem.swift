/// Questions about and changes of folders and their entries. None follows a link at the end of a
/// path unless it says so.
package enum FileSystem {
  /// Whether there is an entry of this name, a link that leads nowhere included. False, too, when
  /// the system doesn't let one look.
  package static func exists(_ path: ByteString) -> Bool {
    guard case .success = status(of: path, followingLinks: false) else { return false }
    return true
  }

  /// Whether the path leads to a folder, through links or not.
  package static func isFolder(_ path: ByteString) -> Bool {
    guard case .success(let status) = status(of: path) else { return false }
    return FileKind(status) == .folder
  }

  /// Whether it is a regular file that has no other name.
  package static func isSingleFile(_ path: ByteString) -> Bool {
    guard case .success(let status) = status(of: path, followingLinks: false) else { return false }
    return FileKind(status) == .regular && status.st_nlink == 1
  }

  /// How long a regular file is; nil for anything else.
  package static func size(of path: ByteString) -> Int? {
    guard case .success(let status) = status(of: path), FileKind(status) == .regular else { return nil }
    return Int(status.st_size)
  }

  /// The absolute path without links and dots; everything on it has to exist.
  package static func realPath(_ path: ByteString) throws(FileError) -> ByteString {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    let resolved = path.withCString { realpath($0, nil) }
    guard let resolved else { throw FileError(.look, path: path, code: errno) }
    defer { free(resolved) }
    return ByteString(bytes: UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  /// The current folder of this process.
  package static func currentFolder() throws(FileError) -> ByteString {
    try realPath(".")
  }

  /// Creates a folder and those above it that are missing. One that is there already is fine.
  package static func createFolders(_ path: ByteString, mode: mode_t = 0o777) throws(FileError) {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    guard path.withCString({ mkdir($0, mode) }) != 0 else { return }
    let code = errno
    switch code {
    case EEXIST where isFolder(path): return
    case ENOENT where path.folder != path && path.folder != ".":
      try createFolders(path.folder, mode: mode)
      guard path.withCString({ mkdir($0, mode) }) == 0 || (errno == EEXIST && isFolder(path)) else {
        throw FileError(.create, path: path, code: errno)
      }
    default: throw FileError(.create, path: path, code: code)
    }
  }

  /// The names in a folder without `.` and `..`, in the order of their bytes.
  package static func entries(of folder: ByteString) throws(FileError) -> [ByteString] {
    guard !folder.holdsNUL else { throw FileError(.unusablePath, path: folder) }
    return try entries(of: folder, in: AT_FDCWD, path: folder)
  }

  /// The same for a folder as seen from the open folder `parent`; `path` is what messages call it.
  static func entries(
    of name: ByteString, in parent: Int32, path: ByteString
  ) throws(FileError) -> [ByteString] {
    let number = name.withCString { openat(parent, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard number >= 0, let stream = fdopendir(number) else {
      let error = FileError(.look, path: path, code: errno)
      if number >= 0 { close(number) }
      throw error
    }
    defer { closedir(stream) }
    var names: [ByteString] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { ByteString(bytes: $0.prefix { $0 != 0 }) }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw FileError(.look, path: path, code: errno) }
    return names.sorted()
  }

  /// Gives an entry another name, on the same file system; nothing may stand there.
  package static func move(_ path: ByteString, to place: ByteString) throws(FileError) {
    guard !path.holdsNUL, !place.holdsNUL else { throw FileError(.unusablePath, path: place) }
    guard path.withCString({ path in place.withCString { rename(path, $0) } }) == 0 else {
      throw FileError(.create, path: place, code: errno)
    }
  }

  /// Removes a file, a link or a folder with all in it. Nothing there is fine.
  ///
  /// Links are removed and never followed, also one that takes a folder's place meanwhile. A folder
  /// that lacks the permissions for it is given them first.
  package static func remove(_ path: ByteString) throws(FileError) {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    try FolderRemoval.remove(path)
  }

  /// Where a link leads, as it is written in it; nil for anything else.
  static func linkTarget(_ path: ByteString) -> [UInt8]? {
    guard !path.holdsNUL else { return nil }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = path.withCString { readlink($0, &target, target.count) }
    guard count >= 0, count < target.count else { return nil }
    return target[..<count].map { UInt8(bitPattern: $0) }
  }

  static func status(of path: ByteString, followingLinks: Bool = true) -> FileStatus {
    guard !path.holdsNUL else { return .failure(FileError(.unusablePath, path: path)) }
    var status = stat()
    let answer = path.withCString { fstatat(AT_FDCWD, $0, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) }
    return answer == 0 ? .success(status) : .failure(FileError(.look, path: path, code: errno))
  }
}

/// What the system says of a file, or why it doesn't.
enum FileStatus {
  case success(stat)
  case failure(FileError)

  func get() throws(FileError) -> stat {
    switch self {
    case .success(let status): return status
    case .failure(let error): throw error
    }
  }
}

/// What an entry of a folder is.
enum FileKind {
  case regular, folder, link, other

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}
