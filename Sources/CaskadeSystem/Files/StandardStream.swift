/// Where a program of the command line writes.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes all bytes or says why not: `closedPipe` when nobody reads any more, which the command
  /// line may keep quiet about but must not call a success.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    ProcessHardening.ignoreWritingSignals()
    let code = FileWriting.writeAll(bytes, to: rawValue)
    guard code == 0 else { throw FileError(.write, path: "-", code: code) }
  }

  package func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8))
  }

  /// Whether a person looks at it.
  package var isTerminal: Bool {
    isatty(rawValue) == 1
  }

  /// The terminal's cells; nil where it is none, or doesn't tell (`tty_ioctl(4)`, TIOCGWINSZ).
  package var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether what is read comes from a person who types.
  package static var inputIsTerminal: Bool {
    isatty(0) == 1
  }
}
