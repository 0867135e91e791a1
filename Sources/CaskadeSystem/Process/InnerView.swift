/// Arranges the files that a program sees, in a mount namespace of its own (mount_namespaces(7)).
struct InnerView {
  private let view: ContainmentOptions.View
  /// Where the program starts: the folder that it is in by now lies under what is mounted over it.
  private let directory: ByteString?

  init(_ view: ContainmentOptions.View, from directory: ByteString?) {
    self.view = view
    self.directory = directory
  }

  /// Answers the system's code, 0 when all is as it has to be.
  func arrange() -> Int32 {
    var held: [(path: ByteString, entry: Descriptor, isReadOnly: Bool)] = []
    for (paths, isReadOnly) in [(view.shown, false), (view.readOnly, true)] {
      for path in paths {
        let entry = Descriptor(path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) })
        guard entry.isOpen else { return errno }
        held.append((path, entry, isReadOnly))
      }
    }
    var code = Platform.mount("tmpfs", on: view.hidden, type: "tmpfs", [.noSetUser, .noDevices], data: "mode=0700")
    for (path, entry, isReadOnly) in held where code == 0 {
      code = path.isInside(view.hidden) ? place(path, entry) : 0
      if code == 0 {
        code = Platform.mount("/proc/self/fd/\(entry.number)", on: path, type: "", [.bind, .recursive])
      }
      if code == 0, isReadOnly { code = Platform.makeReadOnly(path) }
    }
    guard code == 0, let directory else { return code }
    return directory.withCString { chdir($0) } == 0 ? 0 : errno
  }

  /// Makes what the bind needs to stand on.
  private func place(_ path: ByteString, _ entry: Descriptor) -> Int32 {
    var status = stat()
    guard fstat(entry.number, &status) == 0 else { return errno }
    do throws(FileError) {
      if FileKind(status) == .folder {
        try FileSystem.createFolders(path, mode: 0o700)
      } else {
        try FileSystem.createFolders(path.folder, mode: 0o700)
        try ScratchFile.write([], to: path)
      }
      return 0
    } catch {
      return error.code == 0 ? EIO : error.code
    }
  }
}
