/// The mode in which caskade is started by itself to hold a program in namespaces: `caskade inner`.
///
/// `posix_spawn(3)` can't enter namespaces, and a process with several threads can't either. So this one does, and then
/// splits off the first process of the PID namespace (`InnerInit`), which starts the program. All three end together:
/// when the process that asked ends, however it does, the kernel ends this one, then the first process, then all others.
package enum InnerProcess {
  static let word: ByteString = "inner"
  /// The program of this process, the very file whatever stands at its path by now; for the runner of a process that
  /// asks `run` first thing.
  package static let program: ByteString = "/proc/self/exe"
  /// The descriptors that it is started with.
  static let control: Int32 = 3
  static let report: Int32 = 4

  /// Runs if this process was started for it, and answers its exit status; nil if it wasn't.
  package static func run(_ arguments: [String]) -> Int32? {
    guard arguments.dropFirst().elementsEqual([word.text]), fcntl(control, F_GETFD) >= 0, fcntl(report, F_GETFD) >= 0
    else { return nil }
    for number in [control, report] { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    // What ends it is SIGKILL; the program gets the signals that are meant for it from the control pipe.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    let control = Descriptor(Self.control)
    let report = Descriptor(Self.report)
    guard let plan = InnerPlan(from: control), Platform.endWithParent() == 0, getppid() == plan.parent else { return 1 }
    switch enterNamespaces(plan) {
    case .writer(let status): return status
    case .refused(let code):
      _ = FileWriting.writeAll(InnerReport.unavailable(code).line, to: report.number)
      return 1
    case .entered: return hold(plan, control, report)
    }
  }

  private static func hold(_ plan: InnerPlan, _ control: Descriptor, _ report: Descriptor) -> Int32 {
    guard let life = Descriptor.pipe() else { return 1 }
    let first = Platform.split()
    if first == 0 {
      life.write.close()
      return InnerInit(plan, control: control, report: report, parent: life.read).run()
    }
    if first < 0 {
      _ = FileWriting.writeAll(InnerReport.unavailable(errno).line, to: report.number)
      return 1
    }
    control.close()
    report.close()
    wait(for: first)
    return 0
  }

  private enum Entry {
    case entered
    case refused(Int32)
    /// This is the process that was to write root's ids, and has.
    case writer(Int32)
  }

  private static func enterNamespaces(_ plan: InnerPlan) -> Entry {
    var namespaces: Platform.Namespaces = [.users, .processes, .mounts]
    if plan.request.containment.network == .off { namespaces.insert(.network) }
    let (user, group, own) = (geteuid(), getegid(), getpid())
    // Only a process outside of the new namespace may give it more than one id.
    guard user == 0, let turn = Descriptor.pipe() else {
      let code = Platform.enter(namespaces)
      return code == 0 ? entered(IdentityMap.writeOwn(user: user, group: group)) : .refused(code)
    }
    let writer = Platform.split()
    if writer == 0 {
      turn.write.close()
      var byte: [UInt8] = [0]
      return .writer(systemRead(turn.read.number, &byte) == 1 ? IdentityMap.writeAll(to: own) : 1)
    }
    turn.read.close()
    let code = Platform.enter(namespaces)
    if code == 0 { _ = FileWriting.writeAll([1], to: turn.write.number) }
    turn.write.close()
    let isWritten = writer > 0 && wait(for: writer) == 0
    guard code == 0 else { return .refused(code) }
    return isWritten ? .entered : entered(IdentityMap.writeOwn(user: user, group: group))
  }

  private static func entered(_ code: Int32) -> Entry {
    code == 0 ? .entered : .refused(code)
  }

  @discardableResult
  private static func wait(for process: Int32) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status
  }
}
