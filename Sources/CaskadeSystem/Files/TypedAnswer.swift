import CaskadeSyntax

/// What a person types at the terminal.
package enum TypedAnswer {
  /// One line without its end; nil where the input ends. A signal ends the wait with `interrupted`, and what was typed
  /// before is nobody's answer.
  package static func line(interruption: Interruption) throws(FileError) -> String? {
    var bytes: [UInt8] = []
    while bytes.count < 4_096 {
      guard let next = try byte(interruption) else {
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
      }
      if next == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(next)
    }
    throw FileError(.tooLarge(limit: 4_096), path: "-")
  }

  /// One line as `line(interruption:)` reads it, in which Tab completes what is typed.
  ///
  /// The terminal is as it was when this returns or throws (`termios(3)`).
  ///
  /// - Parameters:
  ///   - completions: what may stand in the place of what is typed.
  ///   - echo: writes to the terminal.
  package static func line(
    interruption: Interruption, completions: (String) -> [String], echo: (String) -> Void
  ) throws(FileError) -> String? {
    var before = termios()
    guard tcgetattr(0, &before) == 0 else { return try line(interruption: interruption) }
    var single = before
    single.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &single.c_cc) { controls in
      controls[Int(VMIN)] = 1
      controls[Int(VTIME)] = 0
    }
    guard tcsetattr(0, TCSADRAIN, &single) == 0 else { return try line(interruption: interruption) }
    defer { _ = tcsetattr(0, TCSADRAIN, &before) }
    var typed = TypedLine()
    while true {
      guard let next = try byte(interruption) else { return typed.text.isEmpty ? nil : typed.text }
      switch typed.take(next, completions: completions) {
      case .echo(let text): if !text.isEmpty { echo(text) }
      case .entered:
        echo("\n")
        return typed.text
      case .ended: return nil
      }
    }
  }

  /// The next byte of the input; nil at its end.
  private static func byte(_ interruption: Interruption) throws(FileError) -> UInt8? {
    while true {
      var entries = [0, interruption.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&entries, 2, -1)
      guard interruption.signal == nil else { throw FileError(.interrupted, path: "-") }
      guard ready > 0, entries[0].revents != 0 else { continue }
      var next: [UInt8] = [0]
      let count = systemRead(0, &next)
      if count >= 0 { return count == 0 ? nil : next[0] }
      guard errno == EINTR || errno == EAGAIN else { throw FileError(.read, path: "-", code: errno) }
    }
  }
}
