/// Feeds and empties a program's pipes while it runs, without ever waiting for one of them alone.
struct ChildPipes {
  private(set) var errors: OutputCollector
  private let input: Descriptor?
  private let output: Descriptor?
  private let error: Descriptor?
  private var exit: Descriptor?
  private var interruption: Int32
  private let bytes: [UInt8]
  private var written = 0
  private var buffer = [UInt8](repeating: 0, count: 65536)
  /// How long to sleep where nothing but a look tells that the program has ended.
  private var nap: Duration? = .milliseconds(1)

  /// - Parameter exit: becomes readable when the program ends, where there is such a thing.
  init(_ child: ChildProcess, _ request: ProcessRequest, exit: Descriptor?, interruption: Int32?) {
    errors = OutputCollector(limit: request.outputLimit)
    (input, output, error, self.exit) = (child.input, child.output, child.error, exit)
    self.interruption = interruption ?? -1
    if case .bytes(let bytes) = request.input { self.bytes = bytes } else { bytes = [] }
    if exit != nil { nap = nil }
    if bytes.isEmpty { input?.close() }
    #if os(Linux)
      // A program that writes much goes on while what it wrote before is read. Where that is refused, it waits.
      if let output { _ = fcntl(output.number, Self.setPipeSize, Int32(Self.capacity)) }
    #endif
  }

  /// Bytes that a pipe holds at most.
  private static let capacity = 1 << 20

  #if os(Linux)
    /// `F_SETPIPE_SZ` (fcntl(2)), which the Glibc module doesn't have.
    private static let setPipeSize: Int32 = 1_031
  #endif

  /// From here on only the pipes wake `pump`, and what is given: the program's end and a request to stop are known.
  mutating func stopWatchingForTheEnd(but exit: Descriptor? = nil) {
    self.exit = exit
    interruption = -1
    nap = nil
    input?.close()
  }

  /// Sleeps until something happens or the time has come, and moves what can be moved at once.
  /// Answers whether a pipe of the program is still open at its end.
  @discardableResult
  mutating func pump(until time: ContinuousClock.Instant, sink: (ArraySlice<UInt8>) -> Void) -> Bool {
    let readable = Int16(POLLIN)
    var entries = [
      pollfd(fd: output?.number ?? -1, events: readable, revents: 0),
      pollfd(fd: error?.number ?? -1, events: readable, revents: 0),
      pollfd(fd: input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: exit?.number ?? -1, events: readable, revents: 0),
      pollfd(fd: interruption, events: readable, revents: 0),
    ]
    var wait = ContinuousClock.now.duration(to: time)
    if let nap {
      wait = min(wait, nap)
      self.nap = min(nap * 2, .milliseconds(20))
    }
    // Errors of `poll` are EINTR: the caller comes back.
    if poll(&entries, nfds_t(entries.count), wait.milliseconds) > 0 {
      if nap != nil { nap = .milliseconds(1) }
      if entries[0].revents != 0, let output { read(output, into: sink) }
      if entries[1].revents != 0, let error { readErrors(error) }
      if entries[2].revents != 0, let input { feed(input) }
    }
    return output?.isOpen == true || error?.isOpen == true
  }

  /// Takes what is left in the pipes when all who wrote to them have ended, however long that takes. One that somebody out
  /// of reach still holds is given up when it is empty, or after a second and as much as a pipe holds. Answers whether
  /// standard output was read to its end.
  mutating func drain(sink: (ArraySlice<UInt8>) -> Void) -> Bool {
    let last = ContinuousClock.now + .seconds(1)
    var taken = 0
    while let output, output.isOpen, taken < Self.capacity || ContinuousClock.now < last {
      let more = read(output) { bytes in
        taken += bytes.count
        sink(bytes)
      }
      if !more { break }
    }
    // However long that took.
    let lastOfErrors = ContinuousClock.now + .seconds(1)
    while let error, error.isOpen, ContinuousClock.now < lastOfErrors, readErrors(error) {}
    let ended = output?.isOpen != true
    output?.close()
    error?.close()
    return ended
  }

  /// False when there was nothing to read.
  @discardableResult
  private mutating func read(_ pipe: Descriptor, into sink: (ArraySlice<UInt8>) -> Void) -> Bool {
    let count = systemRead(pipe.number, &buffer)
    if count > 0 { sink(buffer[..<count]) }
    if count == 0 { pipe.close() }
    return count > 0 || (count < 0 && errno == EINTR)
  }

  @discardableResult
  private mutating func readErrors(_ pipe: Descriptor) -> Bool {
    var collected = errors
    // Emptied so that the copy is the only owner of what was collected, and grows in place.
    errors = OutputCollector(limit: ProcessRequest.OutputLimit(head: 0, tail: 0))
    defer { errors = collected }
    return read(pipe, into: { collected.append($0) })
  }

  private mutating func feed(_ pipe: Descriptor) {
    let count = bytes.withUnsafeBytes { all in
      let rest = UnsafeRawBufferPointer(rebasing: all[written...])
      return write(pipe.number, rest.baseAddress, min(rest.count, 65536))
    }
    if count > 0 { written += count }
    let isRefused = count < 0 && errno != EAGAIN && errno != EINTR
    if isRefused || written == bytes.count { pipe.close() }
  }
}

extension Duration {
  /// For `poll(2)`: rounded up, so that nobody wakes up just before the time and spins.
  fileprivate var milliseconds: Int32 {
    guard self > .zero else { return 0 }
    let (seconds, attoseconds) = components
    let rounded = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: rounded)
  }
}
