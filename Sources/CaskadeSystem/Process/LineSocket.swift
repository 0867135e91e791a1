/// A socket in the file system to which other processes of this person send lines.
package final class LineSocket {
  package let path: ByteString
  private let listener: Descriptor
  private var clients: [(descriptor: Descriptor, bytes: [UInt8])] = []

  private static let mostClients = 64
  private static let mostBytes = 64 << 10

  /// - Parameter path: short: the system takes about a hundred bytes.
  package init(at path: ByteString) throws(FileError) {
    self.path = path
    listener = Descriptor(Platform.streamSocket())
    guard listener.isOpen, let code = LocalAddress.with(path, { bind(listener.number, $0, $1) }) else {
      throw FileError(.create, path: path, code: ENAMETOOLONG)
    }
    guard code == 0, path.withCString({ chmod($0, 0o600) }) == 0, listen(listener.number, 64) == 0 else {
      throw FileError(.create, path: path, code: errno)
    }
    listener.stopBlocking()
  }

  /// They become readable when there is something to take.
  package var descriptors: [Int32] { [listener.number] + clients.map(\.descriptor.number) }

  package var descriptor: Int32 { listener.number }

  /// The whole lines that have come since.
  package func lines() -> [[UInt8]] {
    while clients.count < Self.mostClients {
      let next = accept(listener.number, nil, nil)
      guard next >= 0 else { break }
      let client = Descriptor(next)
      _ = fcntl(client.number, F_SETFD, FD_CLOEXEC)
      client.stopBlocking()
      clients.append((client, []))
    }
    var lines: [[UInt8]] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    for index in clients.indices {
      while true {
        let count = systemRead(clients[index].descriptor.number, &buffer)
        if count > 0 { clients[index].bytes += buffer[..<count] }
        if count == 0 || clients[index].bytes.count > Self.mostBytes || count < 0 && errno != EAGAIN && errno != EINTR {
          clients[index].descriptor.close()
        }
        guard count > 0, clients[index].descriptor.isOpen else { break }
      }
      while let end = clients[index].bytes.firstIndex(of: 0x0A) {
        lines.append(Array(clients[index].bytes[..<end]))
        clients[index].bytes.removeSubrange(...end)
      }
    }
    clients.removeAll { !$0.descriptor.isOpen }
    return lines
  }

  /// Sends one line, and doesn't wait for anybody; false where nobody listens.
  package static func send(_ line: [UInt8], to path: ByteString) -> Bool {
    let socket = Descriptor(Platform.streamSocket())
    guard socket.isOpen, LocalAddress.with(path, { connect(socket.number, $0, $1) }) == 0 else { return false }
    return FileWriting.writeAll(line + [0x0A], to: socket.number) == 0
  }
}

/// A path as an address of a socket.
private enum LocalAddress {
  /// Nil for a path that is too long.
  static func with<Answer>(
    _ path: ByteString, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
  ) -> Answer? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard path.bytes.count < room.count, !path.holdsNUL else { return false }
      room.copyBytes(from: path.bytes)
      return true
    }
    guard fits else { return nil }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
