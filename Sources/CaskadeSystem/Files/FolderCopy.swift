import CaskadeSyntax

/// Copies a folder with all that is in it: contents, links, permissions, times, and which names are one file.
///
/// Blocks are shared where the file system can (`FICLONE`, `clonefile`), and copied else: a hard link would be the file
/// itself, and whoever writes into the copy would write into the original. For folders of ours that nobody writes to
/// meanwhile: nothing is flushed to the disk. Sockets and devices are left out.
package struct FolderCopy {
  private let original: ByteString
  private let copy: ByteString
  private var folders: [(suffix: [UInt8], status: stat)] = []
  private var files: [(suffix: [UInt8], status: stat)] = []
  private var others: [(suffix: [UInt8], status: stat)] = []

  /// - Parameter copy: where nothing stands yet.
  package static func copy(_ original: ByteString, to copy: ByteString) throws(FileError) {
    guard !original.holdsNUL, !copy.holdsNUL else { throw FileError(.unusablePath, path: copy) }
    var work = FolderCopy(original: original, copy: copy)
    try work.walk()
    try work.write()
  }

  private init(original: ByteString, copy: ByteString) {
    self.original = original
    self.copy = copy
  }

  private static func joined(_ folder: ByteString, _ suffix: [UInt8]) -> ByteString {
    ByteString(bytes: folder.bytes + suffix)
  }

  // MARK: Reading

  private mutating func walk() throws(FileError) {
    var pending: [[UInt8]] = [[]]
    while let suffix = pending.popLast() {
      let folder = Self.joined(original, suffix)
      let status = try FileSystem.status(of: folder, followingLinks: false).get()
      guard FileKind(status) == .folder else { throw FileError(.look, path: folder, code: ENOTDIR) }
      folders.append((suffix, status))
      for name in try Self.opened(folder, status, { () throws(FileError) in try FileSystem.entries(of: folder) }) {
        let path = suffix + [UInt8(ascii: "/")] + name.bytes
        let status = try FileSystem.status(of: Self.joined(original, path), followingLinks: false).get()
        switch FileKind(status) {
        case .folder: pending.append(path)
        case .regular: files.append((path, status))
        case .link, .other: others.append((path, status))
        }
      }
    }
  }

  /// With the rights that its owner needs to read it, where it is without them.
  private static func opened<Value>(
    _ path: ByteString, _ status: stat, _ body: () throws(FileError) -> Value
  ) throws(FileError) -> Value {
    let needed: mode_t = FileKind(status) == .folder ? 0o500 : 0o400
    let mode = status.st_mode & 0o7777
    guard mode & needed != needed else { return try body() }
    _ = path.withCString { chmod($0, mode | needed) }
    defer { _ = path.withCString { chmod($0, mode) } }
    return try body()
  }

  // MARK: Writing

  private func write() throws(FileError) {
    for (suffix, _) in folders { try FileSystem.createFolders(Self.joined(copy, suffix), mode: 0o700) }
    // Of several names of one file the first is copied, and the others are names of the copy.
    var first: [ino_t: [UInt8]] = [:]
    var whole: [(suffix: [UInt8], status: stat)] = []
    var names: [(suffix: [UInt8], first: [UInt8])] = []
    for file in files {
      if file.status.st_nlink > 1, let known = first[file.status.st_ino] {
        names.append((file.suffix, known))
      } else {
        if file.status.st_nlink > 1 { first[file.status.st_ino] = file.suffix }
        whole.append(file)
      }
    }
    let cloning = Locked(true)
    let portions = stride(from: 0, to: whole.count, by: Self.portion).map {
      Array(whole[$0..<min($0 + Self.portion, whole.count)])
    }
    _ = try Concurrent.map(portions) { [original, copy] (portion) throws(FileError) in
      for (suffix, status) in portion {
        let source = Self.joined(original, suffix)
        try Self.opened(source, status) { () throws(FileError) in
          try Self.writeFile(source, status, to: Self.joined(copy, suffix), cloning)
        }
      }
    }
    for (suffix, known) in names {
      let (name, file) = (Self.joined(copy, suffix), Self.joined(copy, known))
      guard file.withCString({ file in name.withCString { link(file, $0) } }) == 0 else {
        throw FileError(.create, path: name, code: errno)
      }
    }
    for (suffix, status) in others { try writeOther(suffix, status) }
    // Last, and from the innermost: whatever is made in a folder changes its times.
    for (suffix, status) in folders.reversed() {
      let folder = Self.joined(copy, suffix)
      guard folder.withCString({ chmod($0, status.st_mode & 0o7777) }) == 0 else {
        throw FileError(.write, path: folder, code: errno)
      }
      try Self.setTimes(AT_FDCWD, folder, status)
    }
  }

  private static let portion = 64

  private static func writeFile(
    _ original: ByteString, _ status: stat, to copy: ByteString, _ cloning: Locked<Bool>
  ) throws(FileError) {
    let source = Descriptor(original.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) })
    guard source.isOpen else { throw FileError(.read, path: original, code: errno) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let target = Descriptor(copy.withCString { open($0, flags, 0o600) })
    guard target.isOpen else { throw FileError(.create, path: copy, code: errno) }
    if status.st_size > 0 {
      var isDone = false
      if cloning.withLock({ $0 }) {
        isDone = Platform.clone(source.number, to: target.number)
        if !isDone { cloning.withLock { $0 = false } }
      }
      if !isDone {
        let code = try writeContent(source, original, to: target)
        guard code == 0 else { throw FileError(.write, path: copy, code: code) }
      }
    }
    guard fchmod(target.number, status.st_mode & 0o7777) == 0 else {
      throw FileError(.write, path: copy, code: errno)
    }
    var times = [Platform.accessTime(status), Platform.modificationTime(status)]
    guard futimens(target.number, &times) == 0 else { throw FileError(.write, path: copy, code: errno) }
  }

  private static func writeContent(
    _ source: Descriptor, _ original: ByteString, to target: Descriptor
  ) throws(FileError) -> Int32 {
    var portion = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = systemRead(source.number, &portion)
      if count == 0 { return 0 }
      guard count > 0 else {
        guard errno == EINTR else { throw FileError(.read, path: original, code: errno) }
        continue
      }
      let code = FileWriting.writeAll(portion[..<count], to: target.number)
      guard code == 0 else { return code }
    }
  }

  private func writeOther(_ suffix: [UInt8], _ status: stat) throws(FileError) {
    let (source, target) = (Self.joined(original, suffix), Self.joined(copy, suffix))
    if FileKind(status) == .link {
      var destination = [UInt8](repeating: 0, count: 1 << 16)
      let count = source.withCString { path in
        destination.withUnsafeMutableBytes { bytes in
          bytes.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
        }
      }
      guard count >= 0 else { throw FileError(.read, path: source, code: errno) }
      let leads = ByteString(bytes: destination[..<count])
      guard leads.withCString({ leads in target.withCString { symlink(leads, $0) } }) == 0 else {
        throw FileError(.create, path: target, code: errno)
      }
      return try Self.setTimes(AT_FDCWD, target, status)
    }
    guard status.st_mode & S_IFMT == S_IFIFO else { return }
    let mode = status.st_mode & 0o777
    guard target.withCString({ mkfifo($0, mode) }) == 0, target.withCString({ chmod($0, mode) }) == 0 else {
      throw FileError(.create, path: target, code: errno)
    }
    try Self.setTimes(AT_FDCWD, target, status)
  }

  private static func setTimes(_ folder: Int32, _ path: ByteString, _ status: stat) throws(FileError) {
    var times = [Platform.accessTime(status), Platform.modificationTime(status)]
    guard path.withCString({ utimensat(folder, $0, &times, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      throw FileError(.write, path: path, code: errno)
    }
  }
}
