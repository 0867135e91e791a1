/// A program in namespaces of its own, as it is seen from outside: the inner process that holds it, and the two pipes to
/// that one.
struct ContainedChild {
  let process: ChildProcess
  /// Brings lines of `InnerReport`, and its end when all processes of the namespace have ended.
  let report: Descriptor
  private let control: Descriptor

  /// - Parameter inner: the program of `InnerProcess`, caskade itself.
  init(_ request: ProcessRequest, inner: ByteString) throws(ProcessError) {
    // Beyond the numbers that the inner process gets them by.
    let least: Int32 = 10
    guard let orders = Descriptor.pipe(), let reports = Descriptor.pipe(),
      let itsControl = orders.read.raised(to: least), let itsReport = reports.write.raised(to: least)
    else { throw ProcessError(.noPipe, path: request.executable, code: errno) }
    var outer = request
    outer.executable = inner
    outer.arguments = [InnerProcess.word]
    // Where caskade finds its own libraries, and nothing else: the program's environment goes by the plan.
    outer.environment = HostEnvironment.read().filter { $0.key == "LD_LIBRARY_PATH" }
    process = try ChildProcess(outer, handing: [itsControl, itsReport])
    (report, control) = (reports.read, orders.write)
    let plan = InnerPlan(request, parent: getpid(), terminals: Self.terminals)
    // It reads all of it first thing, or ends.
    _ = FileWriting.writeAll(plan.bytes, to: control.number)
  }

  /// Has a signal sent to the program and its group; SIGKILL ends all processes of the namespace.
  func order(_ signal: Int32) {
    _ = FileWriting.writeAll([UInt8(clamping: signal)], to: control.number)
  }

  /// Those of this process, and the system's: the ones below `/dev/pts` are out of sight in any case.
  private static var terminals: [ByteString] {
    let own = Set((0...2).compactMap(Platform.terminal)).filter { !$0.isInside("/dev/pts") }
    return own.sorted() + ["/dev/console"]
  }
}
