/// An open descriptor that is closed with its owner, or before.
final class Descriptor {
  /// -1 once it is closed, which `poll(2)` passes over.
  private(set) var number: Int32

  /// Takes the descriptor over. One that took the place of a standard stream, as happens to a
  /// process that was started without them, is moved out of the way.
  init(_ number: Int32) {
    guard (0...2).contains(number) else {
      self.number = number
      return
    }
    self.number = fcntl(number, F_DUPFD_CLOEXEC, 3)
    _ = systemClose(number)
  }

  deinit {
    close()
  }

  var isOpen: Bool { number >= 0 }

  func close() {
    guard isOpen else { return }
    _ = systemClose(number)
    number = -1
  }

  func stopBlocking() {
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
  }

  /// The same open file under a number that is at least this; nil, with `errno`, when there is none left.
  func raised(to least: Int32) -> Descriptor? {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, least)
    return copy < 0 ? nil : Descriptor(copy)
  }

  /// Both ends of a pipe, close-on-exec; nil, with `errno`, when there is none to have.
  static func pipe() -> (read: Descriptor, write: Descriptor)? {
    Platform.pipe().map { (Descriptor($0.read), Descriptor($0.write)) }
  }
}

/// `close(2)` under a name that a method called `close` doesn't hide. It isn't repeated after
/// EINTR: the descriptor is gone by then, and its number may be somebody else's.
private func systemClose(_ number: Int32) -> Int32 {
  close(number)
}
