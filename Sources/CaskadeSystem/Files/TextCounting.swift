package import CaskadeContracts
package import CaskadeSyntax

/// Counts words in the files of a work tree, each read once, on all processors.
package enum TextCounting {
  /// Larger files hold data.
  private static let mostBytes = 400_000
  /// A NUL byte in the beginning means data, as git decides it too.
  private static let beginning = 8_000
  private static let filesAtOnce = 256

  /// The counts in the order of the paths. What isn't a regular file any more, lies behind a link, is too large or holds
  /// data has no text; nothing but a regular file is opened.
  ///
  /// - Parameter paths: best sorted, since a folder is opened once for all that follows in it.
  package static func count(
    _ paths: [RepositoryPath], below root: ByteString, with counter: WordCounter
  ) -> WordCounts {
    let folder = Descriptor(root.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    let parts = stride(from: 0, to: paths.count, by: filesAtOnce).map { $0..<min(paths.count, $0 + filesAtOnce) }
    let number = folder.number
    let counted = withExtendedLifetime(folder) {
      Concurrent.map(parts) { (part) throws(Never) in count(paths[part], in: number, counter) }
    }
    var all = WordCounts()
    for counts in counted { all.append(counts) }
    return all
  }

  private static func count(_ paths: ArraySlice<RepositoryPath>, in root: Int32, _ counter: WordCounter) -> WordCounts {
    var folders = OpenFolders(root: root)
    defer { folders.close() }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: mostBytes + 1, alignment: 64)
    defer { buffer.deallocate() }
    return counter.counting { tally in
      for path in paths {
        guard let count = read(path.bytes, &folders, buffer), isText(buffer, count) else {
          tally.skip()
          continue
        }
        tally.read(UnsafeBufferPointer(buffer[..<count].bindMemory(to: UInt8.self)))
        tally.end()
      }
    }
  }

  /// How many bytes of the buffer the file fills; nil where it can't be read, or isn't to be.
  private static func read(
    _ path: [UInt8], _ folders: inout OpenFolders, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let (folder, name) = folders.enter(path) else { return nil }
    return name.withUnsafeBufferPointer { name -> Int? in
      name.withMemoryRebound(to: CChar.self) { name -> Int? in
        guard let name = name.baseAddress else { return nil }
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, FileKind(status) == .regular,
          status.st_size <= mostBytes
        else { return nil }
        let file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var count = 0
        while count < buffer.count {
          let got = systemRead(file, UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
          if got > 0 {
            count += got
            // The size that it said is mostly all of it.
            if count == Int(status.st_size) { break }
          } else if got == 0 || errno != EINTR {
            break
          }
        }
        return count <= mostBytes ? count : nil
      }
    }
  }

  private static func isText(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Bool {
    guard let start = buffer.baseAddress, count > 0 else { return true }
    return memchr(start, 0, min(count, beginning)) == nil
  }
}

/// `read(2)` into memory that is there.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(number, buffer.baseAddress, buffer.count)
}

/// The folders on the way to the file that was asked for last: sorted paths share most of them. No link is followed.
private struct OpenFolders {
  private let root: Int32
  /// The path of the innermost open folder, with its slash.
  private var path: [UInt8] = []
  /// Where each open folder ends in that path, and its descriptor.
  private var open: [(end: Int, number: Int32)] = []
  private var name: [UInt8] = []

  init(root: Int32) { self.root = root }

  mutating func close() {
    for folder in open { _ = systemClose(folder.number) }
    open = []
  }

  /// The folder that holds the file, and the file's name with a NUL byte at its end.
  mutating func enter(_ file: [UInt8]) -> (folder: Int32, name: [UInt8])? {
    var shared = 0
    while shared < path.count, shared < file.count, path[shared] == file[shared] { shared += 1 }
    while let last = open.last, last.end > shared {
      _ = systemClose(last.number)
      open.removeLast()
    }
    var start = open.last?.end ?? 0
    path.removeLast(path.count - start)
    while let slash = file[start...].firstIndex(of: UInt8(ascii: "/")) {
      setName(file[start..<slash])
      let number = name.withUnsafeBufferPointer { name in
        name.withMemoryRebound(to: CChar.self) { name in
          name.baseAddress.map {
            openat(open.last?.number ?? root, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
          } ?? -1
        }
      }
      guard number >= 0 else { return nil }
      path += file[start...slash]
      start = slash + 1
      open.append((start, number))
    }
    setName(file[start...])
    return (open.last?.number ?? root, name)
  }

  private mutating func setName(_ text: ArraySlice<UInt8>) {
    name.removeAll(keepingCapacity: true)
    name += text
    name.append(0)
  }
}

private func systemClose(_ number: Int32) -> Int32 { close(number) }
