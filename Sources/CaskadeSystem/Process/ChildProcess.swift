/// A program that was started and not yet reaped, and our ends of its pipes.
struct ChildProcess {
  let identifier: Int32
  /// Whether the process leads a group of its own, with its identifier.
  let leadsGroup: Bool
  /// Becomes readable when the process ends; nil where the system has no such thing.
  let exit: Descriptor?
  let input: Descriptor?
  let output: Descriptor?
  let error: Descriptor?

  /// Starts the program: explicit descriptors, no other one, no blocked or ignored signal.
  ///
  /// - Parameter handed: what it gets as descriptors 3 and up. Their own numbers have to be out of the way of those.
  init(_ request: ProcessRequest, handing handed: [Descriptor] = []) throws(ProcessError) {
    let executable = request.executable
    guard executable.isAbsolute else { throw ProcessError(.notAbsolute, path: executable) }
    guard !request.holdsUnusableText else { throw ProcessError(.unusableText, path: executable) }
    var plan = SpawnPlan()
    defer { plan.destroy() }
    do throws(SystemFailure) {
      input = try plan.connectInput(request.input)
      (output, error) = try plan.connectOutput(request.output)
    } catch {
      throw ProcessError(.noPipe, path: executable, code: error.code)
    }
    let started = plan.spawn(request, handing: handed)
    guard started.code == 0 else {
      // The system gives one code for a missing program and for a missing folder.
      if case .failure(let failure) = FileSystem.status(of: request.directory) {
        throw ProcessError(.noDirectory, path: request.directory, code: failure.code)
      }
      if !FileSystem.isFolder(request.directory) {
        throw ProcessError(.noDirectory, path: request.directory, code: ENOTDIR)
      }
      throw ProcessError(.notStarted, path: executable, code: started.code)
    }
    identifier = started.child
    leadsGroup = request.placement != .terminal
    exit = Platform.exitDescriptor(of: identifier).map(Descriptor.init)
  }

  /// Whether it has ended; it stays to be reaped, so that its identifier can't be given away.
  var hasEnded: Bool {
    var info = siginfo_t()
    // An error means that it is gone; `reap` then says so.
    let answer = waitid(P_PID, id_t(identifier), &info, WEXITED | WNOHANG | WNOWAIT)
    return answer == 0 ? info.si_signo == SIGCHLD : errno != EINTR
  }

  /// Whether it was suspended since this was asked last.
  func takeStop() -> Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(identifier), &info, WSTOPPED | WNOHANG) == 0 && info.si_signo == SIGCHLD
  }

  /// Sends a signal to the process and its group. Only before it is reaped.
  func send(_ signal: Int32) {
    _ = kill(leadsGroup ? -identifier : identifier, signal)
  }

  /// Takes the status and what was used of a process that has ended; nil, with `errno`, when
  /// somebody else took it.
  func reap() -> (termination: ProcessResult.Termination, usage: rusage)? {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) < 0 {
      guard errno == EINTR else { return nil }
    }
    return (ProcessResult.Termination(status: status), usage)
  }
}

extension ProcessResult.Termination {
  /// What a raw status of wait(2) says.
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}

/// An `errno`, on its way to an error that knows the place.
struct SystemFailure: Error {
  let code: Int32
}

extension ProcessRequest {
  fileprivate var holdsUnusableText: Bool {
    executable.holdsNUL || directory.holdsNUL || arguments.contains(where: \.holdsNUL)
      || environment.contains { name, value in
        name.isEmpty || name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "=") } || value.utf8.contains(0)
      }
  }
}

