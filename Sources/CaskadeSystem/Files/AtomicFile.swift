/// Writes files that are never seen half-written.
package enum AtomicFile {
  /// Writes a new file beside `path`, flushes it to the disk and gives it the name. When it fails
  /// nothing has changed and nothing is left over.
  ///
  /// With `replacing` a file of the name is replaced, as is a link (what it leads to stays as it is);
  /// without, whatever is there is an error `exists`. What stands in `/dev`, but for shared memory, and any device or FIFO
  /// is written to and never replaced; a FIFO that nobody reads is refused and not waited for. The mode is subject to the process's umask.
  package static func write(
    _ bytes: [UInt8], to path: ByteString, mode: mode_t = 0o666, replacing: Bool
  ) throws(FileError) {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    let present = FileSystem.status(of: path)
    if case .success(let status) = present, FileKind(status) == .folder {
      throw FileError(replacing ? .isFolder : .exists, path: path)
    }
    if replacing, isDevice(path, present) { return try writeThrough(bytes, to: path) }
    let draft = path.folder.appending(".caskade-\(getpid())-\(UInt64.random(in: 0 ... .max))")
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = Descriptor(draft.withCString { open($0, flags, mode) })
    guard file.isOpen else { throw FileError(.create, path: path, code: errno) }
    var code = FileWriting.writeAll(bytes, to: file.number)
    if code == 0, fsync(file.number) != 0 { code = errno }
    if code == 0 { code = give(path, to: draft, replacing: replacing) }
    if code != 0 || !replacing { _ = draft.withCString { unlink($0) } }
    guard code == 0 else { throw FileError(.write, path: path, code: code) }
    flush(path.folder)
  }

  /// `rename` replaces what is there, `link` refuses to; neither leaves a moment without a file.
  private static func give(_ path: ByteString, to draft: ByteString, replacing: Bool) -> Int32 {
    draft.withCString { draft in
      path.withCString { path in
        (replacing ? rename(draft, path) : link(draft, path)) == 0 ? 0 : errno
      }
    }
  }

  private static func isDevice(_ path: ByteString, _ present: FileStatus) -> Bool {
    func lies(below folder: String) -> Bool { path.bytes.starts(with: Array(folder.utf8)) }
    // What is in shared memory is a file like any other (shm_overview(7)).
    if lies(below: "/dev/"), !lies(below: "/dev/shm/") { return true }
    guard case .success(let status) = present else { return false }
    return FileKind(status) == .other
  }

  private static func writeThrough(_ bytes: [UInt8], to path: ByteString) throws(FileError) {
    ProcessHardening.ignoreWritingSignals()
    let file = Descriptor(path.withCString { open($0, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) })
    guard file.isOpen else {
      let code = errno
      throw code == ENXIO ? FileError(.notRegular, path: path, code: code) : FileError(.write, path: path, code: code)
    }
    let code = FileWriting.writeAll(bytes, to: file.number)
    guard code == 0 else { throw FileError(.write, path: path, code: code) }
  }

  /// Has the name survive a loss of power. The file is there and whole by now, so a file system
  /// that can't is no failure.
  private static func flush(_ folder: ByteString) {
    let folder = Descriptor(folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    if folder.isOpen { fsync(folder.number) }
  }
}
