import CaskadeSystem
package import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A terminal that a test looks at and types on, with one program that has it for its own.
///
/// The program leads a session, and the terminal is that session's: it can open `/dev/tty`, and Ctrl-C reaches it.
/// `ProcessRunner` takes every child that it doesn't know for an orphan, so nothing else may run through one meanwhile.
package final class PseudoTerminal {
  /// Every byte that the program wrote, as the terminal got it.
  package private(set) var raw: [UInt8] = []
  package private(set) var screen: TerminalScreen
  private let ours: Int32
  /// The path by which programs open it.
  package let name: String
  private var child: pid_t = -1

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package init(columns: Int = 80, rows: Int = 24) throws {
    screen = TerminalScreen(columns: columns, rows: rows)
    // Not in the Glibc module, so looked up by name on every system.
    typealias Open = @convention(c) (Int32) -> Int32
    typealias Name = @convention(c) (Int32) -> UnsafeMutablePointer<CChar>?
    guard let open = Self.function("posix_openpt", as: Open.self), let grant = Self.function("grantpt", as: Open.self),
      let unlock = Self.function("unlockpt", as: Open.self), let name = Self.function("ptsname", as: Name.self)
    else { throw Failure(description: "the C library has no pseudo-terminals") }
    ours = open(O_RDWR | O_NOCTTY)
    guard ours >= 0, grant(ours) == 0, unlock(ours) == 0, let path = name(ours) else {
      throw Failure(description: "no pseudo-terminal: \(errno)")
    }
    _ = fcntl(ours, F_SETFD, FD_CLOEXEC)
    self.name = String(cString: path)
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    guard ioctl(ours, UInt(TIOCSWINSZ), &size) == 0 else { throw Failure(description: "no size: \(errno)") }
  }

  private static func function<Signature>(_ name: String, as signature: Signature.Type) -> Signature? {
    dlsym(nil, name).map { unsafeBitCast($0, to: signature) }
  }

  deinit {
    if child > 0 {
      kill(child, SIGKILL)
      var status: Int32 = 0
      waitpid(child, &status, 0)
    }
    close(ours)
  }

  package func start(_ program: String, _ arguments: [String], _ environment: [String: String], in folder: URL) throws {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let newSession: Int32 = 0x0400
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let newSession: Int32 = 0x80
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a session opens becomes the session's (termios(4), POSIX 11.1.3).
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    sigdelset(&signals, SIGKILL)
    sigdelset(&signals, SIGSTOP)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
    // No portable action changes the folder.
    let words = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder.path, program] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw Failure(description: "can't start \(program): \(code)") }
  }

  /// Presses keys: `\r` is Return, `\u{3}` is Ctrl-C, `\u{4}` the end of input on an empty line.
  package func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(ours, bytes, bytes.count)
  }

  /// Waits until the condition holds of the screen; false when the time is over before, or the program.
  package func wait(seconds: Double = 60, until condition: (TerminalScreen) -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while !condition(screen) {
      guard Date() < end, read(waiting: 100) else { return condition(screen) }
    }
    return true
  }

  package func wait(for text: String, seconds: Double = 60) -> Bool {
    wait(seconds: seconds) { $0.text.contains(text) }
  }

  /// Reads to the end, and answers the exit status, or a signal as a negative number; nil after the time.
  package func finish(seconds: Double = 60) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while Date() < end {
      let open = read(waiting: 50)
      let done = waitpid(child, &status, WNOHANG)
      guard done == child else {
        if !open { usleep(10_000) }
        continue
      }
      child = -1
      while read(waiting: 20) {}
      let signal = status & 0x7F
      return signal == 0 ? (status >> 8) & 0xFF : -signal
    }
    return nil
  }

  /// False when nobody has the terminal open any more, or there was nothing for so long after the program's end.
  private func read(waiting milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: ours, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return child > 0 }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    #if canImport(Darwin)
      let count = Darwin.read(ours, &buffer, buffer.count)
    #elseif canImport(Musl)
      let count = Musl.read(ours, &buffer, buffer.count)
    #else
      let count = Glibc.read(ours, &buffer, buffer.count)
    #endif
    guard count > 0 else { return false }
    raw += buffer[..<count]
    screen.show(Array(buffer[..<count]))
    return true
  }
}

extension ScratchRepository {
  /// Starts the built binary on a terminal.
  package func caskade(
    on terminal: PseudoTerminal, _ arguments: String..., adding added: [String: String] = [:]
  ) throws {
    var variables = environment(["TERM": "xterm"].merging(added) { $1 })
    for name in variables.keys where name.hasPrefix("GIT_") && added[name] == nil { variables[name] = nil }
    try terminal.start(Self.binary.path, arguments, variables, in: folder)
  }
}
