/// The first process of a PID namespace: it starts the program, takes in what the program leaves behind, and its own end
/// is the end of every process in the namespace.
///
/// It can't be reached from inside: the kernel keeps signals of its descendants from it, and its memory and descriptors
/// are closed to them.
struct InnerInit {
  /// Time for what was about to end anyway; until `asking` SIGTERM; then comes the end of all.
  private static let settling = Duration.milliseconds(250)
  private static let asking = settling + .milliseconds(250)
  /// Of what was left, by name.
  private static let mostNamed = 100

  private let plan: InnerPlan
  private let control: Descriptor
  private let report: Descriptor
  /// At its end when the process outside is gone.
  private let parent: Descriptor

  init(_ plan: InnerPlan, control: Descriptor, report: Descriptor, parent: Descriptor) {
    self.plan = plan
    self.control = control
    self.report = report
    self.parent = parent
  }

  /// Answers the exit status of this process, which nobody asks for: what there is to say is in the report.
  func run() -> Int32 {
    // It could have gone before this was in force.
    guard Platform.endWithParent() == 0, !isAtEnd(parent) else { return 1 }
    let code = prepare()
    guard code == 0, let signals = Platform.signalDescriptor(for: [SIGCHLD]).map(Descriptor.init) else {
      say(.unavailable(code == 0 ? errno : code))
      return 1
    }
    say(.ready)
    do throws(ProcessError) {
      let child = try ChildProcess(plan.request)
      if watch(child, signals) { settle(signals) }
      return 0
    } catch {
      say(.refused(error.code))
      return 1
    }
  }

  // MARK: The world inside

  private func prepare() -> Int32 {
    var code = Platform.mount("proc", on: "/proc", type: "proc", [.noSetUser, .noDevices, .noPrograms])
    if code == 0, FileSystem.isFolder("/dev/pts") { code = ownTerminals() }
    for terminal in plan.terminals where code == 0 && FileSystem.exists(terminal) {
      code = Platform.mount("/dev/null", on: terminal, type: "", .bind)
    }
    // An empty file in the place of each. What lies at the path can't be got at by renaming a folder above it either.
    for file in plan.request.containment.hidden where code == 0 {
      code = Platform.mount("/dev/null", on: file, type: "", .bind)
    }
    if code == 0, let view = plan.request.containment.view { code = InnerView(view, from: plan.directory).arrange() }
    if code == 0, plan.request.containment.network == .off { code = Platform.raiseLoopback() }
    if code == 0 { code = Platform.hide() }
    // Root could take the mounts away again.
    if code == 0, geteuid() == 0 { code = Platform.dropAdministration() }
    return code
  }

  /// The person's own terminals are files that the person's programs may write to, by name.
  private func ownTerminals() -> Int32 {
    let code = Platform.mount(
      "devpts", on: "/dev/pts", type: "devpts", [.noSetUser, .noPrograms], data: "newinstance,ptmxmode=0666,mode=0620")
    guard code == 0, case .success(let status) = FileSystem.status(of: "/dev/ptmx", followingLinks: false),
      FileKind(status) == .other
    else { return code }
    return Platform.mount("/dev/pts/ptmx", on: "/dev/ptmx", type: "", .bind)
  }

  // MARK: The program

  /// Waits for the program's end, and sends it what the control pipe orders. False when everything has to end at once.
  private func watch(_ child: ChildProcess, _ signals: Descriptor) -> Bool {
    while true {
      var entries = [control, signals].map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
      _ = poll(&entries, 2, -1)
      if entries[0].revents != 0 {
        var orders = [UInt8](repeating: 0, count: 16)
        let count = systemRead(control.number, &orders)
        // Nobody waits for an answer any more.
        if count == 0 { return false }
        for order in orders.prefix(max(0, count)) {
          if Int32(order) == SIGKILL { return force(child) }
          child.send(Int32(order))
        }
      }
      _ = Platform.nextSignal(from: signals.number)
      if reap(child) { return true }
    }
  }

  /// Ends all processes. The members of the program's own group only take their leave with it, others were left.
  private func force(_ child: ChildProcess) -> Bool {
    let others = processes().filter { $0 != child.identifier && getpgid($0) != child.identifier }
    for process in others.prefix(Self.mostNamed) { sayLeft(process) }
    kill(-1, SIGKILL)
    while !reap(child, waiting: true) {}
    return false
  }

  /// Takes in all that have ended; answers whether the program was among them, and says how it ended.
  private func reap(_ child: ChildProcess, waiting: Bool = false) -> Bool {
    while true {
      var status: Int32 = 0
      var usage = rusage()
      let process = wait4(-1, &status, waiting ? 0 : WNOHANG, &usage)
      if process < 0, errno == EINTR { continue }
      guard process > 0 else { return process < 0 }
      guard process == child.identifier else { continue }
      say(
        .ended(
          status: status, userTime: usage.ru_utime.microseconds, systemTime: usage.ru_stime.microseconds,
          peakMemory: usage.ru_maxrss))
      return true
    }
  }

  // MARK: What it left

  private func settle(_ signals: Descriptor) {
    let begin = ContinuousClock.now
    guard !wait(until: begin + Self.settling, signals) else { return }
    let left = processes()
    for process in left.prefix(Self.mostNamed) { sayLeft(process) }
    kill(-1, SIGTERM)
    _ = wait(until: begin + Self.asking, signals)
  }

  /// Answers whether nobody is left: every process here that has lost its parents is a child of this one.
  private func wait(until time: ContinuousClock.Instant, _ signals: Descriptor) -> Bool {
    while true {
      var status: Int32 = 0
      let process = waitpid(-1, &status, WNOHANG)
      if process > 0 || (process < 0 && errno == EINTR) { continue }
      if process < 0 { return true }
      let rest = ContinuousClock.now.duration(to: time)
      guard rest > .zero else { return false }
      var entries = [signals, control].map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
      _ = poll(&entries, 2, Int32(rest.wholeMilliseconds) + 1)
      // An order to end at once, or nobody who waits.
      if entries[1].revents != 0 { return true }
      _ = Platform.nextSignal(from: signals.number)
    }
  }

  /// All but this one.
  private func processes() -> [Int32] {
    let entries = (try? FileSystem.entries(of: "/proc")) ?? []
    return entries.compactMap { Int32($0.text) }.filter { $0 != 1 }.sorted()
  }

  private func sayLeft(_ process: Int32) {
    say(.left(process, name: Array(Descendants.name(of: process).utf8)))
  }

  private func say(_ report: InnerReport) {
    _ = FileWriting.writeAll(report.line, to: self.report.number)
  }

  private func isAtEnd(_ pipe: Descriptor) -> Bool {
    var entry = pollfd(fd: pipe.number, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) != 0
  }
}

extension timeval {
  fileprivate var microseconds: Int { Int(tv_sec) * 1_000_000 + Int(tv_usec) }
}
