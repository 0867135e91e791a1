/// Catches the signals by which a person or the system asks the process to stop.
///
/// From `init` on SIGINT, SIGTERM and SIGHUP do nothing by themselves: they are kept until
/// `signal` is asked for. A runner that has this value asks all the time and ends what it runs; the
/// rest of the program asks between its steps, cleans up and ends with `reraise`. A signal that
/// was ignored when the process started, as under `nohup`, stays ignored.
///
/// Make one, in the main thread, before any other thread exists: on Linux only threads that are
/// started later follow. No handler is installed, so no code runs at a surprising moment.
package final class Interruption: Sendable {
  private let source: Int32?
  private let received = Locked<[Int32]>([])

  package init() {
    source = Platform.signalDescriptor(for: [SIGINT, SIGTERM, SIGHUP].filter { !Platform.isIgnored($0) })
  }

  deinit {
    if let source { close(source) }
  }

  /// The first of the signals that has arrived, if any has.
  package var signal: Int32? {
    all.first
  }

  /// Whether the person asked twice: what is still running shall end at once.
  package var isUrgent: Bool {
    all.count > 1
  }

  /// Becomes readable when there is something new to ask for, in `poll(2)`; -1 when there is none.
  var descriptor: Int32 {
    source ?? -1
  }

  private var all: [Int32] {
    guard let source else { return [] }
    return received.withLock { received in
      while let next = Platform.nextSignal(from: source) { received.append(next) }
      return received
    }
  }

  /// Ends this process by the signal, as if it had never been caught, so that the caller sees an
  /// interrupted program and not an exit status.
  package static func reraise(_ number: Int32) -> Never {
    Platform.restoreDefault(number)
    var set = Platform.signalSet([number])
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    kill(getpid(), number)
    // Not reached for a signal that ends a process.
    exit(128 + number)
  }
}
