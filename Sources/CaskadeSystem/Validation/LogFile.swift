/// The whole raw output of one command in a file, as it comes.
package final class LogFile: Sendable {
  package let path: ByteString

  private struct State: Sendable {
    var number: Int32
    var written = 0
    var fault: Int32 = 0
  }

  private let state: Locked<State>
  /// More isn't written: a command that prints without end must not fill the disk.
  private static let longest = 1 << 30

  /// Makes the file, for its owner's eyes alone, in place of one of that name.
  package init(_ path: ByteString) throws(FileError) {
    self.path = path
    if FileSystem.exists(path) { try FileSystem.remove(path) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let number = path.withCString { open($0, flags, 0o600) }
    guard number >= 0 else { throw FileError(.create, path: path, code: errno) }
    state = Locked(State(number: number))
  }

  deinit {
    finish()
  }

  func append(_ chunk: ArraySlice<UInt8>) {
    state.withLock { state in
      guard state.number >= 0, state.fault == 0 else { return }
      let piece = Array(chunk.prefix(Self.longest - state.written))
      if piece.count < chunk.count { state.fault = EFBIG }
      let code = FileWriting.writeAll(piece, to: state.number)
      if code != 0 { state.fault = code }
      state.written += piece.count
    }
  }

  /// Closes the file, and answers whether it holds all that was written to it.
  @discardableResult
  package func finish() -> Bool {
    state.withLock { state in
      if state.number >= 0 { close(state.number) }
      state.number = -1
      return state.fault == 0
    }
  }
}
