/// The times of the last use and the last change of a file's content.
struct FileTimes: Sendable {
  private let accessed: timespec
  private let modified: timespec

  init(of path: ByteString) throws(FileError) {
    let status = try FileSystem.status(of: path).get()
    accessed = Platform.accessTime(status)
    modified = Platform.modificationTime(status)
  }

  /// Gives another file these times.
  func give(to path: ByteString) throws(FileError) {
    var times = [accessed, modified]
    let code = path.withCString { utimensat(AT_FDCWD, $0, &times, 0) }
    guard code == 0 else { throw FileError(.write, path: path, code: errno) }
  }
}
