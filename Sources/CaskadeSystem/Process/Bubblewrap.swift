/// The command line of bubblewrap's `bwrap` for a program in a sandbox: all of the file system read-only but the folders
/// that it may write, with a `/dev` and a `/proc` of its own.
///
/// A program that is ended by a signal is seen as exit status 128 and the signal's number, as in a shell.
enum Bubblewrap {
  /// - Parameter isContained: the request is run in a PID namespace already, with the network it is to have.
  static func wrap(
    _ request: ProcessRequest, in sandbox: ContainmentOptions.Sandbox, isContained: Bool
  ) -> ProcessRequest {
    var options: [ByteString] = ["--die-with-parent", "--unshare-user"]
    if !isContained {
      options.append("--unshare-pid")
      if request.containment.network == .off { options.append("--unshare-net") }
    }
    options += ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    if !isContained, let view = request.containment.view {
      options += ["--tmpfs", view.hidden]
      for path in view.readOnly { options += ["--ro-bind", path, path] }
    }
    // A folder before what lies in it, and each of them once.
    for folder in Set(sandbox.writable).sorted() { options += ["--bind", folder, folder] }
    for file in request.containment.hidden { options += ["--ro-bind", "/dev/null", file] }
    options += ["--chdir", request.directory, "--", request.executable]
    var wrapped = request
    wrapped.executable = sandbox.program
    wrapped.arguments = options + request.arguments
    wrapped.containment.sandbox = nil
    if !isContained { wrapped.containment = .none }
    return wrapped
  }

  /// The same with a program that does nothing: whether the sandbox can be had at all, before anything is run in it.
  static func trial(
    of request: ProcessRequest, in sandbox: ContainmentOptions.Sandbox, isContained: Bool
  ) -> ProcessRequest {
    var trial = request
    trial.executable = sandbox.program
    trial.arguments = ["--version"]
    trial.input = .none
    trial.output = .merged
    trial.outputLimit = .first(4_096)
    trial.deadline = .seconds(60)
    return wrap(trial, in: sandbox, isContained: isContained)
  }
}