/// The actions and attributes of one `posix_spawn(3)`.
private struct SpawnPlan {
  private var actions = Platform.noSpawnActions
  private var attributes = Platform.noSpawnAttributes
  /// The child's ends, open until the child has them.
  private var ends: [Descriptor] = []

  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
  }

  mutating func destroy() {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }

  mutating func connectInput(_ input: ProcessRequest.Input) throws(SystemFailure) -> Descriptor? {
    switch input {
    case .none:
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      return nil
    case .inherited:
      posix_spawn_file_actions_adddup2(&actions, 0, 0)
      return nil
    case .bytes:
      guard let pipe = Descriptor.pipe() else { throw SystemFailure(code: errno) }
      connect(pipe.read, as: 0)
      pipe.write.stopBlocking()
      return pipe.write
    }
  }

  mutating func connectOutput(
    _ output: ProcessRequest.Output
  ) throws(SystemFailure) -> (output: Descriptor?, error: Descriptor?) {
    guard output != .inherited else {
      posix_spawn_file_actions_adddup2(&actions, 1, 1)
      posix_spawn_file_actions_adddup2(&actions, 2, 2)
      return (nil, nil)
    }
    guard let first = Descriptor.pipe() else { throw SystemFailure(code: errno) }
    connect(first.write, as: 1)
    first.read.stopBlocking()
    guard output != .merged else {
      posix_spawn_file_actions_adddup2(&actions, first.write.number, 2)
      return (first.read, nil)
    }
    guard let second = Descriptor.pipe() else { throw SystemFailure(code: errno) }
    connect(second.write, as: 2)
    second.read.stopBlocking()
    return (first.read, second.read)
  }

  private mutating func connect(_ end: Descriptor, as number: Int32) {
    posix_spawn_file_actions_adddup2(&actions, end.number, number)
    ends.append(end)
  }

  /// The system's code, and the child if that is 0.
  mutating func spawn(_ request: ProcessRequest, handing handed: [Descriptor]) -> (code: Int32, child: Int32) {
    defer { ends = [] }
    var child: Int32 = -1
    let missing = request.directory.withCString { Platform.addDirectory($0, to: &actions) }
    guard missing == 0 else { return (missing, child) }
    let first: Int32 = 3
    for (index, descriptor) in handed.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor.number, first + Int32(index))
    }
    Platform.addCloseFrom(first + Int32(handed.count), to: &actions)
    setAttributes(request.placement)
    let arguments = CStringList([request.executable.bytes] + request.arguments.map(\.bytes))
    // Sorted, so that the same request makes the same process.
    let variables = request.environment.sorted { $0.key < $1.key }
    let environment = CStringList(variables.map { Array("\($0.key)=\($0.value)".utf8) })
    let code = withExtendedLifetime((arguments, environment)) {
      request.executable.withCString {
        posix_spawn(&child, $0, &actions, &attributes, arguments.pointers, environment.pointers)
      }
    }
    return (code, child)
  }

  private mutating func setAttributes(_ placement: ProcessRequest.Placement) {
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Platform.closeByDefaultFlag
    switch placement {
    case .group: flags |= Int32(POSIX_SPAWN_SETPGROUP)
    case .session: flags |= Platform.newSessionFlag
    case .terminal: break
    }
    var blocked = Platform.signalSet([])
    posix_spawnattr_setsigmask(&attributes, &blocked)
    var all = sigset_t()
    sigfillset(&all)
    sigdelset(&all, SIGKILL)
    sigdelset(&all, SIGSTOP)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

/// A list as `execve(2)` takes it: pointers to terminated texts, then a null pointer.
private final class CStringList {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let storage: UnsafeMutablePointer<CChar>

  init(_ texts: [[UInt8]]) {
    storage = .allocate(capacity: texts.reduce(0) { $0 + $1.count + 1 })
    pointers = .allocate(capacity: texts.count + 1)
    var next = storage
    for (index, text) in texts.enumerated() {
      pointers[index] = next
      for byte in text {
        next.pointee = CChar(bitPattern: byte)
        next += 1
      }
      next.pointee = 0
      next += 1
    }
    pointers[texts.count] = nil
  }

  deinit {
    storage.deallocate()
    pointers.deallocate()
  }
}
