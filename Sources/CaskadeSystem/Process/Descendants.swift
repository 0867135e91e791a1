/// The children of this process, as the system lists them.
///
/// Once this process adopts orphans, a descendant whose parents have all ended is a child of it,
/// even if it went into a group or a session of its own.
enum Descendants {
  /// Identifiers in no particular order, those that have ended and weren't reaped among them; nil
  /// where the system doesn't tell.
  static func children() -> [Int32]? {
    guard Platform.readsProcessTable else { return nil }
    guard hasChildren else { return [] }
    return childrenOfThreads() ?? childrenInProcessTable()
  }

  /// The process group of a process.
  static func group(of process: Int32) -> Int32? {
    let group = getpgid(process)
    return group < 0 ? nil : group
  }

  /// The name of a process's program, at most 15 bytes; empty when it is gone.
  static func name(of process: Int32) -> String {
    var bytes = contents(of: "/proc/\(process)/comm") ?? []
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reaps a child that has ended; false if it hasn't.
  static func reap(_ process: Int32) -> Bool {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) != 0
  }

  private static var hasChildren: Bool {
    var info = siginfo_t()
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD
  }

  /// `/proc/self/task/*/children` of proc(5), which a kernel may have been built without.
  static func childrenOfThreads() -> [Int32]? {
    guard let threads = try? FileSystem.entries(of: "/proc/self/task") else { return nil }
    var children: [Int32] = []
    var isListed = false
    for thread in threads {
      guard let list = contents(of: "/proc/self/task/\(thread.text)/children") else { continue }
      isListed = true
      children += list.split(separator: UInt8(ascii: " ")).compactMap { Int32(String(decoding: $0, as: UTF8.self)) }
    }
    return isListed ? children : nil
  }

  /// The same, slowly, where a kernel was.
  static func childrenInProcessTable() -> [Int32]? {
    guard let entries = try? FileSystem.entries(of: "/proc") else { return nil }
    let parent = getpid()
    return entries.compactMap { Int32($0.text) }.filter { self.parent(of: $0) == parent }
  }

  /// The fourth field of `/proc/PID/stat`. The second is a name in parentheses that may hold
  /// anything, so the fields are counted from its end.
  private static func parent(of process: Int32) -> Int32? {
    guard let status = contents(of: "/proc/\(process)/stat"),
      let nameEnd = status.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = status[(nameEnd + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard fields.count > 1 else { return nil }
    return Int32(String(decoding: fields[1], as: UTF8.self))
  }

  /// A file of `/proc`, which says that it is empty whatever it holds.
  private static func contents(of path: ByteString) -> [UInt8]? {
    let file = Descriptor(path.withCString { open($0, O_RDONLY | O_CLOEXEC) })
    guard file.isOpen else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file.number, &chunk, chunk.count)
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes += chunk[..<count]
    }
  }
}
