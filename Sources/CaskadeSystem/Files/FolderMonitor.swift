/// Tells which files below a folder change while it is watched: at once where the system tells, else by looking at the
/// folders' times now and then.
package final class FolderMonitor {
  private let root: ByteString
  private let source: Descriptor?
  private var folders: [Int32: ByteString] = [:]
  private let isSkipped: (ByteString) -> Bool
  /// Some changes were lost: all has to be looked at again.
  package private(set) var hasLost = false

  /// `IN_MODIFY`, `IN_ATTRIB`, `IN_CLOSE_WRITE`, `IN_MOVED_FROM`, `IN_MOVED_TO`, `IN_CREATE`, `IN_DELETE` of
  /// sys/inotify.h, with `IN_ONLYDIR` and `IN_DONT_FOLLOW`.
  private static let mask: UInt32 = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x0100_0000 | 0x0200_0000
  private static let isFolder: UInt32 = 0x4000_0000
  private static let overflow: UInt32 = 0x4000

  /// - Parameter isSkipped: folders that aren't watched, with all below them.
  package init(_ root: ByteString, skipping isSkipped: @escaping (ByteString) -> Bool) {
    self.root = root
    self.isSkipped = isSkipped
    source = Platform.changeDescriptor().map { Descriptor($0) }
    if source != nil { _ = watch(root) }
    if folders.isEmpty { hasLost = true }
  }

  /// It becomes readable when there is something to take; -1 where one has to look.
  package var descriptor: Int32 { folders.isEmpty ? -1 : source?.number ?? -1 }

  /// Whether changes are told; else whoever asks has to look himself.
  package var isTold: Bool { !folders.isEmpty && !hasLost }

  package func lookedAgain() { if !folders.isEmpty { hasLost = false } }

  /// Adds the folder and those below it, and answers the files that are in them already.
  private func watch(_ folder: ByteString) -> [ByteString] {
    var found: [ByteString] = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      guard !isSkipped(next), let source else { continue }
      guard let number = next.withCString({ Platform.watch($0, in: source.number, for: Self.mask) }) else {
        // No more watches to have, or gone by now.
        if FileSystem.isFolder(next) { hasLost = true }
        continue
      }
      folders[number] = next
      for (name, isFolder) in (try? FileSystem.kinds(of: next)) ?? [] {
        let path = next.appending(name)
        if isFolder { waiting.append(path) } else { found.append(path) }
      }
    }
    return found
  }

  /// The files that have changed since, each once.
  package func changes() -> [ByteString] {
    guard let source else { return [] }
    var changed: Set<ByteString> = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = systemRead(source.number, &buffer)
      guard count > 0 else { break }
      var place = 0
      // `struct inotify_event`: the watch, the mask, a cookie, the length of the name behind it.
      while place + 16 <= count {
        let words = buffer[place..<(place + 16)].withUnsafeBytes { bytes in
          (0..<4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
        }
        let name = buffer[(place + 16)..<min(count, place + 16 + Int(words[3]))].prefix { $0 != 0 }
        place += 16 + Int(words[3])
        if words[1] & Self.overflow != 0 { hasLost = true }
        guard let folder = folders[Int32(bitPattern: words[0])], !name.isEmpty else { continue }
        let path = folder.appending(ByteString(bytes: name))
        if words[1] & Self.isFolder != 0 {
          if words[1] & 0x180 != 0 { changed.formUnion(watch(path)) }
        } else {
          changed.insert(path)
        }
      }
    }
    return changed.sorted()
  }
}

extension FileSystem {
  /// The entries of a folder, and which of them are folders themselves.
  static func kinds(of folder: ByteString) throws(FileError) -> [(name: ByteString, isFolder: Bool)] {
    guard !folder.holdsNUL else { throw FileError(.unusablePath, path: folder) }
    guard let stream = folder.withCString({ opendir($0) }) else {
      throw FileError(.look, path: folder, code: errno)
    }
    defer { closedir(stream) }
    var found: [(ByteString, Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { ByteString(bytes: $0.prefix { $0 != 0 }) }
      guard name != ".", name != ".." else { continue }
      // `DT_DIR` and `DT_UNKNOWN` of dirent.h.
      let kind = entry.pointee.d_type
      let path = folder.appending(name)
      found.append((name, kind == 4 || kind == 0 && linkTarget(path) == nil && isFolder(path)))
    }
    return found
  }
}
